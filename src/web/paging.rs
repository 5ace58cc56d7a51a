//! Cursors: where a list goes on. Opaque to visitors; nothing in them is trusted.

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};

use serde::Serialize;

use crate::database::{Id, Instant};

/// The last row shown of a list ordered by an instant and the id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// Its instant.
    pub at: Instant,
    /// Its id.
    pub id: Id,
}

impl Cursor {
    /// As it stands in an address: microseconds since 1970 and the id.
    #[must_use]
    pub fn encode(&self) -> String {
        format!("{}~{}", self.at.utc().timestamp_micros(), self.id)
    }

    /// Reads a cursor; `None` when it is none of ours.
    #[must_use]
    pub fn decode(text: &str) -> Option<Self> {
        let (micros, id) = text.split_once('~')?;
        let at = DateTime::<Utc>::from_timestamp_micros(micros.parse().ok()?)?;
        let id = Id::parse(id)?;
        within_reach(at.date_naive()).then_some(Self { at: at.into(), id })
    }
}

/// Whether both engines can keep a day: what a visitor writes may be any day at all.
#[must_use]
pub fn within_reach(day: NaiveDate) -> bool {
    (1900..=9998).contains(&day.year())
}

/// A list as JSON (contract § 3).
#[derive(Debug, Serialize)]
pub struct ListJson<T> {
    /// The items.
    pub items: Vec<T>,
    /// What to send as `cursor` for more; `null` at the end.
    pub next: Option<String>,
}

/// One page of a list.
#[derive(Debug, Clone)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Where it goes on, if it does.
    pub next: Option<Cursor>,
}

impl<T> Page<T> {
    /// Cuts a page out of `limit + 1` rows: the extra one tells that there is more, without counting all.
    #[must_use]
    pub fn cut(mut rows: Vec<T>, limit: usize, cursor_of: impl Fn(&T) -> Cursor) -> Self {
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(cursor_of);
        Self { items: rows, next }
    }
}
