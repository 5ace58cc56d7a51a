//! What the desk does about letters; each on record, without personal data.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::store;
use crate::applications::store::calling;
use crate::database::{Broken, Id, Work};
use crate::journal::{self, Actor, Entry};
use crate::news::{self, Audience};
use crate::outbox::{self, CalledBack};
use crate::sessions::record::Session;
use crate::web::Problem;
use crate::web::desk::{Person, Right};

/// Why nothing was done.
#[derive(Debug)]
pub enum NotDone {
    /// What the form was made of is not there any more: it was done before, or there is something new to tell.
    Gone,
    /// The person may not.
    May(Problem),
    /// The machine.
    Broken(Broken),
}

impl From<Broken> for NotDone {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}

/// Notes that somebody telephoned, or takes that back (`undo`). A second time it changes nothing.
///
/// # Errors
/// [`NotDone`].
pub fn telephoned(
    work: &mut Work,
    now: DateTime<Utc>,
    person: &Person,
    item: Id,
    undo: bool,
) -> Result<(), NotDone> {
    let found = store::item(work.connection, item)?;
    let (session, body, kind) = found.ok_or(NotDone::Gone)?;
    person.may(Right::Decide, body).map_err(NotDone::May)?;
    let (done, act) = if undo {
        calling::not_told_of_emergency(work.connection, item)?;
        let done = store::take_telephoned_back(work.connection, item)?;
        (done, "letters.telephoned_undone")
    } else {
        let who = (person.id, now);
        let done = store::note_telephoned(work.connection, (item, session), who)?;
        if done {
            calling::told_of_emergency(work.connection, item, now.into())?;
        }
        (done, "letters.telephoned")
    };
    if done {
        let after = json!({ "letter": kind, "item": item });
        note(work, now, (person.id, act), (session, body), after);
    }
    Ok(())
}

/// Lets an address have letters again: its owner says that it is read.
///
/// # Errors
/// [`NotDone`].
pub fn release(
    work: &mut Work,
    now: DateTime<Utc>,
    person: &Person,
    hash: &str,
) -> Result<(), NotDone> {
    let found = store::stopped_by(work.connection, hash)?;
    let (session, body) = found.ok_or(NotDone::Gone)?;
    person.may(Right::Decide, body).map_err(NotDone::May)?;
    if !outbox::store::lift(work, hash)? {
        return Err(NotDone::Gone);
    }
    let act = (person.id, "letters.address_released");
    note(work, now, act, (session, body), json!({}));
    Ok(())
}

/// What was ordered longer ago belongs to other news.
const ONE_NEWS: TimeDelta = TimeDelta::hours(1);

/// Takes back the letters to many about a session that wait, and orders no more of them.
///
/// # Errors
/// [`Broken::Query`].
pub fn call_back(
    work: &mut Work,
    now: DateTime<Utc>,
    staff: Id,
    session: &Session,
) -> Result<CalledBack, Broken> {
    news::store::stop(work, session.id, Audience::Subscribers, now)?;
    let done = outbox::store::call_back_of_session(work, now, session.id, now - ONE_NEWS)?;
    if done.letters > 0 {
        let after = json!({ "letters": done.letters, "too_late": done.too_late });
        let act = (staff, "letters.called_back");
        note(work, now, act, (session.id, session.body_id), after);
    }
    Ok(done)
}

fn note(
    work: &mut Work,
    now: DateTime<Utc>,
    (staff, act): (Id, &'static str),
    (session, body): (Id, Id),
    after: Value,
) {
    let entry = Entry {
        actor: Actor::Staff(staff),
        act,
        object_kind: "session",
        object: session,
        body: Some(body),
        before: None,
        after: Some(after),
        calendar_version: None,
    };
    journal::record(work, now, entry);
}
