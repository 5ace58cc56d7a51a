//! What can be wrong with a calendar file.

use chrono::{NaiveDate, Weekday};

use super::day::DayKind;
use crate::law::UnknownWord;

/// A fault of a calendar file, with its place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {fault}")]
pub struct CalendarFault {
    /// Line of the file, counted from 1; the header is line 1.
    pub line: u64,
    /// What is wrong there.
    pub fault: Fault,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The first line does not name the columns.
    #[error("the first line must be: {expected}")]
    Header {
        /// The columns, in their order.
        expected: String,
    },
    /// The line is not text, or breaks off inside quotes.
    #[error("cannot be read: {0}")]
    Unreadable(String),
    /// Too many or too few columns.
    #[error("{found} columns instead of {expected}")]
    Columns {
        /// Columns found.
        found: usize,
        /// Columns wanted.
        expected: usize,
    },
    /// No such day.
    #[error("date: `{0}` is not a day written YYYY-MM-DD")]
    Date(String),
    /// The weekday is not that of the date.
    #[error("weekday: {date} is {actual}, not `{given}`")]
    Weekday {
        /// The day.
        date: NaiveDate,
        /// What the file says.
        given: String,
        /// What it is.
        actual: Weekday,
    },
    /// A word that is none of the column's.
    #[error("{column}: {unknown}")]
    Word {
        /// The column.
        column: &'static str,
        /// The word, and those that are known.
        unknown: UnknownWord,
    },
    /// Neither `0` nor `1`.
    #[error("{column}: `{given}` is neither 0 nor 1")]
    Flag {
        /// The column.
        column: &'static str,
        /// What the file says.
        given: String,
    },
    /// A holiday without its name.
    #[error("holiday: a day of kind {0} must name its holiday")]
    Nameless(DayKind),
    /// The working columns contradict the kind.
    #[error("kind: {kind} does not agree with working_5day {five}, working_6day {six}")]
    Contradiction {
        /// The kind of the row.
        kind: DayKind,
        /// The flag of the five-day week.
        five: u8,
        /// The flag of the six-day week.
        six: u8,
    },
    /// The day stands twice in the file.
    #[error("date: {date} stands already on line {first_line}")]
    Repeated {
        /// The day.
        date: NaiveDate,
        /// Where it stands first.
        first_line: u64,
    },
    /// A header and nothing else.
    #[error("the table has no days")]
    Empty,
}
