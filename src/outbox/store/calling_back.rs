//! Letters that are taken back before they are sent.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use diesel::dsl::{count_star, min, sql};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Integer, Text, Timestamp};

use super::UNFINISHED;
use crate::database::schema::outbox;
use crate::database::{AnyConnection, Broken, Id, Instant, Work};
use crate::outbox::record::{Lane, LetterState};

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
    let states = LetterState::ALL.iter().copied();
    let states: Vec<LetterState> = states
        .filter(|state| *state != LetterState::CalledBack)
        .collect();
    in_states(connection, once_keys, &states)
}

/// Which of these once-keys are those of letters that no worker has taken into its hands yet, or not for good: they are
/// put into words later.
///
/// # Errors
/// [`Broken::Query`].
pub fn unsent(
    connection: &mut AnyConnection,
    once_keys: &[String],
) -> Result<HashSet<String>, Broken> {
    let waiting = [LetterState::Created, LetterState::TemporaryFailure];
    in_states(connection, once_keys, &waiting)
}

fn in_states(
    connection: &mut AnyConnection,
    once_keys: &[String],
    states: &[LetterState],
) -> Result<HashSet<String>, Broken> {
    let mut found = HashSet::new();
    for keys in once_keys.chunks(1000) {
        let some: Vec<String> = outbox::table
            .filter(outbox::once_key.eq_any(keys))
            .filter(outbox::state.eq_any(states))
            .select(outbox::once_key)
            .load(connection)?;
        found.extend(some);
    }
    Ok(found)
}

/// Letters to those who subscribed, as in the index `outbox_of_reader`.
const OF_READERS: &str = "substr(kind, 1, 7) = 'subscri'";

/// Who a letter is for, as the end of its once-key says it: a sign and an id. As in the index `outbox_of_reader`.
const READER: &str = "substr(once_key, length(once_key) - 36)";

/// Takes back every letter that was not sent yet, whatever its lane, of these subscriptions and of these readers of news:
/// they want nothing more. What a worker has in its hands at this moment is sent. In those that did not arrive, or in time,
/// the address is forgotten. Two statements, however many they are.
///
/// # Errors
/// [`Broken::Query`].
pub fn take_back(
    work: &mut Work,
    now: DateTime<Utc>,
    subscriptions: &[Id],
    readers: &[Id],
) -> Result<usize, Broken> {
    let subscriptions = subscriptions.iter().map(|id| format!("' {id}'"));
    let readers = readers.iter().map(|id| format!("':{id}'"));
    let ends: Vec<String> = subscriptions.chain(readers).collect();
    if ends.is_empty() {
        return Ok(0);
    }
    let ends = ends.join(", ");
    let statement = format!(
        "UPDATE outbox SET state = 'called_back', finished_at = $1, recipient = '', payload = '{{}}' \
         WHERE {READER} IN ({ends}) AND {UNFINISHED} AND {OF_READERS} AND state <> 'sending'"
    );
    let letters = diesel::sql_query(statement)
        .bind::<Timestamp, _>(Instant::from(now))
        .execute(work.connection)?;
    // The conditions as in the index `outbox_not_arrived`.
    diesel::sql_query(format!(
        "UPDATE outbox SET recipient = '', recipient_hash = NULL \
         WHERE finished_at IS NOT NULL AND recipient <> '' AND {READER} IN ({ends})"
    ))
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
