//! Single sessions and what belongs to them.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::documents::documents_of;
use crate::database::schema::{agenda_items, seating, session_clocks, sessions};
use crate::database::{AnyConnection, Broken, Id, Instant};
use crate::law::session_course::SessionStatus;
use crate::sessions::record::{AgendaItem, Clocks, Document, Seating, Session};

/// One public session.
///
/// # Errors
/// [`Broken::Query`].
pub fn public_by_id(connection: &mut AnyConnection, id: Id) -> Result<Option<Session>, Broken> {
    Ok(sessions::table
        .find(id)
        .filter(sessions::status.ne(SessionStatus::Draft))
        .select(Session::as_select())
        .get_result(connection)
        .optional()?)
}

/// One session, a draft too.
///
/// # Errors
/// [`Broken::Query`].
pub fn by_id(connection: &mut AnyConnection, id: Id) -> Result<Option<Session>, Broken> {
    Ok(sessions::table
        .find(id)
        .select(Session::as_select())
        .get_result(connection)
        .optional()?)
}

/// The session of this code, a draft too.
///
/// # Errors
/// [`Broken::Query`].
pub fn by_code(connection: &mut AnyConnection, code: &str) -> Result<Option<Session>, Broken> {
    Ok(sessions::table
        .filter(sessions::code.eq(code))
        .select(Session::as_select())
        .first(connection)
        .optional()?)
}

/// These sessions, by id.
///
/// # Errors
/// [`Broken::Query`].
pub fn by_ids(connection: &mut AnyConnection, ids: &[Id]) -> Result<HashMap<Id, Session>, Broken> {
    let rows = sessions::table
        .filter(sessions::id.eq_any(ids))
        .select(Session::as_select())
        .load(connection)?;
    Ok(rows
        .into_iter()
        .map(|session| (session.id, session))
        .collect())
}

/// The sessions of a body that begin at an instant: an import finds its own again by these and the title.
///
/// # Errors
/// [`Broken::Query`].
pub fn of_body_at(
    connection: &mut AnyConnection,
    body: Id,
    starts_at: Instant,
) -> Result<Vec<Session>, Broken> {
    Ok(sessions::table
        .filter(sessions::body_id.eq(body))
        .filter(sessions::starts_at.eq(starts_at))
        .order((sessions::starts_at, sessions::id))
        .select(Session::as_select())
        .load(connection)?)
}

/// The sessions of a body from a day on, drafts too.
///
/// # Errors
/// [`Broken::Query`].
pub fn of_body_from(
    connection: &mut AnyConnection,
    body: Id,
    day: NaiveDate,
) -> Result<Vec<Session>, Broken> {
    Ok(sessions::table
        .filter(sessions::body_id.eq(body))
        .filter(sessions::local_date.ge(day))
        .order((sessions::starts_at, sessions::id))
        .select(Session::as_select())
        .load(connection)?)
}

/// Whether a code is taken.
///
/// # Errors
/// [`Broken::Query`].
pub fn code_is_taken(connection: &mut AnyConnection, code: &str) -> Result<bool, Broken> {
    Ok(diesel::select(diesel::dsl::exists(
        sessions::table.filter(sessions::code.eq(code)),
    ))
    .get_result(connection)?)
}

/// Which of these codes are taken.
///
/// # Errors
/// [`Broken::Query`].
pub fn codes_taken(
    connection: &mut AnyConnection,
    codes: &[String],
) -> Result<Vec<String>, Broken> {
    Ok(sessions::table
        .filter(sessions::code.eq_any(codes))
        .select(sessions::code)
        .load(connection)?)
}

/// Everything of a session that stands in tables of its own.
#[derive(Debug, Clone)]
pub struct Details {
    /// The clocks as published.
    pub clocks: Clocks,
    /// The seats.
    pub seating: Seating,
    /// The matters, in order.
    pub agenda: Vec<AgendaItem>,
    /// Their files, those of a matter together and in order.
    pub documents: Vec<Document>,
}

impl Details {
    /// The files of one matter, in order.
    pub fn documents_of(&self, item: Id) -> impl Iterator<Item = &Document> {
        self.documents
            .iter()
            .filter(move |document| document.agenda_item_id == item)
    }
}

/// Clocks, seats, agenda and files of these sessions: three queries, however many they are.
///
/// # Errors
/// [`Broken::Query`].
pub fn details_of(
    connection: &mut AnyConnection,
    ids: &[Id],
) -> Result<HashMap<Id, Details>, Broken> {
    let mut documents = documents_of(connection, ids)?;
    let mut details = details_without_files(connection, ids)?;
    for (id, details) in &mut details {
        details.documents = documents.remove(id).unwrap_or_default();
    }
    Ok(details)
}

/// The same without the files: two queries.
///
/// # Errors
/// [`Broken::Query`].
pub fn details_without_files(
    connection: &mut AnyConnection,
    ids: &[Id],
) -> Result<HashMap<Id, Details>, Broken> {
    let rows: Vec<(Clocks, Seating)> = session_clocks::table
        .inner_join(seating::table.on(seating::session_id.eq(session_clocks::session_id)))
        .filter(session_clocks::session_id.eq_any(ids))
        .select((Clocks::as_select(), Seating::as_select()))
        .load(connection)?;
    let mut agenda = agenda_of(connection, ids)?;
    Ok(rows
        .into_iter()
        .map(|(clocks, seating)| {
            let id = clocks.session_id;
            (
                id,
                Details {
                    clocks,
                    seating,
                    agenda: agenda.remove(&id).unwrap_or_default(),
                    documents: Vec::new(),
                },
            )
        })
        .collect())
}

fn agenda_of(
    connection: &mut AnyConnection,
    ids: &[Id],
) -> Result<HashMap<Id, Vec<AgendaItem>>, Broken> {
    let rows = agenda_items::table
        .filter(agenda_items::session_id.eq_any(ids))
        .select(AgendaItem::as_select())
        .load(connection)?;
    let mut agenda: HashMap<Id, Vec<AgendaItem>> = HashMap::new();
    for item in rows {
        agenda.entry(item.session_id).or_default().push(item);
    }
    // Not by the database: it would put all of them in order, and by the rules of its language.
    for items in agenda.values_mut() {
        items.sort_by_key(|item| item.position);
    }
    Ok(agenda)
}

/// Clocks of these sessions: what a list needs.
///
/// # Errors
/// [`Broken::Query`].
pub fn clocks_of(
    connection: &mut AnyConnection,
    ids: &[Id],
) -> Result<HashMap<Id, Clocks>, Broken> {
    let rows = session_clocks::table
        .filter(session_clocks::session_id.eq_any(ids))
        .select(Clocks::as_select())
        .load(connection)?;
    Ok(rows
        .into_iter()
        .map(|clocks| (clocks.session_id, clocks))
        .collect())
}
