//! What was closed is opened again: the session, or items of it, with the titles that the public is to read. A decision
//! keeps what is not opened, and ends with the last of it.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::announcing::Announced;
use super::closing::{looked_at, next, note, publish, unchangeable};
use super::entering::index;
use super::writing_over::put;
use super::{Order, Refusal, closing_notices, versions};
use crate::database::{AnyConnection, Broken, Id, Instant, Json, Work};
use crate::journal::Actor;
use crate::language::Multilingual;
use crate::law::announcement::Item;
use crate::law::closing::may_open;
use crate::law::session_course::Access;
use crate::sessions::history::{self, MatterThen};
use crate::sessions::now as present;
use crate::sessions::record::{AgendaItem, Session};
use crate::sessions::store::{self, Details};

/// A session is to be open again, or items of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reopening {
    /// The session.
    pub session: Id,
    /// When it was last changed, as the page that was looked at knew it.
    pub seen: Instant,
    /// Why, for the public.
    pub why: Multilingual,
    /// What it is called, where it was closed as a whole.
    pub title: Multilingual,
    /// The items that are opened, and what they are about. The others stay closed.
    pub items: HashMap<Id, Multilingual>,
}

/// Opens items of a session, and the session with them where it was closed as a whole. Its hall is as it was: who takes
/// people into it while an emergency covers it is asked by whoever calls this, in the same act.
///
/// # Errors
/// [`Refusal::Stale`], [`Refusal::NothingClosed`], [`Refusal::NothingToOpen`] where no closed item is named,
/// [`Refusal::NoSuchMove`] of one that was called off, [`Refusal::ReasonMissing`] and [`Refusal::Incomplete`] for what the
/// public is to read.
pub fn reopen(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    order: &Reopening,
) -> Result<Announced, Refusal> {
    let (known, before) = looked_at(work, order.session, Some(order.seen))?;
    may_reopen(order, (&known, &before), now)?;
    let mut session = next(&known, now);
    if known.access == Access::Closed {
        session.access = Access::Open;
        session.title = Json::from(order.title.clone());
    }
    let mut details = before.clone();
    let mut numbers = Vec::new();
    for item in &mut details.agenda {
        if let Some(title) = order.items.get(&item.id).filter(|_| is_closed(item)) {
            item.access = Access::Open;
            item.title = Json::from(title.clone());
            numbers.push(item.number.clone());
        }
    }
    if session.status.is_public() {
        if order.why.kk.trim().is_empty() || order.why.ru.trim().is_empty() {
            return Err(Refusal::ReasonMissing);
        }
        let mut missing = Order::of(&session, &details).missing();
        // What else its announcement lacks was lacking before, and need not be possible to add any more.
        missing.retain(|one| matches!(one.item, Item::Title | Item::Matters));
        if !missing.is_empty() {
            return Err(Refusal::Incomplete(missing));
        }
    }
    put(work, &known, &session, &details)?;
    narrow(work, &session, &details, now)?;
    if !details.agenda.iter().any(is_closed) {
        closing_notices::end_part(work, now, actor, (&session, &details))?;
    }
    index(work, &session, &details)?;
    let after = json!({ "access": session.access, "opened_items": numbers, "reason": order.why });
    note(
        work,
        now,
        (actor, "session.reopened"),
        (&known, &session, &details),
        after,
    );
    publish(
        work,
        now,
        (&session, &details),
        versions::REOPENED,
        &order.why,
    )?;
    Ok(Announced { session, details })
}

fn is_closed(item: &AgendaItem) -> bool {
    item.access == Access::Closed
}

/// Whether something would be opened that can be.
fn may_reopen(
    order: &Reopening,
    (known, details): (&Session, &Details),
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let whole = known.access == Access::Closed;
    let closed: Vec<&AgendaItem> = details
        .agenda
        .iter()
        .filter(|item| is_closed(item))
        .collect();
    if !whole && closed.is_empty() {
        return Err(Refusal::NothingClosed);
    }
    let status = present::status(known, now);
    if !may_open(status) {
        return Err(unchangeable(status));
    }
    // A session all items of which stay closed is not open.
    let opens = closed.iter().any(|item| order.items.contains_key(&item.id));
    let open_already = details.agenda.iter().any(|item| !is_closed(item));
    if opens || (whole && (open_already || closed.is_empty())) {
        Ok(())
    } else {
        Err(Refusal::NothingToOpen)
    }
}

/// Each decision keeps what it alone closes still; with nothing left it ends.
fn narrow(
    work: &mut Work,
    session: &Session,
    details: &Details,
    now: DateTime<Utc>,
) -> Result<(), Broken> {
    let standing = store::standing_of(work.connection, session.id)?;
    for one in &standing {
        let left = one.closes(&details.agenda, &standing);
        let left: Vec<Id> = left.into_iter().map(|item| item.id).collect();
        if left.is_empty() {
            store::end_closing(work.connection, one.id, now.into())?;
        } else if one.whole || left.len() < one.items.len() {
            store::narrow_closing(work.connection, one.id, left)?;
        }
    }
    Ok(())
}

/// What was called what before it was closed.
#[derive(Debug, Clone, Default)]
pub struct Former {
    /// The session.
    pub title: Option<Multilingual>,
    /// Its items.
    pub items: HashMap<Id, Multilingual>,
}

/// The words that the public read of a session and its items while they were open, from the last version that has them:
/// what is opened again may be called as before. Nothing of what was never announced open.
///
/// # Errors
/// [`Broken`].
pub fn former(
    connection: &mut AnyConnection,
    session: &Session,
    details: &Details,
) -> Result<Former, Broken> {
    let versions = store::versions_of(connection, session.id)?;
    let mut former = Former::default();
    for version in versions.into_iter().rev() {
        let snapshot = history::read(version)?.snapshot;
        if former.title.is_none() && snapshot.was_open() {
            former.title = Some(snapshot.title.clone());
        }
        let closed = details.agenda.iter();
        for item in closed.filter(|item| item.access == Access::Closed) {
            let id = item.id.to_string();
            let was = |matter: &&MatterThen| matter.id == id && matter.was_open();
            if let Some(matter) = snapshot.agenda.iter().find(was) {
                let title = matter.title.clone();
                former.items.entry(item.id).or_insert(title);
            }
        }
    }
    Ok(former)
}
