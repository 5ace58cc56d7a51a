//! Which broadcasts go on, and the times of those that were.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::broadcasts::record::{Broadcast, Interruption};
use crate::database::schema::{broadcast_interruptions, broadcasts, sessions};
use crate::database::{AnyConnection, Broken, Id, Instant};
use crate::law::broadcast::Stamp;
use crate::law::session_course::{Access, SessionStatus};

/// The broadcast of a session that goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OnAir {
    /// When it began.
    pub began_at: Instant,
}

/// Whether the broadcast of a session has begun and not ended: an interruption does not end it, nor does a pause for
/// what is considered in closed mode. With the session it ends at once.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn on_air(connection: &mut AnyConnection, session: Id) -> Result<Option<OnAir>, Broken> {
    Ok(on_air_of(connection, &[session])?.remove(&session))
}

/// The same of these sessions; no query for none.
///
/// # Errors
/// [`Broken::Query`].
pub fn on_air_of(connection: &mut AnyConnection, ids: &[Id]) -> Result<HashMap<Id, OnAir>, Broken> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Id, Instant)> = broadcasts::table
        .inner_join(sessions::table)
        .filter(broadcasts::session_id.eq_any(ids))
        .filter(broadcasts::ended_at.is_null())
        .filter(sessions::access.eq(Access::Open))
        .filter(sessions::status.eq_any(NOT_OVER))
        .select((broadcasts::session_id, broadcasts::began_at))
        .load(connection)?;
    Ok(rows
        .into_iter()
        .map(|(session, began_at)| (session, OnAir { began_at }))
        .collect())
}

/// States of a session in which it can be broadcast.
const NOT_OVER: [SessionStatus; 3] = [
    SessionStatus::Announced,
    SessionStatus::Postponed,
    SessionStatus::Live,
];

/// The broadcast of a session that was not ended, whatever became of the session.
///
/// # Errors
/// [`Broken::Query`].
pub fn running(connection: &mut AnyConnection, session: Id) -> Result<Option<Broadcast>, Broken> {
    Ok(broadcasts::table
        .filter(broadcasts::session_id.eq(session))
        .filter(broadcasts::ended_at.is_null())
        .select(Broadcast::as_select())
        .get_result(connection)
        .optional()?)
}

/// All broadcasts that were not ended: as many as sessions sit.
///
/// # Errors
/// [`Broken::Query`].
pub fn all_running(connection: &mut AnyConnection) -> Result<Vec<Broadcast>, Broken> {
    Ok(broadcasts::table
        .filter(broadcasts::ended_at.is_null())
        .order((broadcasts::began_at, broadcasts::id))
        .select(Broadcast::as_select())
        .load(connection)?)
}

/// The broadcasts of a session, in order.
///
/// # Errors
/// [`Broken::Query`].
pub fn of_session(connection: &mut AnyConnection, session: Id) -> Result<Vec<Broadcast>, Broken> {
    Ok(broadcasts::table
        .filter(broadcasts::session_id.eq(session))
        .order((broadcasts::began_at, broadcasts::id))
        .select(Broadcast::as_select())
        .load(connection)?)
}

/// The interruptions of the broadcasts of a session, in order.
///
/// # Errors
/// [`Broken::Query`].
pub fn interruptions_of(
    connection: &mut AnyConnection,
    session: Id,
) -> Result<Vec<Interruption>, Broken> {
    Ok(broadcast_interruptions::table
        .inner_join(broadcasts::table)
        .filter(broadcasts::session_id.eq(session))
        .order((
            broadcast_interruptions::began_at,
            broadcast_interruptions::id,
        ))
        .select(Interruption::as_select())
        .load(connection)?)
}

/// The interruption of a broadcast that goes on.
///
/// # Errors
/// [`Broken::Query`].
pub fn interruption_under_way(
    connection: &mut AnyConnection,
    broadcast: Id,
) -> Result<Option<Interruption>, Broken> {
    Ok(broadcast_interruptions::table
        .filter(broadcast_interruptions::broadcast_id.eq(broadcast))
        .filter(broadcast_interruptions::ended_at.is_null())
        .select(Interruption::as_select())
        .get_result(connection)
        .optional()?)
}

/// Notes a broadcast.
///
/// # Errors
/// [`Broken::Query`]: of a session that has one running already a second one cannot be.
pub fn insert(connection: &mut AnyConnection, broadcast: &Broadcast) -> Result<(), Broken> {
    diesel::insert_into(broadcasts::table)
        .values(broadcast)
        .execute(connection)?;
    Ok(())
}

/// Notes where a broadcast can be watched that had no address.
///
/// # Errors
/// [`Broken::Query`].
pub fn give_address(
    connection: &mut AnyConnection,
    broadcast: Id,
    address: &str,
) -> Result<(), Broken> {
    diesel::update(broadcasts::table.find(broadcast))
        .set(broadcasts::address.eq(address))
        .execute(connection)?;
    Ok(())
}

/// Ends a broadcast; `false` when it was ended already.
///
/// # Errors
/// [`Broken::Query`].
pub fn end(
    connection: &mut AnyConnection,
    broadcast: Id,
    at: Instant,
    by: Stamp,
) -> Result<bool, Broken> {
    let going_on = broadcasts::table
        .find(broadcast)
        .filter(broadcasts::ended_at.is_null());
    let ended = diesel::update(going_on)
        .set((broadcasts::ended_at.eq(at), broadcasts::ended_by.eq(by)))
        .execute(connection)?;
    Ok(ended == 1)
}

/// Notes an interruption.
///
/// # Errors
/// [`Broken::Query`].
pub fn interrupt(
    connection: &mut AnyConnection,
    interruption: &Interruption,
) -> Result<(), Broken> {
    diesel::insert_into(broadcast_interruptions::table)
        .values(interruption)
        .execute(connection)?;
    Ok(())
}

/// Ends the interruption of a broadcast that goes on; `false` when there is none.
///
/// # Errors
/// [`Broken::Query`].
pub fn end_interruption(
    connection: &mut AnyConnection,
    broadcast: Id,
    at: Instant,
) -> Result<bool, Broken> {
    let going_on = broadcast_interruptions::table
        .filter(broadcast_interruptions::broadcast_id.eq(broadcast))
        .filter(broadcast_interruptions::ended_at.is_null());
    let ended = diesel::update(going_on)
        .set(broadcast_interruptions::ended_at.eq(at))
        .execute(connection)?;
    Ok(ended == 1)
}
