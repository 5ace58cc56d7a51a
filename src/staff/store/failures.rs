//! Queries on failed attempts to sign in.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::database::schema::sign_in_failures;
use crate::database::{AnyConnection, Broken, Instant, both};

/// What is known of the attempts of one account or address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable, Selectable, AsChangeset)]
#[diesel(table_name = sign_in_failures, treat_none_as_null = true)]
pub struct Failures {
    /// How many, one after another.
    pub failures: i32,
    /// When the last one was.
    pub last_at: Instant,
    /// Until when no further one is looked at.
    pub blocked_until: Option<Instant>,
}

/// The attempts of an account or address, of which there may be none. The row is this act's until its group is
/// committed: attempts at the same time, of other processes too, are looked at one after another.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn locked_failures(
    connection: &mut AnyConnection,
    who: &str,
    now: DateTime<Utc>,
) -> Result<Failures, Broken> {
    both!(connection, own => diesel::insert_into(sign_in_failures::table)
        .values((
            sign_in_failures::who.eq(who),
            sign_in_failures::failures.eq(0),
            sign_in_failures::last_at.eq(Instant::from(now)),
        ))
        .on_conflict(sign_in_failures::who)
        .do_update()
        .set(sign_in_failures::failures.eq(sign_in_failures::failures))
        .execute(own))?;
    Ok(sign_in_failures::table
        .find(who)
        .select(Failures::as_select())
        .get_result(connection)?)
}

/// Writes down how it stands with the attempts of an account or address.
///
/// # Errors
/// [`Broken::Query`].
pub fn set_failures(
    connection: &mut AnyConnection,
    who: &str,
    failures: &Failures,
) -> Result<(), Broken> {
    diesel::update(sign_in_failures::table.find(who))
        .set(failures)
        .execute(connection)?;
    Ok(())
}

/// Forgets the attempts of an account.
///
/// # Errors
/// [`Broken::Query`].
pub fn forget_failures(connection: &mut AnyConnection, who: &str) -> Result<(), Broken> {
    diesel::delete(sign_in_failures::table.find(who)).execute(connection)?;
    Ok(())
}

/// Takes away what no longer counts.
///
/// # Errors
/// [`Broken::Query`].
pub fn purge_failures(
    connection: &mut AnyConnection,
    before: DateTime<Utc>,
) -> Result<usize, Broken> {
    let old = sign_in_failures::last_at.lt(Instant::from(before));
    Ok(diesel::delete(sign_in_failures::table.filter(old)).execute(connection)?)
}
