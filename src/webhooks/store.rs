//! All queries on webhooks; what waits for them is asked of the outbox.

use chrono::{DateTime, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text, Timestamp};

use super::record::{State, Webhook};
use crate::database::schema::webhooks;
use crate::database::{AnyConnection, Broken, Engine, Id, Instant, Work};
use crate::news::Kind;
use crate::web::desk::Reach;

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
/// fares stays with whoever calls it, but that it rests: whoever changes it wants to see it called.
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
            webhooks::failing_since.eq(webhook.failing_since),
            webhooks::rests_until.eq(webhook.rests_until),
            webhooks::updated_at.eq(webhook.updated_at),
        ))
        .execute(connection)?;
    Ok(changed == 1)
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

/// Which webhooks a turn may be for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fares {
    /// Those whose last call came to its end.
    Well,
    /// Those that failed the last time.
    Badly,
}

/// Webhooks for which a call is due, that nobody calls and that do not rest. `$1` to `$4` are the present.
fn ready(fares: Fares) -> String {
    let failures = match fares {
        Fares::Well => "= 0",
        Fares::Badly => "> 0",
    };
    format!(
        "webhooks.state = 'active' AND webhooks.failures {failures} \
         AND (webhooks.busy_until IS NULL OR webhooks.busy_until <= $1) \
         AND (webhooks.rests_until IS NULL OR webhooks.rests_until <= $2) \
         AND EXISTS (SELECT 1 FROM outbox WHERE outbox.channel = 'webhook' \
             AND outbox.recipient = webhooks.id \
             AND outbox.state IN ('created', 'sending', 'temporary_failure') \
             AND outbox.next_attempt_at <= $3 \
             AND (outbox.leased_until IS NULL OR outbox.leased_until <= $4))"
    )
}

/// Whether somebody is to be called: asked often, so that taking turns, which writes, is not.
///
/// # Errors
/// [`Broken::Query`].
pub fn has_turn(
    connection: &mut AnyConnection,
    fares: Fares,
    now: DateTime<Utc>,
) -> Result<bool, Broken> {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = BigInt)]
        found: i64,
    }
    let statement = format!(
        "SELECT count(*) AS found FROM (SELECT 1 FROM webhooks WHERE {} LIMIT 1) AS first_one",
        ready(fares)
    );
    let now = Instant::from(now);
    let found: Found = diesel::sql_query(statement)
        .bind::<Timestamp, _>(now)
        .bind::<Timestamp, _>(now)
        .bind::<Timestamp, _>(now)
        .bind::<Timestamp, _>(now)
        .get_result(connection)?;
    Ok(found.found > 0)
}

/// Takes webhooks whose turn it is, at most `most`, and holds them until `until`: so long nobody else calls them,
/// whatever waits.
///
/// # Errors
/// [`Broken::Query`].
pub fn take_turns(
    work: &mut Work,
    fares: Fares,
    (now, until): (DateTime<Utc>, DateTime<Utc>),
    most: usize,
) -> Result<Vec<Webhook>, Broken> {
    let passing_over = match work.connection.engine() {
        Engine::Sqlite => "",
        Engine::Postgres => "FOR UPDATE OF webhooks SKIP LOCKED",
    };
    let statement = format!(
        "WITH turns AS ( \
             SELECT webhooks.id FROM webhooks WHERE {} \
             ORDER BY webhooks.failures, webhooks.rests_until, webhooks.id LIMIT $5 {passing_over} \
         ) \
         UPDATE webhooks SET busy_until = $6 WHERE id IN (SELECT id FROM turns) RETURNING *",
        ready(fares)
    );
    let present = Instant::from(now);
    Ok(diesel::sql_query(statement)
        .bind::<Timestamp, _>(present)
        .bind::<Timestamp, _>(present)
        .bind::<Timestamp, _>(present)
        .bind::<Timestamp, _>(present)
        .bind::<BigInt, _>(i64::try_from(most).unwrap_or(i64::MAX))
        .bind::<Timestamp, _>(Instant::from(until))
        .load(work.connection)?)
}

/// How a webhook fares after a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    /// Attempts that failed since the last one that did not.
    pub failures: i32,
    /// Since when.
    pub failing_since: Option<DateTime<Utc>>,
    /// Until when it is left alone.
    pub rests_until: Option<DateTime<Utc>>,
    /// What it is from now on, if something else.
    pub state: Option<State>,
}

/// Notes how a webhook fares after a call, while it is still this worker's.
///
/// # Errors
/// [`Broken::Query`].
pub fn fared(
    connection: &mut AnyConnection,
    held: &Webhook,
    after: After,
    now: DateTime<Utc>,
) -> Result<(), Broken> {
    let found = webhooks::table
        .find(held.id)
        .filter(webhooks::busy_until.eq(held.busy_until));
    diesel::update(found)
        .set((
            webhooks::failures.eq(after.failures),
            webhooks::failing_since.eq(after.failing_since.map(Instant::from)),
            webhooks::rests_until.eq(after.rests_until.map(Instant::from)),
        ))
        .execute(connection)?;
    if let Some(state) = after.state {
        // Of this address: the desk may have entered another one meanwhile.
        let found = webhooks::table
            .find(held.id)
            .filter(webhooks::address.eq(&held.address))
            .filter(webhooks::state.eq(State::Active));
        diesel::update(found)
            .set((
                webhooks::state.eq(state),
                webhooks::revision.eq(webhooks::revision + 1),
                webhooks::updated_at.eq(Instant::from(now)),
            ))
            .execute(connection)?;
    }
    Ok(())
}

/// Ends a turn; another worker may call the webhook.
///
/// # Errors
/// [`Broken::Query`].
pub fn release(work: &mut Work, held: &Webhook) -> Result<(), Broken> {
    let statement = "UPDATE webhooks SET busy_until = NULL WHERE id = $1 AND busy_until = $2";
    let until = held
        .busy_until
        .unwrap_or_else(|| DateTime::<Utc>::UNIX_EPOCH.into());
    diesel::sql_query(statement)
        .bind::<Text, _>(held.id)
        .bind::<Timestamp, _>(until)
        .execute(work.connection)?;
    Ok(())
}

/// Goes on with a turn: holds the webhook until `until`, and gives it as it stands now. `None` where it is not this
/// worker's any more, is paused or gone.
///
/// # Errors
/// [`Broken::Query`].
pub fn hold_on(
    work: &mut Work,
    held: &Webhook,
    until: DateTime<Utc>,
) -> Result<Option<Webhook>, Broken> {
    let statement = "UPDATE webhooks SET busy_until = $1 \
                     WHERE id = $2 AND busy_until = $3 AND state = 'active' RETURNING *";
    let before = held
        .busy_until
        .unwrap_or_else(|| DateTime::<Utc>::UNIX_EPOCH.into());
    Ok(diesel::sql_query(statement)
        .bind::<Timestamp, _>(Instant::from(until))
        .bind::<Text, _>(held.id)
        .bind::<Timestamp, _>(before)
        .get_result(work.connection)
        .optional()?)
}
