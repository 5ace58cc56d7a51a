//! The queries of the stand beside those of sessions.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

use crate::database::schema::{results, sessions};
use crate::database::{AnyConnection, Broken, Id, Instant};
use crate::law::session_course::SessionStatus;

/// Sessions are looked at so far back: by the days of a body, not by its whole archive.
const LOOKED_BACK: TimeDelta = TimeDelta::days(366);

/// Results of one session that may hide those of another: more than one session ever has at once.
const RESULTS_EACH: i64 = 12;

/// The sessions of a body of which results were published since an instant, the last published first.
///
/// # Errors
/// [`Broken::Query`].
pub fn with_new_results(
    connection: &mut AnyConnection,
    body: Id,
    since: DateTime<Utc>,
    limit: usize,
) -> Result<Vec<Id>, Broken> {
    let most = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows: Vec<Id> = results::table
        .inner_join(sessions::table)
        .filter(sessions::body_id.eq(body))
        .filter(sessions::starts_at.gt(Instant::from(since - LOOKED_BACK)))
        .filter(sessions::status.ne_all([SessionStatus::Draft, SessionStatus::Cancelled]))
        .filter(results::replaced_by.is_null())
        .filter(results::published_at.ge(Instant::from(since)))
        .order((results::published_at.desc(), results::id.desc()))
        .limit(most.saturating_mul(RESULTS_EACH))
        .select(results::session_id)
        .load(connection)?;
    let mut found: Vec<Id> = Vec::new();
    for session in rows {
        if !found.contains(&session) && found.len() < limit {
            found.push(session);
        }
    }
    Ok(found)
}
