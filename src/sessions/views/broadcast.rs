//! The broadcast on the page of its session: how it stands, the way to its own page, and where it is announced to be.

use maud::{Markup, html};

use crate::args;
use crate::database::Instant;
use crate::law::broadcast::BroadcastState;
use crate::law::session_course::Access;
use crate::sessions::card::SessionCard;
use crate::web::Visit;
use crate::web::layout::translated;
use crate::web::signs::{self, Tone};

/// The card. Links and nothing else: nothing is loaded from elsewhere before the visitor goes there.
pub fn card(visit: &Visit, card: &SessionCard) -> Markup {
    let speech = visit.speech();
    let session = &card.session;
    let state = card.broadcast_state();
    let address = card.watch_at();
    let noted = !matches!(state, BroadcastState::Before | BroadcastState::Missing);
    let shown = session.format.has_broadcast() || address.is_some() || noted;
    let over = matches!(
        state,
        BroadcastState::Over | BroadcastState::Missing | BroadcastState::Impossible
    );
    html! {
        @if session.access == Access::Open && shown {
            section.card aria-labelledby="watch-title" {
                h2 id="watch-title" { (speech.t("label-broadcast")) }
                (stands(visit, card, state))
                @if !over { p { (speech.t("watch-needs-no-application")) } }
                p {
                    @let quiet = !matches!(state, BroadcastState::OnAir | BroadcastState::Interrupted);
                    a.button[!quiet].button-quiet[quiet] href=(page_of(visit, card)) {
                        (speech.t(if over { "live-open" } else { "button-watch" }))
                    }
                }
                @if over {
                    // The recording is on the page of the broadcast.
                } @else if let Some(address) = address {
                    @let host = url::Url::parse(address).ok();
                    @let host = host.as_ref().and_then(url::Url::host_str).unwrap_or_default();
                    p.hint {
                        a.print-address href=(address) rel="noreferrer" {
                            (speech.tf("watch-elsewhere", &args! { "host" => host }))
                        }
                    }
                } @else {
                    p.hint { (speech.t("watch-later")) }
                }
            }
        }
    }
}

/// Whether there is something to watch at this moment, or will be again.
pub fn is_under_way(card: &SessionCard) -> bool {
    matches!(
        card.broadcast_state(),
        BroadcastState::OnAir | BroadcastState::Interrupted
    )
}

/// Above everything else while it goes on: the way to it.
pub fn notice(visit: &Visit, card: &SessionCard) -> Markup {
    let speech = visit.speech();
    signs::notice(
        Tone::Good,
        html! {
            strong { (speech.t("status-live")) } ". "
            a href=(page_of(visit, card)) { (speech.t("button-watch")) }
        },
    )
}

fn page_of(visit: &Visit, card: &SessionCard) -> String {
    format!(
        "/{}/sessions/{}/live",
        visit.language.code(),
        card.session.id
    )
}

fn stands(visit: &Visit, card: &SessionCard, state: BroadcastState) -> Markup {
    let speech = visit.speech();
    let (session, known) = (&card.session, &card.broadcast);
    let at = |instant: Option<Instant>| {
        let at = instant.unwrap_or(session.starts_at);
        args! { "datetime" => speech.date_time(session.zone.local(at.utc())) }
    };
    html! {
        @match state {
            BroadcastState::OnAir => { p { (speech.tf("live-since", &at(known.began_at))) } }
            BroadcastState::Interrupted => {
                p { (speech.tf("live-interrupted-since", &at(known.interrupted_since))) }
            }
            BroadcastState::Paused => { p { (speech.t("live-paused")) } }
            BroadcastState::Between | BroadcastState::Over if known.ended_at.is_some() => {
                p { (speech.tf("live-ended", &at(known.ended_at))) }
            }
            BroadcastState::Impossible => {
                p { strong { (speech.t("live-impossible")) } }
                @if let Some(one) = &known.impossible {
                    p { (speech.t("live-why")) ": " (translated(visit.language, &one.why)) }
                    p { (speech.t("live-instead")) ": " (translated(visit.language, &one.instead)) }
                }
            }
            _ => {}
        }
        @if known.recording.is_some() && state == BroadcastState::Over {
            p { (speech.t("live-recording")) }
        }
    }
}
