//! The numbers of the terms, each set valid from a date.

use std::collections::BTreeMap;
use std::num::NonZeroU8;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The lengths of the terms. A term is at least one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Terms {
    /// Working days between announcement and start (605-НҚ ¶ 8).
    pub announce_working_days: NonZeroU8,
    /// Working days between notice of a closed session and its start (Access Law art. 13(2)).
    pub closed_notice_working_days: NonZeroU8,
    /// Working days between application and day of the session (605-НҚ ¶ 9).
    pub apply_working_days: NonZeroU8,
    /// Working days from the session to its results (605-НҚ ¶ 14).
    pub results_working_days: NonZeroU8,
    /// Working days from the creation of a document to its placing (2023 Standard 8.5).
    pub document_working_days: NonZeroU8,
    /// Clear calendar days before an ordinary maslikhat session (Local Government Law art. 10(3)).
    pub maslikhat_ordinary_days: NonZeroU8,
    /// Clear calendar days before an extraordinary one.
    pub maslikhat_extraordinary_days: NonZeroU8,
}

impl Terms {
    /// The numbers of the acts in force.
    pub const LAW: Self = Self {
        announce_working_days: days(3),
        closed_notice_working_days: days(3),
        apply_working_days: days(2),
        results_working_days: days(5),
        document_working_days: days(3),
        maslikhat_ordinary_days: days(10),
        maslikhat_extraordinary_days: days(3),
    };
}

/// A term of `count` days, at least one.
const fn days(count: u8) -> NonZeroU8 {
    match NonZeroU8::new(count) {
        Some(days) => days,
        None => NonZeroU8::MIN,
    }
}

impl Default for Terms {
    fn default() -> Self {
        Self::LAW
    }
}

/// The terms through time: those of the beginning, and each later change from its date on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TermHistory {
    first: Terms,
    changes: BTreeMap<NaiveDate, Terms>,
}

impl TermHistory {
    /// The terms valid until the first change.
    #[must_use]
    pub const fn new(first: Terms) -> Self {
        Self {
            first,
            changes: BTreeMap::new(),
        }
    }

    /// Adds the terms valid from `date` on.
    #[must_use]
    pub fn changed_on(mut self, date: NaiveDate, terms: Terms) -> Self {
        self.changes.insert(date, terms);
        self
    }

    /// The terms in force on `date`, the day of the session.
    #[must_use]
    pub fn on(&self, date: NaiveDate) -> Terms {
        self.changes
            .range(..=date)
            .next_back()
            .map_or(self.first, |(_, &terms)| terms)
    }
}
