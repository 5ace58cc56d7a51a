//! The facts of a session from which its clocks are counted.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::closing_time::ClosingTime;
use super::kind::SessionKind;
use super::zone::{self, Twice};
use crate::law::working_days::Week;

/// When a session sits, by the clock of its body, and how the body works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SessionTimes {
    /// Start, clock time of `zone`.
    pub starts: NaiveDateTime,
    /// End, clock time of `zone`; of a session of several days, that of the last day.
    pub ends: Option<NaiveDateTime>,
    /// Time zone of the body.
    pub zone: Tz,
    /// What sits.
    pub kind: SessionKind,
    /// The week the body works.
    pub week: Week,
    /// When the body closes.
    pub closing_time: ClosingTime,
}

impl SessionTimes {
    /// The instant of the start.
    #[must_use]
    pub fn starts_at(&self) -> DateTime<Utc> {
        zone::instant(self.zone, self.starts, Twice::First)
    }

    /// The day from which announcement and application are counted back.
    #[must_use]
    pub fn first_day(&self) -> NaiveDate {
        self.starts.date()
    }

    /// The day from which the results are counted. A session that ends at midnight ends on the day
    /// before.
    #[must_use]
    pub fn last_day(&self) -> NaiveDate {
        let last = self
            .ends
            .and_then(|ends| ends.checked_sub_signed(TimeDelta::nanoseconds(1)))
            .map_or(self.first_day(), |last_moment| last_moment.date());
        last.max(self.first_day())
    }
}
