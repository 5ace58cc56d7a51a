//! What the office knows of itself: a few names with a value each.

use diesel::prelude::*;

use super::schema::office_facts;
use super::{AnyConnection, Broken, both};

/// The value of a name.
///
/// # Errors
/// [`Broken::Query`].
pub fn fact(connection: &mut AnyConnection, name: &str) -> Result<Option<String>, Broken> {
    Ok(office_facts::table
        .find(name)
        .select(office_facts::value)
        .first(connection)
        .optional()?)
}

/// Gives a name a value; the one it had gives way.
///
/// # Errors
/// [`Broken::Query`].
pub fn set_fact(connection: &mut AnyConnection, name: &str, value: &str) -> Result<(), Broken> {
    let row = (office_facts::name.eq(name), office_facts::value.eq(value));
    both!(connection, own => diesel::insert_into(office_facts::table)
        .values(row)
        .on_conflict(office_facts::name)
        .do_update()
        .set(office_facts::value.eq(value))
        .execute(own))?;
    Ok(())
}
