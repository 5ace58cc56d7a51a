//! The clocks in words, each telling its last moment and why it is that one.

use chrono::Datelike as _;

use crate::args;
use crate::database::Zone;
use crate::language::{Speech, short_date};
use crate::law::Paragraph;
use crate::law::deadlines::{Clock, ClockName, Readings};
use crate::law::working_days::Day;
use crate::working_calendar::day_words::reason;

/// What a clock is for: `Publishing the announcement`.
#[must_use]
pub fn label(speech: Speech<'_>, name: ClockName) -> String {
    speech.t(&format!("clock-{}-label", key_part(name)))
}

/// The clock as a sentence: until when, and how many days were counted by which reading.
#[must_use]
pub fn explained(speech: Speech<'_>, clock: &Clock, zone: Zone, readings: Readings) -> String {
    let reading = match clock.name {
        ClockName::Announce => readings.announce.as_str(),
        ClockName::Results => readings.results.as_str(),
        _ => readings.apply.as_str(),
    };
    let args = args! {
        "before" => speech.until(zone.local(clock.before)),
        "days" => clock.days.len(),
        "reading" => reading,
    };
    speech.tf(&format!("clock-{}", key_part(clock.name)), &args)
}

/// The citation of a paragraph.
#[must_use]
pub fn citation(speech: Speech<'_>, paragraph: Paragraph) -> String {
    speech.t(&paragraph.key())
}

fn key_part(name: ClockName) -> String {
    name.as_str().replace('_', "-")
}

/// A day with what makes it unlike others: `Wed 16.12.2026 (Independence Day)`.
#[must_use]
pub fn day(speech: Speech<'_>, day: Day) -> String {
    let date = format!(
        "{} {}",
        speech.weekday_short(day.date.weekday()),
        short_date(day.date)
    );
    match day.mark {
        None => date,
        Some(mark) => {
            let args = args! { "date" => date, "holiday" => reason(speech, day.date, mark) };
            speech.tf("day-with-holiday", &args)
        }
    }
}
