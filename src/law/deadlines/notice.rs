//! The clocks before a session: announcement (605-НҚ ¶ 8), notice of a closed session (Access Law
//! art. 13(2)), notice of a maslikhat session (Local Government Law art. 10(3)).

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::clock::{Clock, ClockName};
use super::readings::AnnounceReading;
use super::session_times::SessionTimes;
use super::terms::Terms;
use super::zone::{self, Twice};
use crate::law::Paragraph;
use crate::law::working_days::{Calendar, NoCalendar};

/// The announcement in its three readings, and the maslikhat's own clock.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct AnnounceClocks {
    /// The reading the body keeps.
    pub reading: AnnounceReading,
    /// Before 00:00 of w3.
    pub strict: Clock,
    /// Before the clock time of the start on w3.
    pub exact: Clock,
    /// Before 24:00 of w3.
    pub lenient: Clock,
    /// Clear calendar days before a maslikhat session; runs beside the others.
    pub maslikhat: Option<Clock>,
}

impl AnnounceClocks {
    /// The clock of ¶ 8 in one reading.
    #[must_use]
    pub const fn by_reading(&self, reading: AnnounceReading) -> &Clock {
        match reading {
            AnnounceReading::Strict => &self.strict,
            AnnounceReading::Exact => &self.exact,
            AnnounceReading::Lenient => &self.lenient,
        }
    }

    /// The clock of ¶ 8 in the reading the body keeps.
    #[must_use]
    pub const fn kept(&self) -> &Clock {
        self.by_reading(self.reading)
    }

    /// The clock that governs: the earlier of ¶ 8, as the body reads it, and the maslikhat's.
    #[must_use]
    pub fn governing(&self) -> &Clock {
        self.earlier_of_maslikhat_and(self.kept())
    }

    /// The same with ¶ 8 in its strict reading: what "announced in time" is judged by.
    #[must_use]
    pub fn governing_strictly(&self) -> &Clock {
        self.earlier_of_maslikhat_and(&self.strict)
    }

    fn earlier_of_maslikhat_and<'a>(&'a self, clock: &'a Clock) -> &'a Clock {
        match &self.maslikhat {
            Some(maslikhat) if maslikhat.before < clock.before => maslikhat,
            _ => clock,
        }
    }
}

/// The announcement clocks of a session, counted to its **start**.
///
/// # Errors
/// [`NoCalendar`] when the count runs into a year without data.
pub fn announce(
    calendar: &Calendar,
    session: &SessionTimes,
    reading: AnnounceReading,
    terms: Terms,
) -> Result<AnnounceClocks, NoCalendar> {
    let count = usize::from(terms.announce_working_days.get());
    let days = calendar.working_days_before(session.first_day(), count, session.week)?;
    let furthest = furthest(&days, session);
    let clock = |reading: AnnounceReading, days: Vec<NaiveDate>, before: DateTime<Utc>| Clock {
        name: ClockName::Announce,
        paragraph: Paragraph::Rules8,
        counted_by: reading.counted_by(),
        days,
        before,
    };
    let strict = zone::start_of_day(session.zone, furthest);
    let exact = zone::instant(
        session.zone,
        furthest.and_time(session.starts.time()),
        Twice::First,
    );
    let lenient = zone::end_of_day(session.zone, furthest);
    Ok(AnnounceClocks {
        reading,
        strict: clock(AnnounceReading::Strict, days.clone(), strict),
        exact: clock(AnnounceReading::Exact, days.clone(), exact),
        lenient: clock(AnnounceReading::Lenient, days, lenient),
        maslikhat: maslikhat(session, terms),
    })
}

/// The clock for telling of a closed session: clear working days, as strict as ¶ 8 at its
/// strictest.
///
/// # Errors
/// [`NoCalendar`] when the count runs into a year without data.
pub fn closed(
    calendar: &Calendar,
    session: &SessionTimes,
    terms: Terms,
) -> Result<Clock, NoCalendar> {
    let count = usize::from(terms.closed_notice_working_days.get());
    let days = calendar.working_days_before(session.first_day(), count, session.week)?;
    Ok(Clock {
        name: ClockName::ClosedNotice,
        paragraph: Paragraph::Access13_2,
        counted_by: Paragraph::Administrative12,
        before: zone::start_of_day(session.zone, furthest(&days, session)),
        days,
    })
}

/// The maslikhat's clock: clear **calendar** days, so that it needs no calendar data.
fn maslikhat(session: &SessionTimes, terms: Terms) -> Option<Clock> {
    let count = session.kind.notice_calendar_days(terms)?;
    let day = session.first_day();
    let days: Vec<NaiveDate> = (1..=u64::from(count))
        .rev()
        .filter_map(|back| day.checked_sub_days(Days::new(back)))
        .collect();
    Some(Clock {
        name: ClockName::MaslikhatNotice,
        paragraph: Paragraph::LocalGovernment10_3,
        counted_by: Paragraph::Administrative12,
        before: zone::start_of_day(session.zone, furthest(&days, session)),
        days,
    })
}

/// The first of the days counted back. A term has at least one day; were there none, the session's
/// own day would bound it.
fn furthest(days: &[NaiveDate], session: &SessionTimes) -> NaiveDate {
    days.first().copied().unwrap_or(session.first_day())
}
