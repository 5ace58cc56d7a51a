//! Comments as they come, sent to whoever looks on: Server-Sent Events, one room a session.
//!
//! A room asks a few times a second whether anything was changed (`Freshness`, by which pages know it too: what another
//! process wrote is seen as well, on PostgreSQL as soon as it is told of), reads what was, renders it once a language, and
//! hands the same bytes to all its viewers: at most one batch a second. Each viewer has a bounded number of batches before it; one that does not keep up is told to
//! come again and goes on by `Last-Event-ID`, the number of the last change that it saw. A batch names the change that it
//! goes on from, so that nobody misses or gets twice what came in while they joined.

mod events;
mod room;
mod viewer;

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::app::App;
use crate::database::{Broken, Id};
use crate::language::Language;
use crate::sessions;
use crate::web::Problem;
use crate::web::limits::shared_address;

use room::Room;
pub use viewer::stream;

/// All rooms of one process.
pub struct Live {
    app: Arc<App>,
    rooms: Mutex<HashMap<Id, Arc<Room>>>,
    viewers: Mutex<HashMap<IpAddr, usize>>,
    ending: AtomicBool,
}

impl Live {
    /// No rooms yet.
    #[must_use]
    pub fn of(app: Arc<App>) -> Arc<Self> {
        Arc::new(Self {
            app,
            rooms: Mutex::default(),
            viewers: Mutex::default(),
            ending: AtomicBool::new(false),
        })
    }

    /// Ends all streams; viewers come again, to another process or to this one when it is there again.
    pub fn end(&self) {
        self.ending.store(true, Ordering::Release);
        let rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        for room in rooms.values() {
            room.end();
        }
    }

    /// How many look on.
    #[must_use]
    pub fn count(&self) -> usize {
        let viewers = self.viewers.lock().unwrap_or_else(PoisonError::into_inner);
        viewers.values().sum()
    }

    fn is_ending(&self) -> bool {
        self.ending.load(Ordering::Acquire)
    }

    /// A place for one more viewer.
    fn place(self: &Arc<Self>, address: IpAddr) -> Result<Place, Problem> {
        let address = shared_address(address);
        let limits = self.app.settings.comments;
        let mut viewers = self.viewers.lock().unwrap_or_else(PoisonError::into_inner);
        let all: usize = viewers.values().sum();
        let own = viewers.get(&address).copied().unwrap_or(0);
        let per_address = limits.viewers_per_address;
        if self.is_ending() || all >= limits.viewers || (per_address > 0 && own >= per_address) {
            return Err(Problem::Unavailable);
        }
        viewers.insert(address, own + 1);
        drop(viewers);
        Ok(Place {
            live: Arc::clone(self),
            address,
        })
    }

    /// The room of a public session, with a way to hear what is said there.
    async fn room(
        self: &Arc<Self>,
        session: Id,
        language: Language,
    ) -> Result<(Arc<Room>, room::Hearing), Problem> {
        if let Some(joined) = self.join(session, language) {
            return Ok(joined);
        }
        let begun = self
            .app
            .database
            .read(move |connection| {
                let known = sessions::store::public_by_id(connection, session)?;
                known
                    .map(|known| room::begin(connection, &known))
                    .transpose()
            })
            .await
            .map_err(|broken: Broken| Problem::from(broken))?;
        let begun = begun.ok_or(Problem::NotFound)?;
        let mut rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        let room = rooms.entry(session).or_insert_with(|| {
            let room = Arc::new(Room::of(begun));
            tokio::spawn(room::tend(Arc::clone(self), Arc::clone(&room)));
            room
        });
        let hearing = room.hear(language);
        Ok((Arc::clone(room), hearing))
    }

    fn join(&self, session: Id, language: Language) -> Option<(Arc<Room>, room::Hearing)> {
        let rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        let room = rooms.get(&session)?;
        Some((Arc::clone(room), room.hear(language)))
    }

    /// Closes a room in which nobody is left; `false` when somebody has come.
    fn close(&self, room: &Room) -> bool {
        let mut rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        let empty = room.is_empty();
        if empty {
            rooms.remove(&room.session);
        }
        empty
    }
}

/// The place of one viewer; it is free again when this is dropped.
struct Place {
    live: Arc<Live>,
    address: IpAddr,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut viewers = self
            .live
            .viewers
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = viewers.get_mut(&self.address) {
            *own -= 1;
            if *own == 0 {
                viewers.remove(&self.address);
            }
        }
    }
}
