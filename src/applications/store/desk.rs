//! What the desk asks of single applications, and what it writes beside them.

use diesel::dsl::exists;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use crate::applications::record::{Application, EntryRow, RANKS_APART, RefusalRow};
use crate::database::schema::{application_entries, application_refusals, applications};
use crate::database::{AnyConnection, Broken, Id, Instant};
use crate::language;
use crate::law::application_course::ApplicationState;

/// How an application on paper, by post or by e-mail came in.
///
/// # Errors
/// [`Broken::Query`].
pub fn entry_of(connection: &mut AnyConnection, id: Id) -> Result<Option<EntryRow>, Broken> {
    Ok(application_entries::table
        .find(id)
        .select(EntryRow::as_select())
        .get_result(connection)
        .optional()?)
}

/// Keeps how an application came in.
///
/// # Errors
/// [`Broken::Query`].
pub fn keep_entry(connection: &mut AnyConnection, row: &EntryRow) -> Result<(), Broken> {
    diesel::insert_into(application_entries::table)
        .values(row)
        .execute(connection)?;
    Ok(())
}

/// Why an application was refused.
///
/// # Errors
/// [`Broken::Query`].
pub fn refusal_of(connection: &mut AnyConnection, id: Id) -> Result<Option<RefusalRow>, Broken> {
    Ok(application_refusals::table
        .find(id)
        .select(RefusalRow::as_select())
        .get_result(connection)
        .optional()?)
}

/// Keeps why an application was refused.
///
/// # Errors
/// [`Broken::Query`].
pub fn keep_refusal(connection: &mut AnyConnection, row: &RefusalRow) -> Result<(), Broken> {
    diesel::insert_into(application_refusals::table)
        .values(row)
        .execute(connection)?;
    Ok(())
}

/// Whether the same person, by name and year, has another application to the session that stands.
///
/// # Errors
/// [`Broken::Query`].
pub fn has_double(
    connection: &mut AnyConnection,
    application: &Application,
) -> Result<bool, Broken> {
    let (Some(surname), Some(given_name)) = (&application.surname, &application.given_name) else {
        return Ok(false);
    };
    // Folded text has neither of the signs that LIKE reads.
    let name = language::fold(&format!("{surname} {given_name}"));
    let over = [ApplicationState::Withdrawn, ApplicationState::Refused];
    let others = applications::table
        .filter(applications::session_id.eq(application.session_id))
        .filter(applications::id.ne(application.id))
        .filter(applications::birth_year.eq(application.birth_year))
        .filter(applications::state.ne_all(over))
        .filter(
            applications::name_search
                .eq(name.clone())
                .or(applications::name_search.like(format!("{name} %"))),
        );
    Ok(diesel::select(exists(others)).get_result(connection)?)
}

/// Those who wait beside this one, in their order.
///
/// # Errors
/// [`Broken::Query`].
pub fn others_who_wait(
    connection: &mut AnyConnection,
    session: Id,
    but: Id,
) -> Result<Vec<Id>, Broken> {
    Ok(applications::table
        .filter(applications::session_id.eq(session))
        .filter(applications::state.eq(ApplicationState::Waiting))
        .filter(applications::id.ne(but))
        .order((applications::rank, applications::ordinal))
        .select(applications::id)
        .load(connection)?)
}

/// The rank of an application.
///
/// # Errors
/// [`Broken::Query`], also when there is none such.
pub fn rank_of(connection: &mut AnyConnection, id: Id) -> Result<i64, Broken> {
    Ok(applications::table
        .find(id)
        .select(applications::rank)
        .get_result(connection)?)
}

/// The highest rank below one, `but` left aside.
///
/// # Errors
/// [`Broken::Query`].
pub fn rank_before(
    connection: &mut AnyConnection,
    session: Id,
    rank: i64,
    but: Id,
) -> Result<Option<i64>, Broken> {
    Ok(applications::table
        .filter(applications::session_id.eq(session))
        .filter(applications::id.ne(but))
        .filter(applications::rank.lt(rank))
        .select(diesel::dsl::max(applications::rank))
        .get_result(connection)?)
}

/// The lowest rank above one, `but` left aside.
///
/// # Errors
/// [`Broken::Query`].
pub fn rank_after(
    connection: &mut AnyConnection,
    session: Id,
    rank: i64,
    but: Id,
) -> Result<Option<i64>, Broken> {
    Ok(applications::table
        .filter(applications::session_id.eq(session))
        .filter(applications::id.ne(but))
        .filter(applications::rank.gt(rank))
        .select(diesel::dsl::min(applications::rank))
        .get_result(connection)?)
}

/// The rank that the next application to come will have.
///
/// # Errors
/// [`Broken::Query`].
pub fn rank_to_come(connection: &mut AnyConnection, session: Id) -> Result<i64, Broken> {
    let last: Option<i32> = applications::table
        .filter(applications::session_id.eq(session))
        .select(diesel::dsl::max(applications::ordinal))
        .get_result(connection)?;
    Ok((i64::from(last.unwrap_or(0)) + 1) * RANKS_APART)
}

/// Spreads the ranks of a session out again; the order stays.
///
/// # Errors
/// [`Broken::Query`].
pub fn spread_ranks(connection: &mut AnyConnection, session: Id) -> Result<(), Broken> {
    diesel::sql_query(
        "UPDATE applications SET rank = spread.place * $1 FROM (\
           SELECT id, row_number() OVER (ORDER BY rank, ordinal) AS place \
           FROM applications WHERE session_id = $2) AS spread \
         WHERE applications.id = spread.id",
    )
    .bind::<BigInt, _>(RANKS_APART)
    .bind::<Text, _>(session)
    .execute(connection)?;
    Ok(())
}

/// When each application of a session arrived, in the order of their ranks.
///
/// # Errors
/// [`Broken::Query`].
pub fn arrivals(connection: &mut AnyConnection, session: Id) -> Result<Vec<(Id, Instant)>, Broken> {
    Ok(applications::table
        .filter(applications::session_id.eq(session))
        .order((applications::rank, applications::ordinal))
        .select((applications::id, applications::received_at))
        .load(connection)?)
}

/// The last application of a session by rank.
///
/// # Errors
/// [`Broken::Query`].
pub fn last_by_rank(connection: &mut AnyConnection, session: Id) -> Result<Option<Id>, Broken> {
    Ok(applications::table
        .filter(applications::session_id.eq(session))
        .order((applications::rank.desc(), applications::ordinal.desc()))
        .select(applications::id)
        .first(connection)
        .optional()?)
}
