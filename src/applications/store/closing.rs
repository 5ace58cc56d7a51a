//! Places of a session that is closed as a whole, and opened again: statements over all its people, however many.

use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text, Timestamp};

use crate::applications::record::{Application, Hall};
use crate::database::schema::{applications, closed_places, seating};
use crate::database::{AnyConnection, Broken, Id, Instant, Work};
use crate::law::application_course::ApplicationState;

/// Whoever has a seat that can be lost.
pub const WITH_A_SEAT: [ApplicationState; 3] = [
    ApplicationState::Seated,
    ApplicationState::Overflow,
    ApplicationState::Admitted,
];

/// Chooses them.
fn seated() -> String {
    let states = WITH_A_SEAT.map(|state| format!("'{state}'"));
    format!("state IN ({})", states.join(", "))
}

/// Nobody has that seat by now.
const SEAT_IS_FREE: &str = "NOT EXISTS (SELECT 1 FROM applications others \
    WHERE others.session_id = closed_places.session_id AND others.hall = closed_places.hall \
        AND others.seat = closed_places.seat)";

/// As many ids as fit into one statement on both engines.
const AT_ONCE: usize = 500;

/// Somebody who lost a seat and still waits, with the place to go back to.
#[derive(Debug, Clone)]
pub struct Former {
    /// Who.
    pub application: Application,
    /// Its state in that place.
    pub state: ApplicationState,
    /// The hall.
    pub hall: Hall,
    /// The number of the seat.
    pub seat: i32,
}

/// Keeps of everybody with a seat which one it is, and lets them wait. The highest number given counts one more: whoever
/// applied on another node this moment finds another count than was read, and looks at the session again.
///
/// # Errors
/// [`Broken::Query`], as all here.
pub fn free_places(work: &mut Work, session: Id, now: DateTime<Utc>) -> Result<(), Broken> {
    let seated = seated();
    diesel::sql_query(format!(
        "INSERT INTO closed_places (application_id, session_id, state, hall, seat) \
         SELECT id, session_id, state, hall, seat FROM applications WHERE session_id = $1 AND {seated} \
         ON CONFLICT (application_id) DO UPDATE \
         SET state = excluded.state, hall = excluded.hall, seat = excluded.seat"
    ))
    .bind::<Text, _>(session)
    .execute(work.connection)?;
    diesel::sql_query(format!(
        "UPDATE applications SET state = 'waiting', hall = NULL, seat = NULL, \
             revision = revision + 1, updated_at = $1 \
         WHERE session_id = $2 AND {seated}"
    ))
    .bind::<Timestamp, _>(Instant::from(now))
    .bind::<Text, _>(session)
    .execute(work.connection)?;
    count_anew(work.connection, &[session])?;
    diesel::update(seating::table.find(session))
        .set(seating::last_seat.eq(seating::last_seat + 1))
        .execute(work.connection)?;
    Ok(())
}

/// Those who lost a seat and still wait, in the order of their ranks; not those whose very seat somebody else has.
///
/// # Errors
/// [`Broken::Query`].
pub fn former_places(connection: &mut AnyConnection, session: Id) -> Result<Vec<Former>, Broken> {
    let rows: Vec<(Application, ApplicationState, Hall, i32)> = applications::table
        .inner_join(closed_places::table)
        .filter(closed_places::session_id.eq(session))
        .filter(applications::state.eq(ApplicationState::Waiting))
        .filter(sql::<Bool>(SEAT_IS_FREE))
        .order((applications::rank, applications::ordinal))
        .select((
            Application::as_select(),
            closed_places::state,
            closed_places::hall,
            closed_places::seat,
        ))
        .load(connection)?;
    let former = rows
        .into_iter()
        .map(|(application, state, hall, seat)| Former {
            application,
            state,
            hall,
            seat,
        });
    Ok(former.collect())
}

/// Gives these people back the places that they had; nobody of the session has one to go back to any more.
///
/// # Errors
/// [`Broken::Query`].
pub fn give_places_back(
    work: &mut Work,
    session: Id,
    people: &[Id],
    now: DateTime<Utc>,
) -> Result<(), Broken> {
    for some in people.chunks(AT_ONCE) {
        diesel::sql_query(format!(
            "UPDATE applications SET state = p.state, hall = p.hall, seat = p.seat, \
                 revision = applications.revision + 1, updated_at = $1 \
             FROM closed_places p \
             WHERE p.application_id = applications.id AND applications.id IN ({})",
            quoted(some)
        ))
        .bind::<Timestamp, _>(Instant::from(now))
        .execute(work.connection)?;
    }
    diesel::delete(closed_places::table.filter(closed_places::session_id.eq(session)))
        .execute(work.connection)?;
    count_anew(work.connection, &[session])
}

/// Counts who sits in these sessions and who waits, after statements over many.
///
/// # Errors
/// [`Broken::Query`].
pub fn count_anew(connection: &mut AnyConnection, sessions: &[Id]) -> Result<(), Broken> {
    let count = |of: &str| {
        format!(
            "(SELECT count(*) FROM applications a WHERE a.session_id = seating.session_id AND a.{of})"
        )
    };
    for some in sessions.chunks(AT_ONCE) {
        diesel::sql_query(format!(
            "UPDATE seating SET seated = {}, overflow_seated = {}, waiting = {} WHERE session_id IN ({})",
            count("hall = 'main'"),
            count("hall = 'overflow'"),
            count("state = 'waiting'"),
            quoted(some),
        ))
        .execute(connection)?;
    }
    Ok(())
}

/// Ids as a list of texts; an id holds nothing that could end one.
fn quoted(ids: &[Id]) -> String {
    let ids: Vec<String> = ids.iter().map(|id| format!("'{id}'")).collect();
    ids.join(", ")
}
