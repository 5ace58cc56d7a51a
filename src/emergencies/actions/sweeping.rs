//! Sessions that come into the reach of an emergency later: announced on another node at that moment, moved into its
//! time, opened again, or of a body that is somewhere else now.

use chrono::{DateTime, Utc};

use super::covering::{cover, cover_these};
use super::declaring::goes_online;
use crate::database::{AnyConnection, Broken, Id, Work};
use crate::emergencies::store;
use crate::journal::Actor;
use crate::law::session_course::SessionStatus;
use crate::sessions::emergency::Declared;
use crate::sessions::record::Session;
use crate::sessions::store::{by_id, covering, emergency, standing_emergencies};

/// Whether a standing emergency reaches sessions that it does not cover: asked often, and by reading alone.
///
/// # Errors
/// [`Broken::Query`].
pub fn waits(connection: &mut AnyConnection, now: DateTime<Utc>) -> Result<Vec<Id>, Broken> {
    let mut waiting = Vec::new();
    for declared in standing_emergencies(connection, now)? {
        let reached = store::within_reach(connection, &declared, now)?;
        // One that sits already is reached and not covered, as long as it sits.
        let to_come =
            |one: &store::Candidate| one.status != SessionStatus::Live && now < one.starts_at.utc();
        if reached.iter().any(to_come) {
            waiting.push(declared.emergency.id);
        }
    }
    Ok(waiting)
}

/// Covers what an emergency reaches and does not cover yet; gives the number of sessions.
///
/// # Errors
/// [`Broken::Query`].
pub fn sweep(work: &mut Work, now: DateTime<Utc>, id: Id) -> Result<usize, Broken> {
    // Nobody ends it before this act is over.
    store::lock(work.connection, id)?;
    let declared = emergency(work.connection, id)?;
    match declared.filter(|declared| declared.stands(now)) {
        Some(declared) => cover(work, now, &Actor::Office, &declared),
        None => Ok(0),
    }
}

/// The emergency that covers a session which is about to be opened, locked so that nobody ends it before that act is over;
/// asked before the session itself is locked.
///
/// # Errors
/// [`Broken::Query`].
pub fn awaiting(
    work: &mut Work,
    now: DateTime<Utc>,
    session: Id,
) -> Result<Option<Declared>, Broken> {
    let Some(session) = by_id(work.connection, session)? else {
        return Ok(None);
    };
    let Some(declared) = covering(work.connection, &session, now)? else {
        return Ok(None);
    };
    let id = declared.emergency.id;
    store::lock(work.connection, id)?;
    let declared = emergency(work.connection, id)?;
    Ok(declared.filter(|declared| declared.stands(now)))
}

/// Takes a session that was opened into the emergency that awaited it: its hall is gone and its people go to the broadcast
/// before anybody reads of the hall.
///
/// # Errors
/// [`Broken::Query`].
pub fn take_in(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    (declared, session): (&Declared, Session),
) -> Result<(), Broken> {
    // One that was sent there before keeps what is known of its hall.
    if goes_online(&session, now) {
        cover_these(work, now, actor, declared, vec![session])?;
    }
    Ok(())
}
