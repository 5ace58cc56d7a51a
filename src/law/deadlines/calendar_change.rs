//! What a new version of the calendar does to deadlines that were published (working-day order of
//! a labour minister, a holiday that moved). Trust in what was published is protected
//! ([`Paragraph::Administrative13`]).

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::notice::AnnounceClocks;
use super::readings::AnnounceReading;
use super::zone;
use crate::law::Paragraph;

/// The application cut-off that holds after the calendar changed.
///
/// A cut-off that has passed stays as it was: it is neither reopened nor made late in hindsight. A
/// future one only moves later; were it to move earlier, the published one is kept, since the
/// citizen relied on it.
#[must_use]
pub fn relied_cutoff(
    published: DateTime<Utc>,
    recomputed: DateTime<Utc>,
    now: DateTime<Utc>,
) -> DateTime<Utc> {
    if now >= published {
        published
    } else {
        published.max(recomputed)
    }
}

/// When the results are due after the calendar changed.
///
/// What has passed stays as it was, and nothing becomes late in hindsight: a term that would have ended already by
/// the new calendar ends when it was to end. One still to come follows the calendar, either way.
#[must_use]
pub fn due_after_calendar_change(
    published: DateTime<Utc>,
    recomputed: DateTime<Utc>,
    now: DateTime<Utc>,
) -> DateTime<Utc> {
    if now >= published || now >= recomputed {
        published
    } else {
        recomputed
    }
}

/// What becomes of an announcement deadline when the calendar changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DeadlineChange {
    /// Nothing: it has passed already, or did not move, or the announcement is out.
    Unchanged,
    /// It moved later.
    Later {
        /// The new deadline.
        before: DateTime<Utc>,
    },
    /// It moved earlier and is still to come: the desk is alerted.
    Earlier {
        /// The new deadline.
        before: DateTime<Utc>,
    },
    /// It moved earlier and lies in the past now. What is announced hereafter, before the old
    /// deadline, is marked "calendar changed" and not "late".
    CalendarChanged {
        /// The new deadline.
        before: DateTime<Utc>,
        /// The old one, by which the body is judged.
        relied_on: DateTime<Utc>,
    },
}

impl DeadlineChange {
    /// The paragraph that protects what was relied on.
    pub const PARAGRAPH: Paragraph = Paragraph::Administrative13;
}

/// What a recomputed announcement deadline means for a session not announced yet (`published_at`
/// is `None`) or announced already, which is judged by the calendar in force at that moment.
#[must_use]
pub fn announcement_after_calendar_change(
    published_at: Option<DateTime<Utc>>,
    old: DateTime<Utc>,
    recomputed: DateTime<Utc>,
    now: DateTime<Utc>,
) -> DeadlineChange {
    if published_at.is_some() || now >= old || recomputed == old {
        DeadlineChange::Unchanged
    } else if recomputed > old {
        DeadlineChange::Later { before: recomputed }
    } else if now < recomputed {
        DeadlineChange::Earlier { before: recomputed }
    } else {
        DeadlineChange::CalendarChanged {
            before: recomputed,
            relied_on: old,
        }
    }
}

impl AnnounceClocks {
    /// The strict reading of a governing deadline that the body relied on: "announced in time" is judged by it.
    #[must_use]
    pub fn strictly(&self, relied_on: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
        let maslikhat = self.maslikhat.as_ref();
        let last_moment = match self.reading {
            _ if maslikhat.is_some_and(|clock| clock.before == relied_on) => return relied_on,
            AnnounceReading::Strict => return relied_on,
            AnnounceReading::Exact => relied_on,
            AnnounceReading::Lenient => relied_on - TimeDelta::nanoseconds(1),
        };
        zone::start_of_day(zone, last_moment.with_timezone(&zone).date_naive())
    }
}
