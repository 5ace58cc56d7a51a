//! Sessions of which comments wait for an answer (605-13, OS-13).

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use diesel::dsl::{count_star, exists};
use diesel::prelude::*;

use super::counting::WAITING;
use crate::database::schema::{bodies, comments, session_clocks, sessions};
use crate::database::{AnyConnection, Broken, Id, Instant};
use crate::sessions::record::{Clocks, Session};
use crate::sessions::store::MOST_DUE;
use crate::web::desk::Reach;

/// What is owed is shown for so long after the session.
const OWED_FOR: TimeDelta = TimeDelta::days(30);

/// Sessions of not long ago with comments that nobody answered, and how many; of bodies that have the duty. The first
/// session first, at most [`MOST_DUE`]; two queries.
///
/// # Errors
/// [`Broken::Query`].
pub fn owed(
    connection: &mut AnyConnection,
    reach: &Reach,
    now: DateTime<Utc>,
) -> Result<Vec<(Session, Clocks, i64)>, Broken> {
    let waiting = comments::table
        .filter(comments::session_id.eq(sessions::id))
        .filter(comments::state.eq_any(WAITING));
    let mut query = sessions::table
        .inner_join(session_clocks::table)
        .inner_join(bodies::table)
        .filter(bodies::exempt.eq(false))
        .filter(sessions::starts_at.gt(Instant::from(now - OWED_FOR)))
        .filter(exists(waiting))
        .order((sessions::starts_at, sessions::id))
        .limit(MOST_DUE)
        .select((Session::as_select(), Clocks::as_select()))
        .into_boxed();
    if let Reach::Only(bodies) = reach {
        query = query.filter(sessions::body_id.eq_any(bodies.clone()));
    }
    let found: Vec<(Session, Clocks)> = query.load(connection)?;
    let ids: Vec<Id> = found.iter().map(|(session, _)| session.id).collect();
    let counted: Vec<(Id, i64)> = comments::table
        .filter(comments::session_id.eq_any(ids))
        .filter(comments::state.eq_any(WAITING))
        .group_by(comments::session_id)
        .select((comments::session_id, count_star()))
        .load(connection)?;
    let counted: HashMap<Id, i64> = counted.into_iter().collect();
    let with_count = |(session, clocks): (Session, Clocks)| {
        let count = counted.get(&session.id).copied().unwrap_or(0);
        (session, clocks, count)
    };
    Ok(found.into_iter().map(with_count).collect())
}
