//! Whether a person may come in now: what the law's table of moves and the day say, for pages and acts alike.

use chrono::{DateTime, Utc};

use super::days;
use super::record::Entrant;
use crate::database::Instant;
use crate::law::application_course::{ApplicationAct, ApplicationState};
use crate::law::session_course::{Access, SessionStatus};
use crate::law::sittings::broke_off_between;
use crate::law::text_enum::text_enum;
use crate::sessions;
use crate::sessions::record::Session;

text_enum! {
    /// Why somebody does not come in.
    pub enum Bar {
        /// The session is on another day.
        OtherDay = "other_day",
        /// The session will not take place, or is not announced.
        NoSession = "no_session",
        /// The session is held closed (605-4).
        Closed = "closed",
        /// The session is over: who came is entered from paper.
        Over = "over",
        /// Waits for a seat: comes in only if one is free, which the responsible person decides (605-10).
        Waiting = "waiting",
        /// The application lacks something.
        Incomplete = "incomplete",
        /// Refused.
        Refused = "refused",
        /// Withdrawn by the person.
        Withdrawn = "withdrawn",
        /// Sent to the broadcast (605-6).
        MovedOnline = "moved_online",
    }
}

/// What the guard is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Let in.
    Admit,
    /// The person is in, since then.
    Inside(Instant),
    /// The person was let in on an earlier day of the session or before a break, then; the same pass holds for all its
    /// sittings.
    Back(Instant),
    /// Do not.
    Barred(Bar),
}

/// The verdict on a person at the door of a session at an instant.
#[must_use]
pub fn verdict(session: &Session, entrant: &Entrant, now: DateTime<Utc>) -> Verdict {
    if let (ApplicationState::Attended, Some(at)) = (entrant.state, entrant.attended_at) {
        let (came, local) = (session.zone.local(at.utc()), session.zone.local(now));
        let left = came.date() < local.date() || broke_off_between(session.several(), came, local);
        return if left && bar_of_time(session, now).is_none() {
            Verdict::Back(at)
        } else {
            Verdict::Inside(at)
        };
    }
    if session.access == Access::Closed {
        return Verdict::Barred(Bar::Closed);
    }
    match bar_of_state(entrant.state).or_else(|| bar_of_time(session, now)) {
        Some(bar) => Verdict::Barred(bar),
        None => Verdict::Admit,
    }
}

/// What the state of an application bars, whenever it be.
#[must_use]
pub fn bar_of_state(state: ApplicationState) -> Option<Bar> {
    if state.allows(ApplicationAct::CheckIn) {
        return None;
    }
    Some(match state {
        ApplicationState::Waiting => Bar::Waiting,
        ApplicationState::Refused => Bar::Refused,
        ApplicationState::Withdrawn => Bar::Withdrawn,
        ApplicationState::MovedOnline => Bar::MovedOnline,
        _ => Bar::Incomplete,
    })
}

/// What the day and the course of the session bar, whoever comes.
#[must_use]
pub fn bar_of_time(session: &Session, now: DateTime<Utc>) -> Option<Bar> {
    match sessions::now::status(session, now) {
        SessionStatus::Draft | SessionStatus::Cancelled => Some(Bar::NoSession),
        _ if !days::is_today(session, now) => Some(Bar::OtherDay),
        SessionStatus::Held => Some(Bar::Over),
        _ => None,
    }
}
