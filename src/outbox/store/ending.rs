//! How letters end, or wait on.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};
use diesel::dsl::{count_star, min, sql};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Integer, Text, Timestamp};
use serde::Serialize;

use super::{MAIL, UNFINISHED};
use crate::database::schema::outbox;
use crate::database::{AnyConnection, Broken, Engine, Id, Instant, Work};
use crate::outbox::record::{Lane, LetterState, Row};

/// What becomes of a claimed letter.
#[derive(Debug, Clone, Serialize)]
pub struct Noted {
    letter: Id,
    /// What a claimed letter is known by: whoever claims it anew raises the attempts, and the one who was too
    /// slow changes nothing any more.
    claimed: i32,
    state: LetterState,
    attempts: i32,
    next_attempt_at: String,
    last_error: Option<String>,
    finished_at: Option<String>,
    /// The address goes: nobody needs it any more.
    unaddressed: bool,
    recipient_hash: Option<String>,
}

impl Noted {
    /// It ended. Its facts are emptied: what was to be said is said. So is its address when it arrived or was not
    /// needed any more; of one that did not, somebody has to be telephoned.
    #[must_use]
    pub fn finished(
        row: &Row,
        now: DateTime<Utc>,
        state: LetterState,
        reason: Option<String>,
        hash: String,
    ) -> Self {
        Self {
            state,
            last_error: reason,
            finished_at: Some(written(now.into())),
            unaddressed: matches!(state, LetterState::Delivered | LetterState::CalledBack),
            recipient_hash: Some(hash),
            ..Self::unchanged(row)
        }
    }

    /// A call ended, as `how` says. Its webhook and what was sent stay: it may be sent again.
    #[must_use]
    pub fn called(row: &Row, now: DateTime<Utc>, state: LetterState, how: String) -> Self {
        Self {
            state,
            last_error: Some(how),
            finished_at: Some(written(now.into())),
            ..Self::unchanged(row)
        }
    }

    /// It waits for another attempt.
    #[must_use]
    pub fn postponed(row: &Row, until: DateTime<Utc>, reason: String) -> Self {
        Self {
            state: LetterState::TemporaryFailure,
            next_attempt_at: written(until.into()),
            last_error: Some(reason),
            ..Self::unchanged(row)
        }
    }

    /// It was not tried, and is due as before, or not before `until`.
    #[must_use]
    pub fn put_back(row: &Row, until: Option<DateTime<Utc>>) -> Self {
        let tried = row.attempts.saturating_sub(1);
        let state = if tried == 0 {
            LetterState::Created
        } else {
            LetterState::TemporaryFailure
        };
        let next = until.map_or(row.next_attempt_at, Instant::from);
        Self {
            state,
            attempts: tried,
            next_attempt_at: written(next),
            ..Self::unchanged(row)
        }
    }

    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Id {
        self.letter
    }

    /// The same worker has claimed the letter once more, as `row`, while it was under way.
    pub fn belongs_to(&mut self, row: &Row) {
        self.claimed = row.attempts;
    }

    fn unchanged(row: &Row) -> Self {
        Self {
            letter: row.id,
            claimed: row.attempts,
            state: row.state,
            attempts: row.attempts,
            next_attempt_at: written(row.next_attempt_at),
            last_error: row.last_error.clone(),
            finished_at: None,
            unaddressed: false,
            recipient_hash: None,
        }
    }
}

/// As SQLite keeps an instant and PostgreSQL reads it.
fn written(instant: Instant) -> String {
    instant.utc().naive_utc().format("%F %T%.f").to_string()
}

/// Notes by one statement what became of claimed letters, and gives those that were still held.
///
/// # Errors
/// [`Broken::Query`], as all here.
pub fn note(work: &mut Work, all: &[Noted]) -> Result<Vec<Id>, Broken> {
    #[derive(QueryableByName)]
    struct Held {
        #[diesel(sql_type = Text)]
        id: Id,
    }
    let all = serde_json::to_string(all).map_err(|error| Broken::Data(error.to_string()))?;
    let noted = match work.connection.engine() {
        Engine::Sqlite => {
            "(SELECT value ->> 'letter' AS letter, value ->> 'claimed' AS claimed, \
                 value ->> 'state' AS state, value ->> 'attempts' AS attempts, \
                 value ->> 'next_attempt_at' AS next_attempt_at, \
                 value ->> 'last_error' AS last_error, value ->> 'finished_at' AS finished_at, \
                 value ->> 'unaddressed' AS unaddressed, \
                 value ->> 'recipient_hash' AS recipient_hash FROM json_each($1)) AS noted"
        }
        Engine::Postgres => {
            "jsonb_to_recordset($1::jsonb) AS noted(letter text, claimed int, state text, \
                 attempts int, next_attempt_at timestamp, last_error text, finished_at timestamp, \
                 unaddressed boolean, recipient_hash text)"
        }
    };
    let statement = format!(
        "UPDATE outbox SET state = noted.state, attempts = noted.attempts, leased_until = NULL, \
             next_attempt_at = noted.next_attempt_at, last_error = noted.last_error, \
             finished_at = noted.finished_at, recipient_hash = noted.recipient_hash, \
             recipient = CASE WHEN noted.unaddressed THEN '' ELSE outbox.recipient END, \
             payload = CASE WHEN noted.finished_at IS NULL OR outbox.channel = 'webhook' \
                 THEN outbox.payload ELSE '{{}}' END \
         FROM {noted} \
         WHERE outbox.id = noted.letter AND outbox.attempts = noted.claimed \
             AND outbox.state = 'sending' \
         RETURNING id"
    );
    let held: Vec<Held> = diesel::sql_query(statement)
        .bind::<Text, _>(all)
        .load(work.connection)?;
    Ok(held.into_iter().map(|held| held.id).collect())
}

/// How a call-back ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CalledBack {
    /// Letters that nobody gets.
    pub letters: usize,
    /// Letters of the same group that are sent, or are being sent at this moment.
    pub too_late: i64,
}

/// Takes back the letters about a session whose once-key begins with `group` and that were not sent yet, in whatever
/// lane. What a worker has in its hands at this moment is sent. The same order given anew makes no new letters: a
/// corrected letter needs another key. It costs as much as the session has letters, not the whole outbox.
///
/// # Errors
/// [`Broken::Query`].
pub fn call_back(
    work: &mut Work,
    now: DateTime<Utc>,
    session: Id,
    group: &str,
) -> Result<CalledBack, Broken> {
    #[derive(QueryableByName)]
    struct Counted {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        letters: i64,
    }
    let length = i32::try_from(group.chars().count()).unwrap_or(i32::MAX);
    // Not LIKE: a key may hold its wildcards. Not a range of keys: PostgreSQL may sort by the rules of a language.
    let of_group = |session: &str, length: &str, key: &str| {
        format!("session_id = {session} AND substr(once_key, 1, {length}) = {key}")
    };
    let statement = format!(
        "UPDATE outbox SET state = 'called_back', finished_at = $1, recipient = '', payload = '{{}}' \
         WHERE {UNFINISHED} AND state <> 'sending' AND {}",
        of_group("$2", "$3", "$4"),
    );
    let letters = diesel::sql_query(statement)
        .bind::<Timestamp, _>(Instant::from(now))
        .bind::<Text, _>(session)
        .bind::<Integer, _>(length)
        .bind::<Text, _>(group)
        .execute(work.connection)?;
    let statement = format!(
        "SELECT count(*) AS letters FROM outbox WHERE state IN ('sending', 'delivered') AND {}",
        of_group("$1", "$2", "$3"),
    );
    let counted: Counted = diesel::sql_query(statement)
        .bind::<Text, _>(session)
        .bind::<Integer, _>(length)
        .bind::<Text, _>(group)
        .get_result(work.connection)?;
    Ok(CalledBack {
        letters,
        too_late: counted.letters,
    })
}

/// Which of these once-keys are those of letters that were not called back: whoever they were for has read them, or
/// will.
///
/// # Errors
/// [`Broken::Query`].
pub fn standing(
    connection: &mut AnyConnection,
    once_keys: &[String],
) -> Result<HashSet<String>, Broken> {
    let mut found = HashSet::new();
    for keys in once_keys.chunks(1000) {
        let some: Vec<String> = outbox::table
            .filter(outbox::once_key.eq_any(keys))
            .filter(outbox::state.ne(LetterState::CalledBack))
            .select(outbox::once_key)
            .load(connection)?;
        found.extend(some);
    }
    Ok(found)
}

/// Takes back every letter that was not sent yet and whose once-key ends so, whatever its lane: its reader wants
/// nothing more. What a worker has in its hands at this moment is sent. In those that did not arrive, or in time, the
/// address is forgotten. `ending` has none of the wildcards of LIKE: a sign and an id.
///
/// # Errors
/// [`Broken::Query`].
pub fn take_back(work: &mut Work, now: DateTime<Utc>, ending: &str) -> Result<usize, Broken> {
    let keys = format!("%{ending}");
    let statement = format!(
        "UPDATE outbox SET state = 'called_back', finished_at = $1, recipient = '', payload = '{{}}' \
         WHERE {UNFINISHED} AND state <> 'sending' AND once_key LIKE $2"
    );
    let letters = diesel::sql_query(statement)
        .bind::<Timestamp, _>(Instant::from(now))
        .bind::<Text, _>(&keys)
        .execute(work.connection)?;
    // The conditions as in the index `outbox_not_arrived`.
    diesel::sql_query(
        "UPDATE outbox SET recipient = '', recipient_hash = NULL \
         WHERE finished_at IS NOT NULL AND recipient <> '' AND once_key LIKE $1",
    )
    .bind::<Text, _>(&keys)
    .execute(work.connection)?;
    Ok(letters)
}

/// Takes back the letters to many about a session that were not sent yet, as [`call_back`]. Too late are those that
/// were ordered since an instant: what was ordered before it was about something else.
///
/// # Errors
/// [`Broken::Query`].
pub fn call_back_of_session(
    work: &mut Work,
    now: DateTime<Utc>,
    session: Id,
    since: DateTime<Utc>,
) -> Result<CalledBack, Broken> {
    let to_many = outbox::table
        .filter(outbox::session_id.eq(session))
        .filter(outbox::lane.eq(Lane::Bulk));
    let waiting = [LetterState::Created, LetterState::TemporaryFailure];
    let letters = diesel::update(to_many.filter(outbox::state.eq_any(waiting)))
        .set((
            outbox::state.eq(LetterState::CalledBack),
            outbox::finished_at.eq(Some(Instant::from(now))),
            outbox::recipient.eq(""),
            outbox::payload.eq("{}"),
        ))
        .execute(work.connection)?;
    let too_late = to_many
        .filter(outbox::state.eq_any([LetterState::Sending, LetterState::Delivered]))
        .filter(outbox::created_at.ge(Instant::from(since)))
        .count()
        .get_result(work.connection)?;
    Ok(CalledBack { letters, too_late })
}

/// Letters to many about a session that wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToMany {
    /// How many.
    pub letters: i64,
    /// When the first of them was ordered.
    pub since: DateTime<Utc>,
}

/// Letters to many about a session that wait, if there are any.
///
/// # Errors
/// [`Broken::Query`].
pub fn to_many_of(connection: &mut AnyConnection, session: Id) -> Result<Option<ToMany>, Broken> {
    // Written out as in the index `outbox_to_many`.
    let waiting = sql::<Bool>(&format!("lane = 'bulk' AND {UNFINISHED}"));
    let (letters, since): (i64, Option<Instant>) = outbox::table
        .filter(outbox::session_id.eq(session))
        .filter(waiting)
        .select((count_star(), min(outbox::created_at)))
        .get_result(connection)?;
    Ok(since.map(|since| ToMany {
        letters,
        since: since.utc(),
    }))
}

/// Ends the letters whose time has passed while nobody held them, and gives their number: the desk is to know of
/// them even while the relay is away. `longest` is how long the office tries at all.
///
/// # Errors
/// [`Broken::Query`].
pub fn expire(work: &mut Work, now: DateTime<Utc>, longest: TimeDelta) -> Result<usize, Broken> {
    let statement = format!(
        "UPDATE outbox SET state = 'expired', finished_at = $1, leased_until = NULL, \
             payload = CASE WHEN {MAIL} THEN '{{}}' ELSE payload END, \
             last_error = coalesce(last_error, 'its time passed before it was tried') \
         WHERE {UNFINISHED} AND (leased_until IS NULL OR leased_until <= $2) \
             AND (give_up_at <= $3 OR ({MAIL} AND created_at <= $4))"
    );
    let instant = Instant::from(now);
    Ok(diesel::sql_query(statement)
        .bind::<Timestamp, _>(instant)
        .bind::<Timestamp, _>(instant)
        .bind::<Timestamp, _>(instant)
        .bind::<Timestamp, _>(Instant::from(now - longest))
        .execute(work.connection)?)
}
