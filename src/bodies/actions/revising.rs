//! What the desk does to a body: each act is told of which state of the body it was made, and does nothing to another.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde_json::json;

use super::{Order, Refusal, belongs_to_another, enter, facts, note, row};
use crate::bodies::record::{Body, SINCE_EVER};
use crate::bodies::store;
use crate::database::{Broken, Id, Instant, Topic, Work};
use crate::journal::{self, Actor, Changes, Entry};
use crate::language::{Multilingual, sort_text};

/// Why a body stays as it is.
#[derive(Debug, thiserror::Error)]
pub enum NotRevised {
    /// There is no such body, or no such name of it.
    #[error("no such body")]
    NotFound,
    /// Somebody else changed it meanwhile.
    #[error("the body was changed meanwhile")]
    Stale,
    /// The address is another body's.
    #[error("the address is taken")]
    SlugTaken,
    /// A body always has the name that it began with; it can be corrected.
    #[error("the first name stays")]
    FirstName,
    /// As for every body.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl From<Broken> for NotRevised {
    fn from(broken: Broken) -> Self {
        Self::Refused(broken.into())
    }
}

/// A body before and after.
#[derive(Debug, Clone)]
pub struct Revised {
    /// As it was.
    pub before: Body,
    /// As it is.
    pub after: Body,
}

/// Enters a new body.
///
/// # Errors
/// [`NotRevised::SlugTaken`], [`NotRevised::Refused`].
pub fn add(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    order: &Order,
) -> Result<Body, NotRevised> {
    if store::by_slug(work.connection, &order.slug)?.is_some() {
        return Err(NotRevised::SlugTaken);
    }
    Ok(enter(work, now, actor, order)?.0)
}

/// Writes the card of a body over; its address and its name stay.
///
/// # Errors
/// [`NotRevised`].
pub fn revise(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    (id, made_of): (Id, Instant),
    order: &Order,
) -> Result<Revised, NotRevised> {
    let before = found(work, id, made_of)?;
    let faults = order.faults();
    if !faults.is_empty() {
        return Err(Refusal::Card(faults).into());
    }
    belongs_to_another(work, id, order.parent)?;
    let name = Multilingual::default();
    let after = Body {
        updated_at: later_than(&before, now),
        slug: before.slug.clone(),
        name_order: before.name_order.clone(),
        ..row(id, Some(&before), order, now)
    };
    let changes = Changes::between(facts(&before, &name), facts(&after, &name));
    if changes.is_empty() {
        let after = before.clone();
        return Ok(Revised { before, after });
    }
    store::update(work.connection, &after)?;
    note(work, now, actor, &after, "body.updated", &changes);
    Ok(Revised { before, after })
}

/// A name and the first day on which it is the body's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewName {
    /// The first day: past, present or to come.
    pub from: NaiveDate,
    /// The name.
    pub name: Multilingual,
}

/// Gives a body a name from a day on; the name entered for that very day gives way.
///
/// # Errors
/// [`NotRevised`].
pub fn rename(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    (id, made_of): (Id, Instant),
    new: &NewName,
) -> Result<Body, NotRevised> {
    let body = found(work, id, made_of)?;
    let from = new.from.max(SINCE_EVER);
    let names = store::names_of(work.connection, &[id])?;
    let given_way = names
        .history(id)
        .iter()
        .find(|known| known.valid_from == from)
        .map(|known| (*known.name).clone());
    let before = given_way.clone().unwrap_or_else(|| names.on(id, from));
    if before == new.name {
        return Ok(body);
    }
    store::name_from(work.connection, id, from, &new.name)?;
    let act = if given_way.is_some() {
        "body.name_corrected"
    } else {
        "body.renamed"
    };
    let entry = Entry {
        actor: actor.clone(),
        act,
        object_kind: "body",
        object: id,
        body: Some(id),
        before: Some(json!({ "name": before })),
        after: Some(json!({ "name": new.name, "valid_from": from })),
        calendar_version: None,
    };
    journal::record(work, now, entry);
    named(work, now, body)
}

/// Takes away a name that was entered for a wrong day; the one before it is valid on.
///
/// # Errors
/// [`NotRevised`].
pub fn remove_name(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    (id, made_of): (Id, Instant),
    day: NaiveDate,
) -> Result<Body, NotRevised> {
    let body = found(work, id, made_of)?;
    let names = store::names_of(work.connection, &[id])?;
    let history = names.history(id);
    let gone = history.iter().find(|name| name.valid_from == day);
    let gone = gone.ok_or(NotRevised::NotFound)?;
    if history.first() == Some(gone) {
        return Err(NotRevised::FirstName);
    }
    store::remove_name(work.connection, id, day)?;
    let entry = Entry {
        actor: actor.clone(),
        act: "body.name_removed",
        object_kind: "body",
        object: id,
        body: Some(id),
        before: Some(json!({ "name": &*gone.name, "valid_from": day })),
        after: None,
        calendar_version: None,
    };
    journal::record(work, now, entry);
    named(work, now, body)
}

/// After a change of names: the place in the alphabet follows the name of today.
fn named(work: &mut Work, now: DateTime<Utc>, body: Body) -> Result<Body, NotRevised> {
    let today = body.zone.local(now).date();
    let name = store::names_of(work.connection, &[body.id])?.on(body.id, today);
    let body = Body {
        name_order: sort_text(&name.kk),
        updated_at: later_than(&body, now),
        ..body
    };
    store::update(work.connection, &body)?;
    work.touch(Topic::Bodies);
    work.touch(Topic::Sessions);
    Ok(body)
}

/// The body in the state of which an act was made.
fn found(work: &mut Work, id: Id, made_of: Instant) -> Result<Body, NotRevised> {
    let body = store::by_id(work.connection, id)?.ok_or(NotRevised::NotFound)?;
    if body.updated_at == made_of {
        Ok(body)
    } else {
        Err(NotRevised::Stale)
    }
}

/// Each change has an instant of its own: forms are told apart by it.
fn later_than(before: &Body, now: DateTime<Utc>) -> Instant {
    now.max(before.updated_at.utc() + TimeDelta::microseconds(1))
        .into()
}
