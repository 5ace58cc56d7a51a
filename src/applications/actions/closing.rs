//! What becomes of applications when their session is closed as a whole (605-4), and when it is opened again.
//!
//! Nobody is refused by it. Seats are free, passes are void, and everybody waits in the order in which they came; if the
//! session is opened again, seats are given in that order, whatever the cut-off: people had them. Nothing is told from
//! here: one letter about the session tells each of it (CL-9).

use chrono::{DateTime, Utc};

use super::moving_up::next_to_move;
use super::{Noted, note, reseat};
use crate::applications::refusal::Refusal;
use crate::applications::{places, store};
use crate::database::{Id, Topic, Work};
use crate::journal::Actor;
use crate::law::application_course::{ApplicationAct, ApplicationState, make_move};
use crate::sessions;

/// Frees the seats of a session that is closed; gives their number.
///
/// # Errors
/// [`Refusal::NotFound`] for an unknown session.
pub fn free_seats(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    session: Id,
) -> Result<usize, Refusal> {
    let facts = sessions::store::facts_for_deciding(work.connection, session)?;
    let (session, _, mut seating) = facts.ok_or(Refusal::NotFound)?;
    let with_a_seat = [
        ApplicationState::Seated,
        ApplicationState::Overflow,
        ApplicationState::Admitted,
    ];
    let people = store::in_states(work.connection, session.id, &with_a_seat)?;
    let freed = people.len();
    for one in people {
        let (act, to) = (ApplicationAct::Reseat, ApplicationState::Waiting);
        let state = make_move(Some(one.state), act, to).map_err(|_| Refusal::NotAllowed)?;
        seating = places::move_to_queue(work.connection, seating, &one)?;
        let before = one.state;
        let waits = one.unplaced(state, now);
        store::update(work.connection, &waits)?;
        let noted = Noted::new(&session, &waits, actor.clone(), "application.seat_freed");
        note(work, now, noted.from(before));
    }
    work.touch(Topic::Session(session.id));
    Ok(freed)
}

/// Gives seats to those who wait, as many as there are, after their session was opened again; gives their number.
///
/// # Errors
/// [`Refusal::NotFound`] for an unknown session.
pub fn seat_again(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    session: Id,
) -> Result<usize, Refusal> {
    let facts = sessions::store::facts_for_deciding(work.connection, session)?;
    let (session, clocks, mut seating) = facts.ok_or(Refusal::NotFound)?;
    let mut seated = 0;
    while let Some((next, place)) = next_to_move(work, &seating)? {
        let (moved, after) = reseat::move_to(work, now, seating, &next, place)?;
        seating = after;
        let noted = Noted::new(&session, &moved, actor.clone(), "application.promoted");
        note(work, now, noted.judged_by(&clocks).from(next.state));
        seated += 1;
    }
    work.touch(Topic::Session(session.id));
    Ok(seated)
}
