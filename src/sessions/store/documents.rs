//! Files of matters, and which files of the folder are anybody's.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;

use crate::database::schema::{broadcast_captions, documents, result_files, results};
use crate::database::{AnyConnection, Broken, Id, Instant};
use crate::sessions::record::Document;

/// Which of these names in the folder are of a file that some act has added, taken away since or not, unless its matter
/// was closed.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn named_files(
    connection: &mut AnyConnection,
    names: &[String],
) -> Result<HashSet<String>, Broken> {
    let known: Vec<String> = documents::table
        .filter(documents::stored_as.eq_any(names))
        .select(documents::stored_as)
        .load(connection)?;
    let placed: Vec<Option<String>> = results::table
        .filter(results::stored_as.eq_any(names))
        .select(results::stored_as)
        .load(connection)?;
    let captions: Vec<String> = broadcast_captions::table
        .filter(broadcast_captions::stored_as.eq_any(names))
        .select(broadcast_captions::stored_as)
        .load(connection)?;
    let further: Vec<String> = result_files::table
        .filter(result_files::stored_as.eq_any(names))
        .select(result_files::stored_as)
        .load(connection)?;
    Ok(known
        .into_iter()
        .chain(captions)
        .chain(further)
        .chain(placed.into_iter().flatten())
        .collect())
}

/// The files of these sessions that were not taken away.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn documents_of(
    connection: &mut AnyConnection,
    ids: &[Id],
) -> Result<HashMap<Id, Vec<Document>>, Broken> {
    let rows = documents::table
        .filter(documents::session_id.eq_any(ids))
        .filter(documents::removed_at.is_null())
        .order((
            documents::session_id,
            documents::agenda_item_id,
            documents::position,
            documents::id,
        ))
        .select(Document::as_select())
        .load(connection)?;
    let mut found: HashMap<Id, Vec<Document>> = HashMap::new();
    for document in rows {
        found.entry(document.session_id).or_default().push(document);
    }
    Ok(found)
}

/// One file, one taken away too.
///
/// # Errors
/// [`Broken::Query`].
pub fn document(connection: &mut AnyConnection, id: Id) -> Result<Option<Document>, Broken> {
    Ok(documents::table
        .find(id)
        .select(Document::as_select())
        .get_result(connection)
        .optional()?)
}

/// Enters a file.
///
/// # Errors
/// [`Broken::Query`].
pub fn insert_document(connection: &mut AnyConnection, document: &Document) -> Result<(), Broken> {
    diesel::insert_into(documents::table)
        .values(document)
        .execute(connection)?;
    Ok(())
}

/// Gives a file another name.
///
/// # Errors
/// [`Broken::Query`].
pub fn rename_document(connection: &mut AnyConnection, id: Id, name: &str) -> Result<(), Broken> {
    diesel::update(documents::table.find(id))
        .set(documents::name.eq(name))
        .execute(connection)?;
    Ok(())
}

/// Gives a file its place among those of its matter.
///
/// # Errors
/// [`Broken::Query`].
pub fn place_document(connection: &mut AnyConnection, id: Id, position: i32) -> Result<(), Broken> {
    diesel::update(documents::table.find(id))
        .set(documents::position.eq(position))
        .execute(connection)?;
    Ok(())
}

/// Takes files away; their rows stay.
///
/// # Errors
/// [`Broken::Query`].
pub fn remove_documents(
    connection: &mut AnyConnection,
    ids: &[Id],
    at: Instant,
) -> Result<(), Broken> {
    if ids.is_empty() {
        return Ok(());
    }
    diesel::update(documents::table.filter(documents::id.eq_any(ids)))
        .set(documents::removed_at.eq(at))
        .execute(connection)?;
    Ok(())
}

/// Takes away and forgets the files of matters that are closed, or of a whole session, also those taken away before: how
/// they were called, and where they lie, so that the folder is cleared of them. Size and hash stay, which say nothing.
///
/// # Errors
/// [`Broken::Query`].
pub fn forget_documents(
    connection: &mut AnyConnection,
    session: Id,
    items: Option<&[Id]>,
    at: Instant,
) -> Result<(), Broken> {
    let mut all = documents::table
        .filter(documents::session_id.eq(session))
        .select((documents::id, documents::removed_at))
        .into_boxed();
    if let Some(items) = items {
        all = all.filter(documents::agenda_item_id.eq_any(items));
    }
    let all: Vec<(Id, Option<Instant>)> = all.load(connection)?;
    let there = all.iter().filter(|(_, removed_at)| removed_at.is_none());
    let there: Vec<Id> = there.map(|(id, _)| *id).collect();
    remove_documents(connection, &there, at)?;
    let all: Vec<Id> = all.into_iter().map(|(id, _)| id).collect();
    if all.is_empty() {
        return Ok(());
    }
    // No file is called by an id: names in the folder have no hyphens.
    diesel::update(documents::table.filter(documents::id.eq_any(all)))
        .set((
            documents::name.eq(""),
            documents::stored_as.eq(documents::id),
        ))
        .execute(connection)?;
    Ok(())
}
