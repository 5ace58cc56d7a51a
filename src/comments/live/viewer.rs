//! One viewer: what it missed, then what is said in its room.

use std::sync::Arc;

use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use futures_util::stream;
use tokio::sync::broadcast::error::RecvError;

use super::room::{Hearing, Piece, Room, news};
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

/// Comments that are read at once for a viewer who lacks them: they are in memory for it alone until they are sent.
const LACKED: i64 = 20;

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
    /// The next of what it lacks, read for it alone.
    async fn missed(&mut self) -> Result<Option<Bytes>, Broken> {
        let (session, seen) = (self.room.session, self.seen);
        let app = &self.place.live.app;
        let read = move |connection: &mut AnyConnection| news(connection, session, seen, LACKED);
        let (entries, to) = app.database.read(read).await?;
        self.behind = i64::try_from(entries.len()).is_ok_and(|count| count >= LACKED);
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
        match heard(viewer.seen, viewer.hearing.recv().await) {
            Heard::Known => {}
            Heard::Gap => viewer.behind = true,
            Heard::Send { seen, bytes } => {
                viewer.seen = seen;
                return Some((Ok(bytes), viewer));
            }
            Heard::Last(bytes) => {
                viewer.over = true;
                return Some((Ok(bytes), viewer));
            }
            Heard::Nothing => return None,
        }
    }
    None
}

/// What a viewer that has seen everything up to a change makes of what it hears.
#[derive(Debug, PartialEq, Eq)]
enum Heard {
    /// It has it already.
    Known,
    /// Something lies between what it has and this: it reads that first.
    Gap,
    /// It goes over the line.
    Send { seen: i64, bytes: Bytes },
    /// The same, and then nothing more.
    Last(Bytes),
    /// Nobody says anything any more.
    Nothing,
}

fn heard(seen: i64, said: Result<Piece, RecvError>) -> Heard {
    match said {
        Ok(Piece::News { to, .. }) if to <= seen => Heard::Known,
        Ok(Piece::News { from, to, bytes }) if from == seen => Heard::Send { seen: to, bytes },
        Ok(Piece::News { .. }) => Heard::Gap,
        Ok(Piece::Beside(bytes)) => Heard::Send { seen, bytes },
        Ok(Piece::End(bytes)) => Heard::Last(bytes),
        // It reads more slowly than is written. What it missed it gets when it comes again.
        Err(RecvError::Lagged(_)) => Heard::Last(events::come_again()),
        Err(RecvError::Closed) => Heard::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use tokio::sync::broadcast;

    use super::*;

    fn news(from: i64, to: i64) -> Piece {
        let bytes = Bytes::from(format!("{from}-{to}"));
        Piece::News { from, to, bytes }
    }

    #[test]
    fn nobody_misses_a_change_or_gets_it_twice() {
        let send = |seen, text: &'static str| Heard::Send {
            seen,
            bytes: Bytes::from_static(text.as_bytes()),
        };
        for (seen, from, to, expected) in [
            (4, 4, 6, send(6, "4-6")),
            (6, 4, 6, Heard::Known),
            (7, 4, 6, Heard::Known),
            (5, 4, 6, Heard::Gap),
            (3, 4, 6, Heard::Gap),
        ] {
            assert_eq!(heard(seen, Ok(news(from, to))), expected, "{seen}");
        }
        let beside = Bytes::from_static(b": ");
        let said = heard(4, Ok(Piece::Beside(beside)));
        assert_eq!(said, send(4, ": "));
    }

    #[test]
    fn whoever_does_not_keep_up_is_told_to_come_again() {
        let (way, mut hearing) = broadcast::channel(2);
        for at in 0..3 {
            way.send(news(at, at + 1)).unwrap();
        }
        let error = hearing.try_recv().unwrap_err();
        assert!(matches!(error, broadcast::error::TryRecvError::Lagged(1)));
        let again = Heard::Last(events::come_again());
        assert_eq!(heard(0, Err(RecvError::Lagged(1))), again);
        drop(way);
        assert_eq!(heard(0, Err(RecvError::Closed)), Heard::Nothing);
    }
}
