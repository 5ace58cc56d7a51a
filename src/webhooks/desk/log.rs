//! What was sent to a webhook, and how that ended.

use std::collections::HashMap;

use maud::{Markup, html};

use super::one::instant;
use super::{address_of, form};
use crate::args;
use crate::database::{AnyConnection, Broken, Id, Instant};
use crate::language::Speech;
use crate::news::Kind;
use crate::outbox;
use crate::outbox::record::{Called, LetterState};
use crate::sessions;
use crate::sessions::record::Session;
use crate::web::desk::{self, BoxName, SignedIn, table_box, table_head};
use crate::web::layout::translated;
use crate::webhooks::ended::How;
use crate::webhooks::keeping::LOG_KEPT;
use crate::webhooks::record::{State, Webhook};
use crate::webhooks::telling::{OF_SESSION, TEST};

/// Lines on the page: the latest.
const MOST: i64 = 100;

/// One call, and the session it is about.
pub(super) struct Line {
    call: Called,
    session: Option<Session>,
}

/// The latest calls of a webhook. Two queries.
pub(super) fn read(connection: &mut AnyConnection, webhook: Id) -> Result<Vec<Line>, Broken> {
    let calls = outbox::store::log_of(connection, webhook, MOST)?;
    let mut ids: Vec<Id> = calls.iter().filter_map(|call| call.session_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let sessions: HashMap<Id, Session> = sessions::store::by_ids(connection, &ids)?;
    let line = |call: Called| Line {
        session: call.session_id.and_then(|id| sessions.get(&id).cloned()),
        call,
    };
    Ok(calls.into_iter().map(line).collect())
}

pub(super) fn section(desk: &SignedIn, webhook: &Webhook, lines: &[Line], keeps: bool) -> Markup {
    let speech = desk.visit.speech();
    let mut columns = vec![
        "webhook-event",
        "session",
        "webhook-ordered",
        "webhook-attempts",
        "webhook-outcome",
    ];
    if keeps {
        columns.push("webhook-again");
    }
    let table = html! {
        table {
            (table_head(speech, &columns))
            tbody { @for line in lines { (row(desk, webhook, line, keeps)) } }
        }
    };
    html! {
        section aria-labelledby="log" {
            h2 id="log" { (speech.t("webhook-log")) }
            p.hint { (speech.t("webhook-log-what")) }
            @if lines.is_empty() { p { (speech.t("webhook-log-empty")) } } @else {
                (table_box(BoxName::Heading("log"), &table))
            }
        }
    }
}

fn row(desk: &SignedIn, webhook: &Webhook, line: &Line, keeps: bool) -> Markup {
    let speech = desk.visit.speech();
    let call = &line.call;
    let language = speech.language();
    html! {
        tr {
            th scope="row" { (event(speech, &call.kind)) }
            td {
                @if let Some(session) = &line.session {
                    a href=(format!("/{}/sessions/{}", language.code(), session.id)) {
                        (session.code) " · " (translated(language, &session.title))
                    }
                }
            }
            td { (instant(speech, call.created_at)) }
            td { (call.attempts) }
            td { (outcome(speech, call)) }
            @if keeps { td { (again(desk, webhook, call)) } }
        }
    }
}

/// What happened, in words.
fn event(speech: Speech<'_>, event: &str) -> String {
    if event == TEST {
        return speech.t("webhook-event-test");
    }
    let kind = event
        .strip_prefix(OF_SESSION)
        .and_then(|word| word.parse::<Kind>().ok());
    kind.map_or_else(|| event.to_owned(), |kind| form::event(speech, kind))
}

/// How far it has come, how the last attempt ended, and when the next one is.
fn outcome(speech: Speech<'_>, call: &Called) -> Markup {
    let how = call
        .last_error
        .as_deref()
        .and_then(|text| text.parse::<How>().ok());
    let said = how.map(|how| {
        let status = how.status().map(|status| status.to_string());
        let args = args! { "status" => status.unwrap_or_default() };
        speech.tf(&format!("webhook-ended-{}", how.word()), &args)
    });
    let waits = call.state == LetterState::TemporaryFailure;
    html! {
        (speech.t(&format!("webhook-call-{}", word(call.state))))
        @if let Some(said) = said { " " (said) }
        @if waits {
            " " (speech.tf("webhook-next-attempt", &args! { "at" => instant(speech, call.next_attempt_at) }))
        }
    }
}

fn word(state: LetterState) -> &'static str {
    match state {
        LetterState::Created => "waits",
        LetterState::Sending => "under-way",
        LetterState::Delivered => "arrived",
        LetterState::TemporaryFailure => "repeated",
        LetterState::Expired => "expired",
        LetterState::PermanentFailure | LetterState::TechnicalFailure | LetterState::CalledBack => {
            "given-up"
        }
    }
}

fn again(desk: &SignedIn, webhook: &Webhook, call: &Called) -> Markup {
    let speech = desk.visit.speech();
    let here = format!("{}/calls/{}/resend", address_of(webhook.id), call.id);
    let since = Instant::from(desk.visit.now - LOG_KEPT);
    let may = webhook.state == State::Active
        && !matches!(call.state, LetterState::Created | LetterState::Sending)
        && call.created_at >= since;
    html! {
        @if may {
            form method="post" action=(here) {
                (desk::csrf_field(desk))
                button.button-quiet {
                    (speech.t("webhook-resend"))
                    span.visually-hidden { ": " (event(speech, &call.kind)) ", " (instant(speech, call.created_at)) }
                }
            }
        }
    }
}
