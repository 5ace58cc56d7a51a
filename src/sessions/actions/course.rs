//! Moving an announced session along its course: going live, ending, being called off.

use chrono::{DateTime, Utc};

use super::entering::{details_of, touch};
use super::facts::{facts, note};
use super::writing_over::{put, stamp};
use super::{Refusal, versions};
use crate::database::{Id, Work};
use crate::journal::{Actor, Changes};
use crate::law::session_course::SessionAct;
use crate::sessions::now as present;
use crate::sessions::record::Session;
use crate::sessions::store;

/// Does an act of the desk that changes nothing but the status; calendars learn of it.
///
/// # Errors
/// [`Refusal::NoSuchMove`] where the course knows no such act.
pub fn move_along(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    id: Id,
    act: SessionAct,
) -> Result<Session, Refusal> {
    let known = store::for_change(work.connection, id)?.ok_or(Refusal::NotFound)?;
    let details = details_of(work, id)?;
    let session = Session {
        status: present::status(&known, now).after(act)?,
        revision: known.revision.saturating_add(1),
        sequence: known.sequence.saturating_add(1),
        updated_at: stamp(now, &known),
        ..known.clone()
    };
    put(work, &known, &session, &details)?;
    versions::keep(work, now, act.as_str(), &session, &details, None)?;
    let changes = Changes::between(facts(&known, &details), facts(&session, &details));
    let name = format!("session.{act}");
    note(work, now, actor, &name, &session, &details, &changes);
    touch(work, &session);
    Ok(session)
}
