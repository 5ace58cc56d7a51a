//! Rows of the journal and of its seals.

use diesel::prelude::*;

use crate::database::schema::{journal, journal_seals};
use crate::database::{Id, Instant};

/// One line, as it is read.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = journal)]
pub struct Line {
    /// Ours.
    pub id: Id,
    /// When it was done.
    pub at: Instant,
    /// By whom: `visitor`, `staff:` and an id, `command:` and a name, `office`.
    pub actor: String,
    /// What, as `application.received`.
    pub act: String,
    /// The kind of thing it was done to.
    pub object_kind: String,
    /// Which one.
    pub object_id: Id,
    /// Whose it is.
    pub body_id: Option<Id>,
    /// What changed, before: JSON.
    pub before: Option<String>,
    /// What changed, after: JSON.
    pub after: Option<String>,
    /// The calendar that the act's clocks were counted by.
    pub calendar_version: Option<String>,
    /// Its place in the order of writing.
    pub place: i64,
}

/// A link of the hash chain.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = journal_seals)]
pub struct Seal {
    /// From 1, without gaps.
    pub ordinal: i32,
    /// When it was made.
    pub sealed_at: Instant,
    /// The last line under it.
    pub up_to_place: i64,
    /// Lines under it: those since the seal before.
    pub lines: i32,
    /// SHA-256 over the digest before and these lines, in hexadecimal.
    pub digest: String,
}
