//! The hour at which a body closes.

use std::fmt;
use std::str::FromStr;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

/// The hour at which a body stops taking paper by hand (Civil Code art. 176(1)), written `HH:MM`,
/// from `00:01` to `24:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClosingTime {
    /// Minutes since midnight, 1 to 1440.
    minutes: u16,
}

/// Not an hour at which a body can close.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a closing time between 00:01 and 24:00")]
pub struct NoClosingTime(pub String);

impl ClosingTime {
    /// 18:30, as state bodies commonly close.
    pub const USUAL: Self = Self {
        minutes: 18 * 60 + 30,
    };

    /// Clock time of closing on `date`; `24:00` is 00:00 of the next day.
    #[must_use]
    pub fn on(self, date: NaiveDate) -> NaiveDateTime {
        let midnight = date.and_time(NaiveTime::MIN);
        midnight
            .checked_add_signed(TimeDelta::minutes(i64::from(self.minutes)))
            .unwrap_or(midnight)
    }
}

impl Default for ClosingTime {
    fn default() -> Self {
        Self::USUAL
    }
}

impl fmt::Display for ClosingTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.minutes / 60, self.minutes % 60)
    }
}

impl FromStr for ClosingTime {
    type Err = NoClosingTime;

    fn from_str(given: &str) -> Result<Self, NoClosingTime> {
        let two_digits = |text: &str| {
            let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| text.parse::<u16>().ok()).flatten()
        };
        given
            .split_once(':')
            .and_then(|(hours, minutes)| Some((two_digits(hours)?, two_digits(minutes)?)))
            .filter(|&(_, minutes)| minutes < 60)
            .map(|(hours, minutes)| hours * 60 + minutes)
            .filter(|minutes| (1..=24 * 60).contains(minutes))
            .map(|minutes| Self { minutes })
            .ok_or_else(|| NoClosingTime(given.to_owned()))
    }
}

impl TryFrom<String> for ClosingTime {
    type Error = NoClosingTime;

    fn try_from(given: String) -> Result<Self, NoClosingTime> {
        given.parse()
    }
}

impl From<ClosingTime> for String {
    fn from(time: ClosingTime) -> Self {
        time.to_string()
    }
}
