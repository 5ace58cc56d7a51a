//! The player, or the way to where the broadcast or its recording can be watched. Pressing it is what loads it: a video
//! with the browser's own controls, a stream by our own player where the browser knows none, a frame of another site
//! only after it was said what that means.

use maud::{Markup, PreEscaped, html};

use super::shown_from;
use crate::args;
use crate::broadcasts::media::{Media, host};
use crate::broadcasts::pages::Live;
use crate::language::Speech;
use crate::law::broadcast::BroadcastState;
use crate::law::session_course::SessionStatus;
use crate::web::headers::Elsewhere;
use crate::web::signs::{self, Tone};
use crate::web::{Visit, assets};

/// What is to be watched now, and whether it is the recording.
fn watched(live: &Live, now: chrono::DateTime<chrono::Utc>) -> Option<(&str, bool)> {
    let card = &live.card;
    let recording = card.broadcast.recording.as_ref();
    let recording = recording.map(|one| (one.url.as_str(), true));
    let broadcast = card.watch_at().map(|address| (address, false));
    match card.broadcast_state() {
        BroadcastState::OnAir | BroadcastState::Interrupted => broadcast,
        BroadcastState::Before => {
            let shown = card.status == SessionStatus::Live || shown_from(&card.session) <= now;
            // A site of its own can be looked at before; a stream is not there yet.
            broadcast.filter(|(address, _)| shown || Media::at(address) != Media::Stream)
        }
        BroadcastState::Between => recording.or(broadcast),
        BroadcastState::Over | BroadcastState::Missing | BroadcastState::Impossible => recording,
        BroadcastState::Paused | BroadcastState::Closed | BroadcastState::Cancelled => None,
    }
}

/// The addresses that the page may have to play, whatever it plays at the moment.
fn places(live: &Live) -> Vec<&str> {
    let card = &live.card;
    let recording = card.broadcast.recording.as_ref();
    let recording = recording.map(|one| one.url.as_str());
    let announced = card.session.broadcast_url.as_deref();
    let of_stream = card.broadcast.address.as_deref();
    [announced, of_stream, recording]
        .into_iter()
        .flatten()
        .collect()
}

/// Where they lie: the script compares with it what is to be played later.
pub(super) fn origins(live: &Live) -> Vec<String> {
    let origin = |address: &str| {
        Some(
            url::Url::parse(address)
                .ok()?
                .origin()
                .ascii_serialization(),
        )
    };
    let mut all: Vec<String> = places(live).into_iter().filter_map(origin).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// What the page may load from elsewhere: the same whatever is shown at the moment, as a page stays open for hours. Where
/// a place comes to be known later, the script loads the page anew.
#[must_use]
pub fn elsewhere(live: &Live) -> Elsewhere {
    let mut elsewhere = Elsewhere::default();
    let card = &live.card;
    if card.broadcast_state() == BroadcastState::Closed {
        return elsewhere;
    }
    for address in places(live) {
        Media::at(address).allow(address, &mut elsewhere);
    }
    elsewhere
}

/// The player of what is to be watched now; nothing where nothing is.
#[must_use]
pub fn player(visit: &Visit, live: &Live) -> Markup {
    let speech = visit.speech();
    let Some((address, is_recording)) = watched(live, visit.now) else {
        return html! { div.player-place data-player="" {} };
    };
    let title = speech.t(if is_recording {
        "live-recording"
    } else {
        "label-broadcast"
    });
    let media = Media::at(address);
    html! {
        section.player-place.card data-player=(address) aria-labelledby="player-title" {
            h2 id="player-title" { (title) }
            @match &media {
                Media::Stream => (stream(visit, live, address)),
                Media::File(kind) => (file(visit, live, (address, kind))),
                Media::YouTube(_) => (frame(speech, &media, address)),
                Media::Elsewhere => {
                    p { a.button.print-address href=(address) rel="noreferrer" { (speech.t("button-watch")) } }
                    p.hint { (speech.tf("watch-elsewhere", &args! { "host" => host(address) })) }
                }
            }
        }
    }
}

/// A stream: by the browser alone, or by our player after the button was pressed.
fn stream(visit: &Visit, live: &Live, address: &str) -> Markup {
    let speech = visit.speech();
    let [player, worker] = assets::HLS.map(assets::path);
    let kind = "application/vnd.apple.mpegurl";
    let video = |lazily: bool| {
        html! {
            video.player controls playsinline preload=(if lazily { "none" } else { "auto" })
                aria-label=(speech.t("label-broadcast")) {
                @if lazily { source src=(address) type=(kind); }
                (tracks(visit, live))
            }
        }
    };
    html! {
        div.player-box data-stream=(address) data-library=(player) data-worker=(worker) {
            p { button type="button" hidden data-start { (speech.t("button-watch")) } }
            template { (video(false)) }
            noscript { (PreEscaped(video(true).into_string())) }
            p class=(signs::notice_class(Tone::Warn)) role="alert" hidden data-fault { (speech.t("live-cannot-play")) }
        }
        p.hint {
            (speech.tf("live-loads-from", &args! { "host" => host(address) })) " "
            a.print-address href=(address) rel="noreferrer" { (speech.t("live-open-address")) }
        }
    }
}

/// A file, which browsers play by themselves; pressing "play" loads it.
fn file(visit: &Visit, live: &Live, (address, kind): (&str, &str)) -> Markup {
    let speech = visit.speech();
    html! {
        video.player controls playsinline preload="none" aria-label=(speech.t("live-recording")) {
            source src=(address) type=(kind);
            (tracks(visit, live))
        }
        p.hint {
            (speech.tf("live-loads-from", &args! { "host" => host(address) })) " "
            a.print-address href=(address) rel="noreferrer" { (speech.t("live-open-address")) }
        }
    }
}

/// Captions, that in the reader's language shown by itself.
fn tracks(visit: &Visit, live: &Live) -> Markup {
    let speech = visit.speech();
    html! {
        @for one in &live.captions {
            track kind="captions" srclang=(one.language.code()) src=(format!("/captions/{}.vtt", one.id))
                label=(speech.t(&format!("language-{}", one.language.code())))
                default[one.language == visit.language];
        }
    }
}

/// A frame of another site: said before what loading it means, and without a script a link.
fn frame(speech: Speech<'_>, media: &Media, address: &str) -> Markup {
    let name = "YouTube";
    html! {
        div.player-box data-frame=[media.frame()] data-title=(speech.t("label-broadcast")) {
            p { (speech.tf("live-frame-says", &args! { "name" => name })) }
            p { button type="button" hidden data-start { (speech.t("button-watch")) } }
        }
        p { a.print-address href=(address) rel="noreferrer" { (speech.tf("live-frame-open", &args! { "name" => name })) } }
    }
}
