//! Free seats go to those who wait.

use chrono::{DateTime, Utc};

use super::{Noted, note};
use crate::applications::record::{Application, Hall};
use crate::applications::refusal::Refusal;
use crate::applications::{letters, places, store};
use crate::database::{Id, Work};
use crate::journal::Actor;
use crate::law::admission::{self, Seat};
use crate::law::application_course::{ApplicationAct, ApplicationState, make_move};
use crate::sessions;
use crate::sessions::record::{Clocks, Seating, Session};

/// Gives free seats to those who wait, after a session got more of them (605-10).
///
/// # Errors
/// [`Refusal::NotFound`] for an unknown session.
pub fn give_free_seats(work: &mut Work, now: DateTime<Utc>, session: Id) -> Result<(), Refusal> {
    let facts = sessions::store::facts_for_deciding(work.connection, session)?;
    let (session, clocks, seating) = facts.ok_or(Refusal::NotFound)?;
    move_up(work, now, &session, &clocks, seating)
}

/// Fills free seats from behind, in order of receipt, as long as the cut-off has not passed.
pub(super) fn move_up(
    work: &mut Work,
    now: DateTime<Utc>,
    session: &Session,
    clocks: &Clocks,
    mut seating: Seating,
) -> Result<(), Refusal> {
    if !admission::promotion_allowed(now, clocks.apply_before.utc()) {
        return Ok(());
    }
    while let Some((next, place)) = next_to_move(work, &seating)? {
        let before = next.state;
        let seat;
        (seat, seating) = places::move_to(work.connection, seating, &next, place)?;
        let state = make_move(Some(before), ApplicationAct::Promote, place.state())
            .map_err(|_| Refusal::NotAllowed)?;
        let hall = if place == Seat::Hall {
            Hall::Main
        } else {
            Hall::Overflow
        };
        let promoted = next.placed(state, hall, seat, now);
        store::update(work.connection, &promoted)?;
        let noted = Noted::new(session, &promoted, Actor::Office, "application.promoted");
        note(work, now, noted.from(before));
        letters::promoted(work, now, session, &promoted)?;
    }
    Ok(())
}

/// Whoever came first of those behind: from the overflow hall into the hall, from the waiting list into either.
fn next_to_move(
    work: &mut Work,
    seating: &Seating,
) -> Result<Option<(Application, Seat)>, Refusal> {
    let place = seating.next_place();
    let candidates: &[ApplicationState] = match place {
        Seat::Hall => &[ApplicationState::Overflow, ApplicationState::Waiting],
        Seat::Overflow => &[ApplicationState::Waiting],
        Seat::Queue => return Ok(None),
    };
    let mut first: Option<Application> = None;
    for &state in candidates {
        let found = store::first_in(work.connection, seating.session_id, state)?;
        first = match (first, found) {
            (Some(one), Some(other)) if other.rank < one.rank => Some(other),
            (None, found) => found,
            (one, _) => one,
        };
    }
    Ok(first.map(|application| (application, place)))
}
