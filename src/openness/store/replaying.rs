//! Lines of the journal, as they are gone through from the first to the last.

use crate::database::{AnyConnection, Broken};
use crate::journal;
use crate::journal::record::Line;

/// Lines at once.
const AT_ONCE: i64 = 5_000;

/// The next lines behind a place; none at the end.
///
/// # Errors
/// [`Broken::Query`].
pub fn lines_after(connection: &mut AnyConnection, place: i64) -> Result<Vec<Line>, Broken> {
    journal::store::in_places(connection, place, i64::MAX, AT_ONCE)
}
