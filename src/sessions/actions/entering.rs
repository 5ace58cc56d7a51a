//! Entering a session, and writing one that is known over.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Map;

use super::drafting::draft;
use super::facts::{FOR_CALENDARS, REASONS, facts, note};
use super::{Order, Refusal, clocks, new_code};
use crate::bodies;
use crate::bodies::actions::Done;
use crate::bodies::record::Body;
use crate::database::{Broken, Id, Topic, Work};
use crate::journal::{Actor, Changes};
use crate::law::session_course::{SessionAct, SessionStatus};
use crate::sessions::deadlines::Counting;
use crate::sessions::record::{AgendaItem, Seating, Session};
use crate::sessions::store::{self, Details};
use crate::sessions::{now as present, search};

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

/// Enters a session as a draft, or writes over the one with the same body, start and Kazakh title.
///
/// # Errors
/// [`Refusal`]; nothing was written then.
pub fn enter(
    work: &mut Work,
    now: DateTime<Utc>,
    counting: &Counting<'_>,
    actor: &Actor,
    body: &Body,
    order: &Order,
) -> Result<Entered, Refusal> {
    let deadlines = clocks::count(counting, body, order.kind, order.starts, order.ends)?;
    let at_that_time = store::of_body_at(work.connection, body.id, deadlines.starts_at.into())?;
    let known = at_that_time
        .into_iter()
        .find(|session| session.title.kk == order.title.kk);
    let Some(known) = known else {
        let (session, details) = draft(Id::new(), free_code(work)?, now, body, order, &deadlines);
        store::insert(work.connection, &session, &details)?;
        index(work, &session, &details)?;
        let changes = Changes::between(Map::new(), facts(&session, &details));
        note(
            work,
            now,
            actor,
            "session.entered",
            &session,
            &details,
            &changes,
        );
        return Ok(Entered {
            session,
            details,
            done: Done::Entered,
            more_seats: false,
        });
    };
    let (mut session, mut details) =
        draft(known.id, known.code.clone(), now, body, order, &deadlines);
    let before = store::details_of(work.connection, &[known.id])?
        .remove(&known.id)
        .ok_or_else(|| Broken::Data(format!("session {} has no clocks", known.id)))?;
    keep_what_happened(&mut session, &mut details, &known, &before, now);
    write_over(work, now, actor, (known, before), (session, details))
}

fn free_code(work: &mut Work) -> Result<String, Broken> {
    loop {
        let code = new_code();
        if !store::code_is_taken(work.connection, &code)? {
            return Ok(code);
        }
    }
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
    let anew = details.clocks.clone();
    match present::status(known, now) {
        // Another start or kind is another deadline, which nobody relied on yet.
        SessionStatus::Draft if session.kind != known.kind => {}
        SessionStatus::Draft | SessionStatus::Announced | SessionStatus::Postponed => {
            details.clocks = clocks::relied_on(known, &before.clocks, anew, now);
        }
        SessionStatus::Live | SessionStatus::Held | SessionStatus::Cancelled => {
            details.clocks = before.clocks.clone();
        }
    }
    details.seating = Seating {
        capacity: details.seating.capacity,
        overflow_capacity: details.seating.overflow_capacity,
        overflow_place: details.seating.overflow_place.clone(),
        ..before.seating.clone()
    };
    for item in &mut details.agenda {
        let same = |known: &&AgendaItem| known.title.kk == item.title.kk;
        if let Some(same) = before.agenda.iter().find(same) {
            item.id = same.id;
            item.access = same.access;
        }
    }
}

fn write_over(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    (known, before): (Session, Details),
    (mut session, details): (Session, Details),
) -> Result<Entered, Refusal> {
    let changes = Changes::between(facts(&known, &before), facts(&session, &details));
    if changes.is_empty() {
        return Ok(Entered {
            session: known,
            details: before,
            done: Done::Unchanged,
            more_seats: false,
        });
    }
    if changes.touch_more_than(REASONS) {
        present::status(&known, now).after(SessionAct::Revise)?;
    }
    if session.status.is_public() {
        session.revision = session.revision.saturating_add(1);
        if changes.touch(FOR_CALENDARS) {
            session.sequence = session.sequence.saturating_add(1);
        }
        touch(work, &session);
    }
    reseat(work, &before.seating, &details.seating)?;
    store::update(work.connection, &session, &details)?;
    index(work, &session, &details)?;
    note(
        work,
        now,
        actor,
        "session.revised",
        &session,
        &details,
        &changes,
    );
    let (were, are) = (&before.seating, &details.seating);
    let more_seats = are.capacity > were.capacity || are.overflow_capacity > were.overflow_capacity;
    Ok(Entered {
        session,
        details,
        done: Done::Updated,
        more_seats,
    })
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

/// Lets the sessions of a body from a day on be found by the name that it has then.
///
/// # Errors
/// [`Broken::Query`].
pub fn find_by_new_name(work: &mut Work, body: &Body, from: NaiveDate) -> Result<(), Broken> {
    let coming = store::of_body_from(work.connection, body.id, from)?;
    let ids: Vec<Id> = coming.iter().map(|session| session.id).collect();
    let mut details = store::details_of(work.connection, &ids)?;
    for session in &coming {
        if let Some(details) = details.remove(&session.id) {
            index(work, session, &details)?;
        }
    }
    Ok(())
}

/// Lets the session be found by its words.
pub(super) fn index(work: &mut Work, session: &Session, details: &Details) -> Result<(), Broken> {
    let names = bodies::store::names_of(work.connection, &[session.body_id])?;
    let name = names.on(session.body_id, session.local_date);
    search::index(work.connection, session, &name, &details.agenda)
}

/// Public pages that show the session are to be made anew.
pub(super) fn touch(work: &mut Work, session: &Session) {
    work.touch(Topic::Sessions);
    work.touch(Topic::Session(session.id));
}
