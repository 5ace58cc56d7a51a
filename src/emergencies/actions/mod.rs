//! The acts on emergencies: facts → law → store → news and journal, each in one transaction. On PostgreSQL another node may
//! be at the same sessions: their seats are locked first and then the sessions, in the order of their ids, and what
//! decides is read after that.

mod covering;
mod declaring;
mod ending;
mod restoring;
mod sitting;
mod sweeping;

use chrono::{DateTime, Utc};

use crate::database::{AnyConnection, Broken, Id, Instant};
use crate::sessions::record::Session;
use crate::sessions::store::by_ids;

pub use declaring::{declare, preview};
pub use ending::{end, ending_preview};
pub use restoring::restore;
pub use sitting::in_hall;
pub use sweeping::{awaiting, sweep, take_in, waits};

/// Sessions by their ids, in the order of their starts.
fn in_order(connection: &mut AnyConnection, ids: &[Id]) -> Result<Vec<Session>, Broken> {
    let mut sessions = Vec::with_capacity(ids.len());
    for some in ids.chunks(crate::emergencies::store::TOGETHER) {
        sessions.extend(by_ids(connection, some)?.into_values());
    }
    sessions.sort_by_key(|session| (session.starts_at, session.id));
    Ok(sessions)
}

/// When sessions changed together are changed: later than any of them was changed before, so that forms made before are
/// told apart.
fn stamp_of(now: DateTime<Utc>, sessions: &[&Session]) -> Instant {
    let each = sessions
        .iter()
        .map(|session| crate::sessions::actions::stamp(now, session));
    each.max().unwrap_or_else(|| now.into())
}
