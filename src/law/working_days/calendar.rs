//! The calendar: looking days up and walking over working days.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::day::{Day, Row, Week};
use super::fault::CalendarFault;
use super::table;

/// The version that is built in; its name is the file's.
const EMBEDDED: (&str, &str) = (
    "2026-11-21",
    include_str!("../../../config/calendar/2026-11-21.csv"),
);

/// A year the calendar has no data for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[error("the working-day calendar has no data for the year {year}")]
pub struct NoCalendar {
    /// The year asked for.
    pub year: i32,
}

/// Days worked and days off in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Totals {
    /// Days worked.
    pub working: u16,
    /// Days off.
    pub off: u16,
}

/// One version of the working-day calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    version: String,
    /// Rows of each year, by date; a year that is not here is not known.
    years: BTreeMap<i32, Vec<Row>>,
}

impl Calendar {
    /// The calendar built into the program.
    ///
    /// # Errors
    /// As [`Calendar::parse`]; a test keeps the embedded file free of faults.
    pub fn embedded() -> Result<Self, Vec<CalendarFault>> {
        let (version, text) = EMBEDDED;
        Self::parse(version, text)
    }

    /// Reads a version from CSV text with the columns `date, weekday, kind, holiday, note,
    /// working_5day, working_6day, confidence`; rows may come in any order.
    ///
    /// # Errors
    /// Every fault of the file, each with its line.
    pub fn parse(version: impl Into<String>, text: &str) -> Result<Self, Vec<CalendarFault>> {
        Ok(Self::of_rows(version, table::read(text)?.into_values()))
    }

    /// A version of rows in order, each day once.
    pub(super) fn of_rows(version: impl Into<String>, rows: impl IntoIterator<Item = Row>) -> Self {
        let mut years = BTreeMap::<i32, Vec<Row>>::new();
        for row in rows {
            years.entry(row.date.year()).or_default().push(row);
        }
        Self {
            version: version.into(),
            years,
        }
    }

    /// The name of this version.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The years it has data for, in order.
    pub fn years(&self) -> impl Iterator<Item = i32> {
        self.years.keys().copied()
    }

    /// The rows of a year, by date.
    ///
    /// # Errors
    /// [`NoCalendar`] for a year without data.
    pub fn rows(&self, year: i32) -> Result<&[Row], NoCalendar> {
        self.years
            .get(&year)
            .map(Vec::as_slice)
            .ok_or(NoCalendar { year })
    }

    /// A day as `week` sees it.
    ///
    /// # Errors
    /// [`NoCalendar`] for a day of a year without data.
    pub fn day(&self, date: NaiveDate, week: Week) -> Result<Day, NoCalendar> {
        let rows = self.rows(date.year())?;
        let row = rows
            .binary_search_by_key(&date, |row| row.date)
            .ok()
            .and_then(|at| rows.get(at));
        Ok(Day {
            date,
            working: row.map_or_else(|| week.works(date), |row| row.working(week)),
            mark: row.map(|row| row.mark),
        })
    }

    /// The `count` working days nearest before `date`, in the order of time: the first one is the
    /// furthest. `date` itself is not counted (Civil Code art. 173, mirrored).
    ///
    /// # Errors
    /// [`NoCalendar`] when the count runs into a year without data.
    pub fn working_days_before(
        &self,
        date: NaiveDate,
        count: usize,
        week: Week,
    ) -> Result<Vec<NaiveDate>, NoCalendar> {
        let mut days = self.walk(date, count, week, NaiveDate::pred_opt, -1)?;
        days.reverse();
        Ok(days)
    }

    /// The `count` working days nearest after `date`, in the order of time. `date` itself is not
    /// counted (Civil Code art. 173).
    ///
    /// # Errors
    /// [`NoCalendar`] when the count runs into a year without data.
    pub fn working_days_after(
        &self,
        date: NaiveDate,
        count: usize,
        week: Week,
    ) -> Result<Vec<NaiveDate>, NoCalendar> {
        self.walk(date, count, week, NaiveDate::succ_opt, 1)
    }

    /// Days worked and off in a year.
    ///
    /// # Errors
    /// [`NoCalendar`] for a year without data.
    pub fn totals(&self, year: i32, week: Week) -> Result<Totals, NoCalendar> {
        let first = NaiveDate::from_ymd_opt(year, 1, 1).ok_or(NoCalendar { year })?;
        let mut totals = Totals { working: 0, off: 0 };
        for date in first.iter_days().take_while(|date| date.year() == year) {
            if self.day(date, week)?.working {
                totals.working += 1;
            } else {
                totals.off += 1;
            }
        }
        Ok(totals)
    }

    /// Whether a day between the two, both included, may yet turn out otherwise: an estimate, or an
    /// unsettled day.
    #[must_use]
    pub fn is_uncertain_between(&self, first: NaiveDate, last: NaiveDate) -> bool {
        if first > last {
            return false;
        }
        self.years
            .range(first.year()..=last.year())
            .flat_map(|(_, rows)| rows)
            .any(|row| (first..=last).contains(&row.date) && row.mark.is_uncertain())
    }

    /// Steps from `date` day by day and gathers working days.
    fn walk(
        &self,
        date: NaiveDate,
        count: usize,
        week: Week,
        step: impl Fn(&NaiveDate) -> Option<NaiveDate>,
        years: i32,
    ) -> Result<Vec<NaiveDate>, NoCalendar> {
        let mut days = Vec::with_capacity(count);
        let mut at = date;
        while days.len() < count {
            at = step(&at).ok_or(NoCalendar {
                year: at.year() + years,
            })?;
            if self.day(at, week)?.working {
                days.push(at);
            }
        }
        Ok(days)
    }
}
