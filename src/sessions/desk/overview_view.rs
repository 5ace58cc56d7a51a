//! The page of one session.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use super::course;
use super::deadlines_view::{self, Shown};
use super::form::{field_of, label};
use super::list_view::name;
use super::refusals::missing_words;
use crate::args;
use crate::law::deadlines::Deadlines;
use crate::law::session_course::{SessionAct, SessionStatus};
use crate::outbox::store::ToMany;
use crate::sessions::actions::{self, Order, Refusal, reasons_due};
use crate::sessions::card::SessionCard;
use crate::sessions::deadlines::Counting;
use crate::sessions::plausible::is_mobile_only;
use crate::sessions::sittings_words;
use crate::sessions::stand_log::{self, Hung};
use crate::sessions::views::{clocks, status_badge};
use crate::web::desk::{self, Right, SignedIn};
use crate::web::layout::translated;
use crate::web::signs::{self, Tone};

const DONE: [&str; 14] = [
    "session-saved",
    "session-unchanged",
    "session-revised",
    "session-announced",
    "session-live",
    "session-ended",
    "session-postponed",
    "session-cancelled",
    "session-adjourned",
    "session-reopened",
    "document-added",
    "document-renamed",
    "document-moved",
    "document-removed",
];

/// The words of what may have been done just now.
pub fn done_note(desk: &SignedIn) -> Markup {
    desk::done_note(desk, &DONE)
}

/// The content of the page.
pub fn content(
    desk: &SignedIn,
    card: &SessionCard,
    check: &[&str],
    (to_many, hung): (Option<ToMany>, Option<&Hung>),
) -> Markup {
    let speech = desk.visit.speech();
    let may_write = desk.person.can(Right::KeepSessions, card.session.body_id);
    html! {
        h1 { (name(speech, card)) }
        (done_note(desk))
        (to_check(desk, card, check))
        p { (status_badge(speech, card.status)) " " (translated(speech.language(), &card.body_name)) }
        @if let Some(waiting) = to_many.filter(|_| may_write) { (call_back(desk, card, waiting)) }
        (missing(desk, card, may_write))
        (due(desk, card, may_write))
        @if is_mobile_only(&card.session.contact.phone) {
            (signs::notice(Tone::Warn, speech.t("editor-mobile-only")))
        }
        div.with-aside {
            (acts(desk, card, may_write))
            div.beside.stack {
                (facts(desk, card, hung))
                (deadlines(desk, card))
            }
        }
    }
}

/// Letters to many that can still be called back.
fn call_back(desk: &SignedIn, card: &SessionCard, waiting: ToMany) -> Markup {
    let speech = desk.visit.speech();
    signs::notice(
        Tone::Warn,
        html! {
            (speech.tf("call-back-waiting", &args! { "count" => waiting.letters })) " "
            a href=(format!("/desk/sessions/{}/call-back", card.session.id)) { (speech.t("call-back")) }
        },
    )
}

/// Texts of which one language was changed now and the other not.
fn to_check(desk: &SignedIn, card: &SessionCard, check: &[&str]) -> Markup {
    let speech = desk.visit.speech();
    html! {
        @if !check.is_empty() {
            (signs::titled_notice(Tone::Warn, "check-title", html! {
                h2 id="check-title" { (speech.t("editor-check-languages")) }
                ul {
                    @for name in check {
                        li {
                            a href=(format!("/desk/sessions/{}/edit#field-{name}-kk", card.session.id)) {
                                (label(speech, name))
                            }
                        }
                    }
                }
            }))
        }
    }
}

/// What an announcement would lack, each with the field where it is filled in.
fn missing(desk: &SignedIn, card: &SessionCard, may_write: bool) -> Markup {
    let speech = desk.visit.speech();
    let lacking = Order::of(&card.session, &card.details()).missing();
    let edit = format!("/desk/sessions/{}/edit", card.session.id);
    html! {
        @if !lacking.is_empty() {
            (signs::titled_notice(Tone::Plain, "missing-title", html! {
                h2 id="missing-title" { (speech.t("editor-missing-title")) }
                ul {
                    @for one in &lacking {
                        li {
                            @if may_write {
                                a href=(format!("{edit}#field-{}", field_of(one))) { (missing_words(speech, one)) }
                            } @else {
                                (missing_words(speech, one))
                            }
                        }
                    }
                }
            }))
        } @else if card.status == SessionStatus::Draft {
            (signs::notice(Tone::Good, speech.t("editor-complete")))
        }
    }
}

/// Reasons that an announced session owes.
fn due(desk: &SignedIn, card: &SessionCard, may_write: bool) -> Markup {
    let speech = desk.visit.speech();
    let mut due = reasons_due(&card.session);
    // A body that the Rules do not bind owes none.
    due.retain(|_| !card.body.exempt);
    html! {
        @if !due.is_empty() {
            (signs::titled_notice(Tone::Warn, "due-title", html! {
                h2 id="due-title" { (speech.t("editor-reasons-due")) }
                ul {
                    @for one in due {
                        @let basis = speech.tf("basis", &args! { "paragraph" => speech.t(&one.paragraph().key()) });
                        li {
                            @if may_write {
                                a href=(format!("/desk/sessions/{}/edit#field-{one}", card.session.id)) {
                                    (label(speech, one.as_str()))
                                }
                            } @else {
                                (label(speech, one.as_str()))
                            }
                            " " span.soft { (basis) }
                        }
                    }
                }
            }))
        }
    }
}

/// An address below the session's page, or a whole one, with the words that lead there.
type Link = (String, String);

/// What can be done, in groups: the announcement, the course of the session, changes of it.
fn acts(desk: &SignedIn, card: &SessionCard, may_write: bool) -> Markup {
    let speech = desk.visit.speech();
    let here = format!("/desk/sessions/{}", card.session.id);
    let draft = card.status == SessionStatus::Draft;
    html! {
        aside.card.aside aria-labelledby="acts-title" {
            h2 id="acts-title" { (speech.t("editor-acts")) }
            @if may_write && draft && !card.body.exempt {
                p { a.button href=(format!("{here}/announce")) { (speech.t("editor-announce")) } }
            }
            (group(&speech.t("editor-acts-announcement"), &of_announcement(desk, card, may_write, &here)))
            (group(&speech.t("editor-acts-course"), &of_course(desk, card, may_write, &here)))
            (group(&speech.t("editor-acts-changes"), &of_changes(desk, card, may_write, &here)))
        }
    }
}

fn group(title: &str, links: &[Link]) -> Markup {
    html! {
        @if !links.is_empty() {
            h3 { (title) }
            ul.plain-links { @for (address, word) in links { li { a href=(address) { (word) } } } }
        }
    }
}

fn of_announcement(desk: &SignedIn, card: &SessionCard, may_write: bool, here: &str) -> Vec<Link> {
    let speech = desk.visit.speech();
    let draft = card.status == SessionStatus::Draft;
    let public = format!("/{}/sessions/{}", speech.language().code(), card.session.id);
    let mut links = Vec::new();
    let mut link = |address: String, key: &str| links.push((address, speech.t(key)));
    if may_write {
        link(
            format!("{here}/edit"),
            if draft {
                "editor-edit"
            } else {
                "editor-revise"
            },
        );
    }
    link(format!("{here}/documents"), "documents-title");
    if draft {
        link(format!("{here}/preview"), "editor-preview");
    } else {
        link(public.clone(), "editor-public-page");
        link(format!("{public}/history"), "history-title");
        link(format!("{here}/stand"), "desk-stand-print");
    }
    if may_write {
        link(format!("{here}/copy"), "editor-copy");
    }
    links
}

fn of_course(desk: &SignedIn, card: &SessionCard, may_write: bool, here: &str) -> Vec<Link> {
    let speech = desk.visit.speech();
    let can = |act: SessionAct| may_write && course::possible(desk, card, act);
    let mut links = vec![(format!("{here}/broadcast"), speech.t("broadcast-title"))];
    let mut link = |address: String, key: &str| links.push((address, speech.t(key)));
    if can(SessionAct::GoLive) {
        link(format!("{here}/course?act=go_live"), "editor-go-live");
    }
    if can(SessionAct::End) {
        link(format!("{here}/course?act=end"), "editor-end");
    }
    if matches!(card.status, SessionStatus::Live | SessionStatus::Held) {
        link(format!("{here}/results"), "results-title");
    }
    links
}

fn of_changes(desk: &SignedIn, card: &SessionCard, may_write: bool, here: &str) -> Vec<Link> {
    let speech = desk.visit.speech();
    let can = |act: SessionAct| may_write && course::possible(desk, card, act);
    let mut links = Vec::new();
    let mut link = |path: &str, key: &str| links.push((format!("{here}/{path}"), speech.t(key)));
    if may_write && actions::may_adjourn(&card.session, desk.visit.now) {
        link("sittings", "sittings-adjourn");
    }
    if can(SessionAct::Postpone) {
        link("postpone", "moving-postpone");
    }
    if can(SessionAct::Cancel) {
        link("cancel", "moving-cancel");
    }
    if may_write {
        link("closing", "closing-title");
    }
    links
}

fn facts(desk: &SignedIn, card: &SessionCard, hung: Option<&Hung>) -> Markup {
    let speech = desk.visit.speech();
    let session = &card.session;
    let starts = speech.date_time_with_weekday(card.starts_locally());
    signs::facts(html! {
        dt { (speech.t("label-start")) } dd { (starts) }
        (sittings_words::facts(speech, session))
        @if let Some(ends) = sittings_words::end_on_another_day(session).filter(|_| session.several().is_empty()) {
            dt { (speech.t("label-end")) } dd { (speech.date_time_with_weekday(ends)) }
        }
        dt { (speech.t("format")) } dd { (speech.t(&format!("format-{}", session.format))) }
        @if let Some(place) = &session.place {
            dt { (speech.t("label-place")) } dd { (translated(speech.language(), place)) }
        }
        @if session.format.has_hall() {
            dt { (label(speech, "capacity")) } dd { (card.seating.capacity) }
        }
        dt { (speech.t("label-responsible-person")) } dd { (session.contact.name) }
        @if session.status.is_public() {
            dt { (speech.t("desk-stand-on-stand")) }
            dd {
                @match hung {
                    Some(hung) => (stand_log::said(speech, session, hung)),
                    None => (speech.t("desk-stand-not-hung")),
                }
                @if hung.is_some_and(|hung| hung.is_of_before(session)) { " " (speech.t("desk-stand-old")) }
            }
        }
    })
}

/// The deadline that a draft keeps though the calendar changed.
pub fn relied_on(
    desk: &SignedIn,
    card: &SessionCard,
    counted: &Deadlines,
) -> Option<DateTime<Utc>> {
    actions::calendar_changed(&card.session, &card.clocks, counted, desk.visit.now)
}

/// Of a draft as they would be; of an announced session as they were published.
fn deadlines(desk: &SignedIn, card: &SessionCard) -> Markup {
    let speech = desk.visit.speech();
    if card.status.is_public() || card.body.exempt {
        return clocks::section(&desk.visit, card);
    }
    let order = Order::of(&card.session, &card.details());
    let counting = Counting::of(&desk.visit.app);
    let counted = actions::count(&counting, &card.body, order.kind, order.starts, order.ends);
    match counted {
        Ok(deadlines) => {
            let shown = Shown {
                counting,
                deadlines: &deadlines,
                now: desk.visit.now,
                relied_on: relied_on(desk, card, &deadlines),
                announced_in_time: None,
            };
            deadlines_view::clocks(speech, &shown)
        }
        Err(Refusal::NoCalendar(no_calendar)) => {
            let year = args! { "year" => no_calendar.year.to_string() };
            signs::notice(Tone::Bad, speech.tf("editor-no-calendar", &year))
        }
        Err(_) => html! {},
    }
}
