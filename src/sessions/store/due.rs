//! What its secretariat still has to do about a session: the one place that knows which drafts are to be announced and
//! which sessions owe results. Each looks at a window of time and, for a page, at no more than it can show, so that it
//! costs the same however large the archive is.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

use crate::database::schema::{bodies, closings, seating, session_clocks, sessions};
use crate::database::{AnyConnection, Broken, Instant};
use crate::law::session_course::SessionStatus;
use crate::sessions::closing::record::Closing;
use crate::sessions::record::{Clocks, Seating, Session};
use crate::web::desk::Reach;

/// Sessions of each kind that a page looks at.
pub const MOST_DUE: i64 = 200;

/// A draft is shown for so long after its time has passed.
const DRAFTS_FOR: TimeDelta = TimeDelta::days(30);

/// Coming sessions are looked at so far ahead.
const AHEAD: TimeDelta = TimeDelta::days(60);

/// What is overdue is shown for so long.
const OVERDUE_FOR: TimeDelta = TimeDelta::days(30);

/// One that is live for so long after its end was forgotten by those who should have ended it.
const FORGOTTEN_LIVE: TimeDelta = TimeDelta::days(1);

/// No zone is further ahead of UTC.
const FURTHEST_EAST: TimeDelta = TimeDelta::hours(14);

/// A session with what is known of it.
pub type DueRow = (Session, Clocks, Seating);

/// It is to be announced.
macro_rules! is_draft {
    () => {
        sessions::status.eq(SessionStatus::Draft)
    };
}

/// It was held, and its results are not all placed: the acts of `results` note when they are.
macro_rules! owes_results {
    ($now:expr) => {
        sessions::status
            .ne_all([SessionStatus::Draft, SessionStatus::Cancelled])
            .and(
                sessions::status
                    .eq(SessionStatus::Held)
                    .or(sessions::status
                        .ne(SessionStatus::Live)
                        .and(sessions::closes_at.le(Instant::from($now))))
                    // Nobody has said that it ended, and it should have long ago.
                    .or(sessions::closes_at.le(Instant::from($now - FORGOTTEN_LIVE))),
            )
            .and(sessions::results_complete_at.is_null())
            // No term is longer than this after the start.
            .and(sessions::starts_at.gt(Instant::from($now - AHEAD)))
    };
}

/// The first sessions, in order, that meet some conditions, with what is known of them.
macro_rules! rows {
    ($connection:expr, $reach:expr, $($condition:expr),+ $(,)?) => {{
        let mut query = sessions::table
            .inner_join(session_clocks::table)
            .inner_join(seating::table)
            $(.filter($condition))+
            .order((sessions::starts_at, sessions::id))
            .limit(MOST_DUE)
            .select((
                Session::as_select(),
                Clocks::as_select(),
                Seating::as_select(),
            ))
            .into_boxed();
        if let Reach::Only(bodies) = $reach {
            query = query.filter(sessions::body_id.eq_any(bodies.clone()));
        }
        Ok(query.load($connection)?)
    }};
}

/// Drafts, the next first.
///
/// # Errors
/// [`Broken::Query`], as all here.
pub fn drafts(
    connection: &mut AnyConnection,
    reach: &Reach,
    now: DateTime<Utc>,
) -> Result<Vec<DueRow>, Broken> {
    rows!(
        connection,
        reach,
        is_draft!(),
        sessions::starts_at.ge(Instant::from(now - DRAFTS_FOR)),
    )
}

/// Announced sessions that are not over, the next first; one that sits on beyond its end among them.
///
/// # Errors
/// [`Broken::Query`].
pub fn coming(
    connection: &mut AnyConnection,
    reach: &Reach,
    now: DateTime<Utc>,
) -> Result<Vec<DueRow>, Broken> {
    let to_come = [
        SessionStatus::Announced,
        SessionStatus::Postponed,
        SessionStatus::Live,
    ];
    rows!(
        connection,
        reach,
        sessions::status.eq_any(to_come),
        sessions::closes_at
            .gt(Instant::from(now))
            .or(sessions::status.eq(SessionStatus::Live)),
        sessions::starts_at.lt(Instant::from(now + AHEAD)),
    )
}

/// Sessions that were called off and whose time is still to come, the next first: nothing is decided for them, but
/// whoever wanted to attend must know.
///
/// # Errors
/// [`Broken::Query`].
pub fn called_off(
    connection: &mut AnyConnection,
    reach: &Reach,
    now: DateTime<Utc>,
) -> Result<Vec<DueRow>, Broken> {
    rows!(
        connection,
        reach,
        sessions::status.eq(SessionStatus::Cancelled),
        sessions::starts_at.gt(Instant::from(now)),
        sessions::starts_at.lt(Instant::from(now + AHEAD)),
    )
}

/// Sessions that are over and whose term for results still runs, or ran out not long ago.
///
/// # Errors
/// [`Broken::Query`].
pub fn held(
    connection: &mut AnyConnection,
    reach: &Reach,
    now: DateTime<Utc>,
) -> Result<Vec<DueRow>, Broken> {
    rows!(
        connection,
        reach,
        owes_results!(now),
        session_clocks::results_before.gt(Instant::from(now - OVERDUE_FOR)),
    )
}

/// Decisions to close that wait for something, with their sessions: for the vote of a session that has begun, or for being
/// undone since their last day has come; of bodies that have duties (605-3).
///
/// # Errors
/// [`Broken::Query`].
pub fn closings_waiting(
    connection: &mut AnyConnection,
    reach: &Reach,
    now: DateTime<Utc>,
) -> Result<Vec<(Session, Closing)>, Broken> {
    // Nowhere is it a later day than this.
    let day = (now + FURTHEST_EAST).date_naive();
    let votes = closings::decided_on
        .is_null()
        .and(sessions::starts_at.le(Instant::from(now)));
    let mut query = closings::table
        .inner_join(sessions::table.inner_join(bodies::table))
        .filter(bodies::exempt.eq(false))
        .filter(closings::ended_at.is_null())
        .filter(closings::ends_on.le(day).assume_not_null().or(votes))
        .filter(sessions::status.ne_all([SessionStatus::Draft, SessionStatus::Cancelled]))
        .order((sessions::starts_at, closings::id))
        .limit(MOST_DUE)
        .select((Session::as_select(), Closing::as_select()))
        .into_boxed();
    if let Reach::Only(bodies) = reach {
        query = query.filter(sessions::body_id.eq_any(bodies.clone()));
    }
    Ok(query.load(connection)?)
}

/// A window of time in which a deadline ends.
pub type Window = (DateTime<Utc>, DateTime<Utc>);

/// All drafts whose announcement is due within a window, of bodies that have duties at all (605-3).
///
/// # Errors
/// [`Broken::Query`].
pub fn to_announce(
    connection: &mut AnyConnection,
    (from, until): Window,
) -> Result<Vec<(Session, Clocks)>, Broken> {
    Ok(sessions::table
        .inner_join(session_clocks::table)
        .inner_join(bodies::table)
        .filter(is_draft!())
        .filter(bodies::exempt.eq(false))
        .filter(session_clocks::announce_before.ge(Instant::from(from)))
        .filter(session_clocks::announce_before.lt(Instant::from(until)))
        // An announcement is due before the start, and a draft whose time has passed long ago is not looked for.
        .filter(sessions::starts_at.ge(Instant::from(from)))
        .order((sessions::starts_at, sessions::id))
        .select((Session::as_select(), Clocks::as_select()))
        .load(connection)?)
}

/// All sessions of such bodies that owe results due within a window.
///
/// # Errors
/// [`Broken::Query`].
pub fn to_publish(
    connection: &mut AnyConnection,
    now: DateTime<Utc>,
    (from, until): Window,
) -> Result<Vec<(Session, Clocks)>, Broken> {
    Ok(sessions::table
        .inner_join(session_clocks::table)
        .inner_join(bodies::table)
        .filter(owes_results!(now))
        .filter(bodies::exempt.eq(false))
        .filter(session_clocks::results_before.ge(Instant::from(from)))
        .filter(session_clocks::results_before.lt(Instant::from(until)))
        .order((sessions::starts_at, sessions::id))
        .select((Session::as_select(), Clocks::as_select()))
        .load(connection)?)
}
