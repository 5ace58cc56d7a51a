//! Rows of the digest.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::database::Instant;
use crate::database::schema::digests;

/// The digest of a day.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = digests, treat_none_as_default_value = false)]
pub struct Digest {
    /// Which day.
    pub day: NaiveDate,
    /// Where to go on; empty: at the beginning.
    pub cursor: String,
    /// When it was opened.
    pub opened_at: Instant,
    /// When all had their letter.
    pub done_at: Option<Instant>,
}
