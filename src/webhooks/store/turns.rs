//! Turns: whose it is, who holds them, and how a webhook fares by them.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text, Timestamp};

use crate::database::schema::webhooks;
use crate::database::{AnyConnection, Broken, Engine, Instant, Work};
use crate::webhooks::record::{State, Webhook};

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

/// Takes webhooks whose turn it is, first whose last one was the longest ago, at most `most`, and holds them until `until`: so long nobody else calls them,
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
             ORDER BY coalesce(webhooks.last_turn_at, webhooks.created_at), webhooks.id LIMIT $5 {passing_over} \
         ) \
         UPDATE webhooks SET busy_until = $6, last_turn_at = $7 WHERE id IN (SELECT id FROM turns) RETURNING *",
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
        .bind::<Timestamp, _>(present)
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

/// Notes how a webhook fares after a call, while it is still this worker's and has the address that was called; `true`
/// when it is called no more from now on.
///
/// # Errors
/// [`Broken::Query`].
pub fn fared(
    connection: &mut AnyConnection,
    held: &Webhook,
    after: After,
    now: DateTime<Utc>,
) -> Result<bool, Broken> {
    // The desk may have entered another address meanwhile.
    let found = webhooks::table
        .find(held.id)
        .filter(webhooks::address.eq(&held.address))
        .filter(webhooks::busy_until.eq(held.busy_until));
    diesel::update(found)
        .set((
            webhooks::failures.eq(after.failures),
            webhooks::failing_since.eq(after.failing_since.map(Instant::from)),
            webhooks::rests_until.eq(after.rests_until.map(Instant::from)),
        ))
        .execute(connection)?;
    let mut ends = 0;
    if let Some(state) = after.state {
        let found = webhooks::table
            .find(held.id)
            .filter(webhooks::address.eq(&held.address))
            .filter(webhooks::state.eq(State::Active));
        ends = diesel::update(found)
            .set((
                webhooks::state.eq(state),
                webhooks::revision.eq(webhooks::revision + 1),
                webhooks::updated_at.eq(Instant::from(now)),
            ))
            .execute(connection)?;
    }
    Ok(ends == 1)
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
