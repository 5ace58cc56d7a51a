//! Sessions that have begun are left where they are; those that sit in the hall again while an emergency covers them are
//! work for a person.

use chrono::{DateTime, Utc};

use super::in_order;
use crate::database::{AnyConnection, Broken, Id};
use crate::emergencies::store;
use crate::law::emergency::lets_users_in;
use crate::sessions::emergency::Declared;
use crate::sessions::now as present;
use crate::sessions::record::Session;

/// A session that has begun, with a sitting still to come in the hall.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InHall {
    /// The session.
    pub session: Session,
    /// When its first sitting in the time of the emergency begins that has not begun.
    pub sits_at: DateTime<Utc>,
}

/// Those that an emergency reaches, in the order of their starts; none once it is over. Five queries, as far as sessions
/// are not asked for by the hundred.
///
/// # Errors
/// [`Broken::Query`].
pub fn in_hall(
    connection: &mut AnyConnection,
    now: DateTime<Utc>,
    declared: &Declared,
) -> Result<Vec<InHall>, Broken> {
    if !declared.stands(now) {
        return Ok(Vec::new());
    }
    let reached = store::within_reach(connection, declared, now)?;
    let begun = reached
        .iter()
        .filter(|one| one.sittings.is_some() && one.starts_at.utc() <= now);
    let ids: Vec<Id> = begun.map(|one| one.id).collect();
    let sessions = in_order(connection, &ids)?;
    Ok(sessions
        .into_iter()
        .filter_map(|session| of(declared, session, now))
        .collect())
}

/// One session, if it is to sit in the hall again.
pub(super) fn of(declared: &Declared, session: Session, now: DateTime<Utc>) -> Option<InHall> {
    let begun = !present::is_to_come(&session, now);
    if !begun || !lets_users_in(session.access, session.format) {
        return None;
    }
    let sits_at = declared.reach().next_sitting(&session.spans(), now)?;
    Some(InHall { session, sits_at })
}
