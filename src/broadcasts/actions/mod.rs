//! The acts on broadcasts: each is noted in the journal, and the pages that show it are made anew.
//!
//! | file | what it does |
//! |---|---|
//! | `stamps` | the desk says that a broadcast begins, ends, breaks off and goes on |
//! | `streams` | the media server says that a stream comes, is there, and stays away |
//! | `tending` | what nobody says: the session is over, a stream stays away for good |
//! | `saying` | there is none, and why; where the recording is |
//! | `captions` | captions of the recording |

mod captions;
mod saying;
mod stamps;
mod streams;
mod tending;

use chrono::{DateTime, NaiveDateTime, Utc};
use serde_json::Value;

use crate::database::{Broken, Id, Topic, Work};
use crate::journal::{self, Actor, Entry};
use crate::law::broadcast::Stamp;
use crate::law::session_course::SessionStatus;
use crate::sessions;
use crate::sessions::record::Session;

pub use captions::{NewCaptions, add_captions, remove_captions};
pub use saying::{Explanation, announce_address, explain, keep_recording, take_back_explanation};
pub use stamps::{Past, Seen, begin, end, enter_past, interrupt, resume, seen_of};
pub use streams::{Heard, NotHeard, heard, key_of, left, new_key, same_secret, stream_name};
pub use tending::tend;

/// Why an act on a broadcast is refused.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such session.
    #[error("no such session")]
    NotFound,
    /// Somebody else was faster.
    #[error("somebody else changed it")]
    Stale,
    /// The session is not one that is broadcast now.
    #[error("the session is {0}: it is not broadcast")]
    NotNow(SessionStatus),
    /// It does not begin so early.
    #[error("possible from {from} on")]
    TooSoon {
        /// When it is possible, by the clock of the session's zone.
        from: NaiveDateTime,
    },
    /// It is held closed as a whole (605-4).
    #[error("the session is held closed")]
    Closed,
    /// Something is considered in closed mode: nothing can be sent.
    #[error("something is considered in closed mode")]
    Paused,
    /// The times of a broadcast that is entered afterwards cannot be.
    #[error("the times cannot be: {0:?}")]
    Times(TimesFault),
    /// The machine.
    #[error(transparent)]
    Broken(#[from] Broken),
}

/// Why times cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimesFault {
    /// It would have begun before the session could.
    TooEarly,
    /// It would have ended before it began.
    EndsTooSoon,
    /// It would end later than now.
    NotYet,
    /// Another one is noted for the same time.
    Overlaps,
}

impl From<sessions::actions::Refusal> for Refusal {
    fn from(refusal: sessions::actions::Refusal) -> Self {
        use sessions::actions::Refusal as Other;
        match refusal {
            Other::NotFound => Self::NotFound,
            Other::Stale => Self::Stale,
            Other::NoSuchMove(no_move) => Self::NotNow(no_move.status),
            Other::TooSoon { from } => Self::TooSoon { from },
            Other::Broken(broken) => Self::Broken(broken),
            other => Self::Broken(Broken::Data(other.to_string())),
        }
    }
}

/// Who acts, and whose stamp it is.
#[derive(Debug, Clone)]
struct By {
    actor: Actor,
    stamp: Stamp,
}

impl By {
    const fn desk(staff: Id) -> Self {
        Self {
            actor: Actor::Staff(staff),
            stamp: Stamp::Desk,
        }
    }

    const fn stream() -> Self {
        Self {
            actor: Actor::Office,
            stamp: Stamp::Stream,
        }
    }
}

/// The session of an act, which nobody else changes before it ends.
fn looked_at(work: &mut Work, session: Id) -> Result<Session, Refusal> {
    let session = sessions::store::for_change(work.connection, session)?;
    session.ok_or(Refusal::NotFound)
}

/// Pages that show the session are to be made anew.
fn touch(work: &mut Work, session: &Session) {
    work.touch(Topic::Sessions);
    work.touch(Topic::Session(session.id));
}

/// Notes an act in the journal, and that pages are to be made anew.
fn note(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: Actor,
    act: &'static str,
    session: &Session,
    (before, after): (Option<Value>, Option<Value>),
) {
    let entry = Entry {
        actor,
        act,
        object_kind: "session",
        object: session.id,
        body: Some(session.body_id),
        before,
        after,
        calendar_version: None,
    };
    journal::record(work, now, entry);
    touch(work, session);
}
