//! Sending one applicant to the broadcast.

use chrono::{DateTime, Utc};

use super::moving_up::move_up;
use super::{Case, Noted, Seen, note};
use crate::applications::record::Application;
use crate::applications::refusal::Refusal;
use crate::applications::{letters, places, store};
use crate::database::{Topic, Work};
use crate::journal::Actor;
use crate::law::application_course::{ApplicationAct, ApplicationState};
use crate::law::refusal::may_move_online;
use crate::sessions;

/// A move as it is to be.
#[derive(Debug, Clone, Copy)]
pub struct MoveOnline {
    /// Of which application.
    pub seen: Seen,
    /// The applicant agreed to it.
    pub agreed: bool,
}

/// Moves: the seat is free at once, and before the cut-off those who come next move up.
///
/// # Errors
/// [`Refusal::Stale`], [`Refusal::NotAllowed`], [`Refusal::Barred`] once the session is over or called off,
/// [`Refusal::NotAgreed`] where there is a hall to come to.
pub fn move_online(
    work: &mut Work,
    now: DateTime<Utc>,
    order: MoveOnline,
) -> Result<Application, Refusal> {
    let case = Case::seen(work, order.seen)?;
    case.may(ApplicationAct::MoveOnline, ApplicationState::MovedOnline)?;
    case.still_decided(now)?;
    let emergency = sessions::now::is_in_emergency(&case.session);
    if !may_move_online(case.session.format.has_hall(), emergency, order.agreed) {
        return Err(Refusal::NotAgreed);
    }
    let Case {
        application,
        session,
        clocks,
        seating,
    } = case;
    let seating = places::leave(work.connection, seating, &application)?;
    let moved = application
        .clone()
        .unplaced(ApplicationState::MovedOnline, now);
    store::update(work.connection, &moved)?;
    let actor = Actor::Staff(order.seen.staff);
    let noted = Noted::new(&session, &moved, actor, "application.moved_online");
    note(work, now, noted.from(application.state));
    letters::moved_online(work, now, &session, (&application, &moved))?;
    move_up(work, now, &session, &clocks, seating)?;
    work.touch(Topic::Session(session.id));
    Ok(moved)
}
