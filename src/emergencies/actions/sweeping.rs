//! Sessions that come into the reach of an emergency later: announced on another node at that moment, moved into its
//! time, opened again, or of a body that is somewhere else now.

use chrono::{DateTime, Utc};

use super::covering::cover;
use crate::database::{AnyConnection, Broken, Id, Work};
use crate::emergencies::store;
use crate::journal::Actor;
use crate::law::session_course::SessionStatus;
use crate::sessions::store::{emergency, standing_emergencies};

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
