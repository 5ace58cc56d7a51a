//! Decisions by which sessions and items are closed, their notices, and the times of closed parts.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::database::schema::{closed_parts, closing_notices, closings};
use crate::database::{AnyConnection, Broken, Id, Instant, Json};
use crate::sessions::closing::record::{ClosedPart, Closing, Notice};

/// The decisions that stand, of these sessions, each session's in the order in which they were entered; no query for none.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn standing_closings(
    connection: &mut AnyConnection,
    ids: &[Id],
) -> Result<HashMap<Id, Vec<Closing>>, Broken> {
    let mut standing: HashMap<Id, Vec<Closing>> = HashMap::new();
    if ids.is_empty() {
        return Ok(standing);
    }
    let rows = closings::table
        .filter(closings::session_id.eq_any(ids))
        .filter(closings::ended_at.is_null())
        .order((closings::entered_at, closings::id))
        .select(Closing::as_select())
        .load(connection)?;
    for one in rows {
        standing.entry(one.session_id).or_default().push(one);
    }
    Ok(standing)
}

/// The decisions that stand of one session.
///
/// # Errors
/// [`Broken::Query`].
pub fn standing_of(connection: &mut AnyConnection, session: Id) -> Result<Vec<Closing>, Broken> {
    let mut standing = standing_closings(connection, &[session])?;
    Ok(standing.remove(&session).unwrap_or_default())
}

/// The decisions on a session that stand no more, the last one first.
///
/// # Errors
/// [`Broken::Query`].
pub fn former_closings(
    connection: &mut AnyConnection,
    session: Id,
) -> Result<Vec<Closing>, Broken> {
    Ok(closings::table
        .filter(closings::session_id.eq(session))
        .filter(closings::ended_at.is_not_null())
        .order((closings::entered_at.desc(), closings::id.desc()))
        .select(Closing::as_select())
        .load(connection)?)
}

/// Enters a decision.
///
/// # Errors
/// [`Broken::Query`].
pub fn insert_closing(connection: &mut AnyConnection, closing: &Closing) -> Result<(), Broken> {
    diesel::insert_into(closings::table)
        .values(closing)
        .execute(connection)?;
    Ok(())
}

/// Ends a decision.
///
/// # Errors
/// [`Broken::Query`].
pub fn end_closing(connection: &mut AnyConnection, id: Id, at: Instant) -> Result<(), Broken> {
    diesel::update(closings::table.find(id))
        .set(closings::ended_at.eq(at))
        .execute(connection)?;
    Ok(())
}

/// Narrows a decision to these items.
///
/// # Errors
/// [`Broken::Query`].
pub fn narrow_closing(
    connection: &mut AnyConnection,
    id: Id,
    items: Vec<Id>,
) -> Result<(), Broken> {
    diesel::update(closings::table.find(id))
        .set((
            closings::whole.eq(false),
            closings::items.eq(Json::from(items)),
        ))
        .execute(connection)?;
    Ok(())
}

/// Notes the vote by which a decision was taken that waited for it.
///
/// # Errors
/// [`Broken::Query`].
pub fn decide_closing(connection: &mut AnyConnection, closing: &Closing) -> Result<(), Broken> {
    diesel::update(closings::table.find(closing.id))
        .set((
            closings::number.eq(&closing.number),
            closings::decided_on.eq(closing.decided_on),
            closings::votes_for.eq(closing.votes_for),
            closings::present.eq(closing.present),
        ))
        .execute(connection)?;
    Ok(())
}

/// Notes the clock of a decision's notice, counted anew.
///
/// # Errors
/// [`Broken::Query`].
pub fn set_notice_clock(
    connection: &mut AnyConnection,
    closing: Id,
    before: Instant,
) -> Result<(), Broken> {
    diesel::update(closings::table.find(closing))
        .set(closings::notice_before.eq(before))
        .execute(connection)?;
    Ok(())
}

/// The notices of these decisions that name a start, by decision.
///
/// # Errors
/// [`Broken::Query`].
pub fn notices_of(connection: &mut AnyConnection, closings: &[Id]) -> Result<Vec<Notice>, Broken> {
    if closings.is_empty() {
        return Ok(Vec::new());
    }
    Ok(closing_notices::table
        .filter(closing_notices::closing_id.eq_any(closings))
        .order((closing_notices::closing_id, closing_notices::placed_at))
        .select(Notice::as_select())
        .load(connection)?)
}

/// Notes the notice on a channel, in the place of what was noted of it before.
///
/// # Errors
/// [`Broken::Query`].
pub fn put_notice(connection: &mut AnyConnection, notice: &Notice) -> Result<(), Broken> {
    let key = (notice.closing_id, notice.channel, notice.starts_at);
    diesel::delete(closing_notices::table.find(key)).execute(connection)?;
    diesel::insert_into(closing_notices::table)
        .values(notice)
        .execute(connection)?;
    Ok(())
}

/// The closed parts of a session, in order.
///
/// # Errors
/// [`Broken::Query`].
pub fn closed_parts_of(
    connection: &mut AnyConnection,
    session: Id,
) -> Result<Vec<ClosedPart>, Broken> {
    Ok(closed_parts::table
        .filter(closed_parts::session_id.eq(session))
        .order((closed_parts::began_at, closed_parts::id))
        .select(ClosedPart::as_select())
        .load(connection)?)
}

/// Which of these sessions have a closed part under way; no query for none.
///
/// # Errors
/// [`Broken::Query`].
pub fn closed_now(connection: &mut AnyConnection, ids: &[Id]) -> Result<Vec<Id>, Broken> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(closed_parts::table
        .filter(closed_parts::session_id.eq_any(ids))
        .filter(closed_parts::ended_at.is_null())
        .select(closed_parts::session_id)
        .load(connection)?)
}

/// Notes that a closed part begins.
///
/// # Errors
/// [`Broken::Query`].
pub fn begin_closed_part(connection: &mut AnyConnection, part: &ClosedPart) -> Result<(), Broken> {
    diesel::insert_into(closed_parts::table)
        .values(part)
        .execute(connection)?;
    Ok(())
}

/// Notes that the closed part under way ends; `false` where none is.
///
/// # Errors
/// [`Broken::Query`].
pub fn end_closed_part(
    connection: &mut AnyConnection,
    session: Id,
    at: Instant,
) -> Result<bool, Broken> {
    let under_way = closed_parts::table
        .filter(closed_parts::session_id.eq(session))
        .filter(closed_parts::ended_at.is_null());
    let ended = diesel::update(under_way)
        .set(closed_parts::ended_at.eq(at))
        .execute(connection)?;
    Ok(ended == 1)
}
