//! Queries on failed attempts to sign in.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::database::schema::sign_in_failures;
use crate::database::{AnyConnection, Broken, Instant, both};

/// What is known of the attempts of one account or address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = sign_in_failures)]
pub struct Failures {
    /// How many, one after another.
    pub failures: i32,
    /// When the last one was.
    pub last_at: Instant,
    /// Until when no further one is looked at.
    pub blocked_until: Option<Instant>,
}

/// The attempts of an account or address.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn failures_of(connection: &mut AnyConnection, who: &str) -> Result<Option<Failures>, Broken> {
    Ok(sign_in_failures::table
        .find(who)
        .select(Failures::as_select())
        .get_result(connection)
        .optional()?)
}

/// Counts one more, and gives how many there are now. Those before are forgotten unless the last of them, or the
/// end of the wait that they brought, came after `since`. One statement adds, so that attempts at the same time
/// are all counted.
///
/// # Errors
/// [`Broken::Query`].
pub fn count_failure(
    connection: &mut AnyConnection,
    who: &str,
    since: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<i32, Broken> {
    let (since, now) = (Instant::from(since), Instant::from(now));
    let recent = sign_in_failures::last_at
        .ge(since)
        .or(sign_in_failures::blocked_until.ge(since).assume_not_null());
    let added = diesel::update(sign_in_failures::table.find(who))
        .filter(recent)
        .set((
            sign_in_failures::failures.eq(sign_in_failures::failures + 1),
            sign_in_failures::last_at.eq(now),
        ))
        .execute(connection)?;
    if added == 0 {
        let first = (
            sign_in_failures::failures.eq(1),
            sign_in_failures::last_at.eq(now),
            sign_in_failures::blocked_until.eq(None::<Instant>),
        );
        both!(connection, own => diesel::insert_into(sign_in_failures::table)
            .values((sign_in_failures::who.eq(who), first))
            .on_conflict(sign_in_failures::who)
            .do_update()
            .set(first)
            .execute(own))?;
    }
    Ok(sign_in_failures::table
        .find(who)
        .select(sign_in_failures::failures)
        .get_result(connection)?)
}

/// Writes down how many count, and until when no further attempt is looked at.
///
/// # Errors
/// [`Broken::Query`].
pub fn set_failures(
    connection: &mut AnyConnection,
    who: &str,
    failures: i32,
    blocked_until: Option<DateTime<Utc>>,
) -> Result<(), Broken> {
    diesel::update(sign_in_failures::table.find(who))
        .set((
            sign_in_failures::failures.eq(failures),
            sign_in_failures::blocked_until.eq(blocked_until.map(Instant::from)),
        ))
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
