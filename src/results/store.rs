//! All queries on results.

use diesel::prelude::*;

use super::record::{Beside, FurtherFile, Outcome, Reading, Words};
use crate::database::schema::{result_files, result_words, results};
use crate::database::{AnyConnection, Broken, Id};
use crate::language::Language;

/// Everything published of a session, replaced or not, the first published first.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn of_session(connection: &mut AnyConnection, session: Id) -> Result<Vec<Outcome>, Broken> {
    Ok(results::table
        .filter(results::session_id.eq(session))
        .order((results::published_at, results::id))
        .select(Outcome::as_select())
        .load(connection)?)
}

/// One of them, replaced or not.
///
/// # Errors
/// [`Broken::Query`].
pub fn by_id(connection: &mut AnyConnection, id: Id) -> Result<Option<Outcome>, Broken> {
    Ok(results::table
        .find(id)
        .select(Outcome::as_select())
        .get_result(connection)
        .optional()?)
}

/// Puts one down.
///
/// # Errors
/// [`Broken::Query`].
pub fn insert(connection: &mut AnyConnection, outcome: &Outcome) -> Result<(), Broken> {
    diesel::insert_into(results::table)
        .values(outcome)
        .execute(connection)?;
    Ok(())
}

/// Notes what stands instead of one; `false` when something does already.
///
/// # Errors
/// [`Broken::Query`].
pub fn replace(connection: &mut AnyConnection, former: Id, by: Id) -> Result<bool, Broken> {
    let standing = results::table
        .find(former)
        .filter(results::replaced_by.is_null());
    let replaced = diesel::update(standing)
        .set(results::replaced_by.eq(by))
        .execute(connection)?;
    Ok(replaced == 1)
}

/// What belongs to the results of a session in tables of its own: two queries.
///
/// # Errors
/// [`Broken::Query`].
pub fn beside_of_session(connection: &mut AnyConnection, session: Id) -> Result<Beside, Broken> {
    let files = result_files::table
        .inner_join(results::table)
        .filter(results::session_id.eq(session))
        .order((result_files::result_id, result_files::language))
        .select(FurtherFile::as_select())
        .load(connection)?;
    let readings = result_words::table
        .filter(result_words::session_id.eq(session))
        .select((result_words::place, result_words::state))
        .load(connection)?;
    Ok(Beside { files, readings })
}

/// A result's file in a further language.
///
/// # Errors
/// [`Broken::Query`].
pub fn further_file(
    connection: &mut AnyConnection,
    result: Id,
    language: Language,
) -> Result<Option<FurtherFile>, Broken> {
    Ok(result_files::table
        .find((result, language))
        .select(FurtherFile::as_select())
        .get_result(connection)
        .optional()?)
}

/// Puts down a file in a further language.
///
/// # Errors
/// [`Broken::Query`].
pub fn insert_file(connection: &mut AnyConnection, file: &FurtherFile) -> Result<(), Broken> {
    diesel::insert_into(result_files::table)
        .values(file)
        .execute(connection)?;
    Ok(())
}

/// Notes that the words of texts and files are to be read.
///
/// # Errors
/// [`Broken::Query`].
pub fn insert_words(connection: &mut AnyConnection, words: &[Words]) -> Result<(), Broken> {
    for one in words {
        diesel::insert_into(result_words::table)
            .values(one)
            .execute(connection)?;
    }
    Ok(())
}

/// What is still to be read, at most so many: also what could not be for want of the program, where that is there now.
///
/// # Errors
/// [`Broken::Query`].
pub fn unread(
    connection: &mut AnyConnection,
    with_program: bool,
    limit: i64,
) -> Result<Vec<Words>, Broken> {
    let mut states = vec![Reading::Waiting];
    if with_program {
        states.push(Reading::Unavailable);
    }
    Ok(result_words::table
        .filter(result_words::state.eq_any(states))
        .order(result_words::place)
        .limit(limit)
        .select(Words::as_select())
        .load(connection)?)
}

/// Notes what was read, unless somebody else did since; `false` then.
///
/// # Errors
/// [`Broken::Query`].
pub fn note_words(
    connection: &mut AnyConnection,
    known: &Words,
    read: &Words,
) -> Result<bool, Broken> {
    let as_known = result_words::table
        .find(&known.place)
        .filter(result_words::state.eq(known.state));
    let written = diesel::update(as_known)
        .set((
            result_words::state.eq(read.state),
            result_words::words.eq(&read.words),
            result_words::looked_at.eq(read.looked_at),
        ))
        .execute(connection)?;
    Ok(written == 1)
}
