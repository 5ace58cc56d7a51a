//! Writing a known session over: what happened to it stays, what is public becomes a new version.

use chrono::{DateTime, TimeDelta, Utc};

use super::emergency::keep_out_of_the_hall;
use super::entering::{index, touch};
use super::facts::{FOR_CALENDARS, REASONS, facts, note};
use super::postponing::check_reason;
use super::{Refusal, clocks, closing_notices, versions};
use crate::bodies::actions::Done;
use crate::database::{Broken, Id, Instant, Work};
use crate::journal::{Actor, Changes};
use crate::language::Multilingual;
use crate::law::session_course::{Access, SessionAct, SessionStatus};
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
    if known.access == Access::Closed {
        // What it was called is not kept (605-4): it has the neutral title of its closing.
        session.title = known.title.clone();
    }
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
    session.sittings.clone_from(&known.sittings);
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
    keep_matters(&mut details.agenda, &before.agenda, known.access);
    let is_there = |document: &&Document| {
        let mut ids = details.agenda.iter().map(|item| item.id);
        ids.any(|id| id == document.agenda_item_id)
    };
    details.documents = before.documents.iter().filter(is_there).cloned().collect();
}

/// What is closed, or is to be closed by the act that follows, keeps its words: they are changed by that act alone.
fn is_closed(known: &AgendaItem, item: &AgendaItem) -> bool {
    known.access == Access::Closed || item.access == Access::Closed
}

/// Whether a closed matter would be gone: with it the public would lose sight of what is closed.
fn closed_item_gone(before: &[AgendaItem], after: &[AgendaItem]) -> bool {
    let mut closed = before.iter().filter(|one| one.access == Access::Closed);
    closed.any(|one| !after.iter().any(|item| item.id == one.id))
}

/// Whether there is a new open matter: in a session that is held closed the public would read its words.
fn has_new_open_matter(before: &[AgendaItem], after: &[AgendaItem]) -> bool {
    let mut open = after.iter().filter(|one| one.access == Access::Open);
    open.any(|one| !before.iter().any(|known| known.id == one.id))
}

/// A matter is the same if it says so; else, of what is closed, if it has the same number, as all that is closed on one
/// ground has one title; else if it has the same Kazakh title. Each stays itself once. A new matter is open, but for one
/// that has the neutral title in a session that is `closed` already.
fn keep_matters(agenda: &mut [AgendaItem], before: &[AgendaItem], session: Access) {
    let mut left: Vec<&AgendaItem> = before.iter().collect();
    let mut take = |is_same: &dyn Fn(&AgendaItem) -> bool| {
        let place = left.iter().position(|known| is_same(known))?;
        Some(left.remove(place))
    };
    let named: Vec<Option<&AgendaItem>> = agenda
        .iter()
        .map(|item| take(&|known| known.id == item.id))
        .collect();
    for (item, named) in agenda.iter_mut().zip(named) {
        let by_number = |known: &AgendaItem| is_closed(known, item) && known.number == item.number;
        let by_title = |known: &AgendaItem| known.title.kk == item.title.kk;
        let same = if item.access == Access::Closed {
            named
                .or_else(|| take(&by_number))
                .or_else(|| take(&by_title))
        } else {
            named
                .or_else(|| take(&by_title))
                .or_else(|| take(&by_number))
        };
        if let Some(same) = same {
            item.id = same.id;
            if is_closed(same, item) {
                item.title = same.title.clone();
                item.speaker.clone_from(&same.speaker);
            }
            item.access = same.access;
        } else {
            item.id = Id::new();
            if session == Access::Open {
                item.access = Access::Open;
            }
        }
    }
}

/// Writes a known session over; what is public becomes a new version, with the public note on why.
///
/// # Errors
/// [`Refusal`]; nothing was written then. [`Refusal::WhyMissing`] where what is public would change without that note.
pub(super) fn write_over(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    (known, before): (Session, Details),
    (mut session, mut details): (Session, Details),
    why: Option<&Multilingual>,
) -> Result<Entered, Refusal> {
    keep_what_happened(&mut session, &mut details, &known, &before, now);
    if closed_item_gone(&before.agenda, &details.agenda) {
        return Err(Refusal::ClosedItemGone);
    }
    let held_closed = known.access == Access::Closed;
    if held_closed && has_new_open_matter(&before.agenda, &details.agenda) {
        return Err(Refusal::NewInClosedSession);
    }
    if known.status.is_public() {
        closing_notices::must_be_decided(work, &session, &details)?;
    }
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
        if known.status.is_public() {
            // What was announced is changed with a reason that everybody reads, whatever it is that changed.
            let why = why.ok_or(Refusal::WhyMissing)?;
            check_reason(why).map_err(|_| Refusal::WhyMissing)?;
        }
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
