//! Entering sessions and writing them over.

use diesel::prelude::*;

use super::Details;
use crate::database::schema::{agenda_items, seating, session_clocks, session_search, sessions};
use crate::database::{AnyConnection, Broken, both};
use crate::sessions::record::{AgendaItem, Searchable, Session};

/// Enters a session with everything that belongs to it.
///
/// # Errors
/// [`Broken::Query`].
pub fn insert(
    connection: &mut AnyConnection,
    session: &Session,
    details: &Details,
) -> Result<(), Broken> {
    diesel::insert_into(sessions::table)
        .values(session)
        .execute(connection)?;
    diesel::insert_into(session_clocks::table)
        .values(&details.clocks)
        .execute(connection)?;
    diesel::insert_into(seating::table)
        .values(&details.seating)
        .execute(connection)?;
    insert_agenda(connection, &details.agenda)
}

/// Enters many sessions at once, each with everything that belongs to it and the words it is found by.
///
/// # Errors
/// [`Broken::Query`].
pub fn insert_many(
    connection: &mut AnyConnection,
    many: Vec<(Session, Details, Searchable)>,
) -> Result<(), Broken> {
    let (mut rows, mut clocks, mut seats, mut matters, mut words) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (session, details, searchable) in many {
        rows.push(session);
        clocks.push(details.clocks);
        seats.push(details.seating);
        matters.extend(details.agenda);
        words.push(searchable);
    }
    for rows in rows.chunks(ROWS_AT_ONCE) {
        both!(connection, own => diesel::insert_into(sessions::table).values(rows).execute(own))?;
    }
    for rows in clocks.chunks(ROWS_AT_ONCE) {
        both!(connection, own => diesel::insert_into(session_clocks::table).values(rows).execute(own))?;
    }
    for rows in seats.chunks(ROWS_AT_ONCE) {
        both!(connection, own => diesel::insert_into(seating::table).values(rows).execute(own))?;
    }
    for rows in matters.chunks(ROWS_AT_ONCE) {
        both!(connection, own => diesel::insert_into(agenda_items::table).values(rows).execute(own))?;
    }
    for rows in words.chunks(ROWS_AT_ONCE) {
        both!(connection, own => diesel::insert_into(session_search::table).values(rows).execute(own))?;
    }
    Ok(())
}

/// As many as fit into one statement on both engines.
const ROWS_AT_ONCE: usize = 1000;

/// Writes a session and its clocks over, and its agenda anew, unless somebody changed it since `known` was read:
/// `false`, and nothing was written then. Seats are changed by [`change_seating`](super::change_seating) alone.
///
/// # Errors
/// [`Broken::Query`].
pub fn update(
    connection: &mut AnyConnection,
    known: &Session,
    session: &Session,
    details: &Details,
) -> Result<bool, Broken> {
    let as_known = sessions::table
        .find(known.id)
        .filter(sessions::updated_at.eq(known.updated_at));
    let written = diesel::update(as_known).set(session).execute(connection)?;
    if written == 0 {
        return Ok(false);
    }
    diesel::update(session_clocks::table.find(session.id))
        .set(&details.clocks)
        .execute(connection)?;
    diesel::delete(agenda_items::table.filter(agenda_items::session_id.eq(session.id)))
        .execute(connection)?;
    insert_agenda(connection, &details.agenda)?;
    Ok(true)
}

fn insert_agenda(connection: &mut AnyConnection, agenda: &[AgendaItem]) -> Result<(), Broken> {
    both!(connection, own => diesel::insert_into(agenda_items::table).values(agenda).execute(own))?;
    Ok(())
}
