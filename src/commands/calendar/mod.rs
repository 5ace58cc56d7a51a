//! `calendar`: the working-day calendar that the clocks are counted by.

mod import;

use std::fmt::Write as _;
use std::path::PathBuf;

use chrono::{Datelike as _, NaiveDate};
use clap::{Args, Subcommand};
use serde::Serialize;

use super::opening::calendar_in_force;
use super::{Failure, print, print_json};
use crate::clock::{self, Clock};
use crate::law::working_days::{Calendar, NoCalendar, Row, Totals, Week};
use crate::sessions::deadlines::USUAL_ZONE;
use crate::settings::Settings;

/// What may stand behind `calendar`.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    act: Act,
    /// Settings that override the defaults
    #[arg(long, value_name = "FILE", global = true)]
    config: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Days of a year that are not as their week has them, and how many days are worked
    List {
        /// The year
        year: i32,
        /// Print one JSON document
        #[arg(long)]
        json: bool,
    },
    /// Whether the calendar can be relied on: no faults, data for the sessions to come, days not settled yet
    Check,
    /// A table of whole years as a new version; clocks of coming sessions are counted anew
    Import(import::Arguments),
}

/// Lists, checks or imports. The first two neither make nor migrate a database: where none is, the calendar built in is
/// the one in force.
///
/// # Errors
/// Faults of the calendar or of the time zone data; a year that the calendar has no data for.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let config = arguments.config.as_deref();
    let settings = || Settings::from_environment(config).map_err(Failure::faults);
    match &arguments.act {
        Act::List { year, json } => {
            let calendar = calendar_in_force(&settings()?)?;
            let list =
                Listed::of(&calendar, *year).map_err(|error| Failure::work(error.to_string()))?;
            if *json {
                print_json(&list)
            } else {
                print(&list.text())
            }
        }
        Act::Check => {
            clock::verify_time_zone_data().map_err(|fault| Failure::work(fault.to_string()))?;
            let today = USUAL_ZONE.local(Clock::system().now()).date();
            print(&check(&calendar_in_force(&settings()?)?, today)?)
        }
        Act::Import(arguments) => import::run(arguments, config),
    }
}

/// A year of the calendar.
#[derive(Debug, Serialize)]
struct Listed<'a> {
    year: i32,
    calendar_version: &'a str,
    five_day_week: Worked,
    six_day_week: Worked,
    days: &'a [Row],
}

#[derive(Debug, Serialize)]
struct Worked {
    working: u16,
    off: u16,
}

impl From<Totals> for Worked {
    fn from(Totals { working, off }: Totals) -> Self {
        Self { working, off }
    }
}

impl<'a> Listed<'a> {
    fn of(calendar: &'a Calendar, year: i32) -> Result<Self, NoCalendar> {
        Ok(Self {
            year,
            calendar_version: calendar.version(),
            five_day_week: calendar.totals(year, Week::Five)?.into(),
            six_day_week: calendar.totals(year, Week::Six)?.into(),
            days: calendar.rows(year)?,
        })
    }

    fn text(&self) -> String {
        let mut text = format!("{}, calendar {}\n\n", self.year, self.calendar_version);
        let _ = writeln!(
            text,
            "{:<15}{:<8}{:<8}{:<26}{:<20}confidence, note",
            "date", "5 days", "6 days", "kind", "holiday"
        );
        for row in self.days {
            let worked = |week| if row.working(week) { "work" } else { "off" };
            let holiday = row.mark.holiday.map_or("", |holiday| holiday.as_str());
            let line = format!(
                "{:<15}{:<8}{:<8}{:<26}{:<20}{} {}",
                row.date.format("%Y-%m-%d %a").to_string(),
                worked(Week::Five),
                worked(Week::Six),
                row.mark.kind.as_str(),
                holiday,
                row.mark.confidence,
                row.note,
            );
            let _ = writeln!(text, "{}", line.trim_end());
        }
        for (week, worked) in [("five", &self.five_day_week), ("six", &self.six_day_week)] {
            let Worked { working, off } = worked;
            let _ = write!(text, "\n{week}-day week: {working} days worked, {off} off");
        }
        text
    }
}

/// What there is to know, or why the calendar cannot be relied on.
fn check(calendar: &Calendar, today: NaiveDate) -> Result<String, Failure> {
    let years: Vec<i32> = calendar.years().collect();
    let mut faults = Vec::new();
    for pair in years.windows(2) {
        if let [year, next] = pair
            && year + 1 != *next
        {
            faults.push(NoCalendar { year: year + 1 }.to_string());
        }
    }
    if !years.contains(&today.year()) {
        faults.push(NoCalendar { year: today.year() }.to_string());
    }
    // Results of a session in December fall due in the next year.
    if today.month() == 12 && !years.contains(&(today.year() + 1)) {
        faults.push(
            NoCalendar {
                year: today.year() + 1,
            }
            .to_string(),
        );
    }
    faults.dedup();
    if !faults.is_empty() {
        return Err(Failure::faults(faults));
    }
    let shown: Vec<String> = years.iter().map(ToString::to_string).collect();
    let mut text = format!(
        "calendar {}: years {}",
        calendar.version(),
        shown.join(", ")
    );
    let rows = years
        .iter()
        .filter_map(|year| calendar.rows(*year).ok())
        .flatten();
    for row in rows.filter(|row| row.date >= today && row.mark.is_uncertain()) {
        let _ = write!(text, "\nnot settled yet: {} ({})", row.date, row.mark.kind);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_calendar_that_ends_too_soon_is_told() {
        let calendar = Calendar::embedded().unwrap();
        let at = |text: &str| check(&calendar, text.parse().unwrap());
        let fine = at("2026-12-07").unwrap();
        assert!(fine.contains("2024, 2025, 2026, 2027"), "{fine}");
        assert!(
            fine.contains("not settled yet: 2027-05-16 (day_off_labour_code_84_5)"),
            "{fine}"
        );
        assert!(
            fine.contains("not settled yet: 2027-05-17 (unsettled)"),
            "{fine}"
        );
        assert!(at("2027-11-30").is_ok());
        for (day, year) in [("2027-12-01", "2028"), ("2028-01-01", "2028")] {
            assert!(at(day).unwrap_err().lines[0].ends_with(year));
        }
    }

    #[test]
    fn a_year_is_listed_with_its_totals() {
        let calendar = Calendar::embedded().unwrap();
        let text = Listed::of(&calendar, 2026).unwrap().text();
        assert!(
            text.contains("five-day week: 247 days worked, 118 off"),
            "{text}"
        );
        assert!(
            text.contains("2026-12-16 Wed off     off     holiday"),
            "{text}"
        );
        assert!(Listed::of(&calendar, 2028).is_err());
    }
}
