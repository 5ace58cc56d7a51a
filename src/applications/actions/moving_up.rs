//! Free seats go to those who wait.

use chrono::{DateTime, Utc};

use super::{Noted, note, reseat, still_decided};
use crate::applications::record::Application;
use crate::applications::refusal::Refusal;
use crate::applications::{letters, store};
use crate::database::{Id, Work};
use crate::journal::Actor;
use crate::law::admission::{self, Seat};
use crate::law::application_course::ApplicationState;
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

/// The same where those who move up are told of it by another letter, which the same act orders.
///
/// # Errors
/// [`Refusal::NotFound`] for an unknown session.
pub fn give_free_seats_silently(
    work: &mut Work,
    now: DateTime<Utc>,
    session: Id,
) -> Result<(), Refusal> {
    let facts = sessions::store::facts_for_deciding(work.connection, session)?;
    let (session, clocks, mut seating) = facts.ok_or(Refusal::NotFound)?;
    if !is_given(&session, &clocks, now) {
        return Ok(());
    }
    while let Some((next, place)) = next_to_move(work, &seating)? {
        (_, seating) = moved_up(work, now, (&session, &clocks), seating, &next, place)?;
    }
    Ok(())
}

/// Whether a seat that is free is given to anybody.
fn is_given(session: &Session, clocks: &Clocks, now: DateTime<Utc>) -> bool {
    let decided = still_decided(session, now).is_ok();
    decided && admission::promotion_allowed(now, clocks.apply_before.utc())
}

/// Fills free seats from behind, in order of receipt, as long as the cut-off has not passed; none of a session that was
/// called off or is over.
pub(super) fn move_up(
    work: &mut Work,
    now: DateTime<Utc>,
    session: &Session,
    clocks: &Clocks,
    mut seating: Seating,
) -> Result<(), Refusal> {
    if !is_given(session, clocks, now) {
        return Ok(());
    }
    while let Some((next, place)) = next_to_move(work, &seating)? {
        seating = one_up(work, now, (session, clocks), seating, &next, place)?;
    }
    Ok(())
}

/// Moves one up, and tells so.
pub(super) fn one_up(
    work: &mut Work,
    now: DateTime<Utc>,
    (session, clocks): (&Session, &Clocks),
    seating: Seating,
    next: &Application,
    place: Seat,
) -> Result<Seating, Refusal> {
    let (promoted, seating) = moved_up(work, now, (session, clocks), seating, next, place)?;
    letters::promoted(work, now, session, &promoted)?;
    Ok(seating)
}

fn moved_up(
    work: &mut Work,
    now: DateTime<Utc>,
    (session, clocks): (&Session, &Clocks),
    seating: Seating,
    next: &Application,
    place: Seat,
) -> Result<(Application, Seating), Refusal> {
    let (promoted, seating) = reseat::move_to(work, now, seating, next, place)?;
    let noted = Noted::new(session, &promoted, Actor::Office, "application.promoted");
    note(work, now, noted.judged_by(clocks).from(next.state));
    Ok((promoted, seating))
}

/// Whoever came first of those behind: from the overflow hall into the hall, admitted or not, from the waiting list
/// into either.
pub(super) fn next_to_move(
    work: &mut Work,
    seating: &Seating,
) -> Result<Option<(Application, Seat)>, Refusal> {
    let place = seating.next_place();
    if place == Seat::Queue {
        return Ok(None);
    }
    let session = seating.session_id;
    let overflow = if place == Seat::Hall && seating.overflow_seated > 0 {
        store::queue::first_in_overflow(work.connection, session)?
    } else {
        None
    };
    let waiting = if seating.waiting > 0 {
        store::first_in(work.connection, session, ApplicationState::Waiting)?
    } else {
        None
    };
    let behind = [overflow, waiting].into_iter().flatten();
    let first = behind.min_by_key(|one| (one.rank, one.ordinal));
    Ok(first.map(|application| (application, place)))
}
