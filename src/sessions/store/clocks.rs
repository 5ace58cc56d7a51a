//! Clocks that are still running, and writing them anew.

use diesel::prelude::*;

use crate::database::schema::{session_clocks, sessions};
use crate::database::{AnyConnection, Broken, Id, Instant};
use crate::law::session_course::SessionStatus;
use crate::sessions::record::{Clocks, Session};

/// Sessions whose last clock (results, 605-14) has not passed, drafts too, cancelled ones not, by their ids, after an
/// id.
///
/// # Errors
/// [`Broken::Query`].
pub fn with_running_clocks(
    connection: &mut AnyConnection,
    body: Option<Id>,
    now: Instant,
    after: Option<Id>,
    limit: usize,
) -> Result<Vec<(Session, Clocks)>, Broken> {
    let mut query = sessions::table
        .inner_join(session_clocks::table.on(session_clocks::session_id.eq(sessions::id)))
        .filter(session_clocks::results_before.gt(now))
        .filter(sessions::status.ne(SessionStatus::Cancelled))
        .order(sessions::id)
        .limit(i64::try_from(limit).unwrap_or(i64::MAX))
        .select((Session::as_select(), Clocks::as_select()))
        .into_boxed();
    if let Some(body) = body {
        query = query.filter(sessions::body_id.eq(body));
    }
    if let Some(after) = after {
        query = query.filter(sessions::id.gt(after));
    }
    Ok(query.load(connection)?)
}

/// Writes the clocks of a session over.
///
/// # Errors
/// [`Broken::Query`].
pub fn change_clocks(connection: &mut AnyConnection, clocks: &Clocks) -> Result<(), Broken> {
    diesel::update(session_clocks::table.find(clocks.session_id))
        .set(clocks)
        .execute(connection)?;
    Ok(())
}

/// Says by which calendar these clocks, which did not move, are counted now.
///
/// # Errors
/// [`Broken::Query`].
pub fn name_calendar(
    connection: &mut AnyConnection,
    ids: &[Id],
    version: &str,
) -> Result<(), Broken> {
    diesel::update(session_clocks::table.filter(session_clocks::session_id.eq_any(ids)))
        .set(session_clocks::calendar_version.eq(version))
        .execute(connection)?;
    Ok(())
}

/// Says that a session was changed, though none of its own fields were: who asks for what is new since an instant gets
/// it. `false` when somebody changed it since `known` was read.
///
/// # Errors
/// [`Broken::Query`].
pub fn mark_changed(
    connection: &mut AnyConnection,
    known: &Session,
    session: &Session,
) -> Result<bool, Broken> {
    let as_known = sessions::table
        .find(known.id)
        .filter(sessions::updated_at.eq(known.updated_at));
    let written = diesel::update(as_known)
        .set((
            sessions::revision.eq(session.revision),
            sessions::updated_at.eq(session.updated_at),
        ))
        .execute(connection)?;
    Ok(written == 1)
}
