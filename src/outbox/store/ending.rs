//! How letters end, or wait on.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Text, Timestamp};
use serde::Serialize;

use super::{MAIL, UNFINISHED};
use crate::database::{Broken, Engine, Id, Instant, Work};
use crate::outbox::record::{LetterState, Row, UNTRIED};

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

/// Ends the letters whose time has passed while nobody held them, and gives their number: the desk is to know of
/// them even while the relay is away. `longest` is how long the office tries at all.
///
/// # Errors
/// [`Broken::Query`].
pub fn expire(work: &mut Work, now: DateTime<Utc>, longest: TimeDelta) -> Result<usize, Broken> {
    let statement = format!(
        "UPDATE outbox SET state = 'expired', finished_at = $1, leased_until = NULL, \
             payload = CASE WHEN {MAIL} THEN '{{}}' ELSE payload END, \
             last_error = coalesce(last_error, '{UNTRIED}') \
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
