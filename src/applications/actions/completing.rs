//! Adding what was missing to an application that came incomplete. Its first moment of receipt is kept (605-9).

use chrono::{DateTime, Utc};

use super::correcting::known_anew;
use super::{Case, Noted, Seen, note};
use crate::applications::record::Application;
use crate::applications::refusal::Refusal;
use crate::applications::{letters, places, reading, store};
use crate::database::{Topic, Work};
use crate::journal::Actor;
use crate::law::application_course::{ApplicationAct, make_move};

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

/// Completes: the application gets a seat, or its place in the queue by the moment of receipt.
///
/// # Errors
/// [`Refusal::Stale`], [`Refusal::NotAllowed`] for one that is not incomplete, [`Refusal::AlreadyApplied`].
pub fn complete(
    work: &mut Work,
    now: DateTime<Utc>,
    order: &Complete,
) -> Result<Application, Refusal> {
    let Case {
        application,
        session,
        seating,
        ..
    } = Case::seen(work, order.seen)?;
    let before = application.state;
    if !before.allows(ApplicationAct::Complete) {
        return Err(Refusal::NotAllowed);
    }
    let taken = places::take_later(work.connection, seating)?;
    let state = make_move(Some(before), ApplicationAct::Complete, taken.place.state())
        .map_err(|_| Refusal::NotAllowed)?;
    let completed = known_anew(Application {
        state,
        hall: taken.place.hall(),
        seat: taken.place.seat(),
        given_name: Some(order.given_name.clone()),
        patronymic: order.patronymic.clone(),
        birth_year: Some(order.birth_year),
        email: order.email.clone(),
        phone: order.phone.clone(),
        revision: application.revision.saturating_add(1),
        updated_at: now.into(),
        ..application
    });
    store::update(work.connection, &completed)?;
    let actor = Actor::Staff(order.seen.staff);
    let noted = Noted::new(&session, &completed, actor, "application.completed");
    note(work, now, noted.from(before));
    let queue_place = reading::queue_place(work.connection, &completed)?;
    letters::received(work, now, &session, &completed, queue_place)?;
    work.touch(Topic::Session(session.id));
    Ok(completed)
}
