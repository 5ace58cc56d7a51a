//! Seats: what an application is judged by, and the one guarded change of the count.

use diesel::prelude::*;

use crate::database::schema::{seating, session_clocks, sessions};
use crate::database::{AnyConnection, Broken, Id, both};
use crate::sessions::record::{Clocks, Seating, Session};

/// What an application to a session is judged by: one query.
///
/// # Errors
/// [`Broken::Query`].
pub fn facts_for_applying(
    connection: &mut AnyConnection,
    id: Id,
) -> Result<Option<(Session, Clocks, Seating)>, Broken> {
    let facts = both!(connection, own => sessions::table
        .inner_join(session_clocks::table)
        .inner_join(seating::table)
        .filter(sessions::id.eq(id))
        .select((
            Session::as_select(),
            Clocks::as_select(),
            Seating::as_select(),
        ))
        .get_result(own)
        .optional())?;
    Ok(facts)
}

/// Changes the seat count by one guarded statement: it counts only if nobody changed it since `before` was read.
/// The table's own CHECKs refuse more seated than there are seats, whatever a program says.
///
/// # Errors
/// [`Broken::Query`].
pub fn change_seating(
    connection: &mut AnyConnection,
    before: &Seating,
    after: &Seating,
) -> Result<bool, Broken> {
    let unchanged = seating::table
        .find(before.session_id)
        .filter(seating::received.eq(before.received))
        .filter(seating::seated.eq(before.seated))
        .filter(seating::overflow_seated.eq(before.overflow_seated))
        .filter(seating::waiting.eq(before.waiting))
        .filter(seating::capacity.eq(before.capacity))
        .filter(seating::overflow_capacity.eq(before.overflow_capacity))
        .filter(seating::last_seat.eq(before.last_seat))
        .filter(seating::last_overflow_seat.eq(before.last_overflow_seat));
    let changed = both!(connection, own => diesel::update(unchanged).set(after).execute(own))?;
    Ok(changed == 1)
}

/// The seats of one session.
///
/// # Errors
/// [`Broken::Query`], also when there is no such session.
pub fn seating_of(connection: &mut AnyConnection, id: Id) -> Result<Seating, Broken> {
    Ok(seating::table
        .find(id)
        .select(Seating::as_select())
        .get_result(connection)?)
}
