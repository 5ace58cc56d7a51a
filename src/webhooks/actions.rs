//! What the desk does with webhooks. The journal keeps the host of an address alone: what stands behind it may be a
//! key of the neighbour's; of the secrets it knows nothing.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Map, Value, json};

use super::keeping::LOG_KEPT;
use super::record::{Key, State, Webhook};
use super::store::{self, After};
use super::telling::{GIVE_UP_AFTER, test_call};
use crate::database::{Broken, Id, Json, Work};
use crate::journal::{self, Actor, Changes, Entry};
use crate::news::Kind;
use crate::outbox;

/// Webhooks of one body, or of the office, at most.
pub const MOST: i64 = 20;

/// So long the secret before the last one signs beside it.
pub const FORMER_SIGNS: TimeDelta = TimeDelta::hours(24);

/// A webhook as it is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Where it is called; read by [`address::read`](super::address::read).
    pub address: String,
    /// What it hears of.
    pub events: Vec<Kind>,
}

/// Which webhook, and the revision that a form was made of.
pub type Which = (Id, i32);

/// Why something is not done.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There are as many as there may be.
    #[error("the body has as many webhooks as it may have")]
    TooMany,
    /// It is not there.
    #[error("there is no such webhook")]
    NotFound,
    /// Somebody else was faster.
    #[error("the webhook has changed meanwhile")]
    Stale,
    /// It is paused.
    #[error("the webhook is paused")]
    Paused,
    /// It is being called at this moment.
    #[error("the call is under way")]
    UnderWay,
    /// The machine.
    #[error(transparent)]
    Broken(#[from] Broken),
}

/// Enters a webhook, with a secret of our own.
///
/// # Errors
/// [`Refusal`], as all acts here.
pub fn add(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    body: Option<Id>,
    order: &Order,
) -> Result<Webhook, Refusal> {
    if store::count_of(work.connection, body)? >= MOST {
        return Err(Refusal::TooMany);
    }
    let webhook = Webhook {
        id: Id::new(),
        body_id: body,
        address: order.address.clone(),
        events: Json::from(order.events.clone()),
        state: State::Active,
        secret: Key::new(),
        former_secret: None,
        former_until: None,
        revision: 1,
        failures: 0,
        failing_since: None,
        rests_until: None,
        busy_until: None,
        last_turn_at: None,
        created_at: now.into(),
        updated_at: now.into(),
    };
    store::insert(work.connection, &webhook)?;
    let changes = Changes::between(Map::new(), facts(&webhook));
    note(work, now, actor, "webhook.added", &webhook, &changes);
    Ok(webhook)
}

/// Changes address and events.
///
/// # Errors
/// [`Refusal`].
pub fn change(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    which: Which,
    order: &Order,
) -> Result<(), Refusal> {
    let before = found(work, which)?;
    let moves = before.address != order.address;
    let mut webhook = before.clone();
    webhook.address.clone_from(&order.address);
    webhook.events = Json::from(order.events.clone());
    let (old, mut new) = (facts(&before), facts(&webhook));
    if moves && old.get("host") == new.get("host") {
        new.insert("path_changed".to_owned(), Value::Bool(true));
    }
    let changes = Changes::between(old, new);
    if changes.is_empty() {
        return Ok(());
    }
    write(work, now, webhook, moves)?;
    note(work, now, actor, "webhook.changed", &before, &changes);
    Ok(())
}

/// Pauses a webhook, or lets it be called again: then at once, whatever waits.
///
/// # Errors
/// [`Refusal`].
pub fn set_active(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    which: Which,
    active: bool,
) -> Result<(), Refusal> {
    let before = found(work, which)?;
    if active == (before.state == State::Active) {
        return Ok(());
    }
    let mut webhook = before.clone();
    webhook.state = if active { State::Active } else { State::Paused };
    let changes = Changes::between(facts(&before), facts(&webhook));
    write(work, now, webhook, active)?;
    note(work, now, actor, "webhook.changed", &before, &changes);
    Ok(())
}

/// Notes how a webhook fares after a call; in the journal too, when the office by itself calls it no more.
///
/// # Errors
/// [`Broken::Query`].
pub(super) fn fared(
    work: &mut Work,
    now: DateTime<Utc>,
    held: &Webhook,
    after: After,
) -> Result<(), Broken> {
    let ends = store::fared(work.connection, held, after, now)?;
    if let (true, Some(state)) = (ends, after.state) {
        let mut webhook = held.clone();
        webhook.state = state;
        let changes = Changes::between(facts(held), facts(&webhook));
        note(work, now, &Actor::Office, "webhook.changed", held, &changes);
    }
    Ok(())
}

/// Gives a webhook a new secret; the one before it signs beside it for [`FORMER_SIGNS`].
///
/// # Errors
/// [`Refusal`].
pub fn renew_secret(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    which: Which,
) -> Result<Key, Refusal> {
    let before = found(work, which)?;
    let mut webhook = before.clone();
    webhook.former_secret = Some(std::mem::take(&mut webhook.secret));
    webhook.former_until = Some((now + FORMER_SIGNS).into());
    let secret = webhook.secret.clone();
    write(work, now, webhook, false)?;
    let nothing = Changes::default();
    note(
        work,
        now,
        actor,
        "webhook.secret_renewed",
        &before,
        &nothing,
    );
    Ok(secret)
}

/// Takes a webhook away, with its log and with what waits for it.
///
/// # Errors
/// [`Refusal`].
pub fn remove(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    which: Which,
) -> Result<(), Refusal> {
    let before = found(work, which)?;
    if !store::delete(work.connection, before.id, before.revision)? {
        return Err(Refusal::Stale);
    }
    outbox::store::call_off(work, before.id)?;
    let changes = Changes::between(Map::new(), facts(&before));
    note(work, now, actor, "webhook.removed", &before, &changes);
    Ok(())
}

/// Orders a call that says nothing but that it arrives, at once.
///
/// # Errors
/// [`Refusal`].
pub fn test(work: &mut Work, now: DateTime<Utc>, id: Id) -> Result<(), Refusal> {
    let webhook = active(work, id)?;
    store::forgive(work.connection, &webhook)?;
    let call = test_call(id, now)?;
    outbox::store::order(work, now, call)?;
    store::wake(work.connection, id)?;
    Ok(())
}

/// Makes another attempt at a call of the log, at once: with the same id and the same bytes, unless something of its
/// session was closed since.
///
/// # Errors
/// [`Refusal`].
pub fn resend(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    (id, call): (Id, Id),
) -> Result<(), Refusal> {
    let webhook = active(work, id)?;
    let about = outbox::store::call_about(work.connection, id, call, now - LOG_KEPT)?;
    let session = about.ok_or(Refusal::NotFound)?;
    store::forgive(work.connection, &webhook)?;
    if !outbox::store::again(work, (id, call), now, now + GIVE_UP_AFTER)? {
        return Err(Refusal::UnderWay);
    }
    store::wake(work.connection, id)?;
    let Value::Object(after) = json!({ "host": webhook.host(), "session": session }) else {
        return Ok(());
    };
    let changes = Changes::between(Map::new(), after);
    note(work, now, actor, "webhook.resent", &webhook, &changes);
    Ok(())
}

fn found(work: &mut Work, (id, revision): Which) -> Result<Webhook, Refusal> {
    let webhook = store::by_id(work.connection, id)?.ok_or(Refusal::NotFound)?;
    if webhook.revision != revision {
        return Err(Refusal::Stale);
    }
    Ok(webhook)
}

fn active(work: &mut Work, id: Id) -> Result<Webhook, Refusal> {
    let webhook = store::by_id(work.connection, id)?.ok_or(Refusal::NotFound)?;
    if webhook.state != State::Active {
        return Err(Refusal::Paused);
    }
    Ok(webhook)
}

/// Writes the next revision. `anew`: it is called from now on as if it had never failed.
fn write(
    work: &mut Work,
    now: DateTime<Utc>,
    mut webhook: Webhook,
    anew: bool,
) -> Result<(), Refusal> {
    let before = webhook.revision;
    webhook.revision = before.saturating_add(1);
    webhook.updated_at = now.into();
    if anew {
        store::begin_anew(work.connection, webhook.id)?;
        outbox::store::hurry(work, webhook.id, now)?;
    }
    if store::update(work.connection, &webhook, before)? {
        Ok(())
    } else {
        Err(Refusal::Stale)
    }
}

/// What the journal may know.
fn facts(webhook: &Webhook) -> Map<String, Value> {
    let facts = json!({
        "host": webhook.host(),
        "events": *webhook.events,
        "webhook_state": webhook.state,
    });
    match facts {
        Value::Object(facts) => facts,
        _ => Map::new(),
    }
}

fn note(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    act: &str,
    webhook: &Webhook,
    changes: &Changes,
) {
    let entry = Entry {
        actor: actor.clone(),
        act,
        object_kind: "webhook",
        object: webhook.id,
        body: webhook.body_id,
        before: Some(changes.before()),
        after: Some(changes.after()),
        calendar_version: None,
    };
    journal::record(work, now, entry);
}
