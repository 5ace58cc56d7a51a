//! The list of the desk's sessions.

use maud::{Markup, html};

use super::deadlines_view::{calendar_changed_badge, timeliness_badge};
use super::list::{Found, Wanted};
use super::overview_view::relied_on;
use crate::args;
use crate::language::Speech;
use crate::law::Paragraph;
use crate::law::deadlines::{DeadlineChange, Timeliness};
use crate::law::session_course::SessionStatus;
use crate::sessions::actions::{self, Order};
use crate::sessions::card::SessionCard;
use crate::sessions::deadlines::Counting;
use crate::sessions::store::State;
use crate::sessions::views::status_badge;
use crate::web::desk::{Right, SignedIn, table_head};
use crate::web::form::{Choice, Select, TextField};
use crate::web::layout::translated;
use crate::web::signs::{self, Tone};

/// The content of the page.
pub fn content(desk: &SignedIn, title: &str, found: &Found) -> Markup {
    let speech = desk.visit.speech();
    html! {
        div.page-head {
            h1 { (title) }
            @if desk.person.may_somewhere(Right::KeepSessions) {
                a.button href="/desk/sessions/new" { (speech.t("editor-new")) }
            }
        }
        (states(speech, &found.wanted))
        (filters(speech, found))
        @if found.sessions.items.is_empty() {
            (signs::empty(speech.t("desk-list-none")))
        } @else {
            (table(desk, &found.sessions.items))
        }
        @if let Some(next) = found.sessions.next {
            p.actions { a.button-quiet href=(found.wanted.address(Some(next))) { (speech.t("sessions-next")) } }
        }
    }
}

fn states(speech: Speech<'_>, wanted: &Wanted) -> Markup {
    html! {
        nav.parts aria-label=(speech.t("desk-list-states")) {
            ul {
                @for &state in State::ALL {
                    @let there = Wanted { state, ..wanted.clone() };
                    li {
                        a href=(there.address(None)) aria-current=[(state == wanted.state).then_some("page")] {
                            (speech.t(&format!("desk-list-{state}")))
                        }
                    }
                }
            }
        }
    }
}

fn filters(speech: Speech<'_>, found: &Found) -> Markup {
    let wanted = &found.wanted;
    let bodies = found.bodies.iter().map(|one| Choice {
        value: &one.body.slug,
        text: one.name.in_language(speech.language()),
    });
    html! {
        form.filters method="get" action="/desk/sessions" role="search" {
            input type="hidden" name="state" value=(wanted.state);
            div.search-line {
                (TextField {
                    name: "q",
                    label: speech.t("filter-words"),
                    hint: None,
                    value: &wanted.words,
                    kind: "search",
                    autocomplete: "off",
                    inputmode: None,
                    optional: false,
                }.show(speech, &[]))
                @if found.bodies.len() > 1 {
                    (Select {
                        name: "body",
                        label: speech.t("label-body"),
                        any: speech.t("filter-any-body"),
                        options: bodies.collect(),
                        chosen: &wanted.body,
                    }.show(speech, &[]))
                }
                button.button-quiet type="submit" { (speech.t("filter-find")) }
            }
        }
    }
}

fn table(desk: &SignedIn, cards: &[SessionCard]) -> Markup {
    let speech = desk.visit.speech();
    html! {
        table.cards {
            (table_head(speech, &["session", "label-start", "desk-list-state", "desk-list-due", "desk-session-applicants"]))
            tbody { @for card in cards { (row(desk, card)) } }
        }
    }
}

fn row(desk: &SignedIn, card: &SessionCard) -> Markup {
    let speech = desk.visit.speech();
    let session = &card.session;
    let address = format!("/desk/sessions/{}", session.id);
    let starts = card.starts_locally();
    html! {
        tr {
            th scope="row" {
                a href=(address) { (name(speech, card)) }
                br; span.soft { (translated(speech.language(), &card.body_name)) }
            }
            td data-label=(speech.t("label-start")) {
                time datetime=(session.zone.rfc3339(session.starts_at.utc())) { (speech.date_time(starts)) }
            }
            td data-label=(speech.t("desk-list-state")) { (status_badge(speech, card.status)) }
            td data-label=(speech.t("desk-list-due")) { (due(desk, card)) }
            td {
                @if card.status != SessionStatus::Draft && desk.person.can(Right::SeeApplications, session.body_id) {
                    a href=(format!("{address}/applicants")) {
                        (speech.tf("desk-list-applications", &args! { "n" => card.seating.received }))
                    }
                }
            }
        }
    }
}

/// The title, or that there is none yet.
pub fn name(speech: Speech<'_>, card: &SessionCard) -> Markup {
    let (text, _) = card.session.title.in_language(speech.language());
    html! {
        @if text.trim().is_empty() {
            (speech.t("editor-untitled"))
        } @else {
            (translated(speech.language(), &card.session.title))
        }
    }
}

/// Until when a draft must be announced, and whether an announced session was in time.
fn due(desk: &SignedIn, card: &SessionCard) -> Markup {
    let speech = desk.visit.speech();
    if card.body.exempt {
        return signs::badge(Tone::Plain, speech.t("body-exempt"));
    }
    if let Some(in_time) = card.session.announced_in_time {
        let timeliness = if in_time {
            Timeliness::OnTime
        } else {
            Timeliness::Late
        };
        return timeliness_badge(speech, timeliness);
    }
    let order = Order::of(&card.session, &card.details());
    let counting = Counting::of(&desk.visit.app);
    let counted = actions::count(&counting, &card.body, order.kind, order.starts, order.ends);
    let Ok(deadlines) = counted else {
        return html! { (speech.t("desk-list-uncounted")) };
    };
    let zone = card.session.zone;
    if let Some(relied_on) = relied_on(desk, card, &deadlines) {
        let before = args! { "datetime" => speech.until(zone.local(relied_on)) };
        return html! {
            (calendar_changed_badge(speech)) br;
            (speech.tf("clock-last", &before)) br;
            span.soft { (speech.t(&DeadlineChange::PARAGRAPH.key())) }
        };
    }
    let light = deadlines.announce.standing(desk.visit.now).light;
    let before = speech.until(zone.local(deadlines.announce_before()));
    html! {
        (timeliness_badge(speech, light.timeliness())) br;
        (speech.tf("clock-last", &args! { "datetime" => before })) br;
        span.soft { (speech.t(&Paragraph::Rules8.key())) }
    }
}
