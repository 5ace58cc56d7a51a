//! Results as far as a session shows them: that there are some, and that no more are owed. What they say, and the acts
//! that place them, are of `results`.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::database::schema::{result_files, result_words, results, sessions};
use crate::database::{AnyConnection, Broken, Id, Instant, Json};
use crate::language::Multilingual;
use crate::law::results::ResultKind;
use crate::sessions::record::{Placed, PlacedFile, PlacedRow, Session};
use crate::sessions::search::Words;

/// A result in which words were found.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Hit {
    /// Of which session.
    pub session_id: Id,
    /// Which result.
    pub id: Id,
    /// What it is.
    pub kind: ResultKind,
    /// What it is called.
    pub title: Option<Json<Multilingual>>,
}

/// The standing results of these sessions in whose text, or in one of whose files, all these words begin a word; no query
/// for none.
///
/// # Errors
/// [`Broken::Query`].
pub fn found_in_results(
    connection: &mut AnyConnection,
    ids: &[Id],
    words: &Words,
) -> Result<Vec<Hit>, Broken> {
    if ids.is_empty() || words.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = result_words::table
        .inner_join(results::table)
        .filter(result_words::session_id.eq_any(ids))
        .filter(results::replaced_by.is_null())
        .into_boxed();
    // Words have letters and digits only: nothing of them means anything to LIKE.
    for word in words.iter() {
        let begins = result_words::words.like(format!("{word}%"));
        query = query.filter(begins.or(result_words::words.like(format!("% {word}%"))));
    }
    let mut found: Vec<Hit> = query
        .order((results::published_at, results::id))
        .select((
            results::session_id,
            results::id,
            results::kind,
            results::title,
        ))
        .load(connection)?;
    found.dedup_by(|one, next| one.id == next.id);
    Ok(found)
}

/// The words of a session's standing results, those of each text and file together.
///
/// # Errors
/// [`Broken::Query`].
pub fn words_of_results(
    connection: &mut AnyConnection,
    session: Id,
) -> Result<Vec<String>, Broken> {
    Ok(result_words::table
        .inner_join(results::table)
        .filter(result_words::session_id.eq(session))
        .filter(results::replaced_by.is_null())
        .order(result_words::place)
        .select(result_words::words)
        .load(connection)?)
}

/// Files of these results in further languages; no query for none.
///
/// # Errors
/// [`Broken::Query`].
fn further_files(
    connection: &mut AnyConnection,
    results: &[Id],
) -> Result<Vec<PlacedFile>, Broken> {
    if results.is_empty() {
        return Ok(Vec::new());
    }
    Ok(result_files::table
        .filter(result_files::result_id.eq_any(results))
        .order((result_files::result_id, result_files::language))
        .select(PlacedFile::as_select())
        .load(connection)?)
}

/// What stands of the results of these sessions, the first placed first; no query for none.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn placed_of(
    connection: &mut AnyConnection,
    ids: &[Id],
) -> Result<HashMap<Id, Vec<Placed>>, Broken> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = results::table
        .filter(results::session_id.eq_any(ids))
        .filter(results::replaced_by.is_null())
        .order((results::session_id, results::published_at, results::id))
        .select(PlacedRow::as_select())
        .load(connection)?;
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    let mut files = further_files(connection, &ids)?;
    let mut found: HashMap<Id, Vec<Placed>> = HashMap::new();
    for row in rows {
        let of_row = files.extract_if(.., |file| file.result_id == row.id);
        let files = of_row.collect();
        found
            .entry(row.session_id)
            .or_default()
            .push(Placed { row, files });
    }
    Ok(found)
}

/// Notes that results of a session were placed, and since when none are owed any more, unless somebody changed it since
/// `known` was read: `false`, and nothing was written then.
///
/// # Errors
/// [`Broken::Query`].
pub fn note_results(
    connection: &mut AnyConnection,
    known: &Session,
    updated_at: Instant,
    complete_at: Option<Instant>,
) -> Result<bool, Broken> {
    let as_known = sessions::table
        .find(known.id)
        .filter(sessions::updated_at.eq(known.updated_at));
    let written = diesel::update(as_known)
        .set((
            sessions::updated_at.eq(updated_at),
            sessions::results_complete_at.eq(complete_at),
        ))
        .execute(connection)?;
    Ok(written == 1)
}
