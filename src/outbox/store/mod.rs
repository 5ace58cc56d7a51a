//! All queries on letters.

mod calling_back;
mod calls;
mod ending;
mod failures;
mod forgetting;

use chrono::{DateTime, TimeDelta, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Text, Timestamp};

use super::record::{Channel, Lane, Letter, LetterState, Row};
use crate::database::schema::outbox;
use crate::database::{AnyConnection, Broken, Engine, Id, Instant, Json, Later, Work, both};

pub use calling_back::{
    CalledBack, ToMany, call_back, call_back_of_session, standing, take_back, to_many_of, unsent,
};
pub use calls::{
    again, call_about, call_off, claim_call, forget_calls, hurry, log_of, order, reword,
};
pub use ending::{Noted, expire, note};
pub use failures::{
    Bounced, Report, Waiting, bounced, key_of, lift, not_arrived, suppress, suppressed,
    suppressions, waiting,
};
pub use forgetting::{forget, forget_address, forget_in_list, forget_person, forget_session};

/// Letters, and no calls. Written out for the sake of SQLite's partial indexes, as what follows.
const MAIL: &str = "channel = 'mail'";

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
        recipient_hash: None,
        channel: Channel::Mail,
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

/// Which of these once-keys were ordered before, whatever became of their letters.
///
/// # Errors
/// [`Broken::Query`].
pub fn ordered(connection: &mut AnyConnection, keys: &[String]) -> Result<Vec<String>, Broken> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    Ok(outbox::table
        .filter(outbox::once_key.eq_any(keys))
        .select(outbox::once_key)
        .load(connection)?)
}

/// What a worker has room for.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The present.
    pub now: DateTime<Utc>,
    /// How long it holds them.
    pub until: DateTime<Utc>,
    /// How long letters to many wait after they were ordered.
    pub bulk_delay: TimeDelta,
    /// At most so many in all.
    pub most: usize,
    /// Of each lane at most so many.
    pub rooms: Vec<(Lane, usize)>,
}

impl Claim {
    /// A letter of this lane that was ordered later is not due yet.
    fn ordered_until(&self, lane: Lane) -> DateTime<Utc> {
        match lane {
            Lane::Urgent | Lane::Ordinary => self.now,
            Lane::Bulk => self.now - self.bulk_delay,
        }
    }
}

/// Whether a letter is due that nobody holds and for which there is room: asked often, so that claiming, which
/// writes, is not.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn has_due(connection: &mut AnyConnection, claim: &Claim) -> Result<bool, Broken> {
    let now = Instant::from(claim.now);
    for (lane, room) in &claim.rooms {
        if *room == 0 {
            continue;
        }
        let due = outbox::table
            .filter(sql::<Bool>(UNFINISHED))
            .filter(sql::<Bool>(MAIL))
            .filter(outbox::lane.eq(*lane))
            .filter(outbox::next_attempt_at.le(now))
            .filter(outbox::created_at.le(Instant::from(claim.ordered_until(*lane))))
            .filter(
                outbox::leased_until
                    .is_null()
                    .or(outbox::leased_until.le(now)),
            );
        if diesel::select(diesel::dsl::exists(due)).get_result(connection)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Takes letters that are due and holds them: the urgent first, then the ordinary, then those to many, each lane
/// in order of time. No two workers take the same letter; one whose worker died is due again when its lease has
/// run out.
///
/// # Errors
/// [`Broken::Query`].
pub fn claim(work: &mut Work, wanted: &Claim) -> Result<Vec<Row>, Broken> {
    let mut claimed = Vec::new();
    for (lane, room) in &wanted.rooms {
        let left = wanted.most.saturating_sub(claimed.len()).min(*room);
        if left > 0 {
            let ordered_until = wanted.ordered_until(*lane);
            claimed.extend(claim_in_lane(
                work,
                *lane,
                MAIL,
                (wanted.now, wanted.until),
                (ordered_until, left),
            )?);
        }
    }
    // RETURNING knows no order.
    claimed.sort_by_key(|row| (row.lane, row.next_attempt_at, row.id));
    Ok(claimed)
}

/// One statement a lane, each along the index `outbox_due`, however many letters wait. `whose` narrows them down by a
/// condition of ours.
fn claim_in_lane(
    work: &mut Work,
    lane: Lane,
    whose: &str,
    (now, until): (DateTime<Utc>, DateTime<Utc>),
    (ordered_until, most): (DateTime<Utc>, usize),
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
             WHERE lane = $1 AND {whose} AND {UNFINISHED} AND next_attempt_at <= $2 AND created_at <= $3 \
                 AND (leased_until IS NULL OR leased_until <= $4) \
             ORDER BY next_attempt_at, id LIMIT $5 {passing_over} \
         ) \
         UPDATE outbox SET state = 'sending', attempts = attempts + 1, leased_until = $6 \
         WHERE id IN (SELECT id FROM due) RETURNING *"
    );
    let present = Instant::from(now);
    Ok(diesel::sql_query(statement)
        .bind::<Text, _>(lane)
        .bind::<Timestamp, _>(present)
        .bind::<Timestamp, _>(Instant::from(ordered_until))
        .bind::<Timestamp, _>(present)
        .bind::<BigInt, _>(i64::try_from(most).unwrap_or(i64::MAX))
        .bind::<Timestamp, _>(Instant::from(until))
        .load(work.connection)?)
}

/// Whether a report on this letter would change anything; [`Bounced::Noted`] if so.
///
/// # Errors
/// [`Broken::Query`].
pub fn may_come_back(connection: &mut AnyConnection, letter: Id) -> Result<Bounced, Broken> {
    let state: Option<LetterState> = outbox::table
        .find(letter)
        .select(outbox::state)
        .get_result(connection)
        .optional()?;
    Ok(match state {
        Some(LetterState::Delivered) => Bounced::Noted,
        Some(LetterState::Sending) => Bounced::Later,
        _ => Bounced::Nothing,
    })
}
