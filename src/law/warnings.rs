//! On which mornings the secretariat is warned of a deadline of its own, and when no more.
//!
//! | duty | mornings | paragraph |
//! |---|---|---|
//! | announce a draft | the working day before the last day · the last day · the day after it, once | 605-8, or that of the clock that governs |
//! | place the results | p3 · the body's own aim, p4 · the last day, p5 · the day after it, once | 605-14 |
//!
//! The orders set the deadlines, not the warnings: these are the office's own (OS-08b, OS-14a). A morning begins at
//! [`MORNING`] by the clock of the session's zone and lasts until midnight, so that whoever could not warn in time warns
//! later that day. There is never more than one warning of a deadline a day, and none after it is done.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::Paragraph;
use super::text_enum::text_enum;
use super::working_days::{Calendar, NoCalendar, Week};

/// The hour at which a morning begins, by the clock of the session's zone.
pub const MORNING: NaiveTime = match NaiveTime::from_hms_opt(9, 0, 0) {
    Some(nine) => nine,
    None => NaiveTime::MIN,
};

text_enum! {
    /// What the secretariat has to do.
    pub enum Duty {
        /// Announce a session that is a draft.
        Announce = "announce",
        /// Place the results of one that was held.
        Results = "results",
    }
}

text_enum! {
    /// How near the end of the term is; the later, the more it says.
    pub enum Degree {
        /// It draws near: of an announcement the working day before the last, of results p3.
        Near = "near",
        /// The body's own aim, p4; of results alone.
        Target = "target",
        /// It is the last day.
        LastDay = "last_day",
        /// It passed.
        Overdue = "overdue",
    }
}

/// A deadline of the secretariat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// What is to be done.
    pub duty: Duty,
    /// The instant before which it is in time.
    pub before: DateTime<Utc>,
    /// The end of the body's own aim; of results alone.
    pub target_before: Option<DateTime<Utc>>,
    /// The zone whose mornings count.
    pub zone: Tz,
    /// The week that the body works.
    pub week: Week,
}

/// A warning that a deadline raises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Warning {
    /// Of what.
    pub duty: Duty,
    /// How near it is.
    pub degree: Degree,
    /// The paragraph that sets the term.
    pub paragraph: Paragraph,
    /// The instant before which the act is in time.
    pub before: DateTime<Utc>,
}

impl Duty {
    /// The paragraph that sets its term.
    #[must_use]
    pub const fn paragraph(self) -> Paragraph {
        match self {
            Self::Announce => Paragraph::Rules8,
            Self::Results => Paragraph::Rules14,
        }
    }
}

impl Deadline {
    /// The mornings on which it warns, in the order of time, each with what it says: one at the most a day.
    ///
    /// # Errors
    /// [`NoCalendar`] when the count back runs into a year without data.
    pub fn mornings(&self, calendar: &Calendar) -> Result<Vec<(NaiveDate, Degree)>, NoCalendar> {
        let last = self.last_day_before(self.before);
        let target = self
            .target_before
            .map(|before| self.last_day_before(before));
        let counted_from = target.unwrap_or(last).min(last);
        let near = calendar.working_days_before(counted_from, 1, self.week)?;
        let after = last.checked_add_days(Days::new(1));
        let all = [
            near.first().map(|day| (*day, Degree::Near)),
            target.map(|day| (day, Degree::Target)),
            Some((last, Degree::LastDay)),
            after.map(|day| (day, Degree::Overdue)),
        ];
        let mut mornings: Vec<(NaiveDate, Degree)> = Vec::with_capacity(all.len());
        // Of two on one day the one that says more stays, and nothing comes out of order.
        for (day, degree) in all.into_iter().flatten() {
            mornings.retain(|(known, _)| *known < day);
            mornings.push((day, degree));
        }
        Ok(mornings)
    }

    /// The warning that it raises at `now`, as long as the act is not done. Once its instant has passed it says no
    /// more that there is time, and that it is overdue only on the morning after.
    ///
    /// # Errors
    /// [`NoCalendar`].
    pub fn warning(
        &self,
        calendar: &Calendar,
        done: bool,
        now: DateTime<Utc>,
    ) -> Result<Option<Warning>, NoCalendar> {
        let local = now.with_timezone(&self.zone).naive_local();
        if done || local.time() < MORNING {
            return Ok(None);
        }
        let mornings = self.mornings(calendar)?;
        let today = mornings.into_iter().find(|(day, _)| *day == local.date());
        let passed = now >= self.before;
        let degree = today
            .map(|(_, degree)| degree)
            .filter(|degree| passed == (*degree == Degree::Overdue));
        Ok(degree.map(|degree| Warning {
            duty: self.duty,
            degree,
            paragraph: self.duty.paragraph(),
            before: self.before,
        }))
    }

    /// The last day on which something is in time that is to be done before an instant.
    fn last_day_before(&self, before: DateTime<Utc>) -> NaiveDate {
        let last = before
            .checked_sub_signed(TimeDelta::nanoseconds(1))
            .unwrap_or(before);
        last.with_timezone(&self.zone).date_naive()
    }
}

#[cfg(test)]
mod tests;
