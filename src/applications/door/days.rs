//! On which days a session is at the door, and for whom.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::law::sittings::Sitting;
use crate::sessions::record::Session;
use crate::web::Problem;
use crate::web::desk::{Right, SignedIn};

/// First and last day of a session, by its own zone; for one that goes on beyond its end, until today.
#[must_use]
pub fn of(session: &Session, now: DateTime<Utc>) -> (NaiveDate, NaiveDate) {
    use crate::law::session_course::SessionStatus::Live;
    let day_of = |instant| session.zone.local(instant).date();
    // The end is half-open: one that ends at midnight has ended the day before.
    let last = day_of(session.closes_at.utc() - TimeDelta::microseconds(1));
    let last = if session.status == Live {
        last.max(day_of(now))
    } else {
        last
    };
    (day_of(session.starts_at.utc()), last)
}

/// Whether today is one of its days; a day of a break is none.
#[must_use]
pub fn is_today(session: &Session, now: DateTime<Utc>) -> bool {
    let (first, last) = of(session, now);
    let today = session.zone.local(now).date();
    let sittings = session.several();
    let sits = |sitting: &Sitting| sitting.sits_on(today);
    let beyond = sittings.last().is_none_or(|last| last.last_day() < today);
    (first..=last).contains(&today) && (beyond || sittings.iter().any(sits))
}

/// Whether this person may see the door of this session today: a guard sees the public sessions of the day alone.
///
/// # Errors
/// [`Problem::NotFound`] and [`Problem::Forbidden`] as everywhere at the desk.
pub fn may_see(desk: &SignedIn, session: &Session) -> Result<(), Problem> {
    desk.person.may(Right::KeepDoor, session.body_id)?;
    let any_day = desk.person.can(Right::SeePersons, session.body_id);
    if any_day || (session.status.is_public() && is_today(session, desk.visit.now)) {
        Ok(())
    } else {
        Err(Problem::NotFound)
    }
}
