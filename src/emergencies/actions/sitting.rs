//! Sessions that have begun are left where they are; those that sit in the hall again while an emergency covers them are
//! work for a person.

use chrono::{DateTime, Utc};

use super::in_order;
use crate::database::{AnyConnection, Broken, Id};
use crate::emergencies::record::InHall;
use crate::emergencies::store;
use crate::law::emergency::lets_users_in;
use crate::sessions::emergency::Declared;
use crate::sessions::now as present;
use crate::sessions::record::Session;

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
    let several = reached.iter().filter(|one| one.sittings.is_some());
    let ids: Vec<Id> = several.map(|one| one.id).collect();
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
    // It may have begun before its time: the sitting that runs is none to come.
    let since = now.max(session.starts_at.utc());
    let sits_at = declared.reach().next_sitting(&session.spans(), since)?;
    Some(InHall { session, sits_at })
}
