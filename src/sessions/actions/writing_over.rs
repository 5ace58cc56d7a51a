//! Writing a known session over: what happened to it stays, what is public becomes a new version.

use chrono::{DateTime, TimeDelta, Utc};

use super::emergency::keep_out_of_the_hall;
use super::entering::{index, touch};
use super::facts::{FOR_CALENDARS, REASONS, facts, note};
use super::{Refusal, clocks, versions};
use crate::bodies::actions::Done;
use crate::database::{Broken, Id, Instant, Work};
use crate::journal::{Actor, Changes};
use crate::language::Multilingual;
use crate::law::session_course::{SessionAct, SessionStatus};
use crate::sessions::now as present;
use crate::sessions::record::{AgendaItem, Document, Seating, Session};
use crate::sessions::store::{self, Details};

/// A session as it stands after it was entered.
#[derive(Debug, Clone)]
pub struct Entered {
    /// The session.
    pub session: Session,
    /// Its clocks, seats and matters.
    pub details: Details,
    /// Whether it was known.
    pub done: Done,
    /// There are more seats than before: those who wait may move up.
    pub more_seats: bool,
}

/// What happened to the known session stays: its status, its announcement, its revisions, the seats taken, the
/// clocks relied on; a matter that is still there is the same matter.
fn keep_what_happened(
    session: &mut Session,
    details: &mut Details,
    known: &Session,
    before: &Details,
    now: DateTime<Utc>,
) {
    session.status = known.status;
    session.access = known.access;
    session.revision = known.revision;
    session.sequence = known.sequence;
    session.announced_at = known.announced_at;
    session.announced_in_time = known.announced_in_time;
    session.created_at = known.created_at;
    session.former_starts_at = known.former_starts_at;
    session.moved_at = known.moved_at;
    session.cancelled_at = known.cancelled_at;
    session.course_reason.clone_from(&known.course_reason);
    session.results_complete_at = known.results_complete_at;
    session.emergency_id = known.emergency_id;
    let anew = details.clocks.clone();
    let another = session.kind != known.kind || session.starts_at != known.starts_at;
    match present::status(known, now) {
        // Another start or kind is another deadline, which nobody relied on yet.
        SessionStatus::Draft if another => {}
        SessionStatus::Draft | SessionStatus::Announced | SessionStatus::Postponed => {
            details.clocks = clocks::relied_on(known, &before.clocks, anew, now);
        }
        SessionStatus::Live | SessionStatus::Held | SessionStatus::Cancelled => {
            details.clocks = before.clocks.clone();
        }
    }
    details.seating = if present::is_in_emergency(known) {
        // Its people may have their seats again.
        before.seating.clone()
    } else {
        Seating {
            capacity: details.seating.capacity,
            overflow_capacity: details.seating.overflow_capacity,
            overflow_place: details.seating.overflow_place.clone(),
            ..before.seating.clone()
        }
    };
    keep_matters(&mut details.agenda, &before.agenda);
    let is_there = |document: &&Document| {
        let mut ids = details.agenda.iter().map(|item| item.id);
        ids.any(|id| id == document.agenda_item_id)
    };
    details.documents = before.documents.iter().filter(is_there).cloned().collect();
}

/// A matter is the same if it says so, else if it has the same Kazakh title; each stays itself once.
fn keep_matters(agenda: &mut [AgendaItem], before: &[AgendaItem]) {
    let mut left: Vec<&AgendaItem> = before.iter().collect();
    let mut take = |is_same: &dyn Fn(&AgendaItem) -> bool| {
        let place = left.iter().position(|known| is_same(known))?;
        Some(left.swap_remove(place))
    };
    let named: Vec<Option<&AgendaItem>> = agenda
        .iter()
        .map(|item| take(&|known| known.id == item.id))
        .collect();
    for (item, named) in agenda.iter_mut().zip(named) {
        let same = named.or_else(|| take(&|known| known.title.kk == item.title.kk));
        match same {
            Some(same) => {
                item.id = same.id;
                item.access = same.access;
            }
            None => item.id = Id::new(),
        }
    }
}

/// Writes a known session over; what is public becomes a new version, with the public note on why.
///
/// # Errors
/// [`Refusal`]; nothing was written then.
pub(super) fn write_over(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    (known, before): (Session, Details),
    (mut session, mut details): (Session, Details),
    why: Option<&Multilingual>,
) -> Result<Entered, Refusal> {
    keep_what_happened(&mut session, &mut details, &known, &before, now);
    let changes = Changes::between(facts(&known, &before), facts(&session, &details));
    if changes.is_empty() {
        return Ok(Entered {
            session: known,
            details: before,
            done: Done::Unchanged,
            more_seats: false,
        });
    }
    keep_the_hall(&session, &details.seating)?;
    if changes.touch_more_than(REASONS) {
        present::status(&known, now).after(SessionAct::Revise)?;
        keep_out_of_the_hall(work, &known, &mut session, now)?;
    }
    session.updated_at = stamp(now, &known);
    let is_public = session.status.is_public();
    if is_public {
        session.revision = session.revision.saturating_add(1);
        if changes.touch(FOR_CALENDARS) {
            session.sequence = session.sequence.saturating_add(1);
        }
    }
    put(work, &known, &session, &details)?;
    if is_public {
        let act = SessionAct::Revise.as_str();
        versions::keep(work, now, act, &session, &details, why)?;
        touch(work, &session);
    }
    reseat(work, &before.seating, &details.seating)?;
    take_away_documents(work, now, &before, &details)?;
    index(work, &session, &details)?;
    let act = "session.revised";
    note(work, now, actor, act, &session, &details, &changes);
    let (were, are) = (&before.seating, &details.seating);
    let more_seats = are.capacity > were.capacity || are.overflow_capacity > were.overflow_capacity;
    Ok(Entered {
        session,
        details,
        done: Done::Updated,
        more_seats,
    })
}

/// Whoever has a seat, or waits for one, must not find the hall gone.
fn keep_the_hall(session: &Session, seating: &Seating) -> Result<(), Refusal> {
    let people = seating
        .seated
        .saturating_add(seating.overflow_seated)
        .saturating_add(seating.waiting);
    if session.format.has_hall() || people == 0 {
        Ok(())
    } else {
        Err(Refusal::HallInUse { people })
    }
}

/// Writes a known session as it is to be.
///
/// # Errors
/// [`Refusal::Stale`] when it is no longer as it was known.
pub(super) fn put(
    work: &mut Work,
    known: &Session,
    session: &Session,
    details: &Details,
) -> Result<(), Refusal> {
    if store::update(work.connection, known, session, details)? {
        Ok(())
    } else {
        Err(Refusal::Stale)
    }
}

/// When a known session is changed: each change has an instant of its own, by which forms are told apart.
#[must_use]
pub fn stamp(now: DateTime<Utc>, known: &Session) -> Instant {
    let next = known.updated_at.utc() + TimeDelta::microseconds(1);
    now.max(next).into()
}

/// The files of matters that are no longer there.
fn take_away_documents(
    work: &mut Work,
    now: DateTime<Utc>,
    before: &Details,
    after: &Details,
) -> Result<(), Broken> {
    let gone: Vec<Id> = before
        .documents
        .iter()
        .filter(|document| !after.documents.contains(document))
        .map(|document| document.id)
        .collect();
    store::remove_documents(work.connection, &gone, now.into())
}

/// Seats are never fewer than the people who have one.
fn reseat(work: &mut Work, before: &Seating, after: &Seating) -> Result<(), Refusal> {
    if after.capacity < after.seated {
        return Err(Refusal::SeatsTaken {
            field: "capacity",
            taken: after.seated,
        });
    }
    if after.overflow_capacity < after.overflow_seated {
        return Err(Refusal::SeatsTaken {
            field: "overflow",
            taken: after.overflow_seated,
        });
    }
    if before == after || store::change_seating(work.connection, before, after)? {
        Ok(())
    } else {
        // Somebody applied between the reading and now, on another node: the whole act is to be tried again.
        Err(Refusal::Broken(Broken::Busy))
    }
}
