//! What a stored session is at an instant.

use chrono::{DateTime, Utc};

use super::record::{Clocks, Session};
use crate::law::Paragraph;
use crate::law::admission::{self, Facts, Verdict};
use crate::law::closing;
use crate::law::deadlines::zone::{Twice, instant};
use crate::law::deadlines::{Clock, ClockName};
use crate::law::session_course::SessionStatus;

/// Its status at `now`: over without anybody saying so at its end, else four hours after its start.
#[must_use]
pub fn status(session: &Session, now: DateTime<Utc>) -> SessionStatus {
    session.status.at(
        session.starts_at.utc(),
        session.ends_at.map(Into::into),
        now,
    )
}

/// Whether it is announced, and neither begun nor cancelled.
#[must_use]
pub fn is_to_come(session: &Session, now: DateTime<Utc>) -> bool {
    let announced = matches!(
        session.status,
        SessionStatus::Announced | SessionStatus::Postponed
    );
    announced && now < session.starts_at.utc()
}

/// Whether it is announced, and neither called off nor over: people can still watch it, also when it has begun.
#[must_use]
pub fn is_not_over(session: &Session, now: DateTime<Utc>) -> bool {
    matches!(
        status(session, now),
        SessionStatus::Announced | SessionStatus::Postponed | SessionStatus::Live
    )
}

/// Whether it has begun and was not called off: before, it has no results.
#[must_use]
pub fn has_begun(session: &Session, now: DateTime<Utc>) -> bool {
    let status = status(session, now);
    matches!(status, SessionStatus::Live | SessionStatus::Held)
}

/// Whether it sits, so that people are asked out of its hall where something is closed.
#[must_use]
pub fn sits(session: &Session, now: DateTime<Utc>) -> bool {
    closing::sits(status(session, now), now >= session.starts_at.utc())
}

/// When the last sitting begins of a session that breaks off; `None` where it sits once.
#[must_use]
pub fn last_sitting(session: &Session) -> Option<DateTime<Utc>> {
    let last = session.several().last()?;
    Some(last.span(session.zone.0).0)
}

/// Whether an emergency is why it is held online only (605-6).
#[must_use]
pub fn is_in_emergency(session: &Session) -> bool {
    session.emergency_id.is_some() && !session.format.has_hall()
}

/// Whether an application handed in electronically at `now` is received, and until when (605-9).
#[must_use]
pub fn admission(session: &Session, clocks: &Clocks, now: DateTime<Utc>) -> Verdict {
    let clock = Clock {
        name: ClockName::Apply,
        paragraph: Paragraph::Rules9,
        counted_by: Paragraph::Administrative12,
        days: Vec::new(),
        before: clocks.apply_before.utc(),
    };
    let facts = Facts {
        status: status(session, now),
        access: session.access,
        format: session.format,
        emergency: is_in_emergency(session),
        clock: &clock,
    };
    admission::judge(&facts, now)
}

/// The next instant at which a page about the session says something else though nobody changed it.
#[must_use]
pub fn next_change(
    session: &Session,
    clocks: &Clocks,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let instants = [
        clocks.announce_before,
        clocks.apply_before,
        clocks.results_target_before,
        clocks.results_before,
        session.starts_at,
        session.closes_at,
    ];
    let breaks = session.several().iter().flat_map(|one| {
        [one.starts, one.ends].map(|local| instant(session.zone.0, local, Twice::First))
    });
    instants
        .into_iter()
        .map(DateTime::from)
        .chain(breaks)
        .filter(|instant| *instant > now)
        .min()
}
