//! The clocks of an application (605-НҚ ¶ 9), counted to the **day** of the session: one for each
//! way of handing in.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::clock::{Clock, ClockName};
use super::readings::ApplyReading;
use super::session_times::SessionTimes;
use super::terms::Terms;
use super::zone::{self, Twice};
use crate::law::Paragraph;
use crate::law::text_enum::text_enum;
use crate::law::working_days::{Calendar, NoCalendar};

text_enum! {
    /// A way of handing in an application.
    pub enum Channel {
        /// Through the site or the API; judged by arrival at the server.
        Electronic = "electronic",
        /// On paper by hand; judged by the time it was taken.
        ByHand = "by_hand",
        /// By post; judged by the postmark, so that a late arrival may still be in time.
        ByPost = "post",
        /// By e-mail; judged by arrival at the body's server.
        ByEmail = "email",
    }
}

/// The application clocks.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ApplyClocks {
    /// Through the site or the API.
    pub electronic: Clock,
    /// On paper by hand, until the body closes.
    pub by_hand: Clock,
    /// By post.
    pub by_post: Clock,
    /// By e-mail.
    pub by_email: Clock,
}

impl ApplyClocks {
    /// The clock of one way of handing in.
    #[must_use]
    pub const fn of(&self, channel: Channel) -> &Clock {
        match channel {
            Channel::Electronic => &self.electronic,
            Channel::ByHand => &self.by_hand,
            Channel::ByPost => &self.by_post,
            Channel::ByEmail => &self.by_email,
        }
    }
}

/// The cut-off of the post, from the electronic one that was published: the end of its last day, whatever hour of it
/// an office closes (Civil Code art. 176(2)).
#[must_use]
pub fn post_closes(zone: Tz, apply_before: DateTime<Utc>) -> DateTime<Utc> {
    let last_moment = apply_before - TimeDelta::nanoseconds(1);
    zone::end_of_day(zone, last_moment.with_timezone(&zone).date_naive())
}

/// The application clocks of a session.
///
/// The last day is w2, the second working day before the session; in the strict reading it is the
/// working day before, so that two whole working days lie between.
///
/// # Errors
/// [`NoCalendar`] when the count runs into a year without data.
pub fn clocks(
    calendar: &Calendar,
    session: &SessionTimes,
    reading: ApplyReading,
    terms: Terms,
) -> Result<ApplyClocks, NoCalendar> {
    let zone = session.zone;
    let count = usize::from(terms.apply_working_days.get());
    let days = calendar.working_days_before(session.first_day(), count, session.week)?;
    let furthest = days.first().copied().unwrap_or(session.first_day());

    let closing = |day| zone::instant(zone, session.closing_time.on(day), Twice::Second);
    let (electronic, by_hand, by_post) = match reading {
        ApplyReading::FullDay => {
            let midnight = zone::end_of_day(zone, furthest);
            (midnight, closing(furthest), midnight)
        }
        ApplyReading::Office => (
            closing(furthest),
            closing(furthest),
            zone::end_of_day(zone, furthest),
        ),
        ApplyReading::Strict => {
            let midnight = zone::start_of_day(zone, furthest);
            let last = calendar.working_days_before(furthest, 1, session.week)?;
            let last = last.first().copied().unwrap_or(furthest);
            (midnight, closing(last), midnight)
        }
    };

    let clock = |name, counted_by, days: &[NaiveDate], before: DateTime<Utc>| Clock {
        name,
        paragraph: Paragraph::Rules9,
        counted_by,
        days: days.to_vec(),
        before,
    };
    Ok(ApplyClocks {
        electronic: clock(ClockName::Apply, reading.counted_by(), &days, electronic),
        by_hand: clock(
            ClockName::ApplyByHand,
            Paragraph::Civil176_1,
            &days,
            by_hand,
        ),
        by_post: clock(
            ClockName::ApplyByPost,
            Paragraph::Civil176_2,
            &days,
            by_post,
        ),
        by_email: clock(
            ClockName::ApplyByEmail,
            reading.counted_by(),
            &days,
            electronic,
        ),
    })
}
