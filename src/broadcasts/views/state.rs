//! How the broadcast stands, in a sentence, and what to do.

use maud::{Markup, html};

use crate::args;
use crate::broadcasts::pages::Live;
use crate::database::Instant;
use crate::language::Speech;
use crate::law::broadcast::BroadcastState;
use crate::law::session_course::SessionStatus;
use crate::sessions::record::Session;
use crate::sessions::views::closing::grounds;
use crate::web::Visit;
use crate::web::layout::translated;
use crate::web::signs::{self, Tone};

/// How it stands now. What a script puts in its place is read out.
#[must_use]
pub fn state(visit: &Visit, live: &Live) -> Markup {
    let state = live.card.broadcast_state();
    let tone = match state {
        BroadcastState::OnAir => Tone::Good,
        BroadcastState::Interrupted | BroadcastState::Paused | BroadcastState::Missing => {
            Tone::Warn
        }
        BroadcastState::Impossible => Tone::Bad,
        _ => Tone::Plain,
    };
    html! {
        section class=(signs::notice_class(tone)) data-state=(state) role="status" aria-labelledby="live-state-title" {
            h2.visually-hidden id="live-state-title" { (visit.speech().t("live-state")) }
            (said(visit, live, state))
        }
    }
}

fn said(visit: &Visit, live: &Live, state: BroadcastState) -> Markup {
    let speech = visit.speech();
    let (session, known) = (&live.card.session, &live.card.broadcast);
    let at = |instant: Option<Instant>| {
        let at = instant.unwrap_or(session.starts_at);
        args! { "datetime" => local(speech, session, at) }
    };
    match state {
        BroadcastState::Before => before(visit, live),
        BroadcastState::OnAir => html! {
            p { strong { (speech.t("status-live")) } }
            p { (speech.tf("live-since", &at(known.began_at))) }
        },
        BroadcastState::Interrupted => html! {
            p { strong { (speech.t("live-interrupted")) } }
            p { (speech.tf("live-interrupted-since", &at(known.interrupted_since))) }
            @if let Some(why) = why(live) { p { (speech.t("live-why")) ": " (translated(visit.language, why)) } }
            p { (speech.t("live-try-again")) }
        },
        BroadcastState::Paused => html! {
            @match grounds(speech, &live.card) {
                Some(ground) => {
                    p { strong { (speech.tf("closed-item-now", &args! { "ground" => ground })) } }
                }
                None => { p { strong { (speech.t("live-paused")) } } }
            }
            p { (speech.t("live-paused-then")) }
        },
        BroadcastState::Between => html! {
            p { strong { (speech.tf("live-ended", &at(known.ended_at))) } }
            p { (speech.t("live-not-over")) }
        },
        BroadcastState::Impossible => impossible(visit, live),
        BroadcastState::Over => html! {
            p { strong { (speech.t("live-over")) } }
            @if known.ended_at.is_some() { p { (speech.tf("live-ended", &at(known.ended_at))) } }
            @if known.recording.is_none() { p { (speech.t("live-no-recording")) } }
        },
        BroadcastState::Missing => html! { p { strong { (speech.t("live-missing")) } } },
        BroadcastState::Closed | BroadcastState::Cancelled => {
            html! { p { strong { (speech.t("live-none")) } } }
        }
    }
}

fn before(visit: &Visit, live: &Live) -> Markup {
    let speech = visit.speech();
    let session = &live.card.session;
    let starts = local(speech, session, session.starts_at);
    let starts = args! { "datetime" => starts };
    let due = live.card.status == SessionStatus::Live || session.starts_at.utc() <= visit.now;
    html! {
        @if due {
            p { strong { (speech.t("live-not-yet")) } }
            p { (speech.tf("live-was-to-begin", &starts)) }
        } @else {
            p { strong { (speech.tf("live-soon", &starts)) } }
        }
        p { (speech.t("watch-needs-no-application")) }
        @if live.card.watch_at().is_none() { p { (speech.t("watch-later")) } }
    }
}

fn impossible(visit: &Visit, live: &Live) -> Markup {
    let speech = visit.speech();
    html! {
        p { strong { (speech.t("live-impossible")) } }
        @if let Some(one) = &live.card.broadcast.impossible {
            (signs::facts(html! {
                dt { (speech.t("live-why")) }
                dd { (translated(visit.language, &one.why)) }
                dt { (speech.t("live-instead")) }
                dd { (translated(visit.language, &one.instead)) }
            }))
        }
    }
}

/// Why nothing comes through, if the desk said so.
fn why(live: &Live) -> Option<&crate::language::Multilingual> {
    let open = live.interruptions.iter().find(|one| one.ended_at.is_none());
    open.and_then(|one| one.why.as_deref())
}

fn local(speech: Speech<'_>, session: &Session, at: Instant) -> String {
    speech.date_time(session.zone.local(at.utc()))
}
