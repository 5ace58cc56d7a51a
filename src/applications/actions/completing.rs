//! Adding what was missing to an application that came incomplete. Its first moment of receipt is kept (605-9);
//! its place in the order only if it is whole before the cut-off.

use chrono::{DateTime, Utc};

use super::correcting::known_anew;
use super::{Case, Noted, Seen, note, ordering};
use crate::applications::record::Application;
use crate::applications::refusal::Refusal;
use crate::applications::{letters, places, reading, store};
use crate::database::{Topic, Work};
use crate::journal::Actor;
use crate::law::application_course::{ApplicationAct, ApplicationState, make_move};
use crate::law::session_course::SessionStatus;

/// What was missing, checked for its shape; together with what is there it is whole.
#[derive(Debug, Clone)]
pub struct Complete {
    /// Of which application.
    pub seen: Seen,
    /// First name.
    pub given_name: String,
    /// Patronymic, if the person has one.
    pub patronymic: Option<String>,
    /// Year of birth.
    pub birth_year: i16,
    /// E-mail for a reply.
    pub email: Option<String>,
    /// Telephone for a reply.
    pub phone: Option<String>,
}

/// Completes. Before the cut-off the application gets a seat, or its place in the queue by its first moment of receipt;
/// after it, behind all who came whole in time. Once the session has begun there is no seat to give: the applicant is
/// told of the broadcast and the results, as of what is entered then.
///
/// # Errors
/// [`Refusal::Stale`], [`Refusal::NotAllowed`] for one that is not incomplete, [`Refusal::Barred`] for a session that
/// was called off, [`Refusal::AlreadyApplied`].
pub fn complete(
    work: &mut Work,
    now: DateTime<Utc>,
    order: &Complete,
) -> Result<Application, Refusal> {
    let case = Case::seen(work, order.seen)?;
    let before = case.application.clone();
    if !before.state.allows(ApplicationAct::Complete) {
        return Err(Refusal::NotAllowed);
    }
    let begun = now >= case.session.starts_at.utc();
    if !begun || case.session.status == SessionStatus::Cancelled {
        case.still_decided(now)?;
    }
    let to_broadcast = begun || !case.session.format.has_hall();
    let placed = if to_broadcast {
        case.may(ApplicationAct::MoveOnline, ApplicationState::MovedOnline)?;
        before.clone().unplaced(ApplicationState::MovedOnline, now)
    } else {
        in_its_place(work, now, &case)?
    };
    let completed = known_anew(Application {
        given_name: Some(order.given_name.clone()),
        patronymic: order.patronymic.clone(),
        birth_year: Some(order.birth_year),
        email: order.email.clone(),
        phone: order.phone.clone(),
        ..placed
    });
    store::update(work.connection, &completed)?;
    let actor = Actor::Staff(order.seen.staff);
    let noted = Noted::new(&case.session, &completed, actor, "application.completed");
    note(work, now, noted.judged_by(&case.clocks).from(before.state));
    if to_broadcast {
        letters::moved_online(work, now, &case.session, (&before, &completed))?;
    } else {
        let queue_place = reading::queue_place(work.connection, &completed)?;
        letters::received(work, now, &case.session, &completed, queue_place)?;
    }
    work.touch(Topic::Session(case.session.id));
    Ok(completed)
}

/// The application in a seat or in the queue.
fn in_its_place(work: &mut Work, now: DateTime<Utc>, case: &Case) -> Result<Application, Refusal> {
    let application = &case.application;
    let late = now >= case.clocks.apply_before.utc();
    let taken = places::take_later(work.connection, case.seating.clone())?;
    let act = ApplicationAct::Complete;
    let state = make_move(Some(application.state), act, taken.place.state())
        .map_err(|_| Refusal::NotAllowed)?;
    Ok(Application {
        state,
        hall: taken.place.hall(),
        seat: taken.place.seat(),
        rank: if late {
            ordering::at_the_end(work.connection, application)?
        } else {
            application.rank
        },
        revision: application.revision.saturating_add(1),
        updated_at: now.into(),
        ..application.clone()
    })
}
