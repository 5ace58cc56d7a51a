//! The public page of a broadcast: how it stands, the player, what was noted of it. Everything can be read and reached
//! without a script; nothing is loaded from elsewhere before the visitor wants it.
//!
//! | file | what it shows |
//! |---|---|
//! | `state` | how the broadcast stands, in a sentence, and what to do |
//! | `player` | the player, or the way to where it can be watched |
//! | `times` | when it began and ended, when nothing came through, and captions |

mod player;
mod state;
mod times;

use chrono::{DateTime, TimeDelta, Utc};
use maud::{Markup, html};

use super::pages::Live;
use crate::language::Speech;
use crate::law::broadcast::{BroadcastState, PARAGRAPH};
use crate::sessions::record::Session;
use crate::sessions::views::announcement;
use crate::sessions::views::closing;
use crate::sessions::{course_words, emergency_words, sittings_words};
use crate::web::layout::{self, Head, translated};
use crate::web::{Visit, assets};
use crate::{args, database::Instant};

pub use player::{elsewhere, player};
pub use state::state;
pub use times::times;

/// A stream can be tried to be watched from so long before the start on.
const SHOWN_EARLY: TimeDelta = TimeDelta::minutes(15);

/// From when on the player stands on the page, though nobody said that the broadcast begins.
#[must_use]
pub fn shown_from(session: &Session) -> DateTime<Utc> {
    session.starts_at.utc() - SHOWN_EARLY
}

/// The page at `/{l}/sessions/{id}/live`; `below` stands under the player.
#[must_use]
pub fn page(visit: &Visit, live: &Live, below: &Markup) -> Markup {
    let speech = visit.speech();
    let (session, card) = (&live.card.session, &live.card);
    let (title, _) = session.title.in_language(visit.language);
    let heading = speech.t("label-broadcast");
    let address = format!("/{}/sessions/{}", visit.language.code(), session.id);
    let basis = speech.t(&PARAGRAPH.key());
    let content = html! {
        article.flow {
            header.announcement-head {
                p.kicker { a href=(address) { (translated(visit.language, &session.title)) } }
                h1 { (heading) }
                p.soft {
                    (translated(visit.language, &card.body_name)) ", "
                    (speech.date_time(card.starts_locally()))
                }
            }
            (course_words::notice(speech, session, card.status))
            (emergency_words::notice(speech, card, visit.now))
            (sittings_words::notice(speech, session, card.status, visit.now))
            @if live.card.broadcast_state() == BroadcastState::Closed { (closing::notice(visit, card)) }
            div.stack id="live-stage" data-address=(format!("{address}/live/stage")) data-places=(player::origins(live).join(" ")) { (stage(visit, live)) }
            (below)
            (times(visit, live))
            p.hint { (speech.tf("basis", &args! { "paragraph" => basis })) }
            p { a href=(address) { (speech.t("live-to-session")) } }
        }
        script src=(assets::path(assets::LIVE_SCRIPT)) defer {}
    };
    let head = Head::public(
        format!("{heading}: {title}"),
        format!("{heading}. {}", announcement::description(visit, card)),
    );
    layout::page(visit, &head, &content)
}

/// How the broadcast stands, and the player: what changes by itself while people watch.
#[must_use]
pub fn stage(visit: &Visit, live: &Live) -> Markup {
    html! {
        (state(visit, live))
        (player(visit, live))
    }
}

/// An instant of the session, in its zone.
fn moment(speech: Speech<'_>, session: &Session, at: Instant) -> Markup {
    let at = at.utc();
    html! { time datetime=(session.zone.rfc3339(at)) { (speech.date_time(session.zone.local(at))) } }
}
