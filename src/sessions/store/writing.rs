//! Entering sessions and writing them over.

use diesel::prelude::*;

use super::Details;
use crate::database::schema::{agenda_items, seating, session_clocks, sessions};
use crate::database::{AnyConnection, Broken};
use crate::sessions::record::{AgendaItem, Session};

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

/// Writes a session and its clocks over, and its agenda anew; seats are changed by [`change_seating`] alone.
///
/// # Errors
/// [`Broken::Query`].
pub fn update(
    connection: &mut AnyConnection,
    session: &Session,
    details: &Details,
) -> Result<(), Broken> {
    diesel::update(sessions::table.find(session.id))
        .set(session)
        .execute(connection)?;
    diesel::update(session_clocks::table.find(session.id))
        .set(&details.clocks)
        .execute(connection)?;
    diesel::delete(agenda_items::table.filter(agenda_items::session_id.eq(session.id)))
        .execute(connection)?;
    insert_agenda(connection, &details.agenda)
}

fn insert_agenda(connection: &mut AnyConnection, agenda: &[AgendaItem]) -> Result<(), Broken> {
    crate::database::both!(connection, own => diesel::insert_into(agenda_items::table).values(agenda).execute(own))?;
    Ok(())
}
