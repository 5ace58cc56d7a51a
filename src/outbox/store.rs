//! All queries on letters.

use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Text, Timestamp};
use serde_json::{Value, json};

use super::record::{Lane, Letter, LetterState, Row};
use crate::database::schema::outbox;
use crate::database::{AnyConnection, Broken, Engine, Id, Instant, Json, Later, Work, both};

/// Letters that are not finished. Written out as in the index `outbox_due`: SQLite uses a partial index only for
/// a condition that it can see to imply the index's own.
const UNFINISHED: &str = "state IN ('created', 'sending', 'temporary_failure')";

/// Puts a letter into the outbox, in the transaction of the act that orders it; a second time it changes nothing.
pub fn put(work: &mut Work, now: DateTime<Utc>, letter: Letter) {
    work.later(Row {
        id: Id::new(),
        once_key: letter.once_key,
        lane: letter.lane,
        kind: letter.kind.to_owned(),
        recipient: letter.recipient,
        language: letter.language,
        session_id: letter.session,
        payload: Json::from(letter.payload),
        state: LetterState::Created,
        attempts: 0,
        next_attempt_at: now.into(),
        give_up_at: letter.give_up_at.into(),
        leased_until: None,
        last_error: None,
        created_at: now.into(),
        finished_at: None,
    });
}

impl Later for Row {
    fn write(rows: &[Self], connection: &mut AnyConnection) -> Result<(), Broken> {
        both!(connection, own => diesel::insert_into(outbox::table)
            .values(rows)
            .on_conflict(outbox::once_key)
            .do_nothing()
            .execute(own))?;
        Ok(())
    }
}

/// Whether a letter is due that nobody holds: asked often, so that claiming, which writes, is not.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn has_due(connection: &mut AnyConnection, now: DateTime<Utc>) -> Result<bool, Broken> {
    let now = Instant::from(now);
    let due = outbox::table
        .filter(sql::<Bool>(UNFINISHED))
        .filter(outbox::next_attempt_at.le(now))
        .filter(
            outbox::leased_until
                .is_null()
                .or(outbox::leased_until.le(now)),
        );
    Ok(diesel::select(diesel::dsl::exists(due)).get_result(connection)?)
}

/// Takes letters that are due and holds them until `until`: the urgent first, then the ordinary, then those to
/// many, each lane in order of time. No two workers take the same letter; one whose worker died is due again
/// when its lease has run out.
///
/// # Errors
/// [`Broken::Query`].
pub fn claim(
    work: &mut Work,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
    most: usize,
) -> Result<Vec<Row>, Broken> {
    let mut claimed = Vec::new();
    for &lane in Lane::ALL {
        let left = most.saturating_sub(claimed.len());
        if left > 0 {
            claimed.extend(claim_in_lane(work, lane, now, until, left)?);
        }
    }
    // RETURNING knows no order.
    claimed.sort_by_key(|row| (row.lane, row.next_attempt_at, row.id));
    Ok(claimed)
}

/// One statement a lane, each along the index `outbox_due`, however many letters wait.
fn claim_in_lane(
    work: &mut Work,
    lane: Lane,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
    most: usize,
) -> Result<Vec<Row>, Broken> {
    // SQLite has one writer at a time; on PostgreSQL a letter that another worker is taking is passed over.
    let passing_over = match work.connection.engine() {
        Engine::Sqlite => "",
        Engine::Postgres => "FOR UPDATE SKIP LOCKED",
    };
    // SQLite numbers $1, $2 … as they first appear.
    let statement = format!(
        "WITH due AS ( \
             SELECT id FROM outbox \
             WHERE lane = $1 AND {UNFINISHED} AND next_attempt_at <= $2 \
                 AND (leased_until IS NULL OR leased_until <= $3) \
             ORDER BY next_attempt_at, id LIMIT $4 {passing_over} \
         ) \
         UPDATE outbox SET state = 'sending', attempts = attempts + 1, leased_until = $5 \
         WHERE id IN (SELECT id FROM due) RETURNING *"
    );
    Ok(diesel::sql_query(statement)
        .bind::<Text, _>(lane)
        .bind::<Timestamp, _>(Instant::from(now))
        .bind::<Timestamp, _>(Instant::from(now))
        .bind::<BigInt, _>(i64::try_from(most).unwrap_or(i64::MAX))
        .bind::<Timestamp, _>(Instant::from(until))
        .load(work.connection)?)
}

/// What a claimed letter is known by: whoever claims it anew raises the attempts, and the one who was too slow
/// changes nothing any more.
#[diesel::dsl::auto_type(no_type_alias)]
fn held(id: Id, attempts: i32) -> _ {
    let sending: LetterState = LetterState::Sending;
    outbox::table
        .filter(outbox::id.eq(id))
        .filter(outbox::attempts.eq(attempts))
        .filter(outbox::state.eq(sending))
}

/// Notes how a claimed letter ended. Its address and its facts are emptied: what was to be said is said, and a
/// finished letter shows nobody's data. `false` when it is no longer held.
///
/// # Errors
/// [`Broken::Query`].
pub fn finish(
    work: &mut Work,
    claimed: &Row,
    now: DateTime<Utc>,
    state: LetterState,
    reason: Option<String>,
) -> Result<bool, Broken> {
    let changed = diesel::update(held(claimed.id, claimed.attempts))
        .set((
            outbox::state.eq(state),
            outbox::recipient.eq(""),
            outbox::payload.eq(Json::<Value>::from(json!({}))),
            outbox::leased_until.eq(None::<Instant>),
            outbox::last_error.eq(reason),
            outbox::finished_at.eq(Some(Instant::from(now))),
        ))
        .execute(work.connection)?;
    Ok(changed == 1)
}

/// Leaves a claimed letter for later. `false` when it is no longer held.
///
/// # Errors
/// [`Broken::Query`].
pub fn postpone(
    work: &mut Work,
    claimed: &Row,
    until: DateTime<Utc>,
    reason: String,
) -> Result<bool, Broken> {
    let changed = diesel::update(held(claimed.id, claimed.attempts))
        .set((
            outbox::state.eq(LetterState::TemporaryFailure),
            outbox::next_attempt_at.eq(Instant::from(until)),
            outbox::leased_until.eq(None::<Instant>),
            outbox::last_error.eq(Some(reason)),
        ))
        .execute(work.connection)?;
    Ok(changed == 1)
}

/// Gives a claimed letter back untried, due as before. `false` when it is no longer held.
///
/// # Errors
/// [`Broken::Query`].
pub fn put_back(work: &mut Work, claimed: &Row) -> Result<bool, Broken> {
    let tried = claimed.attempts.saturating_sub(1);
    let before = if tried == 0 {
        LetterState::Created
    } else {
        LetterState::TemporaryFailure
    };
    let changed = diesel::update(held(claimed.id, claimed.attempts))
        .set((
            outbox::state.eq(before),
            outbox::attempts.eq(tried),
            outbox::leased_until.eq(None::<Instant>),
        ))
        .execute(work.connection)?;
    Ok(changed == 1)
}
