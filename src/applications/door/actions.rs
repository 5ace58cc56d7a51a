//! The acts at the door, each in one transaction: facts → law → store → journal.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::record::Entrant;
use super::store;
use super::verdict::{Bar, Verdict, verdict};
use crate::database::{Broken, Id, Instant, Work};
use crate::journal::{self, Actor, Entry};
use crate::law::application_course::{ApplicationAct, ApplicationState, make_move};
use crate::law::session_course::SessionStatus;
use crate::sessions;
use crate::sessions::record::Session;

/// Why an act at the door is refused.
#[derive(Debug)]
pub enum Refusal {
    /// No such session or application.
    NotFound,
    /// Not this person, not now.
    Barred(Bar),
    /// The row has changed since it was shown: as it stands.
    Changed(Box<Entrant>),
    /// Too early: absent are people only once the session is over, and paper is entered once it has begun.
    TooEarly,
    /// The machine.
    Broken(Broken),
}

impl From<Broken> for Refusal {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}

/// How letting in ended. That somebody is in already is no fault of the second guard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LetIn {
    /// Now.
    Now(Entrant),
    /// Before, by somebody else or by the same.
    Before(Entrant),
}

/// The person as the row stands once no other act can change it.
fn found(work: &mut Work, id: Id) -> Result<(Session, Entrant), Refusal> {
    let known = store::entrant(work.connection, id)?.ok_or(Refusal::NotFound)?;
    let session = locked(work, known.session_id)?;
    let entrant = store::entrant(work.connection, id)?.ok_or(Refusal::NotFound)?;
    Ok((session, entrant))
}

/// A session of which no other act decides on applications until this one ends.
pub(super) fn locked(work: &mut Work, id: Id) -> Result<Session, Refusal> {
    sessions::store::lock_seating(work.connection, id)?;
    sessions::store::by_id(work.connection, id)?.ok_or(Refusal::NotFound)
}

/// Lets a person in.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Barred`].
pub fn check_in(
    work: &mut Work,
    now: DateTime<Utc>,
    by: Id,
    application: Id,
) -> Result<LetIn, Refusal> {
    let (session, entrant) = found(work, application)?;
    match verdict(&session, &entrant, now) {
        // Who came on an earlier day comes in again: that they attended is known.
        Verdict::Inside(_) | Verdict::Back(_) => Ok(LetIn::Before(entrant)),
        Verdict::Barred(bar) => Err(Refusal::Barred(bar)),
        Verdict::Admit => match came(work, now, &entrant, now) {
            Ok(inside) => {
                note_arrival(work, now, by, &session, &entrant, &inside, false);
                Ok(LetIn::Now(inside))
            }
            Err(Refusal::Changed(stands)) if stands.attended_at.is_some() => {
                Ok(LetIn::Before(*stands))
            }
            Err(refusal) => Err(refusal),
        },
    }
}

/// Takes back that a person was let in: it is again as it was before, and nothing is decided by it. The state that was shown must still stand.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Changed`].
pub fn undo(
    work: &mut Work,
    now: DateTime<Utc>,
    by: Id,
    application: Id,
    revision: i32,
) -> Result<Entrant, Refusal> {
    let (session, entrant) = found(work, application)?;
    let act = ApplicationAct::UndoCheckIn;
    // Of whoever came in before that was noted, no more is known than that the door let them in.
    let from = entrant.attended_from.unwrap_or(ApplicationState::Admitted);
    let moved = make_move(Some(entrant.state), act, from);
    let (Ok(state), true) = (moved, entrant.revision == revision) else {
        return Err(Refusal::Changed(Box::new(entrant)));
    };
    let outside = Entrant {
        state,
        attended_at: None,
        attended_from: None,
        ..next(&entrant)
    };
    write(work, now, &entrant, &outside)?;
    note(
        work,
        now,
        by,
        &session,
        "application.check_in_undone",
        &entrant,
        json!({ "state": outside.state, "number": outside.number, "session": session.id }),
    );
    Ok(outside)
}

/// Marks everybody absent who has not come; gives how many. Only once the session is over.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::TooEarly`].
pub fn mark_absent(
    work: &mut Work,
    now: DateTime<Utc>,
    by: Id,
    session: Id,
) -> Result<usize, Refusal> {
    let session = locked(work, session)?;
    if sessions::now::status(&session, now) != SessionStatus::Held {
        return Err(Refusal::TooEarly);
    }
    let marked = store::mark_absent(work.connection, session.id, now)?;
    for (id, number, before) in &marked {
        let entry = Entry {
            actor: Actor::Staff(by),
            act: "application.marked_absent",
            object_kind: "application",
            object: *id,
            body: Some(session.body_id),
            before: Some(json!({ "state": before })),
            after: Some(json!({
                "state": ApplicationState::Absent, "number": number, "session": session.id
            })),
            calendar_version: None,
        };
        journal::record(work, now, entry);
    }
    Ok(marked.len())
}

/// Takes back that people were let in, of a session that is moved to another day before it began: nobody has come to
/// that day yet. Everybody is again as before.
///
/// # Errors
/// [`Broken::Query`].
pub fn nobody_came_yet(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    session: &Session,
) -> Result<(), Broken> {
    let inside = store::inside(work.connection, session.id)?;
    for entrant in &inside {
        let state = entrant.attended_from.unwrap_or(ApplicationState::Admitted);
        let outside = Entrant {
            state,
            attended_at: None,
            attended_from: None,
            ..next(entrant)
        };
        if !store::change(work.connection, entrant, &outside, now)? {
            return Err(Broken::Busy);
        }
        let entry = Entry {
            actor: actor.clone(),
            act: "application.check_in_undone",
            object_kind: "application",
            object: entrant.id,
            body: Some(session.body_id),
            before: Some(json!({ "state": entrant.state })),
            after: Some(json!({
                "state": state, "number": entrant.number, "session": session.id
            })),
            calendar_version: None,
        };
        journal::record(work, now, entry);
    }
    Ok(())
}

fn next(entrant: &Entrant) -> Entrant {
    Entrant {
        revision: entrant.revision.saturating_add(1),
        ..entrant.clone()
    }
}

/// Writes that a person came in at an instant.
pub(super) fn came(
    work: &mut Work,
    now: DateTime<Utc>,
    entrant: &Entrant,
    at: DateTime<Utc>,
) -> Result<Entrant, Refusal> {
    let act = ApplicationAct::CheckIn;
    let state = make_move(Some(entrant.state), act, ApplicationState::Attended)
        .map_err(|_| Refusal::Changed(Box::new(entrant.clone())))?;
    let inside = Entrant {
        state,
        attended_at: Some(Instant::from(at)),
        attended_from: Some(entrant.state),
        ..next(entrant)
    };
    write(work, now, entrant, &inside)?;
    Ok(inside)
}

/// The lane of the session and the lock of its seats have put the acts in order; the guard holds it even so.
fn write(
    work: &mut Work,
    now: DateTime<Utc>,
    before: &Entrant,
    after: &Entrant,
) -> Result<(), Refusal> {
    if store::change(work.connection, before, after, now)? {
        return Ok(());
    }
    let stands = store::entrant(work.connection, before.id)?.ok_or(Refusal::NotFound)?;
    Err(Refusal::Changed(Box::new(stands)))
}

/// Notes it.
pub(super) fn note_arrival(
    work: &mut Work,
    now: DateTime<Utc>,
    by: Id,
    session: &Session,
    before: &Entrant,
    after: &Entrant,
    from_paper: bool,
) {
    let after = json!({
        "state": after.state,
        "number": after.number,
        "session": session.id,
        "attended_at": after.attended_at.map(Instant::utc),
        "from_paper": from_paper,
    });
    note(
        work,
        now,
        by,
        session,
        "application.checked_in",
        before,
        after,
    );
}

fn note(
    work: &mut Work,
    now: DateTime<Utc>,
    by: Id,
    session: &Session,
    act: &'static str,
    before: &Entrant,
    after: serde_json::Value,
) {
    let entry = Entry {
        actor: Actor::Staff(by),
        act,
        object_kind: "application",
        object: before.id,
        body: Some(session.body_id),
        before: Some(json!({ "state": before.state })),
        after: Some(after),
        calendar_version: None,
    };
    journal::record(work, now, entry);
}
