//! The address of the broadcast of a session that sits already. Everything else of its announcement stays as it is, as it has
//! begun; but whoever wants to watch must be told where (605-12).

use chrono::{DateTime, Utc};

use super::editing::seen;
use super::entering::touch;
use super::facts::{facts, note};
use super::postponing::check_reason;
use super::writing_over::{put, stamp};
use super::{Refusal, versions};
use crate::database::{Id, Instant, Work};
use crate::journal::{Actor, Changes};
use crate::language::Multilingual;
use crate::law::session_course::{NoSuchMove, SessionAct, SessionStatus};
use crate::sessions::now as present;
use crate::sessions::record::Session;

/// Where a session that sits can be watched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The session.
    pub id: Id,
    /// When it was last changed, as the form knew it.
    pub seen: Instant,
    /// Where.
    pub url: String,
    /// Why it is said only now, for the public.
    pub why: Multilingual,
}

/// Announces where a session that sits can be watched: a version of its own, with its reason.
///
/// # Errors
/// [`Refusal::Stale`] when it is not the session that was looked at, [`Refusal::NoSuchMove`] of one that does not sit: before
/// that its announcement is revised as a whole; [`Refusal::WhyMissing`].
pub fn announce_address(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    address: &Address,
) -> Result<Session, Refusal> {
    let (known, details) = seen(work, address.id, address.seen)?;
    let status = present::status(&known, now);
    if status != SessionStatus::Live {
        let act = SessionAct::Revise;
        return Err(NoSuchMove { status, act }.into());
    }
    check_reason(&address.why).map_err(|_| Refusal::WhyMissing)?;
    if known.broadcast_url.as_ref() == Some(&address.url) {
        return Ok(known);
    }
    let session = Session {
        broadcast_url: Some(address.url.clone()),
        revision: known.revision.saturating_add(1),
        sequence: known.sequence.saturating_add(1),
        updated_at: stamp(now, &known),
        ..known.clone()
    };
    put(work, &known, &session, &details)?;
    let why = Some(&address.why);
    versions::keep(work, now, versions::ADDRESS, &session, &details, why)?;
    let changes = Changes::between(facts(&known, &details), facts(&session, &details));
    let act = "session.broadcast_address";
    note(work, now, actor, act, &session, &details, &changes);
    touch(work, &session);
    Ok(session)
}
