//! One session: looks for what was changed and hands it to its viewers.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;

use actix_web::web::Bytes;
use tokio::sync::broadcast;
use tokio::time::{Instant, sleep};

use super::{Live, events};
use crate::broadcasts;
use crate::comments::reading::{self, Entry, Place};
use crate::comments::store;
use crate::database::{AnyConnection, Broken, Id, Topic};
use crate::language::Language;
use crate::sessions::record::Session;

/// How often a room asks whether anything was changed.
const LOOK: Duration = Duration::from_millis(100);

/// Between two batches: however many write, viewers get one a second.
const BETWEEN_BATCHES: Duration = Duration::from_millis(800);

/// A room looks into the database after so long even when nothing seems changed.
const LOOK_ANYWAY: Duration = Duration::from_secs(5);

/// Something is sent after so long, so that nobody on the way takes the connection for dead.
const KEEP_ALIVE: Duration = Duration::from_secs(12);

/// After a fault of the database.
const REST: Duration = Duration::from_secs(2);

/// A room without viewers is closed after so long.
const EMPTY: Duration = Duration::from_secs(30);

/// Pieces that may wait for one viewer: what one sets aside is shared with all, so it is memory of the room.
const WAITING: usize = 16;

/// Comments that are read at once.
const AT_ONCE: i64 = 200;

/// What is handed to viewers.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    /// What was changed after one change, up to another.
    News { from: i64, to: i64, bytes: Bytes },
    /// Something without a number.
    Beside(Bytes),
    /// The last words.
    End(Bytes),
}

pub(super) type Hearing = broadcast::Receiver<Piece>;

/// What a room begins with.
#[derive(Clone, Copy)]
pub(super) struct Begun {
    place: Place,
    last_change: i64,
    takes: bool,
}

/// How a session stands.
pub(super) fn begin(connection: &mut AnyConnection, session: &Session) -> Result<Begun, Broken> {
    Ok(Begun {
        place: Place {
            session: session.id,
            zone: session.zone,
        },
        last_change: store::last_change(connection, session.id)?,
        takes: broadcasts::store::on_air(connection, session.id)?.is_some(),
    })
}

/// The room of one session.
pub(super) struct Room {
    pub(super) session: Id,
    pub(super) place: Place,
    /// The last change handed out.
    at: AtomicI64,
    takes: AtomicBool,
    ways: Vec<(Language, broadcast::Sender<Piece>)>,
}

impl Room {
    pub(super) fn of(begun: Begun) -> Self {
        let way = |language: &Language| (*language, broadcast::channel(WAITING).0);
        Self {
            session: begun.place.session,
            place: begun.place,
            at: AtomicI64::new(begun.last_change),
            takes: AtomicBool::new(begun.takes),
            ways: Language::ALL.iter().map(way).collect(),
        }
    }

    /// What is said from now on in a language.
    pub(super) fn hear(&self, language: Language) -> Hearing {
        let way = self.ways.iter().find(|(known, _)| *known == language);
        way.map_or_else(|| broadcast::channel(1).1, |(_, way)| way.subscribe())
    }

    /// The last change handed out.
    pub(super) fn at(&self) -> i64 {
        self.at.load(Ordering::Acquire)
    }

    /// Whether comments are taken.
    pub(super) fn takes(&self) -> bool {
        self.takes.load(Ordering::Acquire)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ways.iter().all(|(_, way)| way.receiver_count() == 0)
    }

    pub(super) fn end(&self) {
        self.hand(&|_| Piece::End(events::come_again()));
    }

    /// Hands a piece to everybody, made once for each language that somebody reads.
    fn hand(&self, piece: &dyn Fn(Language) -> Piece) {
        for (language, way) in &self.ways {
            if way.receiver_count() > 0 {
                // Whoever went away meanwhile needs none.
                way.send(piece(*language)).ok();
            }
        }
    }
}

/// What was changed after a change: at most so many comments, and the number of the last change among them.
pub(super) fn news(
    connection: &mut AnyConnection,
    session: Id,
    after: i64,
    at_once: i64,
) -> Result<(Vec<Entry>, i64), Broken> {
    let changed = store::changed_since(connection, session, after, at_once)?;
    let Some(last) = changed.last() else {
        return Ok((Vec::new(), after));
    };
    let to = last.change_number;
    let matters = store::matters_of(connection, session)?;
    Ok((reading::complete(connection, &matters, changed)?, to))
}

/// How often what a room shows was met changed.
fn counts(live: &Live, session: Id) -> [u64; 2] {
    let freshness = live.app.database.freshness();
    [
        freshness.count_of(Topic::Comments(session)),
        freshness.count_of(Topic::Session(session)),
    ]
}

/// Looks after a room until nobody is left in it, or the process ends.
pub(super) async fn tend(live: Arc<Live>, room: Arc<Room>) {
    let session = room.session;
    let mut known = None;
    let (mut looked, mut said, mut somebody) = (Instant::now(), Instant::now(), Instant::now());
    while !live.is_ending() {
        sleep(LOOK).await;
        if !room.is_empty() {
            somebody = Instant::now();
        } else if somebody.elapsed() > EMPTY && live.close(&room) {
            return;
        }
        live.app.database.freshness().follow().await;
        let now = Some(counts(&live, session));
        if now != known || looked.elapsed() > LOOK_ANYWAY {
            looked = Instant::now();
            match tell_news(&live, &room).await {
                Ok(told) => {
                    // As many as are read at once: there may be more.
                    known = now.filter(|_| i64::try_from(told).is_ok_and(|told| told < AT_ONCE));
                    if told > 0 {
                        said = Instant::now();
                        sleep(BETWEEN_BATCHES).await;
                    }
                }
                Err(error) => {
                    tracing::warn!(%error, "new comments could not be read");
                    sleep(REST).await;
                }
            }
        }
        if said.elapsed() > KEEP_ALIVE {
            said = Instant::now();
            room.hand(&|_| Piece::Beside(events::keep_alive()));
        }
    }
    room.end();
}

/// Reads what was changed and hands it out; how many comments.
async fn tell_news(live: &Live, room: &Room) -> Result<usize, Broken> {
    let (session, from) = (room.session, room.at());
    let read = move |connection: &mut AnyConnection| {
        let takes = broadcasts::store::on_air(connection, session)?.is_some();
        Ok::<_, Broken>((takes, news(connection, session, from, AT_ONCE)?))
    };
    let (takes, (entries, to)) = live.app.database.read(read).await?;
    if room.takes.swap(takes, Ordering::AcqRel) != takes {
        room.hand(&|_| Piece::Beside(events::state(takes)));
    }
    if entries.is_empty() {
        return Ok(0);
    }
    let rendered: HashMap<Language, Bytes> = room
        .ways
        .iter()
        .filter(|(_, way)| way.receiver_count() > 0)
        .map(|(language, _)| {
            let speech = live.app.speech(*language);
            (*language, events::comments(speech, room.place, &entries))
        })
        .collect();
    // First the number: whoever joins between is behind this batch and gets it, or has read it.
    room.at.store(to, Ordering::Release);
    room.hand(&|language| match rendered.get(&language) {
        Some(bytes) => Piece::News {
            from,
            to,
            bytes: bytes.clone(),
        },
        // Came while it was rendered: it reads what it lacks itself.
        None => Piece::News {
            from: to,
            to,
            bytes: Bytes::new(),
        },
    });
    Ok(entries.len())
}
