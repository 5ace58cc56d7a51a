//! Giving halls and places back, to at most [`TOGETHER`] sessions by one statement each.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::Timestamp;

use super::{TOGETHER, id_of_each_row, list, take_back};
use crate::applications::store::closing::count_anew;
use crate::database::schema::{emergency_places, emergency_sessions, seating, sessions};
use crate::database::{Broken, Id, Instant, Work};
use crate::news::letters::APPLICANT_HALL_AGAIN;
use crate::outbox::Lane;

/// Letters that would mislead once there is a hall again. What else has changed is told by its own letter.
const MISLEADING: &str = "'applicant-emergency', 'application-reminder'";

/// Gives people back the places that they had; those who withdrew meanwhile have none to go back to, and those who
/// went to the broadcast by themselves stay there.
///
/// # Errors
/// [`Broken::Query`], as all here.
pub fn give_places_back(
    work: &mut Work,
    sessions: &[Id],
    now: DateTime<Utc>,
) -> Result<(), Broken> {
    let ids = list(sessions);
    diesel::sql_query(format!(
        "UPDATE applications SET state = p.state, hall = p.hall, seat = p.seat, \
             revision = applications.revision + 1, updated_at = $1 \
         FROM emergency_places p \
         WHERE p.session_id = applications.session_id AND p.application_id = applications.id \
             AND applications.session_id IN ({ids}) AND applications.state = 'moved_online'"
    ))
    .bind::<Timestamp, _>(Instant::from(now))
    .execute(work.connection)?;
    count_anew(work.connection, sessions)
}

/// Gives the sessions their formats and places again; gives their number.
///
/// # Errors
/// [`Broken::Query`].
pub fn give_halls_back(
    work: &mut Work,
    sessions: &[Id],
    changed_at: Instant,
) -> Result<usize, Broken> {
    let former = |what: &str| {
        format!(
            "(SELECT e.{what} FROM emergency_sessions e WHERE e.session_id = sessions.id \
             AND e.former_format IS NOT NULL AND e.restored_at IS NULL)"
        )
    };
    Ok(diesel::sql_query(format!(
        "UPDATE sessions SET format = {}, place = coalesce(place, {}), emergency_id = NULL, \
             revision = revision + 1, sequence = sequence + 1, updated_at = $1 \
         WHERE id IN ({})",
        former("former_format"),
        former("former_place"),
        list(sessions),
    ))
    .bind::<Timestamp, _>(changed_at)
    .execute(work.connection)?)
}

/// Those of these sessions in which a seat is free and somebody comes next.
///
/// # Errors
/// [`Broken::Query`].
pub fn with_free_seats(work: &mut Work, sessions: &[Id]) -> Result<Vec<Id>, Broken> {
    let in_hall = seating::seated.lt(seating::capacity);
    let in_overflow = seating::overflow_seated.lt(seating::overflow_capacity);
    let some_wait = seating::waiting.gt(0);
    Ok(seating::table
        .filter(seating::session_id.eq_any(sessions))
        .filter(
            some_wait
                .and(in_hall.or(in_overflow))
                .or(seating::overflow_seated.gt(0).and(in_hall)),
        )
        .order(seating::session_id)
        .select(seating::session_id)
        .load(work.connection)?)
}

/// Takes letters back that were not sent yet, and orders those that tell of the hall, for everybody who has the former
/// place again or a better one; those without e-mail are to be telephoned. Sessions that begin before `soon` first.
///
/// # Errors
/// [`Broken::Query`].
pub fn tell_of_halls(
    work: &mut Work,
    sessions: &[Id],
    (now, soon): (DateTime<Utc>, DateTime<Utc>),
) -> Result<(), Broken> {
    take_back(work, sessions, MISLEADING, now)?;
    let ids = list(sessions);
    let each = id_of_each_row(work.connection.engine(), now);
    let people = format!(
        "FROM emergency_places p JOIN applications a ON a.id = p.application_id \
         JOIN sessions s ON s.id = p.session_id \
         JOIN news n ON n.session_id = s.id AND n.revision = s.revision AND n.kind = 'restored' \
         WHERE p.session_id IN ({ids}) AND a.state NOT IN ('withdrawn', 'refused', 'moved_online')"
    );
    let (urgent, ordinary) = (Lane::Urgent, Lane::Ordinary);
    diesel::sql_query(format!(
        "INSERT INTO outbox (id, once_key, lane, kind, recipient, language, session_id, payload, state, attempts, \
             next_attempt_at, give_up_at, created_at, channel) \
         SELECT {each}, 'applicants:' || n.id || ':' || a.id, \
             CASE WHEN s.starts_at < $1 THEN '{urgent}' ELSE '{ordinary}' END, '{APPLICANT_HALL_AGAIN}', a.email, \
             a.language, a.session_id, '{{\"person\":\"' || a.id || '\",\"known_by\":\"' || a.id \
             || '\",\"from\":null,\"to\":' || s.revision || '}}', 'created', 0, $2, s.starts_at, $2, 'mail' \
         {people} AND a.email IS NOT NULL"
    ))
    .bind::<Timestamp, _>(Instant::from(soon))
    .bind::<Timestamp, _>(Instant::from(now))
    .execute(work.connection)?;
    diesel::sql_query(format!(
        "INSERT INTO calls (application_id, id, session_id, kind, since) \
         SELECT a.id, {each}, a.session_id, '{APPLICANT_HALL_AGAIN}', $1 \
         {people} AND a.email IS NULL AND a.phone IS NOT NULL \
         ON CONFLICT (application_id) DO UPDATE \
         SET id = excluded.id, kind = excluded.kind, since = excluded.since"
    ))
    .bind::<Timestamp, _>(Instant::from(now))
    .execute(work.connection)?;
    Ok(())
}

/// Notes that these sessions have their halls again; nobody has a place to go back to any more.
///
/// # Errors
/// [`Broken::Query`].
pub fn note_restored(work: &mut Work, ids: &[Id], now: DateTime<Utc>) -> Result<(), Broken> {
    diesel::delete(emergency_places::table.filter(emergency_places::session_id.eq_any(ids)))
        .execute(work.connection)?;
    let switched = emergency_sessions::table
        .filter(emergency_sessions::session_id.eq_any(ids))
        .filter(emergency_sessions::former_format.is_not_null())
        .filter(emergency_sessions::restored_at.is_null());
    diesel::update(switched)
        .set(emergency_sessions::restored_at.eq(Some(Instant::from(now))))
        .execute(work.connection)?;
    Ok(())
}

/// Names another emergency as the one by which sessions are held online.
///
/// # Errors
/// [`Broken::Query`].
pub fn hand_over(
    work: &mut Work,
    ids: &[Id],
    emergency: Id,
    changed_at: Instant,
) -> Result<(), Broken> {
    for some in ids.chunks(TOGETHER) {
        diesel::update(sessions::table.filter(sessions::id.eq_any(some)))
            .set((
                sessions::emergency_id.eq(Some(emergency)),
                sessions::updated_at.eq(changed_at),
            ))
            .execute(work.connection)?;
    }
    Ok(())
}
