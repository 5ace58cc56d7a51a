//! The rest of a long calendar, read while it is sent.
//!
//! Sessions come in order of their start, a lot at a time by five queries. While one lot is put into words
//! and sent, the next is read, and no further: what a calendar of any length holds in memory is two lots and a
//! number for each session sent. Between the lots no connection to the database is held, however slow the
//! visitor is.
//!
//! So the calendar is no picture of one instant. A session that moves from what is still to be read to what was
//! read already would be missing, and vanish from subscribers' calendars until they come back. When something was
//! written meanwhile, what changed is therefore looked through at the end. One that moves the other way would come
//! twice, and is left out the second time.

use std::collections::{HashSet, VecDeque};

use actix_web::web::Bytes;
use chrono::TimeDelta;
use futures_util::stream::{self, Stream};
use tokio::task::JoinHandle;

use super::calendar::{TOGETHER, add_events};
use crate::calendar_file::FEED_END;
use crate::database::{Broken, Engine, Marks};
use crate::sessions::card::{self, SessionCard};
use crate::sessions::store::Filter;
use crate::web::Visit;
use crate::web::paging::{Cursor, Page};

/// Clocks of other nodes may be behind by so much.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(10);

/// Pieces are sent as soon as they hold so much: what is larger is given back to the system late, and many long
/// calendars at once would hold it all that time.
const PIECE_OCTETS: usize = 60_000;

/// Room for one more event that says a usual amount.
const EVENT_OCTETS: usize = 4096;

/// What is still to be read.
pub(super) struct Rest {
    pub(super) filter: Filter,
    pub(super) next: Cursor,
    /// The sessions sent, by a number of each.
    pub(super) sent: HashSet<u64>,
}

/// Sessions that are read together. Five exchanges with a server cost the same for twice as many.
fn lot_of(engine: Engine) -> usize {
    match engine {
        Engine::Sqlite => TOGETHER,
        Engine::Postgres => 2 * TOGETHER,
    }
}

type Lot = JoinHandle<Result<Page<SessionCard>, Broken>>;

struct Reader {
    visit: Visit,
    /// How the topics stood before the first session was read; `None` where that cannot be told.
    marks: Option<Marks>,
    filter: Filter,
    /// What changed meanwhile is being looked through.
    at_changes: bool,
    sent: HashSet<u64>,
    /// None at the end.
    ahead: Option<Lot>,
    /// In words already.
    ready: VecDeque<Bytes>,
}

/// The pieces of the calendar that come after those sessions, up to its end; never an empty one.
pub(super) fn rest_of(
    visit: Visit,
    rest: Rest,
    marks: Option<Marks>,
) -> impl Stream<Item = Result<Bytes, Broken>> + Send + 'static {
    let Rest { filter, next, sent } = rest;
    let mut reader = Reader {
        visit,
        marks,
        filter,
        at_changes: false,
        sent,
        ahead: None,
        ready: VecDeque::new(),
    };
    reader.ahead = Some(reader.read(Some(next)));
    stream::try_unfold(reader, Reader::piece)
}

impl Reader {
    fn read(&self, after: Option<Cursor>) -> Lot {
        let database = self.visit.app.database.clone();
        let (filter, now) = (self.filter.clone(), self.visit.now);
        tokio::spawn(async move {
            let read = database.read(move |connection| {
                let together = lot_of(connection.engine());
                card::list_for_calendar(connection, &filter, now, after, together)
            });
            read.await
        })
    }

    async fn piece(mut self) -> Result<Option<(Bytes, Self)>, Broken> {
        loop {
            if let Some(piece) = self.ready.pop_front() {
                return Ok(Some((piece, self)));
            }
            let Some(ahead) = self.ahead.take() else {
                return Ok(None);
            };
            let Page { items, next } = ahead.await.map_err(|_| Broken::Panicked)??;
            self.ahead = match next {
                Some(next) => Some(self.read(Some(next))),
                None => self.changes().await,
            };
            let mut new = items;
            new.retain(|card| self.sent.insert(card.session.id.spread()));
            let is_last = self.ahead.is_none();
            self.ready = self.in_words(new, is_last).await?;
        }
    }

    /// Begins to look through what was written since the first session was read, if anything was.
    async fn changes(&mut self) -> Option<Lot> {
        let freshness = self.visit.app.database.freshness();
        freshness.look().await;
        let stands = |marks: &Marks| freshness.stands(marks);
        if self.at_changes || self.marks.as_ref().is_some_and(stands) {
            return None;
        }
        self.at_changes = true;
        self.filter.modified_since = Some(self.visit.now - CLOCKS_DIFFER);
        Some(self.read(None))
    }

    async fn in_words(
        &self,
        cards: Vec<SessionCard>,
        is_last: bool,
    ) -> Result<VecDeque<Bytes>, Broken> {
        let visit = self.visit.clone();
        let words = tokio::task::spawn_blocking(move || {
            let room = || String::with_capacity(PIECE_OCTETS + EVENT_OCTETS);
            let (mut pieces, mut piece) = (VecDeque::new(), room());
            for card in cards {
                add_events(&mut piece, &visit, &[card]);
                if piece.len() >= PIECE_OCTETS {
                    pieces.push_back(Bytes::from(std::mem::replace(&mut piece, room())));
                }
            }
            if is_last {
                piece.push_str(FEED_END);
            }
            if !piece.is_empty() {
                pieces.push_back(Bytes::from(piece));
            }
            pieces
        });
        words.await.map_err(|_| Broken::Panicked)
    }
}
