//! Places given and left: the pure count of `sessions::seats`, written by its one guarded statement.

use super::record::{Application, Hall};
use super::store;
use crate::database::{AnyConnection, Broken, Id};
use crate::law::admission::Seat;
use crate::law::application_course::ApplicationState;
use crate::sessions;
use crate::sessions::record::Seating;
use crate::sessions::seats::SeatNumber;

/// How often a count that somebody else changed meanwhile is read again. Within one process acts on a session
/// stand in one lane, so only another process can come between.
const TRIES: usize = 50;

/// A place as it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A seat in a hall.
    Seat(Hall, i32),
    /// A place in the queue.
    Queue,
}

impl Place {
    /// The state of an application in this place.
    #[must_use]
    pub fn state(&self) -> ApplicationState {
        match self {
            Self::Seat(Hall::Main, _) => ApplicationState::Seated,
            Self::Seat(Hall::Overflow, _) => ApplicationState::Overflow,
            Self::Queue => ApplicationState::Waiting,
        }
    }

    /// The hall, if it is a seat.
    #[must_use]
    pub fn hall(&self) -> Option<Hall> {
        match self {
            Self::Seat(hall, _) => Some(*hall),
            Self::Queue => None,
        }
    }

    /// The number of the seat, if it is one.
    #[must_use]
    pub fn seat(&self) -> Option<i32> {
        match self {
            Self::Seat(_, seat) => Some(*seat),
            Self::Queue => None,
        }
    }
}

/// A place taken, and the count around it.
#[derive(Debug, Clone)]
pub struct Taken {
    /// What was given.
    pub place: Place,
    /// The count with it.
    pub seating: Seating,
    before: Seating,
}

/// Takes the next place for a new application and counts it as received.
///
/// # Errors
/// [`Broken::Busy`] when the count never stood still.
pub fn take_next(connection: &mut AnyConnection, seating: Seating) -> Result<Taken, Broken> {
    take(connection, seating, |before| {
        let seat = before.next_place();
        placed(before.one_more_received(), seat)
    })
}

/// The same for one that the desk enters: after the cut-off a seat may be free while others wait or sit in the overflow
/// hall, and nobody passes them by.
///
/// # Errors
/// As [`take_next`].
pub fn take_behind(connection: &mut AnyConnection, seating: Seating) -> Result<Taken, Broken> {
    take(connection, seating, |before| {
        let seat = behind_the_others(&before);
        placed(before.one_more_received(), seat)
    })
}

/// A place for one that was received without a place.
///
/// # Errors
/// As [`take_next`].
pub fn take_later(connection: &mut AnyConnection, seating: Seating) -> Result<Taken, Broken> {
    take(connection, seating, |before| {
        let seat = behind_the_others(&before);
        placed(before, seat)
    })
}

/// Counts an application as received that gets no place, or none yet.
///
/// # Errors
/// As [`take_next`].
pub fn receive_only(connection: &mut AnyConnection, seating: Seating) -> Result<Taken, Broken> {
    take(connection, seating, |before| {
        (before.one_more_received(), None)
    })
}

/// After the cut-off a seat may be free in front of people who stay where they are.
fn behind_the_others(seating: &Seating) -> Seat {
    let full = Seating {
        capacity: seating.seated,
        ..seating.clone()
    };
    if seating.waiting > 0 {
        Seat::Queue
    } else if seating.overflow_seated > 0 {
        full.next_place()
    } else {
        seating.next_place()
    }
}

fn placed(seating: Seating, seat: Seat) -> (Seating, Given) {
    match seat {
        Seat::Hall => with_seat(Hall::Main, seating.take_seat()),
        Seat::Overflow => with_seat(Hall::Overflow, seating.take_overflow_seat()),
        Seat::Queue => (seating.waiting_by(1), None),
    }
}

fn take(
    connection: &mut AnyConnection,
    seating: Seating,
    change: impl Fn(Seating) -> (Seating, Given),
) -> Result<Taken, Broken> {
    let known = seating.clone();
    let (given, before, seating) = changed(connection, seating, change)?;
    // Somebody came between on another node: an emergency perhaps, which took the hall away, or a closing.
    if before != known && !sessions::store::takes_people(connection, seating.session_id)? {
        return Err(Broken::Busy);
    }
    Ok(Taken {
        place: numbered(connection, seating.session_id, given)?,
        seating,
        before,
    })
}

/// Undoes a place taken in the same act: the count is again what it was, and nobody has seen it otherwise.
///
/// # Errors
/// [`Broken::Busy`] when the act has changed the count since.
pub fn put_back(connection: &mut AnyConnection, taken: &Taken) -> Result<(), Broken> {
    if sessions::store::change_seating(connection, &taken.seating, &taken.before)? {
        Ok(())
    } else {
        Err(Broken::Busy)
    }
}

/// Frees the place of an application that is withdrawn.
///
/// # Errors
/// [`Broken::Busy`] when the count never stood still.
pub fn leave(
    connection: &mut AnyConnection,
    seating: Seating,
    left: &Application,
) -> Result<Seating, Broken> {
    let (_, _, after) = changed(connection, seating, |before| {
        let after = match (left.hall, left.state) {
            (Some(Hall::Main), _) => before.free_seat(),
            (Some(Hall::Overflow), _) => before.free_overflow_seat(),
            (None, ApplicationState::Waiting) => before.waiting_by(-1),
            (None, _) => before,
        };
        (after, None)
    })?;
    Ok(after)
}

/// Moves an application from where it is to a seat; gives the number of it. The place was chosen by this count: where
/// it is another one by now, the choice is void, and whoever made it must make it anew.
///
/// # Errors
/// [`Broken::Busy`] when the count has changed since.
pub fn move_to(
    connection: &mut AnyConnection,
    seating: &Seating,
    moving: &Application,
    to: Seat,
) -> Result<(i32, Seating), Broken> {
    let left = match moving.hall {
        Some(Hall::Overflow) => seating.clone().free_overflow_seat(),
        Some(Hall::Main) => seating.clone().free_seat(),
        None => seating.clone().waiting_by(-1),
    };
    let (after, given) = placed(left, to);
    if !sessions::store::change_seating(connection, seating, &after)? {
        return Err(Broken::Busy);
    }
    let place = numbered(connection, after.session_id, given)?;
    let seat = place
        .seat()
        .ok_or_else(|| Broken::Data("a promotion without a seat".to_owned()))?;
    Ok((seat, after))
}

/// Moves an application from its seat onto the waiting list.
///
/// # Errors
/// [`Broken::Busy`] when the count never stood still.
pub fn move_to_queue(
    connection: &mut AnyConnection,
    seating: Seating,
    moving: &Application,
) -> Result<Seating, Broken> {
    let (_, _, after) = changed(connection, seating, |before| {
        let left = match moving.hall {
            Some(Hall::Overflow) => before.free_overflow_seat(),
            Some(Hall::Main) => before.free_seat(),
            None => return (before, None),
        };
        placed(left, Seat::Queue)
    })?;
    Ok(after)
}

type Given = Option<(Hall, SeatNumber)>;

fn with_seat(hall: Hall, (seating, number): (Seating, SeatNumber)) -> (Seating, Given) {
    (seating, Some((hall, number)))
}

/// Writes what `change` makes of the count; reads it again and asks anew if somebody came between. Gives what was
/// given, and the count before and after.
fn changed(
    connection: &mut AnyConnection,
    mut before: Seating,
    change: impl Fn(Seating) -> (Seating, Given),
) -> Result<(Given, Seating, Seating), Broken> {
    for _ in 0..TRIES {
        let (after, given) = change(before.clone());
        if sessions::store::change_seating(connection, &before, &after)? {
            return Ok((given, before, after));
        }
        before = sessions::store::seating_of(connection, before.session_id)?;
    }
    Err(Broken::Busy)
}

fn numbered(connection: &mut AnyConnection, session: Id, given: Given) -> Result<Place, Broken> {
    Ok(match given {
        None => Place::Queue,
        Some((hall, SeatNumber::New(seat))) => Place::Seat(hall, seat),
        Some((hall, SeatNumber::Hole)) => {
            Place::Seat(hall, store::lowest_free_seat(connection, session, hall)?)
        }
    })
}
