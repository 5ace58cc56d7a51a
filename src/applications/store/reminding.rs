//! Who is to be reminded of a session, and who was.

use chrono::{DateTime, Utc};
use diesel::dsl::{exists, not};
use diesel::prelude::*;

use crate::applications::record::Application;
use crate::database::schema::{application_reminders, applications};
use crate::database::{AnyConnection, Broken, Id, Instant, both};
use crate::law::application_course::ApplicationState;

/// Who is reminded: those with a seat, and those whom the broadcast remains.
pub const STATES: [ApplicationState; 5] = [
    ApplicationState::Seated,
    ApplicationState::Overflow,
    ApplicationState::Admitted,
    ApplicationState::Waiting,
    ApplicationState::MovedOnline,
];

/// Applications to a session of whose start nobody has reminded them yet, of a seat or of the broadcast, in the order
/// of their ranks.
///
/// # Errors
/// [`Broken::Query`], as all here.
pub fn to_remind(
    connection: &mut AnyConnection,
    session: Id,
    start: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<Application>, Broken> {
    let done = application_reminders::table
        .filter(application_reminders::application_id.eq(applications::id))
        .filter(application_reminders::starts_at.eq(Instant::from(start)))
        .filter(application_reminders::with_seat.eq(applications::hall.is_not_null()));
    Ok(applications::table
        .filter(applications::session_id.eq(session))
        .filter(applications::state.eq_any(STATES))
        .filter(applications::surname.is_not_null())
        .filter(not(exists(done)))
        .order((applications::rank, applications::ordinal))
        .limit(limit)
        .select(Application::as_select())
        .load(connection)?)
}

/// Notes that one is reminded; `false` when somebody else was quicker.
///
/// # Errors
/// [`Broken::Query`].
pub fn mark_reminded(
    connection: &mut AnyConnection,
    application: &Application,
    start: DateTime<Utc>,
) -> Result<bool, Broken> {
    let row = (
        application_reminders::application_id.eq(application.id),
        application_reminders::starts_at.eq(Instant::from(start)),
        application_reminders::with_seat.eq(application.hall.is_some()),
    );
    let noted = both!(connection, own => diesel::insert_into(application_reminders::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(own))?;
    Ok(noted == 1)
}
