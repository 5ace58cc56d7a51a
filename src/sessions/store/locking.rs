//! Rows that an act has for itself until it ends. SQLite has one writer, so there is nothing to lock; on PostgreSQL
//! another node may be about to write the same session, and the act that comes second has to wait and then read what
//! the first one wrote. Seats are locked before sessions, sessions in the order of their ids: whoever keeps to that
//! never waits in a circle.

#[cfg(feature = "postgres")]
use diesel::prelude::*;

#[cfg(feature = "postgres")]
use crate::database::schema::sessions;
use crate::database::{AnyConnection, Broken, Id};
use crate::sessions::record::Session;

/// One session, a draft too, that nobody else changes before this act ends, nor its seats.
///
/// # Errors
/// [`Broken::Query`].
pub fn for_change(connection: &mut AnyConnection, id: Id) -> Result<Option<Session>, Broken> {
    super::lock_seating(connection, id)?;
    lock(connection, &[id])?;
    super::by_id(connection, id)
}

/// Lets nobody else change these sessions before this act ends; their seats may be taken meanwhile.
///
/// # Errors
/// [`Broken::Query`].
#[cfg_attr(
    not(feature = "postgres"),
    expect(unused_variables, reason = "only PostgreSQL locks rows")
)]
pub fn lock(connection: &mut AnyConnection, ids: &[Id]) -> Result<(), Broken> {
    match connection {
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(own) => {
            sessions::table
                .filter(sessions::id.eq_any(ids))
                .order(sessions::id)
                .select(sessions::id)
                .for_no_key_update()
                .load::<Id>(own)?;
        }
        AnyConnection::Sqlite(_) => {}
    }
    Ok(())
}
