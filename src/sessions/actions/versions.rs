//! Every announced version is kept as it stood (605-8), with the SHA-256 of its text: what was published can be
//! shown, and shown to be unchanged.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::facts::facts;
use crate::database::{Broken, Work};
use crate::language::Multilingual;
use crate::law::session_course::SessionAct;
use crate::news::{self, Kind};
use crate::sessions::record::{Session, Version};
use crate::sessions::store::{self, Details};
use crate::web::hex::hex;

/// The act of a version in which files were added or taken away.
pub const DOCUMENTS: &str = "documents";

/// The act of a version in which seats were added or taken away.
pub const SEATS: &str = "seats";

/// The act of a version in which deadlines were counted anew.
pub const CLOCKS: &str = "clocks";

/// The act of a version in which an emergency sent the session to the broadcast.
pub const EMERGENCY: &str = "emergency";

/// The act of a version in which it has its hall again.
pub const HALL_AGAIN: &str = "hall_again";

/// The act of a version in which it was said, while the session sat, where it can be watched.
pub const ADDRESS: &str = "address";

/// The act of a version in which the session, or items of it, were closed.
pub const CLOSED: &str = "close";

/// The act of a version in which they were opened again.
pub const REOPENED: &str = "reopen";

/// Keeps the version that a session has come to by an act: a word of
/// [`SessionAct`](crate::law::session_course::SessionAct), [`DOCUMENTS`], [`SEATS`], [`CLOCKS`],
/// [`ADDRESS`], [`CLOSED`] or [`REOPENED`]. `why` is for the public to read.
/// What came about is noted as news, to be told later.
///
/// # Errors
/// [`Broken::Query`]; a revision is kept once.
pub fn keep(
    work: &mut Work,
    now: DateTime<Utc>,
    act: &str,
    session: &Session,
    details: &Details,
    why: Option<&Multilingual>,
) -> Result<(), Broken> {
    let version = version(now, act, session, details, why);
    store::insert_version(work.connection, &version)?;
    match news_of(act) {
        Some(kind) => news::note(
            work,
            now,
            kind,
            (session.id, session.body_id),
            session.revision,
        ),
        None => Ok(()),
    }
}

/// The version that a session has come to.
pub(super) fn version(
    now: DateTime<Utc>,
    act: &str,
    session: &Session,
    details: &Details,
    why: Option<&Multilingual>,
) -> Version {
    let mut facts = facts(session, details);
    if let Some(why) = why {
        facts.insert("note".to_owned(), serde_json::json!(why));
    }
    let snapshot = Value::Object(facts).to_string();
    Version {
        session_id: session.id,
        revision: session.revision,
        at: now.into(),
        act: act.to_owned(),
        digest: digest(&snapshot),
        snapshot,
    }
}

/// What others hear of when a version comes about by this act; nothing of a word that is no act.
fn news_of(act: &str) -> Option<Kind> {
    match act {
        DOCUMENTS | CLOSED | REOPENED | ADDRESS => Some(Kind::Changed),
        SEATS | CLOCKS => Some(Kind::Recounted),
        EMERGENCY => Some(Kind::Switched),
        HALL_AGAIN => Some(Kind::Restored),
        _ => act.parse().ok().map(|act| match act {
            SessionAct::Announce => Kind::Announced,
            SessionAct::Revise | SessionAct::Adjourn => Kind::Changed,
            SessionAct::Postpone => Kind::Postponed,
            SessionAct::Cancel => Kind::Cancelled,
            SessionAct::GoLive => Kind::Began,
            SessionAct::End => Kind::Ended,
        }),
    }
}

/// SHA-256 of a snapshot's text, in hexadecimal digits.
#[must_use]
pub fn digest(snapshot: &str) -> String {
    hex(&Sha256::digest(snapshot.as_bytes()))
}
