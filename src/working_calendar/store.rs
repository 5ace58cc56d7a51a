//! All queries on calendar versions.

use diesel::prelude::*;

use super::record::{Head, Version};
use crate::database::schema::calendar_versions;
use crate::database::{AnyConnection, Broken, Engine};
use crate::law::working_days::Calendar;

/// The calendar entered last; `None` where none is entered.
///
/// # Errors
/// [`Broken::Query`], as all queries here; [`Broken::Data`] for days that cannot be read.
pub fn in_force(connection: &mut AnyConnection) -> Result<Option<Calendar>, Broken> {
    let newest: Option<Version> = calendar_versions::table
        .order(calendar_versions::ordinal.desc())
        .select(Version::as_select())
        .first(connection)
        .optional()?;
    newest.map(|version| version.calendar()).transpose()
}

/// The version entered last, without its days.
///
/// # Errors
/// [`Broken::Query`].
pub fn newest(connection: &mut AnyConnection) -> Result<Option<Head>, Broken> {
    Ok(calendar_versions::table
        .order(calendar_versions::ordinal.desc())
        .select(Head::as_select())
        .first(connection)
        .optional()?)
}

/// All versions, the newest first.
///
/// # Errors
/// [`Broken::Query`].
pub fn all(connection: &mut AnyConnection) -> Result<Vec<Head>, Broken> {
    Ok(calendar_versions::table
        .order(calendar_versions::ordinal.desc())
        .select(Head::as_select())
        .load(connection)?)
}

/// One version.
///
/// # Errors
/// [`Broken::Query`].
pub fn by_name(connection: &mut AnyConnection, name: &str) -> Result<Option<Version>, Broken> {
    Ok(calendar_versions::table
        .find(name)
        .select(Version::as_select())
        .get_result(connection)
        .optional()?)
}

/// Enters a version.
///
/// # Errors
/// [`Broken::Query`].
pub fn insert(connection: &mut AnyConnection, version: &Version) -> Result<(), Broken> {
    diesel::insert_into(calendar_versions::table)
        .values(version)
        .execute(connection)?;
    Ok(())
}

/// Lets nobody enter a version until the act that is under way has ended. SQLite has one writer, so it holds there
/// anyway.
///
/// # Errors
/// [`Broken::Query`].
pub fn hold(connection: &mut AnyConnection) -> Result<(), Broken> {
    if connection.engine() == Engine::Postgres {
        diesel::sql_query("LOCK TABLE calendar_versions IN SHARE MODE").execute(connection)?;
    }
    Ok(())
}

impl Version {
    /// Its days.
    ///
    /// # Errors
    /// [`Broken::Data`] when the text cannot be read.
    pub fn calendar(&self) -> Result<Calendar, Broken> {
        Calendar::parse(&*self.version, &self.rows_csv).map_err(|faults| {
            let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
            Broken::Data(format!("calendar {}: {}", self.version, faults.join("; ")))
        })
    }
}
