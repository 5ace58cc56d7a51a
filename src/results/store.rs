//! All queries on results.

use diesel::prelude::*;

use super::record::Outcome;
use crate::database::schema::results;
use crate::database::{AnyConnection, Broken, Id};

/// Everything published of a session, replaced or not, the first published first.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn of_session(connection: &mut AnyConnection, session: Id) -> Result<Vec<Outcome>, Broken> {
    Ok(results::table
        .filter(results::session_id.eq(session))
        .order((results::published_at, results::id))
        .select(Outcome::as_select())
        .load(connection)?)
}

/// One of them, replaced or not.
///
/// # Errors
/// [`Broken::Query`].
pub fn by_id(connection: &mut AnyConnection, id: Id) -> Result<Option<Outcome>, Broken> {
    Ok(results::table
        .find(id)
        .select(Outcome::as_select())
        .get_result(connection)
        .optional()?)
}

/// Puts one down.
///
/// # Errors
/// [`Broken::Query`].
pub fn insert(connection: &mut AnyConnection, outcome: &Outcome) -> Result<(), Broken> {
    diesel::insert_into(results::table)
        .values(outcome)
        .execute(connection)?;
    Ok(())
}

/// Notes what stands instead of one; `false` when something does already.
///
/// # Errors
/// [`Broken::Query`].
pub fn replace(connection: &mut AnyConnection, former: Id, by: Id) -> Result<bool, Broken> {
    let standing = results::table
        .find(former)
        .filter(results::replaced_by.is_null());
    let replaced = diesel::update(standing)
        .set(results::replaced_by.eq(by))
        .execute(connection)?;
    Ok(replaced == 1)
}
