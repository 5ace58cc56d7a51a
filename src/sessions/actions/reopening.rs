//! What was closed is opened again: the session, or all its closed items, with the titles that the public is to read.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::announcing::Announced;
use super::closing::{changeable, looked_at, next, note, publish};
use super::emergency::keep_out_of_the_hall;
use super::entering::index;
use super::writing_over::put;
use super::{Order, Refusal, closing_notices, versions};
use crate::database::{AnyConnection, Broken, Id, Instant, Json, Work};
use crate::journal::Actor;
use crate::language::Multilingual;
use crate::law::session_course::Access;
use crate::sessions::history::{self, MatterThen};
use crate::sessions::record::Session;
use crate::sessions::store::{self, Details};

/// A session is to be open again.
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
    /// What its closed items are about.
    pub items: HashMap<Id, Multilingual>,
}

/// Opens a session and all its closed items.
///
/// # Errors
/// [`Refusal::Stale`], [`Refusal::NothingClosed`], [`Refusal::NoSuchMove`] once it is over,
/// [`Refusal::ReasonMissing`] and [`Refusal::Incomplete`] for what the public is to read, [`Refusal::Emergency`] for one
/// with a hall in the reach of an emergency that stands.
pub fn reopen(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    order: &Reopening,
) -> Result<Announced, Refusal> {
    let (known, before) = looked_at(work, order.session, Some(order.seen))?;
    let whole = known.access == Access::Closed;
    let is_closed = |access: Access| access == Access::Closed;
    let some = before.agenda.iter().any(|item| is_closed(item.access));
    if !whole && !some {
        return Err(Refusal::NothingClosed);
    }
    changeable(&known, whole, now)?;
    let mut session = next(&known, now);
    if whole {
        session.access = Access::Open;
        session.title = Json::from(order.title.clone());
        keep_out_of_the_hall(work, &known, &mut session, now)?;
    }
    let mut details = before.clone();
    let mut numbers = Vec::new();
    for item in &mut details.agenda {
        if is_closed(item.access) {
            item.access = Access::Open;
            item.title = Json::from(order.items.get(&item.id).cloned().unwrap_or_default());
            numbers.push(item.number.clone());
        }
    }
    if session.status.is_public() {
        if order.why.kk.trim().is_empty() || order.why.ru.trim().is_empty() {
            return Err(Refusal::ReasonMissing);
        }
        let missing = Order::of(&session, &details).missing();
        if !missing.is_empty() {
            return Err(Refusal::Incomplete(missing));
        }
    }
    put(work, &known, &session, &details)?;
    store::end_closing(work.connection, session.id, now.into())?;
    closing_notices::end_part(work, now, actor, (&session, &details))?;
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
