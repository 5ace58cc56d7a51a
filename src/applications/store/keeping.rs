//! How personal data goes when the term of keeping has ended.

use chrono::{DateTime, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;

use crate::database::schema::{
    application_refusals, application_reminders, applications, calls, sessions, telephoned,
};
use crate::database::{AnyConnection, Broken, Id, Instant};
use crate::sessions::record::Session;

/// Sessions that were over before an instant and still have personal data of applicants, the earliest first.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn sessions_to_forget(
    connection: &mut AnyConnection,
    over_before: Instant,
    limit: i64,
) -> Result<Vec<Session>, Broken> {
    let kept = applications::table
        .filter(applications::session_id.eq(sessions::id))
        .filter(applications::surname.is_not_null());
    Ok(sessions::table
        .filter(sessions::closes_at.lt(over_before))
        .filter(exists(kept))
        .order((sessions::closes_at, sessions::id))
        .limit(limit)
        .select(Session::as_select())
        .load(connection)?)
}

/// Destroys the personal data of all applicants of a session; gives their number. What stays is how many there were,
/// how they handed in, how it ended, and whether it was in time.
///
/// # Errors
/// [`Broken::Query`].
pub fn forget(
    connection: &mut AnyConnection,
    session: Id,
    now: DateTime<Utc>,
) -> Result<usize, Broken> {
    let of_session = applications::table
        .filter(applications::session_id.eq(session))
        .select(applications::id);
    diesel::update(application_refusals::table)
        .filter(application_refusals::application_id.eq_any(of_session))
        .set(application_refusals::words.eq(None::<String>))
        .execute(connection)?;
    diesel::delete(application_reminders::table)
        .filter(application_reminders::application_id.eq_any(of_session))
        .execute(connection)?;
    diesel::delete(calls::table.filter(calls::session_id.eq(session))).execute(connection)?;
    diesel::delete(telephoned::table.filter(telephoned::session_id.eq(session)))
        .execute(connection)?;
    let kept = applications::table
        .filter(applications::session_id.eq(session))
        .filter(applications::surname.is_not_null());
    let forgotten = diesel::update(kept)
        .set((
            applications::surname.eq(None::<String>),
            applications::given_name.eq(None::<String>),
            applications::patronymic.eq(None::<String>),
            applications::birth_year.eq(None::<i16>),
            applications::email.eq(None::<String>),
            applications::phone.eq(None::<String>),
            applications::needs.eq(None::<String>),
            applications::request_digest.eq(None::<String>),
            applications::name_search.eq(None::<String>),
            applications::same_email.eq(None::<String>),
            applications::same_phone.eq(None::<String>),
            applications::revision.eq(applications::revision + 1),
            applications::updated_at.eq(Instant::from(now)),
        ))
        .execute(connection)?;
    Ok(forgotten)
}

/// Takes one who withdrew out of the list of those to be telephoned.
///
/// # Errors
/// [`Broken::Query`].
pub fn forget_call(connection: &mut AnyConnection, application: Id) -> Result<(), Broken> {
    diesel::delete(calls::table.find(application)).execute(connection)?;
    Ok(())
}
