//! Announced versions: written once, never changed.

use std::collections::HashMap;

use diesel::dsl::max;
use diesel::prelude::*;

use crate::database::schema::session_versions;
use crate::database::{AnyConnection, Broken, Id, both};
use crate::sessions::actions::versions::CLOSED;
use crate::sessions::record::Version;

/// Keeps a version.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn insert_version(connection: &mut AnyConnection, version: &Version) -> Result<(), Broken> {
    diesel::insert_into(session_versions::table)
        .values(version)
        .execute(connection)?;
    Ok(())
}

/// Keeps versions of many sessions.
///
/// # Errors
/// [`Broken::Query`].
pub fn insert_versions(connection: &mut AnyConnection, versions: &[Version]) -> Result<(), Broken> {
    // As many rows as fit into one statement on both engines.
    for rows in versions.chunks(1000) {
        both!(&mut *connection, own => diesel::insert_into(session_versions::table)
            .values(rows)
            .execute(own))?;
    }
    Ok(())
}

/// The kept versions of a session, the first one first.
///
/// # Errors
/// [`Broken::Query`].
pub fn versions_of(connection: &mut AnyConnection, id: Id) -> Result<Vec<Version>, Broken> {
    Ok(session_versions::table
        .filter(session_versions::session_id.eq(id))
        .order(session_versions::revision)
        .select(Version::as_select())
        .load(connection)?)
}

/// One kept version.
///
/// # Errors
/// [`Broken::Query`].
pub fn version(
    connection: &mut AnyConnection,
    id: Id,
    revision: i32,
) -> Result<Option<Version>, Broken> {
    Ok(session_versions::table
        .find((id, revision))
        .select(Version::as_select())
        .get_result(connection)
        .optional()?)
}

/// The last version of each of these sessions by which something of it was closed; what is older may hold words that
/// are not public any more. No query for none.
///
/// # Errors
/// [`Broken::Query`].
pub fn last_closed(connection: &mut AnyConnection, ids: &[Id]) -> Result<HashMap<Id, i32>, Broken> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found: Vec<(Id, Option<i32>)> = session_versions::table
        .filter(session_versions::session_id.eq_any(ids))
        .filter(session_versions::act.eq(CLOSED))
        .group_by(session_versions::session_id)
        .select((
            session_versions::session_id,
            max(session_versions::revision),
        ))
        .load(connection)?;
    let found = found.into_iter();
    Ok(found
        .filter_map(|(id, revision)| Some((id, revision?)))
        .collect())
}
