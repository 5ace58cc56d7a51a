//! All queries on webhooks; what waits for them is asked of the outbox.

mod turns;

use chrono::{DateTime, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel::sql_types::Text;

use super::record::{State, Webhook};
use crate::database::schema::webhooks;
use crate::database::{AnyConnection, Broken, Id, Instant};
use crate::news::Kind;
use crate::web::desk::Reach;

pub use turns::{After, Fares, fared, has_turn, hold_on, release, take_turns};

/// One of them.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn by_id(connection: &mut AnyConnection, id: Id) -> Result<Option<Webhook>, Broken> {
    Ok(webhooks::table
        .find(id)
        .select(Webhook::as_select())
        .get_result(connection)
        .optional()?)
}

/// Those of these bodies, the oldest first; of all bodies, those of the office too.
///
/// # Errors
/// [`Broken::Query`].
pub fn within(connection: &mut AnyConnection, reach: &Reach) -> Result<Vec<Webhook>, Broken> {
    let mut all = webhooks::table
        .order(webhooks::id)
        .select(Webhook::as_select())
        .into_boxed();
    if let Reach::Only(bodies) = reach {
        let bodies: Vec<Option<Id>> = bodies.iter().copied().map(Some).collect();
        all = all.filter(webhooks::body_id.eq_any(bodies));
    }
    Ok(all.load(connection)?)
}

/// How many a body has, or the office itself.
///
/// # Errors
/// [`Broken::Query`].
pub fn count_of(connection: &mut AnyConnection, body: Option<Id>) -> Result<i64, Broken> {
    let all = webhooks::table.select(count_star()).into_boxed();
    let own = match body {
        Some(body) => all.filter(webhooks::body_id.eq(body)),
        None => all.filter(webhooks::body_id.is_null()),
    };
    Ok(own.get_result(connection)?)
}

/// Those that hear of something that happened to a session of a body.
///
/// # Errors
/// [`Broken::Query`].
pub fn wanting(
    connection: &mut AnyConnection,
    body: Id,
    kind: Kind,
) -> Result<Vec<Webhook>, Broken> {
    let mut active: Vec<Webhook> = webhooks::table
        .filter(webhooks::state.eq(State::Active))
        .filter(webhooks::body_id.eq(body).or(webhooks::body_id.is_null()))
        .order(webhooks::id)
        .select(Webhook::as_select())
        .load(connection)?;
    active.retain(|webhook| webhook.events.contains(&kind));
    Ok(active)
}

/// Enters a new one.
///
/// # Errors
/// [`Broken::Query`].
pub fn insert(connection: &mut AnyConnection, webhook: &Webhook) -> Result<(), Broken> {
    diesel::insert_into(webhooks::table)
        .values(webhook)
        .execute(connection)?;
    Ok(())
}

/// Writes what the desk decides of a webhook over its revision `before`; `false` where it has another one. How it
/// fares stays with whoever calls it.
///
/// # Errors
/// [`Broken::Query`].
pub fn update(
    connection: &mut AnyConnection,
    webhook: &Webhook,
    before: i32,
) -> Result<bool, Broken> {
    let found = webhooks::table
        .find(webhook.id)
        .filter(webhooks::revision.eq(before));
    let changed = diesel::update(found)
        .set((
            webhooks::address.eq(&webhook.address),
            webhooks::events.eq(&webhook.events),
            webhooks::state.eq(webhook.state),
            webhooks::secret.eq(&webhook.secret),
            webhooks::former_secret.eq(&webhook.former_secret),
            webhooks::former_until.eq(webhook.former_until),
            webhooks::revision.eq(webhook.revision),
            webhooks::updated_at.eq(webhook.updated_at),
        ))
        .execute(connection)?;
    Ok(changed == 1)
}

/// Lets a webhook be called as if it had never failed: it has another address, or is to be called once more.
///
/// # Errors
/// [`Broken::Query`].
pub fn begin_anew(connection: &mut AnyConnection, id: Id) -> Result<(), Broken> {
    diesel::update(webhooks::table.find(id))
        .set((
            webhooks::failures.eq(0),
            webhooks::failing_since.eq(None::<Instant>),
            webhooks::rests_until.eq(None::<Instant>),
        ))
        .execute(connection)?;
    Ok(())
}

/// Of a webhook that failed, when nothing waits for it any more: what fails from now on is another failure than that,
/// and may take as long.
///
/// # Errors
/// [`Broken::Query`].
pub fn forgive(connection: &mut AnyConnection, webhook: &Webhook) -> Result<(), Broken> {
    if webhook.failing_since.is_none() {
        return Ok(());
    }
    let statement = "UPDATE webhooks SET failing_since = NULL WHERE id = $1 \
         AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.channel = 'webhook' \
             AND outbox.recipient = webhooks.id \
             AND outbox.state IN ('created', 'sending', 'temporary_failure'))";
    diesel::sql_query(statement)
        .bind::<Text, _>(webhook.id)
        .execute(connection)?;
    Ok(())
}

/// Lets a webhook be called at once though it rests.
///
/// # Errors
/// [`Broken::Query`].
pub fn wake(connection: &mut AnyConnection, id: Id) -> Result<(), Broken> {
    diesel::update(webhooks::table.find(id))
        .set(webhooks::rests_until.eq(None::<Instant>))
        .execute(connection)?;
    Ok(())
}

/// Takes one away; `false` where it has another revision.
///
/// # Errors
/// [`Broken::Query`].
pub fn delete(connection: &mut AnyConnection, id: Id, revision: i32) -> Result<bool, Broken> {
    let found = webhooks::table
        .find(id)
        .filter(webhooks::revision.eq(revision));
    Ok(diesel::delete(found).execute(connection)? == 1)
}

/// Takes the secrets away that no longer sign; the number of them.
///
/// # Errors
/// [`Broken::Query`].
pub fn forget_secrets(connection: &mut AnyConnection, now: DateTime<Utc>) -> Result<usize, Broken> {
    let over = webhooks::table.filter(webhooks::former_until.le(Instant::from(now)));
    let forgotten = diesel::update(over)
        .set((
            webhooks::former_secret.eq(None::<String>),
            webhooks::former_until.eq(None::<Instant>),
        ))
        .execute(connection)?;
    Ok(forgotten)
}
