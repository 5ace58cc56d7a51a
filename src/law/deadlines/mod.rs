//! The clocks of a session.
//!
//! Let D be the session day, S its start, w1, w2, w3 the working days before D and p1 … p5 those
//! after it. By default:
//!
//! | clock | term | last moment |
//! |---|---|---|
//! | announcement, ¶ 8 | three working days before the start | before 00:00 of w3 |
//! | notice of a closed session | the same | before 00:00 of w3 |
//! | maslikhat's notice | ten, or three, clear calendar days | before 00:00 of the tenth, or third |
//! | application, ¶ 9, electronic or by e-mail | two working days before the day | before 24:00 of w2 |
//! | … by post | | postmark before 24:00 of w2 |
//! | … on paper by hand | | closing hour of w2 |
//! | results, ¶ 14 | five working days from the day | before 24:00 of p5 |
//! | a document | three working days from its creation | before 24:00 of the third |
//!
//! Other readings are in [`readings`](Readings), other numbers in [`Terms`]. A session of several
//! days counts from its first day backwards and from its last day forwards.

mod applying;
mod calendar_change;
mod clock;
mod closing_time;
mod kind;
pub mod moved;
mod notice;
mod readings;
mod results;
mod session_times;
mod standing;
mod terms;
#[cfg(test)]
mod tests;
pub mod zone;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

pub use applying::{ApplyClocks, Channel, clocks as apply_clocks, post_closes};
pub use calendar_change::{
    DeadlineChange, announcement_after_calendar_change, due_after_calendar_change, relied_cutoff,
};
pub use clock::{Clock, ClockName};
pub use closing_time::{ClosingTime, NoClosingTime};
pub use kind::SessionKind;
pub use notice::{AnnounceClocks, announce as announce_clocks, closed as closed_notice_clock};
pub use readings::{AnnounceReading, ApplyReading, Readings, ResultsReading};
pub use results::{ResultsClocks, clocks as results_clocks, document as document_clock};
pub use session_times::SessionTimes;
pub use standing::{AnnouncementStanding, Light, Timeliness};
pub use terms::{TermHistory, Terms};

use super::working_days::{Calendar, NoCalendar, Week};

/// All clocks of a session.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Deadlines {
    /// The start.
    pub starts_at: DateTime<Utc>,
    /// Time zone in which the deadlines are shown.
    pub zone: Tz,
    /// What sits.
    pub kind: SessionKind,
    /// The week the body works.
    pub week: Week,
    /// The version of the calendar counted by.
    pub calendar_version: String,
    /// Whether a day between `announce_before` and `results_before` may yet turn out otherwise.
    pub uncertain: bool,
    /// Announcement, with the maslikhat's notice.
    pub announce: AnnounceClocks,
    /// Notice of the session being closed.
    pub closed_notice: Clock,
    /// Application, by each way of handing in.
    pub apply: ApplyClocks,
    /// Results.
    pub results: ResultsClocks,
}

impl Deadlines {
    /// Announce before: the earlier of all announcement clocks, ¶ 8 as the body reads it.
    #[must_use]
    pub fn announce_before(&self) -> DateTime<Utc> {
        self.announce.governing().before
    }

    /// Apply electronically before.
    #[must_use]
    pub const fn apply_before(&self) -> DateTime<Utc> {
        self.apply.electronic.before
    }

    /// Hand in on paper before.
    #[must_use]
    pub const fn apply_by_hand_before(&self) -> DateTime<Utc> {
        self.apply.by_hand.before
    }

    /// Place the results before.
    #[must_use]
    pub const fn results_before(&self) -> DateTime<Utc> {
        self.results.clock.before
    }

    /// The body's own aim for the results.
    #[must_use]
    pub const fn results_target_before(&self) -> DateTime<Utc> {
        self.results.target_before
    }

    /// Whether this is the one of two announcement clocks that governs; of one alone there is nothing to say.
    #[must_use]
    pub fn governs(&self, clock: &Clock) -> bool {
        self.announce.maslikhat.is_some() && self.announce.governing() == clock
    }

    /// Every clock, in the order of the acts.
    pub fn clocks(&self) -> impl Iterator<Item = &Clock> {
        [self.announce.kept()]
            .into_iter()
            .chain(&self.announce.maslikhat)
            .chain([
                &self.closed_notice,
                &self.apply.electronic,
                &self.apply.by_hand,
                &self.apply.by_post,
                &self.apply.by_email,
                &self.results.clock,
            ])
    }
}

/// All clocks of a session.
///
/// # Errors
/// [`NoCalendar`] when a count runs into a year without data: never a guess.
pub fn compute(
    calendar: &Calendar,
    session: &SessionTimes,
    readings: Readings,
    terms: Terms,
) -> Result<Deadlines, NoCalendar> {
    let announce = announce_clocks(calendar, session, readings.announce, terms)?;
    let closed_notice = closed_notice_clock(calendar, session, terms)?;
    let apply = apply_clocks(calendar, session, readings.apply, terms)?;
    let results = results_clocks(calendar, session, readings.results, terms)?;
    let local_day =
        |moment: DateTime<Utc>| -> NaiveDate { moment.with_timezone(&session.zone).date_naive() };
    let first = local_day(announce.governing().before);
    let last = local_day(results.clock.before - TimeDelta::nanoseconds(1));
    Ok(Deadlines {
        starts_at: session.starts_at(),
        zone: session.zone,
        kind: session.kind,
        week: session.week,
        calendar_version: calendar.version().to_owned(),
        uncertain: calendar.is_uncertain_between(first, last),
        announce,
        closed_notice,
        apply,
        results,
    })
}
