//! Admitting to the session.

use chrono::{DateTime, Utc};

use super::{Case, Noted, Seen, note};
use crate::applications::record::{Application, Hall};
use crate::applications::refusal::Refusal;
use crate::applications::{letters, places, store};
use crate::database::{Id, Topic, Work};
use crate::journal::Actor;
use crate::law::admission::Seat;
use crate::law::application_course::{ApplicationAct, ApplicationState};
use crate::sessions;
use crate::sessions::record::Session;

/// Admits one applicant. Whoever waits gets a free seat with it, the first of those who wait alone: another order
/// needs a reason, and an act of its own.
///
/// # Errors
/// [`Refusal::Stale`], [`Refusal::NotAllowed`], [`Refusal::NotFirst`], [`Refusal::NoFreeSeat`].
pub fn admit(work: &mut Work, now: DateTime<Utc>, seen: Seen) -> Result<Application, Refusal> {
    let case = Case::seen(work, seen)?;
    case.may(ApplicationAct::Admit, ApplicationState::Admitted)?;
    let before = case.application.state;
    let admitted = if before == ApplicationState::Waiting {
        let (hall, seat) = free_seat(work, &case)?;
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

fn free_seat(work: &mut Work, case: &Case) -> Result<(Hall, i32), Refusal> {
    let hall = match case.seating.next_place() {
        Seat::Hall => Hall::Main,
        Seat::Overflow => Hall::Overflow,
        Seat::Queue => return Err(Refusal::NoFreeSeat),
    };
    if store::waiting_before(work.connection, &case.application)? > 0 {
        return Err(Refusal::NotFirst);
    }
    let (seat, _) = places::move_to(
        work.connection,
        case.seating.clone(),
        &case.application,
        case.seating.next_place(),
    )?;
    Ok((hall, seat))
}

/// Admits everyone who has a seat and is not admitted yet, in order; gives their number. Refusing has no such act.
///
/// # Errors
/// [`Refusal::NotFound`] for an unknown session.
pub fn admit_all(
    work: &mut Work,
    now: DateTime<Utc>,
    staff: Id,
    session: Id,
) -> Result<usize, Refusal> {
    let facts = sessions::store::facts_for_deciding(work.connection, session)?;
    let (session, ..) = facts.ok_or(Refusal::NotFound)?;
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
