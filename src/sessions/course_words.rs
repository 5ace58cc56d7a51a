//! What is told of a session that was moved or called off: from when to when, why, and when that was decided.

use maud::{Markup, html};

use super::record::Session;
use crate::args;
use crate::database::Instant;
use crate::language::Speech;
use crate::law::session_course::SessionStatus;
use crate::web::layout::translated;
use crate::web::signs::{self, Tone};

/// The notice at the head of a page about the session, given its status now; nothing where it goes as announced.
#[must_use]
pub fn notice(speech: Speech<'_>, session: &Session, status: SessionStatus) -> Markup {
    match status {
        SessionStatus::Cancelled => called_off(speech, session),
        SessionStatus::Postponed => moved(speech, session),
        SessionStatus::Draft
        | SessionStatus::Announced
        | SessionStatus::Live
        | SessionStatus::Held => html! {},
    }
}

fn called_off(speech: Speech<'_>, session: &Session) -> Markup {
    signs::notice(
        Tone::Bad,
        html! {
            p { strong { (speech.t("session-cancelled-says")) } }
            (reason(speech, session))
            @if let Some(at) = session.cancelled_at { p.hint { (decided(speech, session, at)) } }
        },
    )
}

fn moved(speech: Speech<'_>, session: &Session) -> Markup {
    signs::notice(
        Tone::Warn,
        html! {
            p { strong { (speech.t("session-postponed-says")) } }
            @if let Some(former) = session.former_starts_at {
                (signs::facts(html! {
                    dt { (speech.t("moving-was")) } dd { del { (moment(speech, session, former)) } }
                    dt { (speech.t("moving-now")) } dd { (moment(speech, session, session.starts_at)) }
                }))
            }
            (reason(speech, session))
            @if let Some(at) = session.moved_at { p.hint { (decided(speech, session, at)) } }
        },
    )
}

fn moment(speech: Speech<'_>, session: &Session, at: Instant) -> Markup {
    html! {
        time datetime=(session.zone.rfc3339(at.utc())) {
            (speech.date_time_with_weekday(session.zone.local(at.utc())))
        }
    }
}

fn reason(speech: Speech<'_>, session: &Session) -> Markup {
    html! {
        @if let Some(reason) = session.course_reason.as_deref() {
            p { (speech.t("moving-reason")) ": " (translated(speech.language(), reason)) }
        }
    }
}

fn decided(speech: Speech<'_>, session: &Session, at: Instant) -> String {
    let datetime = speech.date_time(session.zone.local(at.utc()));
    speech.tf("moving-decided-at", &args! { "datetime" => datetime })
}

/// Why, beside the session in a list; nothing where it goes as announced.
#[must_use]
pub fn reason_in_list(speech: Speech<'_>, session: &Session, status: SessionStatus) -> Markup {
    html! {
        @if matches!(status, SessionStatus::Cancelled | SessionStatus::Postponed) {
            @if let Some(reason) = session.course_reason.as_deref() {
                p.course-reason { (speech.t("moving-reason")) ": " (translated(speech.language(), reason)) }
            }
        }
    }
}

/// The same as lines of plain text, for programs that show nothing else.
#[must_use]
pub fn lines(speech: Speech<'_>, session: &Session) -> Vec<String> {
    let labelled = |key: &str, said: &str| format!("{}: {said}", speech.t(key));
    let mut lines = Vec::new();
    match session.status {
        SessionStatus::Cancelled => lines.push(speech.t("status-cancelled")),
        SessionStatus::Postponed => lines.push(speech.t("status-postponed")),
        _ => return lines,
    }
    let former = session.former_starts_at;
    if let Some(former) = former.filter(|_| session.status == SessionStatus::Postponed) {
        let local = session.zone.local(former.utc());
        lines.push(labelled(
            "moving-was",
            &speech.date_time_with_weekday(local),
        ));
    }
    if let Some(reason) = session.course_reason.as_deref() {
        let (reason, _) = reason.in_language(speech.language());
        lines.push(labelled("moving-reason", reason));
    }
    lines
}
