//! Refusing one application, on a ground of the closed list, with the way to complain. There is no act for many.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::moving_up::move_up;
use super::{Case, Noted, Seen, note};
use crate::applications::record::{Application, RefusalRow};
use crate::applications::refusal::Refusal;
use crate::applications::{letters, places, store, timeliness};
use crate::database::{AnyConnection, Broken, Topic, Work};
use crate::journal::Actor;
use crate::law::admission::Seat;
use crate::law::application_course::{ApplicationAct, ApplicationState};
use crate::law::refusal::{Facts, Ground};
use crate::law::session_course::Access;
use crate::sessions;
use crate::sessions::record::{Clocks, Seating, Session};

/// A refusal as it is to be.
#[derive(Debug, Clone)]
pub struct Refuse {
    /// Of which application.
    pub seen: Seen,
    /// On what ground.
    pub ground: Ground,
    /// The reason in words, which the applicant reads.
    pub words: Option<String>,
}

/// Refuses: the seat is free at once, and before the cut-off those who come next move up.
///
/// # Errors
/// [`Refusal::Stale`], [`Refusal::NotAllowed`], [`Refusal::NoSuchGround`] where the law does not know the ground for
/// this application, [`Refusal::WordsMissing`].
pub fn refuse(work: &mut Work, now: DateTime<Utc>, order: &Refuse) -> Result<Application, Refusal> {
    let case = Case::seen(work, order.seen)?;
    case.may(ApplicationAct::Refuse, ApplicationState::Refused)?;
    let facts = facts_for_refusing(
        work.connection,
        &case.application,
        (&case.session, &case.clocks, &case.seating),
        now,
    )?;
    if !order.ground.holds(&facts) {
        let paragraph = order.ground.paragraph(facts.emergency);
        return Err(Refusal::NoSuchGround(paragraph));
    }
    if order.ground.needs_words() && order.words.is_none() {
        return Err(Refusal::WordsMissing);
    }
    let seating = places::leave(work.connection, case.seating.clone(), &case.application)?;
    let refused = write(work, now, &case, order)?;
    move_up(work, now, &case.session, &case.clocks, seating)?;
    work.touch(Topic::Session(case.session.id));
    Ok(refused)
}

/// Writes the refusal of one that has no place any more, or never had one.
pub(super) fn write(
    work: &mut Work,
    now: DateTime<Utc>,
    case: &Case,
    order: &Refuse,
) -> Result<Application, Refusal> {
    let before = &case.application;
    let refused = Application {
        // Whoever was refused may apply again: the next application is judged by itself.
        same_email: None,
        same_phone: None,
        ..before.clone().unplaced(ApplicationState::Refused, now)
    };
    store::update(work.connection, &refused)?;
    let emergency = sessions::now::is_in_emergency(&case.session);
    let paragraph = order.ground.paragraph(emergency);
    let row = RefusalRow {
        application_id: refused.id,
        ground: order.ground,
        words: order.words.clone(),
        refused_at: now.into(),
        refused_by: order.seen.staff,
        paragraph,
    };
    store::desk::keep_refusal(work.connection, &row)?;
    let actor = Actor::Staff(order.seen.staff);
    let noted = Noted::new(&case.session, &refused, actor, "application.refused")
        .from(before.state)
        .with(json!({ "ground": order.ground, "paragraph": paragraph }));
    note(work, now, noted.judged_by(&case.clocks));
    letters::refused(work, now, &case.session, (before, &refused), order)?;
    Ok(refused)
}

/// What the law asks of an application that is to be refused.
///
/// # Errors
/// [`Broken::Query`].
pub fn facts_for_refusing(
    connection: &mut AnyConnection,
    application: &Application,
    (session, clocks, seating): (&Session, &Clocks, &Seating),
    now: DateTime<Utc>,
) -> Result<Facts, Broken> {
    let entry = store::desk::entry_of(connection, application.id)?;
    let handed_in_at = entry.map_or(application.received_at, |entry| entry.handed_in_at);
    let clock = timeliness::clock(session, clocks, application.channel);
    Ok(Facts {
        state: application.state,
        in_time: clock.in_time(handed_in_at.utc()),
        cutoff_passed: now >= clocks.apply_before.utc(),
        same_person: store::desk::has_double(connection, application)?,
        has_hall: session.format.has_hall(),
        emergency: sessions::now::is_in_emergency(session),
        closed: session.access == Access::Closed,
        has_room: seating.next_place() != Seat::Queue,
    })
}
