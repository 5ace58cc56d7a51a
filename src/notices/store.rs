//! All queries on the digest, and on who reads it.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;

use super::record::Digest;
use crate::database::schema::{digest_news, digests, news, subscriptions};
use crate::database::{AnyConnection, Broken, Id, Instant, Work, both};
use crate::news::News;
use crate::subscriptions::record::{Often, Subscription};

/// Whether anybody subscribed to hear so often, or may have until a short while ago.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn anybody(connection: &mut AnyConnection, often: Often) -> Result<bool, Broken> {
    let some = subscriptions::table
        .filter(subscriptions::confirmed_at.is_not_null())
        .filter(
            subscriptions::often
                .eq(often)
                .or(subscriptions::heard_before.ne("[]")),
        );
    Ok(diesel::select(exists(some)).get_result(connection)?)
}

/// Puts news down for the next digest; a second time it changes nothing.
///
/// # Errors
/// [`Broken::Query`].
pub fn put_into_digest(connection: &mut AnyConnection, id: Id) -> Result<(), Broken> {
    both!(connection, own => diesel::insert_into(digest_news::table)
        .values(digest_news::news_id.eq(id))
        .on_conflict(digest_news::news_id)
        .do_nothing()
        .execute(own))?;
    Ok(())
}

/// Which of these news wait for the next digest; none is opened with them before this act ends.
///
/// # Errors
/// [`Broken::Query`].
pub fn hold_back(work: &mut Work, ids: &[Id]) -> Result<HashSet<Id>, Broken> {
    let waiting = digest_news::table
        .filter(digest_news::news_id.eq_any(ids))
        .filter(digest_news::day.is_null());
    // Rows that are written are this act's: whoever opens a day meanwhile waits.
    diesel::update(waiting.clone())
        .set(digest_news::day.eq(None::<NaiveDate>))
        .execute(work.connection)?;
    let held: Vec<Id> = waiting.select(digest_news::news_id).load(work.connection)?;
    Ok(held.into_iter().collect())
}

/// Whether the digest of a day was opened.
///
/// # Errors
/// [`Broken::Query`].
pub fn is_opened(connection: &mut AnyConnection, day: NaiveDate) -> Result<bool, Broken> {
    let it = digests::table.find(day);
    Ok(diesel::select(exists(it)).get_result(connection)?)
}

/// Opens the digest of a day with all news that wait; `false` when another worker was quicker.
///
/// # Errors
/// [`Broken::Query`].
pub fn open(work: &mut Work, day: NaiveDate, now: DateTime<Utc>) -> Result<bool, Broken> {
    let row = Digest {
        day,
        cursor: String::new(),
        opened_at: now.into(),
        done_at: None,
    };
    let opened = both!(&mut *work.connection, own => diesel::insert_into(digests::table)
        .values(&row)
        .on_conflict(digests::day)
        .do_nothing()
        .execute(own))?;
    if opened == 1 {
        let waiting = digest_news::table.filter(digest_news::day.is_null());
        diesel::update(waiting)
            .set(digest_news::day.eq(day))
            .execute(work.connection)?;
    }
    Ok(opened == 1)
}

/// The oldest digest that not all have had.
///
/// # Errors
/// [`Broken::Query`].
pub fn unfinished(connection: &mut AnyConnection) -> Result<Option<Digest>, Broken> {
    Ok(digests::table
        .filter(digests::done_at.is_null())
        .order(digests::day)
        .select(Digest::as_select())
        .first(connection)
        .optional()?)
}

/// The news of a digest, the oldest first.
///
/// # Errors
/// [`Broken::Query`].
pub fn news_of(connection: &mut AnyConnection, day: NaiveDate) -> Result<Vec<News>, Broken> {
    Ok(digest_news::table
        .inner_join(news::table)
        .filter(digest_news::day.eq(day))
        .order(news::id)
        .select(News::as_select())
        .load(connection)?)
}

/// Notes how far a digest has come; `false` when another worker was quicker.
///
/// # Errors
/// [`Broken::Query`].
pub fn go_on(work: &mut Work, day: NaiveDate, from: &str, to: &str) -> Result<bool, Broken> {
    let at = digests::table
        .find(day)
        .filter(digests::done_at.is_null())
        .filter(digests::cursor.eq(from));
    let moved = diesel::update(at)
        .set(digests::cursor.eq(to))
        .execute(work.connection)?;
    Ok(moved == 1)
}

/// Ends a digest. What it told is forgotten; the day stays, so that it is not opened again.
///
/// # Errors
/// [`Broken::Query`].
pub fn finish(work: &mut Work, day: NaiveDate, now: DateTime<Utc>) -> Result<(), Broken> {
    diesel::update(digests::table.find(day))
        .set(digests::done_at.eq(Instant::from(now)))
        .execute(work.connection)?;
    diesel::delete(digest_news::table.filter(digest_news::day.eq(day))).execute(work.connection)?;
    Ok(())
}

/// The addresses that read the digest, or may have until a short while ago, by what they are known by, after one of
/// them.
///
/// # Errors
/// [`Broken::Query`].
pub fn addresses(
    connection: &mut AnyConnection,
    after: &str,
    limit: i64,
) -> Result<Vec<Id>, Broken> {
    Ok(subscriptions::table
        .filter(subscriptions::confirmed_at.is_not_null())
        .filter(
            subscriptions::often
                .eq(Often::Daily)
                .or(subscriptions::heard_before.ne("[]")),
        )
        .filter(subscriptions::known_by.gt(after))
        .order(subscriptions::known_by)
        .select(subscriptions::known_by)
        .distinct()
        .limit(limit)
        .load(connection)?)
}

/// The confirmed subscriptions of these addresses, the oldest of each first.
///
/// # Errors
/// [`Broken::Query`].
pub fn subscriptions_of(
    connection: &mut AnyConnection,
    addresses: &[Id],
) -> Result<Vec<Subscription>, Broken> {
    Ok(subscriptions::table
        .filter(subscriptions::confirmed_at.is_not_null())
        .filter(subscriptions::known_by.eq_any(addresses))
        .order((subscriptions::known_by, subscriptions::id))
        .select(Subscription::as_select())
        .load(connection)?)
}
