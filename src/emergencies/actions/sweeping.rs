//! Sessions that come into the reach of an emergency later: announced on another node at that moment, moved into its
//! time, opened again, or of a body that is somewhere else now.

use chrono::{DateTime, Utc};

use super::covering::cover;
use crate::database::{AnyConnection, Broken, Id, Work};
use crate::emergencies::store;
use crate::journal::Actor;
use crate::sessions::store::{emergency, standing_emergencies};

/// Whether a standing emergency reaches sessions that it does not cover: asked often, and by reading alone.
///
/// # Errors
/// [`Broken::Query`].
pub fn waits(connection: &mut AnyConnection, now: DateTime<Utc>) -> Result<Vec<Id>, Broken> {
    let mut waiting = Vec::new();
    for declared in standing_emergencies(connection, now)? {
        let reached = store::within_reach(connection, &declared, now)?;
        let begins = |one: &store::Candidate| now < one.starts_at.utc();
        if reached.iter().any(begins) {
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
    let declared = emergency(work.connection, id)?;
    match declared.filter(|declared| declared.stands(now)) {
        Some(declared) => cover(work, now, &Actor::Office, &declared),
        None => Ok(0),
    }
}
