//! The acts on results: each is written once, noted in the journal, and told of.

mod judging;
mod order;
mod rows;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::record::{FurtherFile, Outcome};
use super::store;
use crate::bodies;
use crate::database::{Broken, Id, Instant, Work};
use crate::journal::{self, Actor, Entry};
use crate::news;
use crate::sessions;
use crate::sessions::deadlines::Counting;
use crate::sessions::record::{AgendaItem, Clocks, Session};

pub use judging::{Bound, belongs, due_before, judge, may_have_results, possible_none, standing};
pub use order::{NewFile, Order, Refusal, Statement};

use judging::in_time_or_explained;

/// What is published within so long of the last news is told by that one: the letter leads to the page with all of it.
pub const TOGETHER: TimeDelta = TimeDelta::minutes(10);

/// Publishes a result; what was said of there being none of the kind is said no more.
///
/// # Errors
/// [`Refusal`].
pub fn publish(
    work: &mut Work,
    now: DateTime<Utc>,
    counting: &Counting<'_>,
    staff: Id,
    order: &Order,
) -> Result<Outcome, Refusal> {
    let known = seen(work, order.session, order.seen)?;
    let outcome = made(work, now, counting, (staff, &known), order, false)?;
    let before = store::of_session(work.connection, known.id)?;
    let files = put(work, order, &outcome)?;
    let none = before
        .iter()
        .find(|one| one.stands() && one.stated_none && one.kind == outcome.kind);
    if let Some(none) = none {
        store::replace(work.connection, none.id, outcome.id)?;
    }
    let done = ("results.published", none, &files);
    finish(work, now, &known, &outcome, done)?;
    Ok(outcome)
}

/// Publishes a result instead of another one of the same kind, which stays to be read.
///
/// # Errors
/// [`Refusal`].
pub fn replace(
    work: &mut Work,
    now: DateTime<Utc>,
    counting: &Counting<'_>,
    staff: Id,
    (former, order): (Id, &Order),
) -> Result<Outcome, Refusal> {
    let known = seen(work, order.session, order.seen)?;
    let former = store::by_id(work.connection, former)?
        .filter(|former| former.session_id == known.id && !former.stated_none)
        .ok_or(Refusal::NotFound)?;
    let order = Order {
        kind: former.kind,
        ..order.clone()
    };
    let outcome = made(work, now, counting, (staff, &known), &order, true)?;
    let files = put(work, &order, &outcome)?;
    if !store::replace(work.connection, former.id, outcome.id)? {
        return Err(Refusal::Replaced);
    }
    let done = ("results.replaced", Some(&former), &files);
    finish(work, now, &known, &outcome, done)?;
    Ok(outcome)
}

/// Says that no decision was taken, or that no transcript or minutes are kept.
///
/// # Errors
/// [`Refusal`].
pub fn state_none(
    work: &mut Work,
    now: DateTime<Utc>,
    staff: Id,
    statement: &Statement,
) -> Result<Outcome, Refusal> {
    let known = seen(work, statement.session, statement.seen)?;
    may_have_results(&known, now)?;
    let before = store::of_session(work.connection, known.id)?;
    if !possible_none(&before).contains(&statement.kind) {
        return Err(Refusal::CannotBeNone);
    }
    let clocks = clocks_of(work, known.id)?;
    let due = clocks.results_before.utc();
    let body = bodies::store::by_id(work.connection, known.body_id)?.ok_or(Refusal::NotFound)?;
    let bound = Bound::of(&body);
    in_time_or_explained((due, bound), statement.late_reason.as_deref(), now)?;
    let outcome = rows::of_statement(statement, (staff, &known), due, now);
    let outcome = Outcome {
        in_time: outcome.in_time || bound.exempt,
        ..outcome
    };
    store::insert(work.connection, &outcome)?;
    let done = ("results.none_stated", None, &Vec::new());
    finish(work, now, &known, &outcome, done)?;
    Ok(outcome)
}

/// The session of a form, unless somebody changed it since; nobody else changes it before this act ends.
fn seen(work: &mut Work, id: Id, seen: Instant) -> Result<Session, Refusal> {
    let known = sessions::store::for_change(work.connection, id)?.ok_or(Refusal::NotFound)?;
    if known.updated_at != seen {
        return Err(Refusal::Stale);
    }
    Ok(known)
}

fn clocks_of(work: &mut Work, session: Id) -> Result<Clocks, Broken> {
    sessions::store::clocks_of(work.connection, &[session])?
        .remove(&session)
        .ok_or_else(|| Broken::Data(format!("session {session} has no clocks")))
}

/// What an order makes, if it can be published.
fn made(
    work: &mut Work,
    now: DateTime<Utc>,
    counting: &Counting<'_>,
    (staff, known): (Id, &Session),
    order: &Order,
    replaces: bool,
) -> Result<Outcome, Refusal> {
    let body = bodies::store::by_id(work.connection, known.body_id)?.ok_or(Refusal::NotFound)?;
    let clocks = clocks_of(work, known.id)?;
    let bound = Bound::of(&body);
    let before = judge(counting, (known, &clocks, bound), order, replaces, now)?;
    if order.text.is_none() && order.files.is_empty() {
        return Err(Refusal::Empty);
    }
    let agenda = agenda_of(work, known.id)?;
    belongs(order, &agenda)?;
    let outcome = rows::of_order(order, (staff, known), before, now)?;
    Ok(Outcome {
        in_time: outcome.in_time || bound.exempt,
        ..outcome
    })
}

fn agenda_of(work: &mut Work, session: Id) -> Result<Vec<AgendaItem>, Broken> {
    let details = sessions::store::details_of(work.connection, &[session])?.remove(&session);
    Ok(details.map(|details| details.agenda).unwrap_or_default())
}

/// Writes a result with its files, and that they are to be read.
fn put(work: &mut Work, order: &Order, outcome: &Outcome) -> Result<Vec<FurtherFile>, Broken> {
    store::insert(work.connection, outcome)?;
    let files = rows::further_files(order, outcome);
    for file in &files {
        store::insert_file(work.connection, file)?;
    }
    store::insert_words(work.connection, &rows::to_read(outcome, &files))?;
    Ok(files)
}

/// After something was published: the session knows whether all of it is there, the journal what was done, and readers
/// hear of it once.
fn finish(
    work: &mut Work,
    now: DateTime<Utc>,
    known: &Session,
    outcome: &Outcome,
    (act, former, files): (&str, Option<&Outcome>, &Vec<FurtherFile>),
) -> Result<(), Refusal> {
    let outcomes = store::of_session(work.connection, known.id)?;
    let session = sessions::actions::results_placed(work, now, known, &standing(&outcomes))?;
    let mut said = facts(outcome, files);
    if let (Some(said), Some(at)) = (said.as_object_mut(), session.results_complete_at) {
        said.insert("results_complete_at".to_owned(), json!(at.utc()));
    }
    let entry = Entry {
        actor: Actor::Staff(outcome.published_by),
        act,
        object_kind: "session",
        object: known.id,
        body: Some(known.body_id),
        before: former.map(|former| facts(former, &[])),
        after: Some(said),
        calendar_version: None,
    };
    journal::record(work, now, entry);
    let last = news::store::last_noted(work.connection, known.id, news::Kind::Results)?;
    if last.is_none_or(|last| now - last.utc() > TOGETHER) {
        let about = (known.id, known.body_id);
        news::note(work, now, news::Kind::Results, about, session.revision)?;
    }
    Ok(())
}

/// What the journal keeps of a result: not who signed it.
fn facts(outcome: &Outcome, files: &[FurtherFile]) -> Value {
    let further: Vec<&str> = files.iter().map(|file| file.file_sha256.as_str()).collect();
    json!({
        "further_files_sha256": further,
        "withheld_ground": outcome.withheld_ground,
        "withheld": outcome.withheld.as_deref(),
        "result": outcome.kind,
        "stated_none": outcome.stated_none,
        "title": outcome.title.as_deref(),
        "number": outcome.number,
        "text_sha256": outcome.text_sha256,
        "file_sha256": outcome.file_sha256,
        "due_before": outcome.due_before.utc(),
        "in_time": outcome.in_time,
        "late_reason": outcome.late_reason,
    })
}
