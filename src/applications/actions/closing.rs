//! What becomes of applications when their session is closed as a whole (605-4), and when it is opened again.
//!
//! Nobody is refused by it. Seats are free, passes are void, and everybody waits in the order in which they came. If the
//! session is opened again, whoever lost a seat has it again, whatever the cut-off; what is free besides goes to those
//! who come next, as long as the law gives seats at all. Nothing is told from here: one letter about the session tells
//! each of it (CL-9).

use chrono::{DateTime, Utc};

use super::{Noted, give_free_seats_silently, note};
use crate::applications::record::Hall;
use crate::applications::refusal::Refusal;
use crate::applications::store;
use crate::applications::store::closing::{Former, WITH_A_SEAT};
use crate::database::{Broken, Id, Topic, Work};
use crate::journal::Actor;
use crate::law::application_course::{ApplicationAct, ApplicationState, make_move};
use crate::sessions;
use crate::sessions::record::Seating;

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
    let (session, _, _) = facts.ok_or(Refusal::NotFound)?;
    let people = store::in_states(work.connection, session.id, &WITH_A_SEAT)?;
    store::closing::free_places(work, session.id, now)?;
    let freed = people.len();
    for one in people {
        let (before, act, to) = (one.state, ApplicationAct::Reseat, ApplicationState::Waiting);
        let state = make_move(Some(before), act, to).map_err(|_| Refusal::NotAllowed)?;
        let waits = one.unplaced(state, now);
        let noted = Noted::new(&session, &waits, actor.clone(), "application.seat_freed");
        note(work, now, noted.from(before));
    }
    work.touch(Topic::Session(session.id));
    Ok(freed)
}

/// Gives the seats that were lost back to those who still wait, after their session was opened again, as far as there
/// still are so many; gives their number. Then others move up, if the cut-off has not passed.
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
    let (session, clocks, seating) = facts.ok_or(Refusal::NotFound)?;
    let former = store::closing::former_places(work.connection, session.id)?;
    let back = that_fit(former, &seating);
    let ids: Vec<Id> = back.iter().map(|one| one.application.id).collect();
    store::closing::give_places_back(work, session.id, &ids, now)?;
    for one in back {
        let before = one.application.state;
        let state = make_move(Some(before), act_into(one.state), one.state)
            .map_err(|no| Refusal::Broken(Broken::Data(no.to_string())))?;
        let sits = one.application.placed(state, one.hall, one.seat, now);
        let noted = Noted::new(&session, &sits, actor.clone(), "application.promoted");
        note(work, now, noted.judged_by(&clocks).from(before));
    }
    work.touch(Topic::Session(session.id));
    give_free_seats_silently(work, now, session.id)?;
    Ok(ids.len())
}

/// The act by which one who waits comes into the state of a former place.
fn act_into(state: ApplicationState) -> ApplicationAct {
    if state == ApplicationState::Admitted {
        ApplicationAct::Admit
    } else {
        ApplicationAct::Promote
    }
}

/// Those for whom the halls, which may be others by now, still have room: the first by rank.
fn that_fit(former: Vec<Former>, seating: &Seating) -> Vec<Former> {
    let mut in_hall = seating.capacity.saturating_sub(seating.seated);
    let mut in_overflow = seating
        .overflow_capacity
        .saturating_sub(seating.overflow_seated);
    let fits = |one: &Former| {
        let room = match one.hall {
            Hall::Main => &mut in_hall,
            Hall::Overflow => &mut in_overflow,
        };
        *room = room.saturating_sub(1);
        *room >= 0
    };
    former.into_iter().filter(fits).collect()
}
