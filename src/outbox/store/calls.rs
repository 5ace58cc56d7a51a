//! Calls of neighbouring systems: what is asked of them beside what is asked of letters.

use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text, Timestamp};

use super::{UNFINISHED, claim_in_lane};
use crate::database::schema::outbox;
use crate::database::{AnyConnection, Broken, Id, Instant, Json, Work};
use crate::language::Language;
use crate::outbox::record::{Call, Called, Channel, Lane, LetterState, Row};

/// As in the index `outbox_of_webhook`, written out for SQLite.
const CALLS: &str = "channel = 'webhook'";

/// Puts a call into the outbox, in the transaction that orders it; a second time it changes nothing.
///
/// # Errors
/// [`Broken::Data`] for a body that is not JSON.
pub fn order(work: &mut Work, now: DateTime<Utc>, call: Call) -> Result<(), Broken> {
    let payload = Json::read(call.body).map_err(|error| Broken::Data(error.to_string()))?;
    work.later(Row {
        id: call.id,
        once_key: call.once_key,
        // Of one webhook all go in order of time.
        lane: Lane::Ordinary,
        kind: call.kind,
        recipient: call.webhook.to_string(),
        // Says nothing to anybody: what is sent holds all languages.
        language: Language::Kk,
        session_id: call.session,
        payload,
        state: LetterState::Created,
        attempts: 0,
        next_attempt_at: now.into(),
        give_up_at: call.give_up_at.into(),
        leased_until: None,
        last_error: None,
        created_at: now.into(),
        finished_at: None,
        recipient_hash: None,
        channel: Channel::Webhook,
    });
    Ok(())
}

/// Takes the call of a webhook that is due first, and holds it until `until`.
///
/// # Errors
/// [`Broken::Query`], as all here.
pub fn claim_call(
    work: &mut Work,
    webhook: Id,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Option<Row>, Broken> {
    // An id holds nothing that could end the text.
    let whose = format!("{CALLS} AND recipient = '{webhook}'");
    let claimed = claim_in_lane(work, Lane::Ordinary, &whose, (now, until), (now, 1))?;
    Ok(claimed.into_iter().next())
}

/// The latest calls of a webhook, the last one first; at most `most`.
///
/// # Errors
/// [`Broken::Query`].
pub fn log_of(
    connection: &mut AnyConnection,
    webhook: Id,
    most: i64,
) -> Result<Vec<Called>, Broken> {
    Ok(outbox::table
        .filter(sql::<Bool>(CALLS))
        .filter(outbox::recipient.eq(webhook.as_str()))
        .order(outbox::id.desc())
        .limit(most)
        .select(Called::as_select())
        .load(connection)?)
}

/// About which session a call of a webhook is; `None` where there is no such call, or none since `since`.
///
/// # Errors
/// [`Broken::Query`].
pub fn call_about(
    connection: &mut AnyConnection,
    webhook: Id,
    call: Id,
    since: DateTime<Utc>,
) -> Result<Option<Option<Id>>, Broken> {
    Ok(outbox::table
        .filter(outbox::id.eq(call))
        .filter(outbox::channel.eq(Channel::Webhook))
        .filter(outbox::recipient.eq(webhook.as_str()))
        .filter(outbox::created_at.ge(Instant::from(since)))
        .select(outbox::session_id)
        .get_result(connection)
        .optional()?)
}

/// Makes a call due at once, one that has ended too: for another attempt with the same id and what it says. `false`
/// where a worker holds it at this moment, or where there is none.
///
/// # Errors
/// [`Broken::Query`].
pub fn again(
    work: &mut Work,
    (webhook, call): (Id, Id),
    now: DateTime<Utc>,
    give_up_at: DateTime<Utc>,
) -> Result<bool, Broken> {
    let now = Instant::from(now);
    let found = outbox::table
        .filter(outbox::id.eq(call))
        .filter(outbox::channel.eq(Channel::Webhook))
        .filter(outbox::recipient.eq(webhook.as_str()))
        .filter(
            outbox::state
                .ne(LetterState::Sending)
                .or(outbox::leased_until.le(now)),
        );
    let changed = diesel::update(found)
        .set((
            outbox::state.eq(LetterState::Created),
            outbox::next_attempt_at.eq(now),
            outbox::give_up_at.eq(Instant::from(give_up_at)),
            outbox::leased_until.eq(None::<Instant>),
            outbox::finished_at.eq(None::<Instant>),
        ))
        .execute(work.connection)?;
    Ok(changed == 1)
}

/// Makes all calls of a webhook that wait due at once, as when it has another address.
///
/// # Errors
/// [`Broken::Query`].
pub fn hurry(work: &mut Work, webhook: Id, now: DateTime<Utc>) -> Result<(), Broken> {
    let statement = format!(
        "UPDATE outbox SET next_attempt_at = created_at \
         WHERE {CALLS} AND recipient = $1 AND {UNFINISHED} AND state <> 'sending' \
             AND next_attempt_at > $2"
    );
    diesel::sql_query(statement)
        .bind::<Text, _>(webhook)
        .bind::<Timestamp, _>(Instant::from(now))
        .execute(work.connection)?;
    Ok(())
}

/// Takes the calls of a webhook away that is no more.
///
/// # Errors
/// [`Broken::Query`].
pub fn call_off(work: &mut Work, webhook: Id) -> Result<(), Broken> {
    let of_webhook = outbox::table
        .filter(sql::<Bool>(CALLS))
        .filter(outbox::recipient.eq(webhook.as_str()));
    diesel::delete(of_webhook).execute(work.connection)?;
    Ok(())
}

/// Writes down what a call says from now on, by its next attempt and by those after it.
///
/// # Errors
/// [`Broken::Query`].
pub fn reword(work: &mut Work, call: &Row) -> Result<(), Broken> {
    diesel::update(outbox::table.find(call.id))
        .set(outbox::payload.eq(&call.payload))
        .execute(work.connection)?;
    Ok(())
}

/// Takes the calls away that were ordered before `until` and have ended; the number of them.
///
/// # Errors
/// [`Broken::Query`].
pub fn forget_calls(work: &mut Work, until: DateTime<Utc>) -> Result<usize, Broken> {
    let ended = outbox::table
        .filter(sql::<Bool>(CALLS))
        .filter(outbox::finished_at.is_not_null())
        .filter(outbox::created_at.lt(Instant::from(until)));
    Ok(diesel::delete(ended).execute(work.connection)?)
}
