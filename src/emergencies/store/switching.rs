//! Sending sessions and their people to the broadcast. What is to be done now is told apart from what was done before by
//! this: the emergency has noted that it switches a session, and the session still has its hall. The sessions themselves
//! are therefore written last.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Text, Timestamp};

use super::{id_of_each_row, take_back};
use crate::database::{Broken, Id, Instant, Work};
use crate::law::application_course::SENT_ONLINE;
use crate::news::letters::APPLICANT_EMERGENCY;

/// Sessions that are to be switched by the emergency of a parameter. SQLite numbers parameters as they first appear, so
/// whoever binds an instant too binds it first and names it first.
fn switched(emergency: &str) -> String {
    format!(
        "SELECT e.session_id FROM emergency_sessions e JOIN sessions s ON s.id = e.session_id \
         WHERE e.emergency_id = {emergency} AND e.former_format IS NOT NULL AND e.restored_at IS NULL \
             AND s.format <> 'online'"
    )
}

/// Those of their applications that go to the broadcast, as in [`SENT_ONLINE`]: `a`, with the session `s` and what
/// the emergency has noted of it, `e`.
pub(super) fn people(emergency: &str) -> String {
    let states = states();
    format!(
        "FROM emergency_sessions e JOIN sessions s ON s.id = e.session_id \
         JOIN applications a ON a.session_id = e.session_id \
         WHERE e.emergency_id = {emergency} AND e.former_format IS NOT NULL AND e.restored_at IS NULL \
             AND s.format <> 'online' AND a.state IN ({states})"
    )
}

/// [`SENT_ONLINE`] as SQL reads it.
fn states() -> String {
    SENT_ONLINE.map(|state| format!("'{state}'")).join(", ")
}

/// Letters to applicants that would mislead: that a seat is theirs, that they are to come. What the office owes anybody
/// besides, as a refusal, a new date or a new item, is sent; what a change said of the hall is left out when it is.
const MISLEADING: &str = "'application-received', 'application-promoted', 'application-admitted', \
     'application-corrected', 'application-reseated', 'application-reminder', 'applicant-hall-again'";

/// Notes of each person the place to go back to. Whoever was let in already had a seat.
///
/// # Errors
/// [`Broken::Query`], as all here.
pub fn keep_places(work: &mut Work, emergency: Id) -> Result<usize, Broken> {
    let statement = format!(
        "INSERT INTO emergency_places (application_id, session_id, state, hall, seat) \
         SELECT a.id, a.session_id, CASE WHEN a.state <> 'attended' THEN a.state \
             WHEN a.attended_from IN ('seated', 'overflow', 'admitted') THEN a.attended_from ELSE 'admitted' END, \
             a.hall, a.seat {}",
        people("$1"),
    );
    Ok(diesel::sql_query(statement)
        .bind::<Text, _>(emergency)
        .execute(work.connection)?)
}

/// Takes letters to the applicants of these sessions back that were not sent yet and would mislead.
///
/// # Errors
/// [`Broken::Query`].
pub fn call_back_misleading(
    work: &mut Work,
    sessions: &[Id],
    now: DateTime<Utc>,
) -> Result<(), Broken> {
    take_back(work, sessions, MISLEADING, now)
}

/// Orders a letter for everybody with an e-mail address.
///
/// # Errors
/// [`Broken::Query`].
pub fn order_letters(work: &mut Work, emergency: Id, now: DateTime<Utc>) -> Result<(), Broken> {
    let statement = format!(
        "INSERT INTO outbox (id, once_key, lane, kind, recipient, language, session_id, payload, state, attempts, \
             next_attempt_at, give_up_at, created_at, channel) \
         SELECT {}, 'applicants:' || e.news_id || ':' || a.id, 'urgent', '{APPLICANT_EMERGENCY}', a.email, \
             a.language, a.session_id, '{{\"person\":\"' || a.id || '\",\"known_by\":\"' || a.id \
             || '\",\"from\":null,\"to\":' || (s.revision + 1) || '}}', 'created', 0, $1, s.starts_at, $1, 'mail' \
         {} AND a.email IS NOT NULL",
        id_of_each_row(work.connection.engine(), now),
        people("$2"),
    );
    at(work, now, emergency, statement)
}

/// Puts everybody whom a telephone alone reaches into the list of those to be telephoned.
///
/// # Errors
/// [`Broken::Query`].
pub fn order_calls(work: &mut Work, emergency: Id, now: DateTime<Utc>) -> Result<(), Broken> {
    let statement = format!(
        "INSERT INTO calls (application_id, id, session_id, kind, since) \
         SELECT a.id, {}, a.session_id, '{APPLICANT_EMERGENCY}', $1 \
         {} AND a.email IS NULL AND a.phone IS NOT NULL \
         ON CONFLICT (application_id) DO UPDATE \
         SET id = excluded.id, kind = excluded.kind, since = excluded.since",
        id_of_each_row(work.connection.engine(), now),
        people("$2"),
    );
    at(work, now, emergency, statement)
}

/// Sends the applications to the broadcast.
///
/// # Errors
/// [`Broken::Query`].
pub fn move_people(work: &mut Work, emergency: Id, now: DateTime<Utc>) -> Result<(), Broken> {
    let statement = format!(
        "UPDATE applications SET state = 'moved_online', hall = NULL, seat = NULL, attended_at = NULL, \
             attended_from = NULL, revision = revision + 1, updated_at = $1 \
         WHERE session_id IN ({}) AND state IN ({})",
        switched("$2"),
        states(),
    );
    at(work, now, emergency, statement)
}

/// Frees all seats. The highest number given counts one more: whoever applied on another node this moment finds another
/// count than was read, and looks at the session again.
///
/// # Errors
/// [`Broken::Query`].
pub fn free_seats(work: &mut Work, emergency: Id) -> Result<(), Broken> {
    let statement = format!(
        "UPDATE seating SET seated = 0, overflow_seated = 0, waiting = 0, last_seat = last_seat + 1 \
         WHERE session_id IN ({})",
        switched("$1"),
    );
    diesel::sql_query(statement)
        .bind::<Text, _>(emergency)
        .execute(work.connection)?;
    Ok(())
}

/// Sends the sessions themselves; gives their number.
///
/// # Errors
/// [`Broken::Query`].
pub fn switch_sessions(
    work: &mut Work,
    emergency: Id,
    changed_at: Instant,
) -> Result<usize, Broken> {
    let statement = format!(
        "UPDATE sessions SET format = 'online', place = NULL, updated_at = $1, emergency_id = $2, \
             revision = revision + 1, sequence = sequence + 1 \
         WHERE id IN ({})",
        switched("$2"),
    );
    Ok(diesel::sql_query(statement)
        .bind::<Timestamp, _>(changed_at)
        .bind::<Text, _>(emergency)
        .execute(work.connection)?)
}

/// Runs a statement that names the present first and the emergency after it.
fn at(work: &mut Work, now: DateTime<Utc>, emergency: Id, statement: String) -> Result<(), Broken> {
    diesel::sql_query(statement)
        .bind::<Timestamp, _>(Instant::from(now))
        .bind::<Text, _>(emergency)
        .execute(work.connection)?;
    Ok(())
}
