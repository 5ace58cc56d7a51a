//! Where what the tables say and what the journal says differ.

use std::collections::BTreeMap;
use std::fmt;

use chrono::{DateTime, SecondsFormat, Utc};

use super::figures::{Entry, entries};
use super::known::Known;
use crate::database::Id;
use crate::law::openness::{Judged, Measure};

/// One thing that a session owed, as both have it; the one that knows nothing of it has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The session.
    pub session: Id,
    /// What it owed.
    pub measure: Measure,
    /// The public number of the comment.
    pub comment: Option<i32>,
    /// By the tables.
    pub tables: Option<Judged>,
    /// By the journal.
    pub journal: Option<Judged>,
    /// They differ in the reason alone.
    pub in_reason: bool,
}

/// Everything that differs, ordered by session.
#[must_use]
pub fn differences(tables: &[Known], journal: &[Known], now: DateTime<Utc>) -> Vec<Difference> {
    type Both<'a> = (Option<Entry<'a>>, Option<Entry<'a>>);
    let key = |one: &Entry<'_>| (one.session.id, one.judged.measure, one.comment);
    let mut all: BTreeMap<(Id, Measure, Option<i32>), Both<'_>> = BTreeMap::new();
    for entry in entries(tables, now) {
        all.entry(key(&entry)).or_default().0 = Some(entry);
    }
    for entry in entries(journal, now) {
        all.entry(key(&entry)).or_default().1 = Some(entry);
    }
    let mut found = Vec::new();
    for ((session, measure, comment), (by_tables, by_journal)) in all {
        let tables = by_tables.as_ref().map(|one| one.judged);
        let journal = by_journal.as_ref().map(|one| one.judged);
        let reasons = |one: Option<Entry<'_>>| one.and_then(|one| one.reason().cloned());
        let in_reason = tables == journal && reasons(by_tables) != reasons(by_journal);
        if tables != journal || in_reason {
            found.push(Difference {
                session,
                measure,
                comment,
                tables,
                journal,
                in_reason,
            });
        }
    }
    found
}

impl fmt::Display for Difference {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "session {}, {}", self.session, self.measure)?;
        if let Some(number) = self.comment {
            write!(to, ", comment {number}")?;
        }
        if self.in_reason {
            return write!(to, ": the reason is another one");
        }
        let (tables, journal) = (said(self.tables), said(self.journal));
        write!(to, ": tables: {tables}; journal: {journal}")
    }
}

fn said(judged: Option<Judged>) -> String {
    let Some(judged) = judged else {
        return "nothing of it".to_owned();
    };
    let at = |at: Option<DateTime<Utc>>| {
        at.map_or("–".to_owned(), |at| {
            at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
        })
    };
    format!(
        "{} (due {}, done {})",
        judged.verdict,
        at(judged.due),
        at(judged.done)
    )
}
