//! Files of matters, and which files of the folder are anybody's.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;

use crate::database::schema::{documents, results};
use crate::database::{AnyConnection, Broken, Id, Instant};
use crate::sessions::record::Document;

/// Which of these names in the folder are of a file that some act has added, taken away since or not.
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
    Ok(known
        .into_iter()
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
