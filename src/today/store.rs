//! The queries of today's page. Each looks at a window of time and at no more than a page can show, so that the page
//! costs the same however large the archive is.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::database::schema::{applications, outbox, seating, session_clocks, sessions};
use crate::database::{AnyConnection, Broken, Id, Instant};
use crate::law::application_course::ApplicationState;
use crate::law::session_course::SessionStatus;
use crate::outbox::record::{Channel, LetterState};
use crate::sessions::record::{Clocks, Seating, Session};
use crate::web::desk::Reach;

/// Sessions of each kind that are looked at.
pub const MOST: i64 = 200;

/// A draft is shown for so long after its time has passed.
const DRAFTS_FOR: TimeDelta = TimeDelta::days(30);

/// Coming sessions are looked at so far ahead.
const AHEAD: TimeDelta = TimeDelta::days(60);

/// What is overdue is shown for so long.
const OVERDUE_FOR: TimeDelta = TimeDelta::days(30);

/// A session with what is known of it.
pub type Row = (Session, Clocks, Seating);

/// The first sessions, in order, that meet some conditions, with what is known of them.
macro_rules! rows {
    ($connection:expr, $reach:expr, $($condition:expr),+ $(,)?) => {{
        let mut query = sessions::table
            .inner_join(session_clocks::table)
            .inner_join(seating::table)
            $(.filter($condition))+
            .order((sessions::starts_at, sessions::id))
            .limit(MOST)
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
) -> Result<Vec<Row>, Broken> {
    rows!(
        connection,
        reach,
        sessions::status.eq(SessionStatus::Draft),
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
) -> Result<Vec<Row>, Broken> {
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
) -> Result<Vec<Row>, Broken> {
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
) -> Result<Vec<Row>, Broken> {
    let not_held = [
        SessionStatus::Draft,
        SessionStatus::Cancelled,
        SessionStatus::Live,
    ];
    rows!(
        connection,
        reach,
        sessions::status.ne_all(not_held),
        sessions::closes_at
            .le(Instant::from(now))
            .or(sessions::status.eq(SessionStatus::Held)),
        sessions::starts_at.gt(Instant::from(now - AHEAD)),
        session_clocks::results_before.gt(Instant::from(now - OVERDUE_FOR)),
    )
}

/// How many applications of these sessions are in these states, by session and state.
///
/// # Errors
/// [`Broken::Query`].
pub fn applications_in(
    connection: &mut AnyConnection,
    ids: &[Id],
    states: &[ApplicationState],
) -> Result<HashMap<(Id, ApplicationState), i64>, Broken> {
    let rows: Vec<(Id, ApplicationState, i64)> = applications::table
        .filter(applications::session_id.eq_any(ids))
        .filter(applications::state.eq_any(states))
        .group_by((applications::session_id, applications::state))
        .select((applications::session_id, applications::state, count_star()))
        .load(connection)?;
    Ok(rows
        .into_iter()
        .map(|(session, state, count)| ((session, state), count))
        .collect())
}

/// How many letters about these sessions will not arrive.
///
/// # Errors
/// [`Broken::Query`].
pub fn letters_lost(
    connection: &mut AnyConnection,
    ids: &[Id],
) -> Result<HashMap<Id, i64>, Broken> {
    let lost = [
        LetterState::PermanentFailure,
        LetterState::TechnicalFailure,
        LetterState::Expired,
    ];
    let about = ids.iter().copied().map(Some);
    let rows: Vec<(Option<Id>, i64)> = outbox::table
        .filter(outbox::session_id.eq_any(about))
        .filter(outbox::state.eq_any(lost))
        .filter(outbox::channel.eq(Channel::Mail))
        .group_by(outbox::session_id)
        .select((outbox::session_id, count_star()))
        .load(connection)?;
    Ok(rows
        .into_iter()
        .filter_map(|(session, count)| Some((session?, count)))
        .collect())
}
