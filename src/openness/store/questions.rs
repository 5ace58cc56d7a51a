//! Like questions, and standing answers to them.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::database::schema::{comments, sessions, standing_answers};
use crate::database::{AnyConnection, Broken, Id, Instant, Json, both};
use crate::language::Multilingual;
use crate::openness::record::StandingAnswer;

/// Under which comments on sessions of a body on these days others were joined, and how many.
///
/// # Errors
/// [`Broken::Query`].
pub fn joined_of(
    connection: &mut AnyConnection,
    body: Id,
    (first, last): (NaiveDate, NaiveDate),
) -> Result<Vec<(Option<Id>, i64)>, Broken> {
    Ok(comments::table
        .inner_join(sessions::table)
        .filter(sessions::body_id.eq(body))
        .filter(sessions::local_date.between(first, last))
        .filter(comments::main_id.is_not_null())
        .group_by(comments::main_id)
        .select((comments::main_id, diesel::dsl::count_star()))
        .load(connection)?)
}

/// A comment as the desk reads it, without the name.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Asked {
    /// Its id.
    pub id: Id,
    /// Its public number.
    pub number: i32,
    /// Its text.
    pub words: String,
    /// On which session.
    pub session: Id,
    /// What that is called.
    pub title: Json<Multilingual>,
    /// Its day.
    pub day: NaiveDate,
}

/// These comments on sessions of a body, by day and number.
///
/// # Errors
/// [`Broken::Query`].
pub fn asked(connection: &mut AnyConnection, body: Id, ids: &[Id]) -> Result<Vec<Asked>, Broken> {
    Ok(comments::table
        .inner_join(sessions::table)
        .filter(sessions::body_id.eq(body))
        .filter(comments::id.eq_any(ids))
        .order((sessions::local_date, comments::number))
        .select((
            comments::id,
            comments::number,
            comments::words,
            sessions::id,
            sessions::title,
            sessions::local_date,
        ))
        .load(connection)?)
}

/// The standing answers of a body, the last published first.
///
/// # Errors
/// [`Broken::Query`].
pub fn answers_of(connection: &mut AnyConnection, body: Id) -> Result<Vec<StandingAnswer>, Broken> {
    Ok(standing_answers::table
        .filter(standing_answers::body_id.eq(body))
        .filter(standing_answers::withdrawn_at.is_null())
        .order((
            standing_answers::published_at.desc(),
            standing_answers::id.desc(),
        ))
        .select(StandingAnswer::as_select())
        .load(connection)?)
}

/// Publishes one; `false` when its comment has one already.
///
/// # Errors
/// [`Broken::Query`].
pub fn insert_answer(
    connection: &mut AnyConnection,
    answer: &StandingAnswer,
) -> Result<bool, Broken> {
    let inserted = both!(connection, own => diesel::insert_into(standing_answers::table)
        .values(answer)
        .on_conflict_do_nothing()
        .execute(own))?;
    Ok(inserted == 1)
}

/// Takes one back; `false` when it is not there.
///
/// # Errors
/// [`Broken::Query`].
pub fn withdraw_answer(
    connection: &mut AnyConnection,
    (body, answer): (Id, Id),
    at: Instant,
) -> Result<bool, Broken> {
    let standing = standing_answers::table
        .find(answer)
        .filter(standing_answers::body_id.eq(body))
        .filter(standing_answers::withdrawn_at.is_null());
    let withdrawn = diesel::update(standing)
        .set(standing_answers::withdrawn_at.eq(at))
        .execute(connection)?;
    Ok(withdrawn == 1)
}
