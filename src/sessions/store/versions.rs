//! Announced versions: written once, never changed.

use diesel::prelude::*;

use crate::database::schema::session_versions;
use crate::database::{AnyConnection, Broken, Id};
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
