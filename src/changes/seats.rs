//! Changing the seats of a session. More seats go to those who wait; fewer are refused while people have them, or the
//! last by rank are moved to the overflow hall or the waiting list, and told so; who sits where is worked out at once
//! for all (`law::admission::settling`), and nobody hears of more than the place that it comes to.

use chrono::{DateTime, Utc};

use crate::applications;
use crate::applications::actions::reseat;
use crate::database::{Broken, Id, Instant, Json, Topic, Work};
use crate::journal::Actor;
use crate::sessions;
use crate::sessions::actions::{Overflow, note_seats, seats_may_change};
use crate::sessions::record::Seating;

/// Seats as they are to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatsOrder {
    /// What the order was made of: when the session had been changed last.
    pub seen: Option<Instant>,
    /// Seats in the hall.
    pub capacity: i32,
    /// The overflow hall, if there is to be one.
    pub overflow: Option<Overflow>,
    /// Whoever has no seat any more is moved, the last by rank first.
    pub move_the_last: bool,
}

/// Why seats are not changed.
#[derive(Debug)]
pub enum Refusal {
    /// There is no such session.
    NotFound,
    /// Somebody has changed the session since: its seats as they stand now.
    Stale(Box<Seating>),
    /// The session sits already, is over, or was called off.
    TooLate,
    /// An emergency sent its people to the broadcast: their seats are kept for them.
    Emergency,
    /// So many people have a seat that would be gone.
    SeatsTaken {
        /// Who would lose a seat in the hall.
        main: i32,
        /// Who would lose a seat in the overflow hall.
        overflow: i32,
    },
    /// An application could not be moved.
    Application(applications::refusal::Refusal),
    /// The machine.
    Broken(Broken),
}

impl From<Broken> for Refusal {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}

impl From<applications::refusal::Refusal> for Refusal {
    fn from(refusal: applications::refusal::Refusal) -> Self {
        match refusal {
            applications::refusal::Refusal::Broken(broken) => Self::Broken(broken),
            other => Self::Application(other),
        }
    }
}

/// Changes the seats: those who have none any more are moved, those who wait get what is free.
///
/// # Errors
/// [`Refusal`]; nothing was written then.
pub fn change_seats(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    session: Id,
    order: &SeatsOrder,
) -> Result<Seating, Refusal> {
    // The session is written too, so it is locked first, as by whoever writes it over.
    sessions::store::for_change(work.connection, session)?;
    let facts = sessions::store::facts_for_deciding(work.connection, session)?;
    let (session, clocks, before) = facts.ok_or(Refusal::NotFound)?;
    if order.seen != Some(session.updated_at) {
        return Err(Refusal::Stale(Box::new(before)));
    }
    seats_may_change(&session, now).map_err(|_| Refusal::TooLate)?;
    if sessions::now::is_in_emergency(&session) {
        return Err(Refusal::Emergency);
    }
    let target = Target::of(order);
    let taken = target.taken_from(&before);
    if taken != (0, 0) && !order.move_the_last {
        let (main, overflow) = taken;
        return Err(Refusal::SeatsTaken { main, overflow });
    }
    let widest = target.widest(&before);
    set(work, &before, &widest)?;
    let moving = reseat::Moving {
        session: &session,
        clocks: &clocks,
        capacity: target.capacity,
        overflow_capacity: target.overflow_capacity,
        actor: actor.clone(),
    };
    moving.all(work, now)?;
    let emptied = sessions::store::seating_of(work.connection, session.id)?;
    let after = target.exactly(&emptied);
    set(work, &emptied, &after)?;
    note_seats(work, now, actor, &session, (&before, &after))?;
    work.touch(Topic::Session(session.id));
    Ok(sessions::store::seating_of(work.connection, session.id)?)
}

/// The count is written only if nobody changed it since; within one process the lane sees to that.
fn set(work: &mut Work, before: &Seating, after: &Seating) -> Result<(), Refusal> {
    if before == after || sessions::store::change_seating(work.connection, before, after)? {
        Ok(())
    } else {
        Err(Refusal::Broken(Broken::Busy))
    }
}

struct Target {
    capacity: i32,
    overflow_capacity: i32,
    overflow_place: Option<Json<crate::language::Multilingual>>,
}

impl Target {
    fn of(order: &SeatsOrder) -> Self {
        let overflow = order.overflow.as_ref();
        Self {
            capacity: order.capacity,
            overflow_capacity: overflow.map_or(0, |overflow| overflow.capacity),
            overflow_place: overflow.map(|overflow| Json::from(overflow.place.clone())),
        }
    }

    /// How many have a seat, in the hall and in the overflow hall, that would be gone.
    fn taken_from(&self, seating: &Seating) -> (i32, i32) {
        (
            (seating.seated - self.capacity).max(0),
            (seating.overflow_seated - self.overflow_capacity).max(0),
        )
    }

    /// What grows is there before anybody moves.
    fn widest(&self, seating: &Seating) -> Seating {
        Seating {
            capacity: seating.capacity.max(self.capacity),
            overflow_capacity: seating.overflow_capacity.max(self.overflow_capacity),
            overflow_place: self
                .overflow_place
                .clone()
                .or_else(|| seating.overflow_place.clone()),
            ..seating.clone()
        }
    }

    fn exactly(&self, seating: &Seating) -> Seating {
        Seating {
            capacity: self.capacity,
            overflow_capacity: self.overflow_capacity,
            overflow_place: self.overflow_place.clone(),
            ..seating.clone()
        }
    }
}
