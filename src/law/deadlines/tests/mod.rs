//! Tables of every clock and reading; the helpers are here.

mod announcing;
mod applying;
mod calendar_change;
mod examples;
mod moved;
mod properties;
mod results;
mod serialized;
mod units;
mod whole;
mod zones;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use super::*;

pub(super) fn calendar() -> Calendar {
    Calendar::embedded().unwrap()
}

/// An instant given by the clock of Kazakhstan since March 2024.
pub(super) fn at(local: &str) -> DateTime<Utc> {
    format!("{}+05:00", local.replace(' ', "T"))
        .parse()
        .unwrap()
}

pub(super) fn days(texts: &[&str]) -> Vec<NaiveDate> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

/// A collegium that starts then, five-day week, closing at 18:30, in Almaty.
pub(super) fn session(starts: &str) -> SessionTimes {
    SessionTimes {
        starts: starts.replace(' ', "T").parse().unwrap(),
        ends: None,
        zone: Tz::Asia__Almaty,
        kind: SessionKind::Collegium,
        week: Week::Five,
        closing_time: ClosingTime::USUAL,
    }
}

/// Its clocks by the default readings and numbers.
pub(super) fn clocks_of(session: &SessionTimes) -> Deadlines {
    compute(&calendar(), session, Readings::default(), Terms::LAW).unwrap()
}
