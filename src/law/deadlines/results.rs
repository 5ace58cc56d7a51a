//! The clocks after a session: its results (605-НҚ ¶ 14) and each document (2023 Standard 8.5).

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::clock::{Clock, ClockName};
use super::readings::ResultsReading;
use super::session_times::SessionTimes;
use super::terms::Terms;
use super::zone;
use crate::law::Paragraph;
use crate::law::working_days::{Calendar, NoCalendar, Week};

/// The results clock with its two warnings.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ResultsClocks {
    /// Placing the results: before 24:00 of p5.
    pub clock: Clock,
    /// The body's own aim: before 24:00 of p4.
    pub target_before: DateTime<Utc>,
    /// From 00:00 of p3 missing results are shown amber.
    pub amber_from: DateTime<Utc>,
}

/// The results clock of a session, counted from the day it was held, of several the last.
///
/// In the ordinary reading the count begins on the day after (Civil Code art. 173); in the strict
/// one the session's own day is day one, when it is a working day.
///
/// # Errors
/// [`NoCalendar`] when the count runs into a year without data.
pub fn clocks(
    calendar: &Calendar,
    session: &SessionTimes,
    reading: ResultsReading,
    terms: Terms,
) -> Result<ResultsClocks, NoCalendar> {
    let held = session.last_day();
    let count = usize::from(terms.results_working_days.get());
    let own_day_counts =
        reading == ResultsReading::Strict && calendar.day(held, session.week)?.working;
    let mut days = Vec::with_capacity(count);
    if own_day_counts {
        days.push(held);
    }
    days.extend(calendar.working_days_after(held, count - days.len(), session.week)?);

    let from_the_end = |back: usize| days.iter().rev().nth(back).copied().unwrap_or(held);
    Ok(ResultsClocks {
        target_before: zone::end_of_day(session.zone, from_the_end(1)),
        amber_from: zone::start_of_day(session.zone, from_the_end(2)),
        clock: Clock {
            name: ClockName::Results,
            paragraph: Paragraph::Rules14,
            counted_by: reading.counted_by(),
            before: zone::end_of_day(session.zone, from_the_end(0)),
            days,
        },
    })
}

/// The clock of a document: so many working days after the day it was created or received. Minutes
/// signed on p1 are due on p4, not p5: of this clock and that of the results the earlier counts.
///
/// # Errors
/// [`NoCalendar`] when the count runs into a year without data.
pub fn document(
    calendar: &Calendar,
    created_at: DateTime<Utc>,
    zone: Tz,
    week: Week,
    terms: Terms,
) -> Result<Clock, NoCalendar> {
    let created: NaiveDate = created_at.with_timezone(&zone).date_naive();
    let count = usize::from(terms.document_working_days.get());
    let days = calendar.working_days_after(created, count, week)?;
    Ok(Clock {
        name: ClockName::Document,
        paragraph: Paragraph::Standard8_5,
        counted_by: Paragraph::Civil173,
        before: zone::end_of_day(zone, days.last().copied().unwrap_or(created)),
        days,
    })
}
