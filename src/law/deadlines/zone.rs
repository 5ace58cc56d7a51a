//! From clock time to instants.
//!
//! The whole country is on UTC+5 since 01.03.2024; in the east the clocks went back at that
//! midnight, so that 23:00–24:00 of 29 February 2024 happened twice. A time zone is data, never a
//! fixed offset: `+05:00` would break what came before and what may come.

use chrono::{DateTime, Days, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, Offset};
use chrono::{TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// Which instant is meant by a clock time that happens twice when clocks go back.
///
/// A doubt is read for the citizen (АППК art. 12): the citizen's own time ends at the
/// [`Twice::Second`], the body's at the [`Twice::First`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Twice {
    /// The earlier one.
    First,
    /// The later one.
    Second,
}

/// The instant of a clock time in `zone`.
///
/// A clock time that is skipped when clocks go forward is read as if they had not: 02:30 becomes
/// 03:30, and a skipped midnight the first moment of the day.
#[must_use]
pub fn instant(zone: Tz, local: NaiveDateTime, twice: Twice) -> DateTime<Utc> {
    match zone.from_local_datetime(&local) {
        MappedLocalTime::Single(only) => only.to_utc(),
        MappedLocalTime::Ambiguous(first, second) => match twice {
            Twice::First => first.to_utc(),
            Twice::Second => second.to_utc(),
        },
        MappedLocalTime::None => {
            let day_before = local.checked_sub_days(Days::new(1)).unwrap_or(local);
            let offset = zone.offset_from_utc_datetime(&day_before).fix();
            let east = TimeDelta::seconds(i64::from(offset.local_minus_utc()));
            local.checked_sub_signed(east).unwrap_or(local).and_utc()
        }
    }
}

/// 00:00 of `date` in `zone`.
#[must_use]
pub fn start_of_day(zone: Tz, date: NaiveDate) -> DateTime<Utc> {
    instant(zone, date.and_time(NaiveTime::MIN), Twice::First)
}

/// 24:00 of `date` in `zone`, which is 00:00 of the next day.
#[must_use]
pub fn end_of_day(zone: Tz, date: NaiveDate) -> DateTime<Utc> {
    start_of_day(zone, date.succ_opt().unwrap_or(date))
}

/// The time zone data are too old: they do not know that the country went to UTC+5 in 2024.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "the time zone data are out of date: midnight in {zone} comes at {found}, not at {expected}"
)]
pub struct StaleZones {
    /// The zone looked at.
    pub zone: Tz,
    /// Where the data put 00:00 of 01.01.2026.
    pub found: DateTime<Utc>,
    /// Where it is.
    pub expected: DateTime<Utc>,
}

/// Start-up self-test: with zone data older than 2024a every midnight cut-off would come an hour
/// early and refuse applications that are in time.
///
/// # Errors
/// [`StaleZones`] when 00:00 of 01.01.2026 in Almaty is not 19:00 UTC of the day before.
pub fn self_test() -> Result<(), StaleZones> {
    let zone = Tz::Asia__Almaty;
    let new_year = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default();
    let found = start_of_day(zone, new_year);
    let expected = new_year.and_time(NaiveTime::MIN).and_utc() - TimeDelta::hours(5);
    if found == expected {
        Ok(())
    } else {
        Err(StaleZones {
            zone,
            found,
            expected,
        })
    }
}
