//! Giving everybody the place that is theirs once a session has other seats; each who moves is told by a letter.

use chrono::{DateTime, Utc};

use super::{Noted, note};
use crate::applications::record::{Application, Hall};
use crate::applications::refusal::Refusal;
use crate::applications::store::queue::Movable;
use crate::applications::{letters, places, reading, store};
use crate::database::{Broken, Work};
use crate::journal::Actor;
use crate::law::admission::settling::{Placed, Seats, settle};
use crate::law::admission::{self, Seat};
use crate::law::application_course::{ApplicationAct, ApplicationState, make_move};
use crate::law::session_course::Access;
use crate::sessions;
use crate::sessions::record::{Clocks, Seating, Session};

/// How many seats there will be, and on whose order.
pub struct Moving<'a> {
    /// Of which session.
    pub session: &'a Session,
    /// Its clocks.
    pub clocks: &'a Clocks,
    /// Seats that will be in the hall.
    pub capacity: i32,
    /// Seats that will be in the overflow hall.
    pub overflow_capacity: i32,
    /// Who ordered it.
    pub actor: Actor,
}

/// A way from one place to another.
type Way = (Seat, Seat);

impl Moving<'_> {
    /// Moves everybody whose place will be another one; the count must have room for those who stay and those who come.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`] when somebody sits there whose seat cannot be moved any more.
    pub fn all(&self, work: &mut Work, now: DateTime<Utc>) -> Result<(), Refusal> {
        let people = store::queue::movable(work.connection, self.session.id)?;
        let mut seating = sessions::store::seating_of(work.connection, self.session.id)?;
        let seats = self.seats(&people, &seating, now)?;
        let placed: Vec<Placed> = people.iter().map(Movable::placed).collect();
        let ways: Vec<Way> = placed
            .iter()
            .zip(settle(&placed, seats))
            .map(|(one, to)| (one.seat, to))
            .collect();
        // Whoever leaves goes first, so that there is room for whoever comes.
        let turns: [&[Way]; 4] = [
            &[(Seat::Hall, Seat::Queue), (Seat::Overflow, Seat::Queue)],
            &[(Seat::Hall, Seat::Overflow)],
            &[(Seat::Overflow, Seat::Hall)],
            &[(Seat::Queue, Seat::Hall), (Seat::Queue, Seat::Overflow)],
        ];
        for turn in turns {
            for (person, way) in people.iter().zip(&ways) {
                if turn.contains(way) {
                    let found = store::by_id(work.connection, person.id)?;
                    let application = found.ok_or(Refusal::NotFound)?;
                    seating = self.one(work, now, seating, &application, way.1)?;
                }
            }
        }
        Ok(())
    }

    /// What is there for those who can be moved: whoever came, or did not, keeps the seat.
    fn seats(
        &self,
        people: &[Movable],
        seating: &Seating,
        now: DateTime<Utc>,
    ) -> Result<Seats, Refusal> {
        let free = |capacity: i32, taken: i32, hall: Hall| {
            let movable = people.iter().filter(|one| one.hall == Some(hall)).count();
            let kept = usize::try_from(taken).unwrap_or(0).saturating_sub(movable);
            let capacity = usize::try_from(capacity).unwrap_or(0);
            capacity.checked_sub(kept).ok_or(Refusal::NotAllowed)
        };
        Ok(Seats {
            hall: free(self.capacity, seating.seated, Hall::Main)?,
            overflow: free(
                self.overflow_capacity,
                seating.overflow_seated,
                Hall::Overflow,
            )?,
            may_move_up: self.session.access == Access::Open
                && admission::promotion_allowed(now, self.clocks.apply_before.utc()),
        })
    }

    fn one(
        &self,
        work: &mut Work,
        now: DateTime<Utc>,
        seating: Seating,
        moving: &Application,
        to: Seat,
    ) -> Result<Seating, Refusal> {
        let better = moving.hall.is_none() || to == Seat::Hall;
        let (moved, seating) = move_to(work, now, seating, moving, to)?;
        let act = if better {
            "application.promoted"
        } else {
            "application.reseated"
        };
        let noted = Noted::new(self.session, &moved, self.actor.clone(), act);
        note(work, now, noted.judged_by(self.clocks).from(moving.state));
        if better {
            letters::promoted(work, now, self.session, &moved)?;
        } else {
            let queue_place = reading::queue_place(work.connection, &moved)?;
            letters::reseated(work, now, self.session, &moved, queue_place)?;
        }
        Ok(seating)
    }
}

/// Writes one into another place.
pub(super) fn move_to(
    work: &mut Work,
    now: DateTime<Utc>,
    seating: Seating,
    moving: &Application,
    to: Seat,
) -> Result<(Application, Seating), Refusal> {
    let hall = match to {
        Seat::Hall => Hall::Main,
        Seat::Overflow => Hall::Overflow,
        Seat::Queue => {
            let act = ApplicationAct::Reseat;
            let state = make_move(Some(moving.state), act, ApplicationState::Waiting)
                .map_err(|_| Refusal::NotAllowed)?;
            let seating = places::move_to_queue(work.connection, seating, moving)?;
            let moved = moving.clone().unplaced(state, now);
            store::update(work.connection, &moved)?;
            return Ok((moved, seating));
        }
    };
    let state = state_in(moving, hall)?;
    let (seat, seating) = places::move_to(work.connection, &seating, moving, to)?;
    let moved = moving.clone().placed(state, hall, seat, now);
    store::update(work.connection, &moved)?;
    Ok((moved, seating))
}

/// Whoever is admitted stays admitted in the other hall.
fn state_in(moving: &Application, hall: Hall) -> Result<ApplicationState, Refusal> {
    use ApplicationState::{Admitted, Overflow, Seated, Waiting};
    let before = moving.state;
    let moved = match (before, hall) {
        (Admitted, _) => Ok(Admitted),
        (Waiting, Hall::Overflow) => make_move(Some(before), ApplicationAct::Promote, Overflow),
        (_, Hall::Overflow) => make_move(Some(before), ApplicationAct::Reseat, Overflow),
        (_, Hall::Main) => make_move(Some(before), ApplicationAct::Promote, Seated),
    };
    moved.map_err(|_| Refusal::Broken(Broken::Data(format!("{before} has no way into {hall}"))))
}
