//! Moving those who have a seat that will be gone: from the end of the order, each told by a letter.

use chrono::{DateTime, Utc};

use super::{Noted, note};
use crate::applications::record::{Application, Hall};
use crate::applications::refusal::Refusal;
use crate::applications::{letters, places, reading, store};
use crate::database::{Broken, Work};
use crate::journal::Actor;
use crate::law::admission::Seat;
use crate::law::application_course::{ApplicationAct, ApplicationState, make_move};
use crate::sessions;
use crate::sessions::record::{Seating, Session};

/// How many seats there will be, and on whose order.
pub struct Moving<'a> {
    /// Of which session.
    pub session: &'a Session,
    /// Seats that will be in the hall.
    pub capacity: i32,
    /// Seats that will be in the overflow hall.
    pub overflow_capacity: i32,
    /// Who ordered it.
    pub actor: Actor,
}

impl Moving<'_> {
    /// Moves the last out of a hall until those who stay fit: into the other hall while it has room, else onto the
    /// waiting list.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`] when somebody sits there whose seat cannot be moved any more.
    pub fn out_of(&self, work: &mut Work, now: DateTime<Utc>, hall: Hall) -> Result<(), Refusal> {
        loop {
            let seating = sessions::store::seating_of(work.connection, self.session.id)?;
            let (sitting, fitting) = match hall {
                Hall::Main => (seating.seated, self.capacity),
                Hall::Overflow => (seating.overflow_seated, self.overflow_capacity),
            };
            if sitting <= fitting {
                return Ok(());
            }
            let last = store::queue::last_in_hall(work.connection, self.session.id, hall)?;
            let last = last.ok_or(Refusal::NotAllowed)?;
            self.one(work, now, seating, last)?;
        }
    }

    fn one(
        &self,
        work: &mut Work,
        now: DateTime<Utc>,
        seating: Seating,
        last: Application,
    ) -> Result<(), Refusal> {
        let (to, place) = self.next(&seating, &last);
        let before = last.state;
        let moved = if let Some(hall) = to {
            let (seat, _) = places::move_to(work.connection, seating, &last, place)?;
            let state = state_in(before, hall)?;
            last.placed(state, hall, seat, now)
        } else {
            let act = ApplicationAct::Reseat;
            let state = make_move(Some(before), act, ApplicationState::Waiting)
                .map_err(|_| Refusal::NotAllowed)?;
            places::move_to_queue(work.connection, seating, &last)?;
            last.unplaced(state, now)
        };
        store::update(work.connection, &moved)?;
        let act = "application.reseated";
        let noted = Noted::new(self.session, &moved, self.actor.clone(), act);
        note(work, now, noted.from(before));
        let queue_place = reading::queue_place(work.connection, &moved)?;
        letters::reseated(work, now, self.session, &moved, queue_place)?;
        Ok(())
    }

    /// The other hall while it has room.
    fn next(&self, seating: &Seating, last: &Application) -> (Option<Hall>, Seat) {
        match last.hall {
            Some(Hall::Main) if seating.overflow_seated < self.overflow_capacity => {
                (Some(Hall::Overflow), Seat::Overflow)
            }
            Some(Hall::Overflow) if seating.seated < self.capacity => {
                (Some(Hall::Main), Seat::Hall)
            }
            _ => (None, Seat::Queue),
        }
    }
}

/// Whoever is admitted stays admitted in the other hall.
fn state_in(before: ApplicationState, hall: Hall) -> Result<ApplicationState, Refusal> {
    use ApplicationState::{Admitted, Overflow, Seated};
    let moved = match (before, hall) {
        (Admitted, _) => Ok(Admitted),
        (_, Hall::Overflow) => make_move(Some(before), ApplicationAct::Reseat, Overflow),
        (_, Hall::Main) => make_move(Some(before), ApplicationAct::Promote, Seated),
    };
    moved.map_err(|_| Refusal::Broken(Broken::Data(format!("{before} has no way into {hall}"))))
}
