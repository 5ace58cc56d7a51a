//! Files of matters: added, renamed, moved, taken away. Of a public session each is a new version.

use chrono::{DateTime, Utc};

use super::Refusal;
use super::editing::seen;
use super::entering::{details_of, touch};
use super::facts::{facts, note};
use super::versions::{self, DOCUMENTS};
use super::writing_over::{put, stamp};
use crate::database::{Id, Instant, Work};
use crate::journal::{Actor, Changes};
use crate::law::session_course::{Access, SessionAct};
use crate::sessions::now as present;
use crate::sessions::record::{AgendaItem, Document, Session};
use crate::sessions::store::{self, Details};

/// A file that lies in its folder already.
#[derive(Debug, Clone)]
pub struct NewDocument {
    /// Whose.
    pub session: Id,
    /// The matter that it belongs to.
    pub item: Id,
    /// What it is called.
    pub name: String,
    /// Its type by its content.
    pub media_type: &'static str,
    /// Its size.
    pub bytes: i64,
    /// SHA-256 of its content, in hexadecimal digits.
    pub sha256: String,
    /// Its name in the folder.
    pub stored_as: String,
}

/// Adds a file to a matter, behind those that it has.
///
/// # Errors
/// [`Refusal::NotFound`] without such a matter, [`Refusal::ClosedMatter`], [`Refusal::NoSuchMove`].
pub fn add_document(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    new: NewDocument,
) -> Result<Document, Refusal> {
    let known = store::for_change(work.connection, new.session)?.ok_or(Refusal::NotFound)?;
    let before = details_of(work, known.id)?;
    let item = may_add_document(&known, &before, new.item, now)?;
    let last = before.documents_of(item.id).map(|one| one.position).max();
    let document = Document {
        id: Id::new(),
        session_id: known.id,
        agenda_item_id: item.id,
        position: last.map_or(0, |last| last.saturating_add(1)),
        name: new.name,
        media_type: new.media_type.to_owned(),
        bytes: new.bytes,
        sha256: new.sha256,
        stored_as: new.stored_as,
        added_at: now.into(),
        removed_at: None,
    };
    store::insert_document(work.connection, &document)?;
    changed(
        work,
        now,
        actor,
        "session.document_added",
        (&known, &before),
    )?;
    Ok(document)
}

/// The matter of a session that may have files.
///
/// # Errors
/// [`Refusal::NotFound`] without such a matter, [`Refusal::ClosedMatter`], [`Refusal::NoSuchMove`] once nothing of the
/// session may be changed.
pub fn may_add_document<'a>(
    session: &Session,
    details: &'a Details,
    item: Id,
    now: DateTime<Utc>,
) -> Result<&'a AgendaItem, Refusal> {
    present::status(session, now).after(SessionAct::Revise)?;
    let mut matters = details.agenda.iter();
    let item = matters
        .find(|one| one.id == item)
        .ok_or(Refusal::NotFound)?;
    if item.access == Access::Closed || session.access == Access::Closed {
        return Err(Refusal::ClosedMatter);
    }
    Ok(item)
}

/// Gives a file another name.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], [`Refusal::NoSuchMove`].
pub fn rename_document(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    (id, at): (Id, Instant),
    name: &str,
) -> Result<(), Refusal> {
    let (_, known, before) = known(work, id, at)?;
    store::rename_document(work.connection, id, name)?;
    let act = "session.document_renamed";
    changed(work, now, actor, act, (&known, &before))
}

/// Moves a file one place up or down among those of its matter; at the edge nothing moves.
///
/// # Errors
/// As [`rename_document`].
pub fn move_document(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    (id, at): (Id, Instant),
    up: bool,
) -> Result<(), Refusal> {
    let (document, known, before) = known(work, id, at)?;
    let mut order: Vec<Id> = before
        .documents_of(document.agenda_item_id)
        .map(|one| one.id)
        .collect();
    let place = order.iter().position(|one| *one == id).unwrap_or(0);
    let other = if up {
        place.checked_sub(1)
    } else {
        Some(place.saturating_add(1)).filter(|next| *next < order.len())
    };
    let Some(other) = other else {
        return Ok(());
    };
    order.swap(place, other);
    for (position, id) in (0..).zip(order) {
        store::place_document(work.connection, id, position)?;
    }
    let act = "session.document_moved";
    changed(work, now, actor, act, (&known, &before))
}

/// Takes a file away. It is no longer handed out; that it was there stays known.
///
/// # Errors
/// As [`rename_document`].
pub fn remove_document(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    (id, at): (Id, Instant),
) -> Result<(), Refusal> {
    let (_, known, before) = known(work, id, at)?;
    store::remove_documents(work.connection, &[id], now.into())?;
    let act = "session.document_removed";
    changed(work, now, actor, act, (&known, &before))
}

fn known(work: &mut Work, id: Id, at: Instant) -> Result<(Document, Session, Details), Refusal> {
    let there = |work: &mut Work| -> Result<Document, Refusal> {
        store::document(work.connection, id)?
            .filter(|document| document.removed_at.is_none())
            .ok_or(Refusal::NotFound)
    };
    let (session, details) = {
        let document = there(work)?;
        seen(work, document.session_id, at)?
    };
    // Read again: nobody else changes it now.
    Ok((there(work)?, session, details))
}

/// After the files of a session changed: a new version, if the public sees it.
fn changed(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    act: &str,
    (known, before): (&Session, &Details),
) -> Result<(), Refusal> {
    present::status(known, now).after(SessionAct::Revise)?;
    let details = details_of(work, known.id)?;
    let changes = Changes::between(facts(known, before), facts(known, &details));
    if changes.is_empty() {
        return Ok(());
    }
    let mut session = Session {
        updated_at: stamp(now, known),
        ..known.clone()
    };
    if session.status.is_public() {
        session.revision = session.revision.saturating_add(1);
    }
    put(work, known, &session, &details)?;
    if session.status.is_public() {
        versions::keep(work, now, DOCUMENTS, &session, &details, None)?;
        touch(work, &session);
    }
    note(work, now, actor, act, &session, &details, &changes);
    Ok(())
}
