//! Rows of calendar versions.

use diesel::prelude::*;

use crate::database::Instant;
use crate::database::schema::calendar_versions;

/// A version of the calendar that was entered here.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = calendar_versions)]
pub struct Version {
    /// Its name: the day on which it was entered and a counter, as `2026-12-01.1`.
    pub version: String,
    /// Its place among all versions; the highest is in force.
    pub ordinal: i32,
    /// The order, who issued it and when.
    pub source: String,
    /// Who entered it, as it is to be read.
    pub author: String,
    /// When.
    pub entered_at: Instant,
    /// All days of all years that it knows, in the form of the file.
    pub rows_csv: String,
    /// SHA-256 of these, in hexadecimal digits.
    pub digest: String,
}

/// A version without its days: what a list needs.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = calendar_versions)]
pub struct Head {
    /// See [`Version`], as all here.
    pub version: String,
    /// Its place.
    pub ordinal: i32,
    /// The order.
    pub source: String,
    /// Who entered it.
    pub author: String,
    /// When.
    pub entered_at: Instant,
    /// SHA-256 of its days.
    pub digest: String,
}
