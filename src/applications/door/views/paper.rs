//! Entering what was ticked on paper.

use maud::{Markup, html};

use super::{bar_in_words, marks, moment, state_word};
use crate::applications::door::actions::Refusal;
use crate::applications::door::days;
use crate::applications::door::desk::paper::Shown;
use crate::applications::door::paper::paper_is_open;
use crate::applications::door::record::Entrant;
use crate::applications::door::verdict::bar_of_state;
use crate::args;
use crate::language::clock_time;
use crate::law::application_course::ApplicationState;
use crate::sessions::desk_frame::{self, Part};
use crate::sessions::record::Session;
use crate::web::desk::{self, SignedIn, table_head};
use crate::web::form::{self, TextField, fault_of, fault_summary};
use crate::web::signs::{self, Tone};

/// The page.
pub fn page(desk: &SignedIn, session: &Session, shown: &Shown) -> Markup {
    let speech = desk.visit.speech();
    let title = speech.t("door-paper");
    let closed = match paper_is_open(session, desk.visit.now) {
        Ok(()) => None,
        Err(Refusal::Barred(bar)) => Some(bar_in_words(speech, bar)),
        Err(_) => Some(speech.t("door-paper-too-early")),
    };
    let content = html! {
        (fault_summary(speech, &shown.faults))
        h1 { (title) }
        (told(desk, session, shown))
        @if let Some(why) = closed {
            (signs::notice(Tone::Warn, why))
        } @else if shown.people.is_empty() {
            (signs::empty(html! { p { (speech.t("door-nobody")) } }))
        } @else {
            (sheet(desk, session, shown))
        }
        p { a href=(format!("/desk/sessions/{}/door", session.id)) { (speech.t("door-to-list")) } }
    };
    let title = form::title(speech, title, &shown.faults);
    desk_frame::page(desk, session, Part::Door, &title, &content)
}

/// What was entered, and which rows somebody else has changed meanwhile.
fn told(desk: &SignedIn, session: &Session, shown: &Shown) -> Markup {
    let speech = desk.visit.speech();
    html! {
        @if let Some(entered) = shown.entered {
            (signs::told(Tone::Good, speech.tf("door-paper-entered", &args! { "n" => entered })))
        }
        @if !shown.left.is_empty() {
            (signs::heard_first(Tone::Bad, Some("stale-title"), html! {
                h2 id="stale-title" { (speech.t("door-paper-left")) }
                p { (speech.t("door-paper-left-detail")) }
                table.fits.cards {
                    (table_head(speech, &["door-column-name", "desk-stale-yours", "desk-stale-theirs"]))
                    tbody {
                        @for (tick, entrant) in &shown.left {
                            tr {
                                th scope="row" { (entrant.number) " " (entrant.full_name()) }
                                td data-label=(speech.t("desk-stale-yours")) { (clock_time(session.zone.local(tick.at).time())) }
                                td data-label=(speech.t("desk-stale-theirs")) { (stands(desk, session, entrant)) }
                            }
                        }
                    }
                }
            }))
        }
    }
}

fn stands(desk: &SignedIn, session: &Session, entrant: &Entrant) -> String {
    let speech = desk.visit.speech();
    match entrant.attended_at {
        Some(at) => speech.tf(
            "door-came-at",
            &args! { "time" => moment(speech, session, at) },
        ),
        None => state_word(speech, entrant.state),
    }
}

fn sheet(desk: &SignedIn, session: &Session, shown: &Shown) -> Markup {
    let speech = desk.visit.speech();
    let action = format!("/desk/sessions/{}/door/paper", session.id);
    let fields = &shown.fields;
    html! {
        p { (speech.t("door-paper-says")) }
        form method="post" action=(action) {
            (desk::csrf_field(desk))
            input type="hidden" name="skip" value=(shown.skip);
            (day(desk, session, shown))
            (TextField {
                name: "time",
                label: speech.t("door-paper-time"),
                hint: Some(speech.t("door-paper-time-hint")),
                value: fields.raw("time"),
                kind: "time",
                autocomplete: "off",
                inputmode: None,
                optional: false,
            }.show(speech, &shown.faults))
            fieldset.choices id="field-came" {
                legend { h2 { (speech.t("door-paper-who")) } }
                ul.door-list { @for one in &shown.people { (row(desk, session, shown, one)) } }
            }
            button { (speech.t("door-paper-enter")) }
        }
        @if shown.more {
            p { a.button-quiet href=(format!("{action}?skip={}", shown.skip.saturating_add(shown.people.len()))) { (speech.t("door-next")) } }
        }
    }
}

/// The day, where the session has several.
fn day(desk: &SignedIn, session: &Session, shown: &Shown) -> Markup {
    let speech = desk.visit.speech();
    let (first, last) = days::of(session, desk.visit.now);
    html! {
        @if first == last {
            input type="hidden" name="day" value=(first);
        } @else {
            (TextField {
                name: "day",
                label: speech.t("door-paper-day"),
                hint: None,
                value: shown.fields.raw("day"),
                kind: "date",
                autocomplete: "off",
                inputmode: None,
                optional: false,
            }.show(speech, &shown.faults))
        }
    }
}

fn row(desk: &SignedIn, session: &Session, shown: &Shown, entrant: &Entrant) -> Markup {
    let speech = desk.visit.speech();
    let ordinal = entrant.ordinal;
    let id = format!("came-{ordinal}");
    let mine = format!("{ordinal}:");
    let ticked = shown.fields.all("came").any(|one| one.starts_with(&mine));
    let time = format!("time-{ordinal}");
    let open = entrant.state != ApplicationState::Attended && bar_of_state(entrant.state).is_none();
    let fault = fault_of(&shown.faults, &time);
    html! {
        li {
            @if open {
                div.checkbox {
                    input id=(id) type="checkbox" name="came" value=(format!("{ordinal}:{}", entrant.revision)) checked[ticked];
                    label for=(id) { strong { (entrant.full_name()) } (marks(speech, entrant)) }
                }
                div.field.field-wrong[fault.is_some()] {
                    label for=(format!("field-{time}")) {
                        (speech.t("door-paper-own-time")) span.visually-hidden { ": " (entrant.full_name()) }
                    }
                    @if let Some(fault) = fault { p.fault { (fault.message) } }
                    input id=(format!("field-{time}")) type="time" name=(time) value=(shown.fields.raw(&time));
                }
            } @else {
                div {
                    p { strong { (entrant.full_name()) } }
                    (marks(speech, entrant))
                    p.door-in { (stands(desk, session, entrant)) }
                }
            }
        }
    }
}
