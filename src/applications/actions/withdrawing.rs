//! Withdrawing, by the applicant or at the applicant's word.

use chrono::{DateTime, Utc};

use super::moving_up::move_up;
use super::{Case, Noted, Seen, note};
use crate::applications::record::Application;
use crate::applications::refusal::Refusal;
use crate::applications::{letters, places, store};
use crate::database::{Topic, Work};
use crate::journal::Actor;
use crate::law::application_course::{ApplicationAct, ApplicationState};
use crate::outbox;

/// Withdraws an application: the seat is free at once, the personal data is destroyed, and before the cut-off
/// those who come next move up, all in one transaction. A second time it changes nothing.
///
/// # Errors
/// [`Refusal::NotFound`] for an unknown secret, [`Refusal::NotAllowed`] when the course of the application
/// does not allow it any more.
pub fn withdraw(work: &mut Work, now: DateTime<Utc>, secret: &str) -> Result<Application, Refusal> {
    let application = store::by_secret(work.connection, secret)?.ok_or(Refusal::NotFound)?;
    let case = Case::of(work, &application)?;
    if case.application.state == ApplicationState::Withdrawn {
        return Ok(case.application);
    }
    take_back(work, now, case, Actor::Visitor)
}

/// The same at the desk, when the applicant has asked for it.
///
/// # Errors
/// As [`withdraw`]; [`Refusal::Stale`].
pub fn withdraw_for(
    work: &mut Work,
    now: DateTime<Utc>,
    seen: Seen,
) -> Result<Application, Refusal> {
    let case = Case::seen(work, seen)?;
    take_back(work, now, case, Actor::Staff(seen.staff))
}

fn take_back(
    work: &mut Work,
    now: DateTime<Utc>,
    case: Case,
    actor: Actor,
) -> Result<Application, Refusal> {
    case.may(ApplicationAct::Withdraw, ApplicationState::Withdrawn)?;
    let Case {
        application,
        session,
        clocks,
        seating,
    } = case;
    letters::withdrawn(work, now, &session, &application)?;
    let before = application.state;
    let withdrawn = application.clone().withdrawn(now);
    store::update(work.connection, &withdrawn)?;
    match &application.email {
        Some(address) => outbox::store::forget_person(work, session.id, address)?,
        None => store::keeping::forget_call(work.connection, application.id)?,
    }
    let seating = places::leave(work.connection, seating, &application)?;
    let noted = Noted::new(&session, &withdrawn, actor, "application.withdrawn");
    note(work, now, noted.from(before));
    move_up(work, now, &session, &clocks, seating)?;
    work.touch(Topic::Session(session.id));
    Ok(withdrawn)
}
