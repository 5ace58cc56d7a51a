//! The invented sessions that the walk leads to.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::database::schema::{bodies, sessions};
use crate::database::{AnyConnection, Broken, Id};
use crate::law::session_course::SessionStatus;

/// Sessions of a body that are announced, with their days, in order of time.
///
/// # Errors
/// [`Broken::Query`].
pub fn of_body(connection: &mut AnyConnection, slug: &str) -> Result<Vec<(NaiveDate, Id)>, Broken> {
    Ok(sessions::table
        .inner_join(bodies::table)
        .filter(bodies::slug.eq(slug))
        .filter(sessions::status.ne(SessionStatus::Draft))
        .order((sessions::starts_at, sessions::id))
        .select((sessions::local_date, sessions::id))
        .load(connection)?)
}
