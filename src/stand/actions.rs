//! The sheet of a session is on the stand: noted with the instant of the act (OS-13s).

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::database::{Broken, Id, Work};
use crate::journal::{self, Actor, Entry};
use crate::law::closing::Channel;
use crate::sessions;
use crate::sessions::actions::{Placed, notice_placed};
use crate::sessions::stand_log::STAND_SHEET;
use crate::sessions::store;

/// Why it is not noted.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such session, or it is not announced.
    #[error("no such announced session")]
    NotFound,
    /// The session was changed since the sheet was printed.
    #[error("the sheet shows version {printed}, and version {stands} stands")]
    Stale {
        /// What was printed.
        printed: i32,
        /// What stands.
        stands: i32,
    },
    /// The notice of what is closed cannot be noted.
    #[error(transparent)]
    Notice(#[from] sessions::actions::Refusal),
    /// The machine.
    #[error(transparent)]
    Broken(#[from] Broken),
}

/// Notes that this version of the sheet is on the stand. Where something is closed, that is the notice in the premises
/// (Access Law art. 13(2)), unless an earlier one is noted; `proof` says what was placed where.
///
/// # Errors
/// [`Refusal`].
pub fn hang_up(
    work: &mut Work,
    now: DateTime<Utc>,
    staff: Id,
    (session, printed): (Id, i32),
    proof: &str,
) -> Result<(), Refusal> {
    let session = store::for_change(work.connection, session)?;
    let session = session.filter(|session| session.status.is_public());
    let session = session.ok_or(Refusal::NotFound)?;
    if session.revision != printed {
        return Err(Refusal::Stale {
            printed,
            stands: session.revision,
        });
    }
    let actor = Actor::Staff(staff);
    let standing = store::standing_of(work.connection, session.id)?;
    let ids: Vec<Id> = standing.iter().map(|closing| closing.id).collect();
    let notices = store::notices_of(work.connection, &ids)?;
    for closing in ids {
        let noted = notices.iter().any(|notice| {
            notice.closing_id == closing
                && notice.channel == Channel::Premises
                && notice.starts_at == session.starts_at
        });
        if !noted {
            let placed = Placed {
                session: session.id,
                closing,
                channel: Channel::Premises,
                at: now,
                proof: proof.to_owned(),
            };
            notice_placed(work, now, &actor, &placed)?;
        }
    }
    let entry = Entry {
        actor,
        act: STAND_SHEET,
        object_kind: "session",
        object: session.id,
        body: Some(session.body_id),
        before: None,
        after: Some(json!({ "at": now, "revision": printed })),
        calendar_version: None,
    };
    journal::record(work, now, entry);
    Ok(())
}
