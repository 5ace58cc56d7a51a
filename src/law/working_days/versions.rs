//! A calendar made of others, written down, and held against another.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDate};

use super::calendar::Calendar;
use super::day::Row;
use super::table;

/// A day that two calendars have otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayChange {
    /// The day.
    pub date: NaiveDate,
    /// Its row before; none when the week pattern alone decided.
    pub before: Option<Row>,
    /// Its row after.
    pub after: Option<Row>,
}

impl Calendar {
    /// This calendar with the years of another in the place of its own: a year is replaced whole.
    #[must_use]
    pub fn with_years_of(&self, version: impl Into<String>, other: &Self) -> Self {
        let replaced: BTreeSet<i32> = other.years().collect();
        let mut rows = self.all_rows();
        rows.retain(|date, _| !replaced.contains(&date.year()));
        rows.extend(other.all_rows());
        Self::of_rows(version, rows.into_values())
    }

    /// The same days under the name of another version.
    #[must_use]
    pub fn named(&self, version: impl Into<String>) -> Self {
        Self::of_rows(version, self.all_rows().into_values())
    }

    /// The days that another calendar has otherwise, in order.
    #[must_use]
    pub fn changes_to(&self, other: &Self) -> Vec<DayChange> {
        let (mut before, mut after) = (self.all_rows(), other.all_rows());
        let days: BTreeSet<NaiveDate> = before.keys().chain(after.keys()).copied().collect();
        let both = days.into_iter().map(|date| DayChange {
            date,
            before: before.remove(&date),
            after: after.remove(&date),
        });
        both.filter(|change| change.before != change.after)
            .collect()
    }

    /// The table as CSV text, in the form in which it is read.
    #[must_use]
    pub fn to_csv(&self) -> String {
        table::write(self.all_rows().values())
    }

    pub(super) fn all_rows(&self) -> BTreeMap<NaiveDate, Row> {
        let rows = self.years().filter_map(|year| self.rows(year).ok());
        rows.flatten().map(|row| (row.date, row.clone())).collect()
    }
}
