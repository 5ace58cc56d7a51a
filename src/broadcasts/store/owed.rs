//! Sessions whose duty to be broadcast is not done, and how it stands of any (OS-12).

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use diesel::dsl::{exists, not};
use diesel::prelude::*;

use crate::database::schema::{bodies, broadcast_facts, broadcasts, session_clocks, sessions};
use crate::database::{AnyConnection, Broken, Id, Instant};
use crate::law::session_course::{Access, SessionStatus};
use crate::sessions::record::{Clocks, Session};
use crate::sessions::store::MOST_DUE;
use crate::web::desk::Reach;

/// What is owed is shown for so long after the session.
const OWED_FOR: TimeDelta = TimeDelta::days(30);

/// Sessions that sit, or were held not long ago, of which nothing says that they were broadcast, or why not; of bodies
/// that have the duty. The next first, at most [`MOST_DUE`].
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn owed(
    connection: &mut AnyConnection,
    reach: &Reach,
    now: DateTime<Utc>,
) -> Result<Vec<(Session, Clocks)>, Broken> {
    let broadcast = broadcasts::table.filter(broadcasts::session_id.eq(sessions::id));
    let explained = broadcast_facts::table
        .filter(broadcast_facts::session_id.eq(sessions::id))
        .filter(broadcast_facts::impossible_since.is_not_null());
    let begun = [SessionStatus::Live, SessionStatus::Held];
    let announced = [SessionStatus::Announced, SessionStatus::Postponed];
    let mut query = sessions::table
        .inner_join(session_clocks::table)
        .inner_join(bodies::table)
        .filter(bodies::exempt.eq(false))
        .filter(sessions::access.eq(Access::Open))
        .filter(sessions::starts_at.gt(Instant::from(now - OWED_FOR)))
        .filter(
            sessions::status.eq_any(begun).or(sessions::status
                .eq_any(announced)
                .and(sessions::closes_at.le(Instant::from(now)))),
        )
        .filter(not(exists(broadcast)))
        .filter(not(exists(explained)))
        .order((sessions::starts_at, sessions::id))
        .limit(MOST_DUE)
        .select((Session::as_select(), Clocks::as_select()))
        .into_boxed();
    if let Reach::Only(bodies) = reach {
        query = query.filter(sessions::body_id.eq_any(bodies.clone()));
    }
    Ok(query.load(connection)?)
}

/// What accounts for the broadcast of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Account {
    /// There was one, or is.
    pub broadcast: bool,
    /// It is said why there is none.
    pub explained: bool,
}

/// What accounts for the broadcasts of these sessions; those of which nothing is noted are not among them. No query for
/// none.
///
/// # Errors
/// [`Broken::Query`].
pub fn accounts_of(
    connection: &mut AnyConnection,
    ids: &[Id],
) -> Result<HashMap<Id, Account>, Broken> {
    let mut found: HashMap<Id, Account> = HashMap::new();
    if ids.is_empty() {
        return Ok(found);
    }
    let broadcast: Vec<Id> = broadcasts::table
        .filter(broadcasts::session_id.eq_any(ids))
        .select(broadcasts::session_id)
        .distinct()
        .load(connection)?;
    for session in broadcast {
        found.entry(session).or_default().broadcast = true;
    }
    let explained: Vec<Id> = broadcast_facts::table
        .filter(broadcast_facts::session_id.eq_any(ids))
        .filter(broadcast_facts::impossible_since.is_not_null())
        .select(broadcast_facts::session_id)
        .load(connection)?;
    for session in explained {
        found.entry(session).or_default().explained = true;
    }
    Ok(found)
}
