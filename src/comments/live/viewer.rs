//! One viewer: what it missed, then what is said in its room.

use std::sync::Arc;

use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use futures_util::stream;
use tokio::sync::broadcast::error::RecvError;

use super::room::{AT_ONCE, Hearing, Piece, Room, news};
use super::{Live, Place, events};
use crate::database::{AnyConnection, Broken, Id};
use crate::language::Language;
use crate::web::headers::wants_headers_alone;
use crate::web::{Problem, Visit};

/// The number of the last change that a visitor saw: of the connection that broke off, else of the page.
fn seen_by(request: &HttpRequest) -> Option<i64> {
    let last = request.headers().get("last-event-id");
    let last = last.and_then(|last| last.to_str().ok()?.trim().parse().ok());
    last.or_else(|| {
        let mut pairs = url::form_urlencoded::parse(request.query_string().as_bytes());
        let (_, after) = pairs.find(|(name, _)| name == "after")?;
        after.parse().ok()
    })
}

/// The stream of a session's comments, from the last change that the visitor saw on.
///
/// # Errors
/// [`Problem::NotFound`] where there is no such session, [`Problem::Unavailable`] when too many look on.
pub async fn stream(
    live: &Arc<Live>,
    request: &HttpRequest,
    visit: &Visit,
    session: Id,
) -> Result<HttpResponse, Problem> {
    let place = live.place(visit.address)?;
    let (room, hearing) = live.room(session, visit.language).await?;
    let at = room.at();
    let viewer = Viewer {
        // Whoever says nothing begins with what comes.
        seen: seen_by(request).filter(|seen| *seen >= 0).unwrap_or(at),
        first: Some(events::begin(room.takes())),
        behind: true,
        over: false,
        language: visit.language,
        room,
        hearing,
        place,
    };
    let mut answer = HttpResponse::Ok();
    answer
        .content_type("text/event-stream; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header(("x-accel-buffering", "no"));
    if wants_headers_alone(request) {
        return Ok(answer.finish());
    }
    Ok(answer.streaming(stream::unfold(viewer, step)))
}

struct Viewer {
    /// The last change that it has.
    seen: i64,
    first: Option<Bytes>,
    /// It may lack what was handed out already.
    behind: bool,
    over: bool,
    language: Language,
    room: Arc<Room>,
    hearing: Hearing,
    place: Place,
}

impl Viewer {
    /// What it lacks, read for it alone.
    async fn missed(&mut self) -> Result<Option<Bytes>, Broken> {
        let (session, seen) = (self.room.session, self.seen);
        let app = &self.place.live.app;
        let read = move |connection: &mut AnyConnection| news(connection, session, seen);
        let (entries, to) = app.database.read(read).await?;
        self.behind = i64::try_from(entries.len()).is_ok_and(|count| count >= AT_ONCE);
        self.seen = to;
        if entries.is_empty() {
            return Ok(None);
        }
        let speech = app.speech(self.language);
        Ok(Some(events::comments(speech, self.room.place, &entries)))
    }
}

type Said = Option<(Result<Bytes, Broken>, Viewer)>;

/// The next piece. A fault of the database breaks the connection off: the viewer comes again.
async fn step(mut viewer: Viewer) -> Said {
    if let Some(first) = viewer.first.take() {
        return Some((Ok(first), viewer));
    }
    while !viewer.over {
        if viewer.behind && viewer.seen >= viewer.room.at() {
            viewer.behind = false;
        }
        if viewer.behind {
            match viewer.missed().await {
                Ok(Some(bytes)) => return Some((Ok(bytes), viewer)),
                Ok(None) => viewer.behind = false,
                Err(broken) => return Some((Err(broken), viewer)),
            }
        }
        match viewer.hearing.recv().await {
            Ok(Piece::News { to, .. }) if to <= viewer.seen => {}
            Ok(Piece::News { from, to, bytes }) if from == viewer.seen => {
                viewer.seen = to;
                return Some((Ok(bytes), viewer));
            }
            Ok(Piece::News { .. }) => viewer.behind = true,
            Ok(Piece::Beside(bytes)) => return Some((Ok(bytes), viewer)),
            Ok(Piece::End(bytes)) => {
                viewer.over = true;
                return Some((Ok(bytes), viewer));
            }
            // It reads more slowly than is written. What it missed it gets when it comes again.
            Err(RecvError::Lagged(_)) => {
                viewer.over = true;
                return Some((Ok(events::come_again()), viewer));
            }
            Err(RecvError::Closed) => return None,
        }
    }
    None
}
