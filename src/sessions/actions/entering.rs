//! Entering a session.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Map;

use super::drafting::draft;
use super::facts::{facts, note};
use super::writing_over::{Entered, write_over};
use super::{Order, Refusal, adjourning, clocks, closing_notices, new_code};
use crate::bodies;
use crate::bodies::actions::Done;
use crate::bodies::record::Body;
use crate::database::{Broken, Id, Topic, Work};
use crate::journal::{Actor, Changes};
use crate::language::Multilingual;
use crate::law::deadlines::Deadlines;
use crate::law::session_course::{Access, SessionStatus};
use crate::sessions::deadlines::Counting;
use crate::sessions::record::Session;
use crate::sessions::search;
use crate::sessions::store::{self, Details};

/// Enters a session as a draft, or writes over the one with the same body, start and Kazakh title; one that is public
/// with the reason that the public reads.
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
    why: Option<&Multilingual>,
) -> Result<Entered, Refusal> {
    let deadlines = clocks::count(counting, body, order.kind, order.starts, order.ends)?;
    let known = known_as(work, body, &deadlines, order)?;
    let Some(known) = known else {
        return enter_new(work, now, actor, body, order, &deadlines);
    };
    let known = store::for_change(work.connection, known.id)?.ok_or(Refusal::NotFound)?;
    let before = details_of(work, known.id)?;
    let order = &adjourning::keep_end(order, &known);
    let deadlines = clocks::count(counting, body, order.kind, order.starts, order.ends)?;
    let anew = draft(known.id, known.code.clone(), now, body, order, &deadlines);
    let entered = write_over(work, now, actor, (known, before), anew, why)?;
    closing_notices::recount_of_draft(work, counting, body, &entered.session)?;
    Ok(entered)
}

/// The session that an order describes, by the same rule: the one with this body, start and Kazakh title, else the one
/// of that time that is held closed, which has another title now.
///
/// # Errors
/// [`Refusal::Broken`], those of the clocks.
pub fn known(
    work: &mut Work,
    counting: &Counting<'_>,
    body: &Body,
    order: &Order,
) -> Result<Option<Session>, Refusal> {
    let deadlines = clocks::count(counting, body, order.kind, order.starts, order.ends)?;
    Ok(known_as(work, body, &deadlines, order)?)
}

fn known_as(
    work: &mut Work,
    body: &Body,
    deadlines: &Deadlines,
    order: &Order,
) -> Result<Option<Session>, Broken> {
    let starts_at = deadlines.starts_at.into();
    let mut at_that_time = store::of_body_at(work.connection, body.id, starts_at)?;
    let called_so = |session: &Session| session.title.kk == order.title.kk;
    let held_closed = |session: &Session| {
        session.access == Access::Closed && session.status != SessionStatus::Cancelled
    };
    let place = at_that_time
        .iter()
        .position(called_so)
        .or_else(|| at_that_time.iter().position(held_closed));
    Ok(place.map(|place| at_that_time.swap_remove(place)))
}

/// Enters a session as a draft.
pub(super) fn enter_new(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    body: &Body,
    order: &Order,
    deadlines: &Deadlines,
) -> Result<Entered, Refusal> {
    let (session, details) = draft(Id::new(), free_code(work)?, now, body, order, deadlines);
    store::insert(work.connection, &session, &details)?;
    index(work, &session, &details)?;
    let changes = Changes::between(Map::new(), facts(&session, &details));
    let act = "session.entered";
    note(work, now, actor, act, &session, &details, &changes);
    Ok(Entered {
        session,
        details,
        done: Done::Entered,
        more_seats: false,
    })
}

/// What belongs to a session that is there.
pub(super) fn details_of(work: &mut Work, id: Id) -> Result<Details, Broken> {
    store::details_of(work.connection, &[id])?
        .remove(&id)
        .ok_or_else(|| Broken::Data(format!("session {id} has no clocks")))
}

fn free_code(work: &mut Work) -> Result<String, Broken> {
    loop {
        let code = new_code();
        if !store::code_is_taken(work.connection, &code)? {
            return Ok(code);
        }
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

/// Lets a session be found by the words of its results too, as they stand now; nobody else changes it meanwhile.
///
/// # Errors
/// [`Broken::Query`].
pub fn find_by_results(work: &mut Work, id: Id) -> Result<(), Broken> {
    let session = store::for_change(work.connection, id)?;
    let details = store::details_of(work.connection, &[id])?.remove(&id);
    if let (Some(session), Some(details)) = (session, details) {
        index(work, &session, &details)?;
        touch(work, &session);
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
