//! What was noted of the broadcasts: when each began and ended, and when nothing came through; captions and the digest of
//! the recording.

use maud::{Markup, html};

use super::moment;
use crate::args;
use crate::broadcasts::pages::Live;
use crate::broadcasts::record::{Broadcast, Interruption};
use crate::law::broadcast::{BroadcastState, Stamp};
use crate::sessions::views::files::size;
use crate::web::Visit;
use crate::web::layout::translated;

/// Everything noted; nothing where nothing is, and of a session that is held closed.
#[must_use]
pub fn times(visit: &Visit, live: &Live) -> Markup {
    let speech = visit.speech();
    if live.card.broadcast_state() == BroadcastState::Closed {
        return html! {};
    }
    html! {
        @if !live.broadcasts.is_empty() {
            section.card aria-labelledby="times-title" {
                h2 id="times-title" { (speech.t("live-times")) }
                ul.stack { @for one in &live.broadcasts { li { (of_broadcast(visit, live, one)) } } }
            }
        }
        (recording(visit, live))
    }
}

fn of_broadcast(visit: &Visit, live: &Live, one: &Broadcast) -> Markup {
    let (speech, session) = (visit.speech(), &live.card.session);
    let interruptions: Vec<&Interruption> = live
        .interruptions
        .iter()
        .filter(|other| other.broadcast_id == one.id)
        .collect();
    html! {
        p {
            (speech.t("live-began")) ": " (moment(speech, session, one.began_at)) "."
            @if let Some(ended) = one.ended_at {
                " " (speech.t("live-ended-at")) ": " (moment(speech, session, ended)) "."
            }
        }
        @if one.began_by == Stamp::Entered {
            p.hint { (speech.t("live-entered")) ": " (moment(speech, session, one.noted_at)) "." }
        }
        @if !interruptions.is_empty() {
            p { (speech.t("live-interruptions")) ":" }
            ul {
                @for other in interruptions {
                    li {
                        (moment(speech, session, other.began_at)) " – "
                        @if let Some(ended) = other.ended_at { (moment(speech, session, ended)) }
                        @if let Some(why) = other.why.as_deref() {
                            ". " (speech.t("live-why")) ": " (translated(visit.language, why))
                        }
                    }
                }
            }
        }
    }
}

fn recording(visit: &Visit, live: &Live) -> Markup {
    let speech = visit.speech();
    let recording = live.card.broadcast.recording.as_ref();
    html! {
        @if recording.is_some() || !live.captions.is_empty() {
            div.card {
                // The player above has the section of this name.
                h2 { (speech.t("live-recording-file")) }
                @if let Some(one) = recording {
                    p { a href=(one.url) rel="noreferrer" { (speech.t("live-open-address")) } }
                    @if let Some(sha256) = &one.sha256 {
                        p.hint { (speech.t("live-recording-sha256")) ": " code.digest { (sha256) } }
                    }
                }
                @for one in &live.captions {
                    @let language = speech.t(&format!("language-{}", one.language.code()));
                    p {
                        a href=(format!("/captions/{}.vtt", one.id)) download=(one.file_name) {
                            (speech.tf("live-captions", &args! { "language" => language }))
                        }
                        " " span.hint { "(WebVTT, " (size(speech, one.bytes)) ")" }
                    }
                }
            }
        }
    }
}
