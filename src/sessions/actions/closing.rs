//! A session, or items of it, are closed by a decision (605-4), or opened again.
//!
//! What is closed loses its words in the same act: titles give way to neutral ones, speakers and files go (CL-10). Of an
//! announced session it is a new version, which says on what ground and by whose decision; calendars learn of it.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::announcing::Announced;
use super::editing::body_in_act;
use super::entering::{details_of, index, touch};
use super::writing_over::{put, stamp};
use super::{ClosingOrder, Refusal, closing_notices, versions};
use crate::bodies::record::Body;
use crate::database::{Broken, Id, Instant, Json, Work};
use crate::journal::{self, Actor, Entry};
use crate::language::Multilingual;
use crate::law::closing::{self, Topic};
use crate::law::session_course::{Access, NoSuchMove, SessionAct, SessionStatus};
use crate::sessions::closing::record::Closing;
use crate::sessions::closing::words::Wording;
use crate::sessions::deadlines::Counting;
use crate::sessions::now as present;
use crate::sessions::record::{AgendaItem, Session};
use crate::sessions::store::{self, Details};

/// Closes a session or items of it. Items that an earlier decision closed pass to this one where it names them, and all of
/// them where both close the whole session; a decision that closes nothing any more ends.
///
/// # Errors
/// [`Refusal::NeverRestricted`], [`Refusal::ClosingIncomplete`], [`Refusal::Stale`], [`Refusal::NoSuchMove`] once it
/// cannot be closed any more, [`Refusal::Exempt`], those of the clocks.
pub fn close(
    work: &mut Work,
    now: DateTime<Utc>,
    counting: &Counting<'_>,
    actor: &Actor,
    (order, wording): (&ClosingOrder, &Wording),
) -> Result<Announced, Refusal> {
    let (known, before) = looked_at(work, order.session, order.seen)?;
    let body = body_in_act(work, known.body_id)?;
    may_close(order, &body, (&known, &before), now)?;
    let whole = order.whole || known.access == Access::Closed;
    let standing = store::standing_of(work.connection, known.id)?;
    let items = items_closed(order, &before, (whole, &standing));
    let (session, details) = as_closed((&known, &before), (whole, &items), wording, now);
    put(work, &known, &session, &details)?;
    let of_items = (!whole).then_some(items.as_slice());
    store::forget_documents(work.connection, session.id, of_items, now.into())?;
    let clock = closing_notices::clock(counting, &body, &session)?;
    give_way(work, &standing, (whole, &items), now)?;
    let closing = order.row(whole, items.clone(), clock, now);
    store::insert_closing(work.connection, &closing)?;
    index(work, &session, &details)?;
    let numbers = numbers_of(&details.agenda, &items);
    note(
        work,
        now,
        (actor, "session.closed"),
        (&known, &session, &details),
        order.noted(whole, &numbers),
    );
    publish(
        work,
        now,
        (&session, &details),
        versions::CLOSED,
        &wording.notice,
    )?;
    closing_notices::site(work, now, &session, &closing)?;
    Ok(Announced { session, details })
}

/// What stood before keeps what it alone closes; with nothing left it ends.
fn give_way(
    work: &mut Work,
    standing: &[Closing],
    (whole, items): (bool, &[Id]),
    now: DateTime<Utc>,
) -> Result<(), Broken> {
    for one in standing {
        let left = one.items.iter().filter(|item| !items.contains(item));
        let left: Vec<Id> = left.copied().collect();
        if (one.whole && whole) || (!one.whole && left.is_empty()) {
            store::end_closing(work.connection, one.id, now.into())?;
        } else if !one.whole && left.len() < one.items.len() {
            store::narrow_closing(work.connection, one.id, left)?;
        }
    }
    Ok(())
}

/// Whether [`close`] would follow this order, as the session stands: what the desk asks before it shows what follows.
///
/// # Errors
/// As [`close`].
pub fn may_close(
    order: &ClosingOrder,
    body: &Body,
    (known, details): (&Session, &Details),
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    if body.exempt {
        return Err(Refusal::Exempt);
    }
    let was_whole = known.access == Access::Closed;
    let whole = order.whole || was_whole;
    let status = present::status(known, now);
    if !closing::may_close(status, whole && !was_whole) {
        return Err(unchangeable(status));
    }
    let named = |item: &&AgendaItem| order.items.contains(&item.id);
    let items = details.agenda.iter().filter(named).count();
    order.check(body, known, (whole, items), now)
}

/// The session of a form, if it still is what was looked at; of a program whatever it is.
pub(super) fn looked_at(
    work: &mut Work,
    id: Id,
    seen: Option<Instant>,
) -> Result<(Session, Details), Refusal> {
    let known = store::for_change(work.connection, id)?.ok_or(Refusal::NotFound)?;
    if seen.is_some_and(|seen| seen != known.updated_at) {
        return Err(Refusal::Stale);
    }
    let details = details_of(work, id)?;
    Ok((known, details))
}

/// Nothing more is closed of a session in this state, or opened.
pub(super) const fn unchangeable(status: SessionStatus) -> Refusal {
    let act = SessionAct::Revise;
    Refusal::NoSuchMove(NoSuchMove { status, act })
}

/// The items that this decision closes: those that it names; where it is the whole session, also those that are open,
/// and those of the decision on the whole session that it takes the place of.
fn items_closed(
    order: &ClosingOrder,
    details: &Details,
    (whole, standing): (bool, &[Closing]),
) -> Vec<Id> {
    let passes = |item: &AgendaItem| {
        item.access == Access::Open
            || standing
                .iter()
                .filter(|one| one.whole)
                .any(|one| one.closes(&details.agenda, standing).contains(&item))
    };
    let chosen = |item: &&AgendaItem| order.items.contains(&item.id) || (whole && passes(item));
    let closed = details.agenda.iter().filter(chosen);
    closed.map(|item| item.id).collect()
}

/// The numbers of these items, as they are printed.
#[must_use]
pub fn numbers_of(agenda: &[AgendaItem], items: &[Id]) -> Vec<String> {
    let of = agenda.iter().filter(|item| items.contains(&item.id));
    of.map(|item| item.number.clone()).collect()
}

fn as_closed(
    (known, before): (&Session, &Details),
    (whole, items): (bool, &[Id]),
    wording: &Wording,
    now: DateTime<Utc>,
) -> (Session, Details) {
    let mut session = next(known, now);
    // Why it was moved was written while all was open: it may name what is closed.
    session.course_reason = None;
    if whole {
        session.access = Access::Closed;
        session.title = Json::from(wording.session.clone());
    }
    let mut details = before.clone();
    for item in &mut details.agenda {
        // What another decision closed keeps the title that names its own ground.
        if items.contains(&item.id) {
            item.access = Access::Closed;
            item.title = Json::from(wording.item.clone());
            item.speaker = None;
        }
    }
    details
        .documents
        .retain(|document| !items.contains(&document.agenda_item_id));
    (session, details)
}

/// The same session after an act that its public learns of, if it has one.
pub(super) fn next(known: &Session, now: DateTime<Utc>) -> Session {
    let one_more = i32::from(known.status.is_public());
    Session {
        revision: known.revision.saturating_add(one_more),
        sequence: known.sequence.saturating_add(one_more),
        updated_at: stamp(now, known),
        ..known.clone()
    }
}

/// Keeps the new version of what is public; a draft is nobody's news.
pub(super) fn publish(
    work: &mut Work,
    now: DateTime<Utc>,
    (session, details): (&Session, &Details),
    act: &str,
    why: &Multilingual,
) -> Result<(), Broken> {
    if session.status.is_public() {
        versions::keep(work, now, act, session, details, Some(why))?;
        touch(work, session);
    }
    Ok(())
}

/// Notes the act without a word of what is closed.
pub(super) fn note(
    work: &mut Work,
    now: DateTime<Utc>,
    (actor, act): (&Actor, &str),
    (known, session, details): (&Session, &Session, &Details),
    after: Value,
) {
    let entry = Entry {
        actor: actor.clone(),
        act,
        object_kind: "session",
        object: session.id,
        body: Some(session.body_id),
        before: Some(json!({ "access": known.access })),
        after: Some(after),
        calendar_version: Some(&details.clocks.calendar_version),
    };
    journal::record(work, now, entry);
}

/// Notes that closing was tried against article 6: whoever tried is on record, and nothing was closed.
pub fn note_attempt(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    session: &Session,
    hits: &[Topic],
) {
    let entry = Entry {
        actor: actor.clone(),
        act: "session.closing_barred",
        object_kind: "session",
        object: session.id,
        body: Some(session.body_id),
        before: None,
        after: Some(json!({ "article_6": hits })),
        calendar_version: None,
    };
    journal::record(work, now, entry);
}
