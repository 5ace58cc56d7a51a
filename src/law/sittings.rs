//! The sittings of a session that breaks off and goes on later: on the same day or on another one.
//!
//! The order on working days (§ 3.3): a session of several days is counted back from its first day and forward from
//! its last; one that breaks off keeps its announcement, and each of its days needs a notice with the date.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::law::deadlines::SessionKind;
use crate::law::deadlines::zone::{Twice, instant};

/// A maslikhat breaks its session off for no more calendar days than this (order on working days § 3.3). What is longer
/// is pointed out, not barred.
pub const MASLIKHAT_BREAK_DAYS: i64 = 15;

/// One sitting, by the clock of the session's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sitting {
    /// When it begins.
    pub starts: NaiveDateTime,
    /// When it ends, or is to end.
    pub ends: NaiveDateTime,
}

/// Why sittings cannot be as they are said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum SittingFault {
    /// The break would come before the sitting that it ends.
    #[error("the break must begin after the sitting does")]
    BreakTooSoon,
    /// The next sitting would begin before the one before it has ended.
    #[error("the next sitting must begin after the one before it has ended")]
    NextTooSoon,
    /// A sitting would end before it begins.
    #[error("a sitting must end after its start")]
    EndsTooSoon,
    /// The sitting would be over already.
    #[error("the next sitting would be over already")]
    Over,
    /// The last sitting has begun, or there is one alone.
    #[error("the last sitting has begun already")]
    Begun,
    /// A sitting that was announced is still to come.
    #[error("a sitting that was announced is still to come")]
    StillToCome,
}

impl Sitting {
    /// The last day of it: one that ends at midnight ends on the day before.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        let last = self.ends.checked_sub_signed(TimeDelta::nanoseconds(1));
        last.map_or(self.starts.date(), |last| last.date())
            .max(self.starts.date())
    }

    /// The same in the zone of its session.
    #[must_use]
    pub fn span(self, zone: Tz) -> Span {
        let starts = instant(zone, self.starts, Twice::First);
        (starts, instant(zone, self.ends, Twice::Second))
    }

    /// Whether it sits on a day.
    #[must_use]
    pub fn sits_on(self, day: NaiveDate) -> bool {
        (self.starts.date()..=self.last_day()).contains(&day)
    }
}

/// What becomes of the sittings of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Continuation {
    /// It breaks off and goes on later.
    Add {
        /// When it breaks off.
        breaks: NaiveDateTime,
        /// The sitting after the break.
        next: Sitting,
    },
    /// The last sitting, which has not begun, is at another time.
    Change(Sitting),
    /// The last sitting, which has not begun, does not take place.
    Drop,
}

impl Continuation {
    /// The sitting that it announces, if it announces one.
    #[must_use]
    pub fn sitting(self) -> Option<Sitting> {
        match self {
            Self::Add { next, .. } | Self::Change(next) => Some(next),
            Self::Drop => None,
        }
    }

    /// The sittings that follow from it, in order; `now` by the clock of the session's zone.
    ///
    /// # Errors
    /// [`SittingFault`].
    pub fn of(self, sittings: &Sittings, now: NaiveDateTime) -> Result<Vec<Sitting>, SittingFault> {
        let (mut all, last) = sittings.parts();
        match self {
            Self::Add { breaks, next } => {
                if breaks <= last {
                    return Err(SittingFault::BreakTooSoon);
                }
                all.push(Sitting {
                    starts: last,
                    ends: breaks,
                });
                all.push(next);
            }
            Self::Change(_) | Self::Drop if all.is_empty() || last <= now => {
                return Err(SittingFault::Begun);
            }
            Self::Change(next) => all.push(next),
            Self::Drop => return Ok(all),
        }
        check(&all, now)?;
        Ok(all)
    }
}

/// Each follows the one before it, and the last is not over.
fn check(sittings: &[Sitting], now: NaiveDateTime) -> Result<(), SittingFault> {
    if sittings.iter().any(|one| one.ends <= one.starts) {
        return Err(SittingFault::EndsTooSoon);
    }
    let pairs = sittings.iter().zip(sittings.iter().skip(1));
    if pairs.clone().any(|(one, next)| next.starts <= one.ends) {
        return Err(SittingFault::NextTooSoon);
    }
    match sittings.last() {
        Some(last) if last.ends <= now => Err(SittingFault::Over),
        _ => Ok(()),
    }
}

/// The sittings of a session: one, whose end may not be known, or several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sittings {
    /// It sits once, from this start on.
    One(NaiveDateTime),
    /// It breaks off; in order.
    Several(Vec<Sitting>),
}

impl Sittings {
    /// All but the last, and the start of the last.
    fn parts(&self) -> (Vec<Sitting>, NaiveDateTime) {
        match self {
            Self::One(starts) => (Vec::new(), *starts),
            Self::Several(all) => match all.split_last() {
                Some((last, before)) => (before.to_vec(), last.starts),
                None => (Vec::new(), NaiveDateTime::default()),
            },
        }
    }
}

/// The break at an instant, by the clock of the zone: when the next sitting begins. None while one sits, before the
/// first and after the last.
#[must_use]
pub fn break_until(sittings: &[Sitting], now: NaiveDateTime) -> Option<NaiveDateTime> {
    let pairs = sittings.iter().zip(sittings.iter().skip(1));
    let mut breaks = pairs.filter(|(one, next)| one.ends <= now && now < next.starts);
    breaks.next().map(|(_, next)| next.starts)
}

/// Whether a session has sat already: its first sitting is over. What it did then stays done, so it is neither moved as
/// a whole nor called off; the sittings still to come are changed or dropped. One that sits once is over by then.
#[must_use]
pub fn has_sat(sittings: &[Sitting], now: NaiveDateTime) -> bool {
    sittings.first().is_some_and(|first| first.ends <= now)
}

/// Whether a break began after `at`, and not after `now`: whoever came at `at` has left the hall since.
#[must_use]
pub fn broke_off_between(sittings: &[Sitting], at: NaiveDateTime, now: NaiveDateTime) -> bool {
    let last = sittings.len().saturating_sub(1);
    let mut before_a_break = sittings.iter().take(last);
    before_a_break.any(|one| at < one.ends && one.ends <= now)
}

/// From when until when somebody sits; half-open.
pub type Span = (DateTime<Utc>, DateTime<Utc>);

/// The sittings as instants in the zone of their session; of one that sits once, that `once` alone.
#[must_use]
pub fn spans(sittings: &[Sitting], zone: Tz, once: Span) -> Vec<Span> {
    if sittings.is_empty() {
        return vec![once];
    }
    sittings.iter().map(|one| one.span(zone)).collect()
}

/// Whether a break is longer than the law lets a session of this kind break off.
#[must_use]
pub fn too_long(kind: SessionKind, sittings: &[Sitting]) -> bool {
    kind.is_of_maslikhat() && longest_break(sittings) > MASLIKHAT_BREAK_DAYS
}

/// The calendar days of the longest break.
#[must_use]
pub fn longest_break(sittings: &[Sitting]) -> i64 {
    let pairs = sittings.iter().zip(sittings.iter().skip(1));
    let days = pairs.map(|(one, next)| (next.starts.date() - one.last_day()).num_days());
    days.max().unwrap_or(0)
}

#[cfg(test)]
mod tests;
