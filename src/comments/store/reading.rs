//! Comments as lists and pages show them.

use std::collections::HashMap;

use diesel::prelude::*;

use super::counting::WAITING;
use crate::comments::record::{Answer, Comment};
use crate::database::schema::{agenda_items, comment_answers, comments};
use crate::database::{AnyConnection, Broken, Id};
use crate::law::comments::CommentState;
use crate::sessions::record::AgendaItem;

/// One comment.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn by_id(connection: &mut AnyConnection, id: Id) -> Result<Option<Comment>, Broken> {
    Ok(comments::table
        .find(id)
        .select(Comment::as_select())
        .get_result(connection)
        .optional()?)
}

/// The comment of this number.
///
/// # Errors
/// [`Broken::Query`].
pub fn by_number(
    connection: &mut AnyConnection,
    session: Id,
    number: i32,
) -> Result<Option<Comment>, Broken> {
    Ok(comments::table
        .filter(comments::session_id.eq(session))
        .filter(comments::number.eq(number))
        .select(Comment::as_select())
        .get_result(connection)
        .optional()?)
}

/// The comment that this very form made already.
///
/// # Errors
/// [`Broken::Query`].
pub fn known_by_key(connection: &mut AnyConnection, key: &str) -> Result<Option<Comment>, Broken> {
    Ok(comments::table
        .filter(comments::request_key.eq(key))
        .select(Comment::as_select())
        .get_result(connection)
        .optional()?)
}

/// Comments of a session before a number, the last received first; of one state, where one is named.
///
/// # Errors
/// [`Broken::Query`].
pub fn listed(
    connection: &mut AnyConnection,
    session: Id,
    state: Option<CommentState>,
    before: Option<i32>,
    limit: i64,
) -> Result<Vec<Comment>, Broken> {
    let mut query = comments::table
        .filter(comments::session_id.eq(session))
        .filter(comments::number.lt(before.unwrap_or(i32::MAX)))
        .order(comments::number.desc())
        .limit(limit)
        .select(Comment::as_select())
        .into_boxed();
    if let Some(state) = state {
        query = query.filter(comments::state.eq(state));
    }
    Ok(query.load(connection)?)
}

/// Comments of a session that wait for something, after a number: the first received first.
///
/// # Errors
/// [`Broken::Query`].
pub fn waiting_first(
    connection: &mut AnyConnection,
    session: Id,
    after: i32,
    limit: i64,
) -> Result<Vec<Comment>, Broken> {
    Ok(comments::table
        .filter(comments::session_id.eq(session))
        .filter(comments::state.eq_any(WAITING))
        .filter(comments::number.gt(after))
        .order(comments::number)
        .limit(limit)
        .select(Comment::as_select())
        .load(connection)?)
}

/// Comments of which the public sees something else since a change, in the order of their last changes.
///
/// # Errors
/// [`Broken::Query`].
pub fn changed_since(
    connection: &mut AnyConnection,
    session: Id,
    change: i64,
    limit: i64,
) -> Result<Vec<Comment>, Broken> {
    Ok(comments::table
        .filter(comments::session_id.eq(session))
        .filter(comments::change_number.gt(change))
        .order(comments::change_number)
        .limit(limit)
        .select(Comment::as_select())
        .load(connection)?)
}

/// Answers to these comments, the last first; those that were corrected too. No query for none.
///
/// # Errors
/// [`Broken::Query`].
pub fn answers_of(
    connection: &mut AnyConnection,
    ids: &[Id],
) -> Result<HashMap<Id, Vec<Answer>>, Broken> {
    let mut found: HashMap<Id, Vec<Answer>> = HashMap::new();
    if ids.is_empty() {
        return Ok(found);
    }
    let rows = comment_answers::table
        .filter(comment_answers::comment_id.eq_any(ids))
        .order((
            comment_answers::answered_at.desc(),
            comment_answers::id.desc(),
        ))
        .select(Answer::as_select())
        .load(connection)?;
    for row in rows {
        found.entry(row.comment_id).or_default().push(row);
    }
    Ok(found)
}

/// The answer that was published last in a session.
///
/// # Errors
/// [`Broken::Query`].
pub fn last_answer(connection: &mut AnyConnection, session: Id) -> Result<Option<Answer>, Broken> {
    Ok(comment_answers::table
        .inner_join(comments::table)
        .filter(comments::session_id.eq(session))
        .order((
            comment_answers::answered_at.desc(),
            comment_answers::id.desc(),
        ))
        .select(Answer::as_select())
        .first(connection)
        .optional()?)
}

/// The comments that ask the same as these, by the one that is answered; in the order of their numbers.
///
/// # Errors
/// [`Broken::Query`].
pub fn joined_to(
    connection: &mut AnyConnection,
    ids: &[Id],
) -> Result<HashMap<Id, Vec<(Id, i32)>>, Broken> {
    let mut found: HashMap<Id, Vec<(Id, i32)>> = HashMap::new();
    if ids.is_empty() {
        return Ok(found);
    }
    let rows: Vec<(Option<Id>, Id, i32)> = comments::table
        .filter(comments::main_id.eq_any(ids))
        .order(comments::number)
        .select((comments::main_id, comments::id, comments::number))
        .load(connection)?;
    for (main, id, number) in rows {
        if let Some(main) = main {
            found.entry(main).or_default().push((id, number));
        }
    }
    Ok(found)
}

/// The numbers of these comments; no query for none.
///
/// # Errors
/// [`Broken::Query`].
pub fn numbers_of(connection: &mut AnyConnection, ids: &[Id]) -> Result<HashMap<Id, i32>, Broken> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Id, i32)> = comments::table
        .filter(comments::id.eq_any(ids))
        .select((comments::id, comments::number))
        .load(connection)?;
    Ok(rows.into_iter().collect())
}

/// The matters of a session, in order.
///
/// # Errors
/// [`Broken::Query`].
pub fn matters_of(connection: &mut AnyConnection, session: Id) -> Result<Vec<AgendaItem>, Broken> {
    Ok(agenda_items::table
        .filter(agenda_items::session_id.eq(session))
        .order(agenda_items::position)
        .select(AgendaItem::as_select())
        .load(connection)?)
}
