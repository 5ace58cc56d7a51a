//! Seats of a session as they were changed: part of what is announced, so a change of them is a new revision.

use chrono::{DateTime, Utc};

use super::entering::touch;
use super::facts::{FOR_CALENDARS, facts, note};
use super::writing_over::stamp;
use super::{Refusal, versions};
use crate::database::{Broken, Work};
use crate::journal::{Actor, Changes};
use crate::law::session_course::SessionAct;
use crate::sessions::now as present;
use crate::sessions::record::{Seating, Session};
use crate::sessions::store::{self, Details};

/// Whether the seats of a session may still be changed.
///
/// # Errors
/// [`Refusal::NoSuchMove`] once it sits, is over or was called off.
pub fn seats_may_change(session: &Session, now: DateTime<Utc>) -> Result<(), Refusal> {
    present::status(session, now).after(SessionAct::Revise)?;
    Ok(())
}

/// Notes that the seats of a session are others now; the count itself was written before, by its guarded statement.
///
/// # Errors
/// [`Broken::Query`]; [`Broken::Busy`] when somebody changed the session since it was read.
pub fn note_seats(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    known: &Session,
    (before, after): (&Seating, &Seating),
) -> Result<Session, Broken> {
    let details = store::details_of(work.connection, &[known.id])?
        .remove(&known.id)
        .ok_or_else(|| Broken::Data(format!("session {} has no clocks", known.id)))?;
    let with = |seating: &Seating| Details {
        seating: seating.clone(),
        ..details.clone()
    };
    let (before, after) = (with(before), with(after));
    let changes = Changes::between(facts(known, &before), facts(known, &after));
    if changes.is_empty() {
        return Ok(known.clone());
    }
    let mut session = known.clone();
    session.updated_at = stamp(now, known);
    if session.status.is_public() {
        session.revision = session.revision.saturating_add(1);
        if changes.touch(FOR_CALENDARS) {
            session.sequence = session.sequence.saturating_add(1);
        }
        touch(work, &session);
    }
    if !store::update(work.connection, known, &session, &after)? {
        // Somebody changed the session on another node meanwhile: the whole act is to be tried again.
        return Err(Broken::Busy);
    }
    if session.status.is_public() {
        versions::keep(work, now, versions::SEATS, &session, &after, None)?;
    }
    note(
        work,
        now,
        actor,
        "session.seats",
        &session,
        &after,
        &changes,
    );
    Ok(session)
}
