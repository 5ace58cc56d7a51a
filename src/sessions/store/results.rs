//! Results as far as a session shows them: that there are some, and that no more are owed. What they say, and the acts
//! that place them, are of `results`.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::database::schema::{results, sessions};
use crate::database::{AnyConnection, Broken, Id, Instant};
use crate::sessions::record::{Placed, Session};

/// What stands of the results of these sessions, the first placed first; no query for none.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn placed_of(
    connection: &mut AnyConnection,
    ids: &[Id],
) -> Result<HashMap<Id, Vec<Placed>>, Broken> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = results::table
        .filter(results::session_id.eq_any(ids))
        .filter(results::replaced_by.is_null())
        .order((results::session_id, results::published_at, results::id))
        .select(Placed::as_select())
        .load(connection)?;
    let mut found: HashMap<Id, Vec<Placed>> = HashMap::new();
    for placed in rows {
        found.entry(placed.session_id).or_default().push(placed);
    }
    Ok(found)
}

/// Notes that results of a session were placed, and since when none are owed any more, unless somebody changed it since
/// `known` was read: `false`, and nothing was written then.
///
/// # Errors
/// [`Broken::Query`].
pub fn note_results(
    connection: &mut AnyConnection,
    known: &Session,
    updated_at: Instant,
    complete_at: Option<Instant>,
) -> Result<bool, Broken> {
    let as_known = sessions::table
        .find(known.id)
        .filter(sessions::updated_at.eq(known.updated_at));
    let written = diesel::update(as_known)
        .set((
            sessions::updated_at.eq(updated_at),
            sessions::results_complete_at.eq(complete_at),
        ))
        .execute(connection)?;
    Ok(written == 1)
}
