//! Numbers, comments and answers as acts write them.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer, Text};

use crate::comments::record::{Answer, Comment};
use crate::database::schema::{comment_answers, comments};
use crate::database::{AnyConnection, Broken, Id};

/// The last numbers given in a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, QueryableByName)]
pub struct Given {
    /// Of a comment.
    #[diesel(sql_type = Integer)]
    pub last_number: i32,
    /// Of a change.
    #[diesel(sql_type = BigInt)]
    pub last_change: i64,
}

/// Gives so many numbers of comments and of changes; the last of each. Whoever gives numbers in the same session waits
/// until this transaction ends, so that changes become durable in the order of their numbers.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn give(
    connection: &mut AnyConnection,
    session: Id,
    numbers: i32,
    changes: i64,
) -> Result<Given, Broken> {
    let statement = "INSERT INTO comment_counts (session_id, last_number, last_change) VALUES ($1, $2, $3) \
         ON CONFLICT (session_id) DO UPDATE SET \
         last_number = comment_counts.last_number + excluded.last_number, \
         last_change = comment_counts.last_change + excluded.last_change \
         RETURNING last_number, last_change";
    Ok(diesel::sql_query(statement)
        .bind::<Text, _>(session)
        .bind::<Integer, _>(numbers)
        .bind::<BigInt, _>(changes)
        .get_result(connection)?)
}

/// Keeps the comments of a session from being changed by anybody else until this transaction ends.
///
/// # Errors
/// [`Broken::Query`].
pub fn lock(connection: &mut AnyConnection, session: Id) -> Result<Given, Broken> {
    give(connection, session, 0, 0)
}

/// Puts a comment down.
///
/// # Errors
/// [`Broken::Query`].
pub fn insert(connection: &mut AnyConnection, comment: &Comment) -> Result<(), Broken> {
    diesel::insert_into(comments::table)
        .values(comment)
        .execute(connection)?;
    Ok(())
}

/// Writes a comment over, unless its revision is another one than `revision`: `false`, and nothing was written then.
///
/// # Errors
/// [`Broken::Query`].
pub fn update(
    connection: &mut AnyConnection,
    revision: i32,
    comment: &Comment,
) -> Result<bool, Broken> {
    let as_known = comments::table
        .find(comment.id)
        .filter(comments::revision.eq(revision));
    let written = diesel::update(as_known).set(comment).execute(connection)?;
    Ok(written == 1)
}

/// Puts an answer down.
///
/// # Errors
/// [`Broken::Query`].
pub fn insert_answer(connection: &mut AnyConnection, answer: &Answer) -> Result<(), Broken> {
    diesel::insert_into(comment_answers::table)
        .values(answer)
        .execute(connection)?;
    Ok(())
}

/// Notes the correction of the answer that stands, which is put down after it; `false` where none stands.
///
/// # Errors
/// [`Broken::Query`].
pub fn replace_answer(connection: &mut AnyConnection, comment: Id, by: Id) -> Result<bool, Broken> {
    let standing = comment_answers::table
        .filter(comment_answers::comment_id.eq(comment))
        .filter(comment_answers::replaced_by.is_null());
    let replaced = diesel::update(standing)
        .set(comment_answers::replaced_by.eq(by))
        .execute(connection)?;
    Ok(replaced == 1)
}
