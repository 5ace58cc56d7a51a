//! Captions of the recording: one file a language; another one takes its place.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{Refusal, looked_at, note};
use crate::broadcasts::record::Captions;
use crate::broadcasts::store;
use crate::database::{Id, Work};
use crate::journal::Actor;
use crate::language::Language;
use crate::law::session_course::Access;
use crate::sessions;
use crate::sessions::now as present;

/// Captions whose file lies in its folder already.
#[derive(Debug, Clone)]
pub struct NewCaptions {
    /// In which language.
    pub language: Language,
    /// What the file is called.
    pub name: String,
    /// Its size.
    pub bytes: i64,
    /// SHA-256 of its content, in hexadecimal digits.
    pub sha256: String,
    /// Its name in the folder.
    pub stored_as: String,
}

/// Adds captions, in the place of those in the same language.
///
/// # Errors
/// [`Refusal`]: [`Refusal::NotNow`] before the session has begun.
pub fn add_captions(
    work: &mut Work,
    now: DateTime<Utc>,
    staff: Id,
    session: Id,
    new: NewCaptions,
) -> Result<Captions, Refusal> {
    let session = looked_at(work, session)?;
    if session.access == Access::Closed {
        return Err(Refusal::Closed);
    }
    if !present::has_begun(&session, now) {
        return Err(Refusal::NotNow(present::status(&session, now)));
    }
    store::remove_captions(work.connection, session.id, new.language, now.into())?;
    let captions = Captions {
        id: Id::new(),
        session_id: session.id,
        language: new.language,
        file_name: new.name,
        bytes: new.bytes,
        sha256: new.sha256,
        stored_as: new.stored_as,
        added_at: now.into(),
        removed_at: None,
    };
    store::insert_captions(work.connection, &captions)?;
    let after = json!({ "language": captions.language, "sha256": captions.sha256 });
    let actor = Actor::Staff(staff);
    let facts = (None, Some(after));
    note(
        work,
        now,
        actor,
        "broadcast.captions_added",
        &session,
        facts,
    );
    sessions::actions::changed_beside(work, now, &session)?;
    Ok(captions)
}

/// Takes the captions in a language away.
///
/// # Errors
/// [`Refusal::Stale`] where there are none.
pub fn remove_captions(
    work: &mut Work,
    now: DateTime<Utc>,
    staff: Id,
    session: Id,
    language: Language,
) -> Result<(), Refusal> {
    let session = looked_at(work, session)?;
    if !store::remove_captions(work.connection, session.id, language, now.into())? {
        return Err(Refusal::Stale);
    }
    let actor = Actor::Staff(staff);
    let facts = (Some(json!({ "language": language })), None);
    note(
        work,
        now,
        actor,
        "broadcast.captions_removed",
        &session,
        facts,
    );
    sessions::actions::changed_beside(work, now, &session)?;
    Ok(())
}
