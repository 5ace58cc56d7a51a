//! Admitting to the session.

use chrono::{DateTime, Utc};

use super::moving_up::one_up;
use super::{Case, Noted, Seen, note, still_decided};
use crate::applications::record::{Application, Hall};
use crate::applications::refusal::Refusal;
use crate::applications::{letters, places, store};
use crate::database::{AnyConnection, Broken, Id, Topic, Work};
use crate::journal::Actor;
use crate::law::admission::Seat;
use crate::law::application_course::{ApplicationAct, ApplicationState};
use crate::sessions;
use crate::sessions::record::Session;
use crate::web::tokens;

/// Admits one applicant. Whoever waits gets a seat with it, the first of those who wait alone: another order needs a
/// reason, and an act of its own. Those in the overflow hall who stand before are not passed by either: the first of
/// them gets the free seat of the hall, and whoever waited, that one's seat.
///
/// # Errors
/// [`Refusal::Stale`], [`Refusal::NotAllowed`], [`Refusal::Barred`] once the session is over or called off,
/// [`Refusal::NotFirst`], [`Refusal::NoFreeSeat`].
pub fn admit(work: &mut Work, now: DateTime<Utc>, seen: Seen) -> Result<Application, Refusal> {
    let case = Case::seen(work, seen)?;
    case.may(ApplicationAct::Admit, ApplicationState::Admitted)?;
    case.still_decided(now)?;
    let before = case.application.state;
    let admitted = if before == ApplicationState::Waiting {
        let (hall, seat) = free_seat(work, now, &case)?;
        let state = ApplicationState::Admitted;
        case.application.placed(state, hall, seat, now)
    } else {
        Application {
            state: ApplicationState::Admitted,
            revision: case.application.revision.saturating_add(1),
            updated_at: now.into(),
            ..case.application
        }
    };
    tell(work, now, &case.session, seen.staff, before, &admitted)?;
    work.touch(Topic::Session(case.session.id));
    Ok(admitted)
}

fn free_seat(work: &mut Work, now: DateTime<Utc>, case: &Case) -> Result<(Hall, i32), Refusal> {
    let mut seating = case.seating.clone();
    let mut place = seating.next_place();
    if place == Seat::Queue {
        return Err(Refusal::NoFreeSeat);
    }
    if store::waiting_before(work.connection, &case.application)? > 0 {
        return Err(Refusal::NotFirst);
    }
    if place == Seat::Hall && seating.overflow_seated > 0 {
        let ahead = store::queue::first_in_overflow(work.connection, case.session.id)?;
        if let Some(ahead) = ahead.filter(|ahead| ahead.rank < case.application.rank) {
            let of = (&case.session, &case.clocks);
            seating = one_up(work, now, of, seating, &ahead, Seat::Hall)?;
            place = Seat::Overflow;
        }
    }
    let hall = if place == Seat::Hall {
        Hall::Main
    } else {
        Hall::Overflow
    };
    let (seat, _) = places::move_to(work.connection, &seating, &case.application, place)?;
    Ok((hall, seat))
}

/// What an act on all who have a seat and are not admitted yet is made of: the same people, whatever else there is.
///
/// # Errors
/// [`Broken::Query`].
pub fn people_to_admit(connection: &mut AnyConnection, session: Id) -> Result<String, Broken> {
    let ordinals = store::queue::to_admit(connection, session)?;
    let ordinals: Vec<String> = ordinals.iter().map(i32::to_string).collect();
    Ok(tokens::digest(ordinals.iter().map(String::as_str)))
}

/// Admits everyone who has a seat and is not admitted yet, in order, if they are those whom somebody saw
/// ([`people_to_admit`]); gives their number. Refusing has no such act.
///
/// # Errors
/// [`Refusal::NotFound`] for an unknown session, [`Refusal::Barred`] once it is over or called off,
/// [`Refusal::OthersToAdmit`].
pub fn admit_all(
    work: &mut Work,
    now: DateTime<Utc>,
    staff: Id,
    session: Id,
    seen: &str,
) -> Result<usize, Refusal> {
    let facts = sessions::store::facts_for_deciding(work.connection, session)?;
    let (session, ..) = facts.ok_or(Refusal::NotFound)?;
    still_decided(&session, now)?;
    if people_to_admit(work.connection, session.id)? != seen {
        return Err(Refusal::OthersToAdmit);
    }
    let seated = [ApplicationState::Seated, ApplicationState::Overflow];
    let applications = store::in_states(work.connection, session.id, &seated)?;
    let count = applications.len();
    for application in applications {
        let before = application.state;
        let admitted = Application {
            state: ApplicationState::Admitted,
            revision: application.revision.saturating_add(1),
            updated_at: now.into(),
            ..application
        };
        tell(work, now, &session, staff, before, &admitted)?;
    }
    work.touch(Topic::Session(session.id));
    Ok(count)
}

fn tell(
    work: &mut Work,
    now: DateTime<Utc>,
    session: &Session,
    staff: Id,
    before: ApplicationState,
    admitted: &Application,
) -> Result<(), Refusal> {
    store::update(work.connection, admitted)?;
    let actor = Actor::Staff(staff);
    let noted = Noted::new(session, admitted, actor, "application.admitted");
    note(work, now, noted.from(before));
    letters::admitted(work, now, session, admitted)?;
    Ok(())
}
