//! That there is no broadcast, why, and what stands instead (605-12); and where the recording is.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::{Refusal, looked_at, note};
use crate::broadcasts::record::BroadcastFacts;
use crate::broadcasts::store;
use crate::database::{Id, Instant, Json, Work};
use crate::journal::Actor;
use crate::language::Multilingual;
use crate::law::session_course::{Access, SessionStatus};
use crate::sessions;
use crate::sessions::actions::Address;
use crate::sessions::now as present;
use crate::sessions::record::Session;

/// Why there is no broadcast.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// Why it is technically impossible.
    pub why: Multilingual,
    /// By what other means the session can be followed.
    pub instead: Multilingual,
}

/// Says that a broadcast is technically impossible.
///
/// # Errors
/// [`Refusal`]: [`Refusal::NotNow`] for a draft and for a session that was called off.
pub fn explain(
    work: &mut Work,
    now: DateTime<Utc>,
    staff: Id,
    (session, seen): (Id, Option<Instant>),
    explanation: &Explanation,
) -> Result<(), Refusal> {
    let (session, known) = as_seen(work, session, seen)?;
    may_be_said(&session, now)?;
    let facts = BroadcastFacts {
        impossible_since: Some(now.into()),
        impossible_why: Some(Json::from(explanation.why.clone())),
        instead: Some(Json::from(explanation.instead.clone())),
        ..blank(&session, known.as_ref())
    };
    put(
        work,
        now,
        staff,
        "broadcast.impossible",
        (&session, known),
        facts,
    )
}

/// Says so no more.
///
/// # Errors
/// [`Refusal`].
pub fn take_back_explanation(
    work: &mut Work,
    now: DateTime<Utc>,
    staff: Id,
    (session, seen): (Id, Option<Instant>),
) -> Result<(), Refusal> {
    let (session, known) = as_seen(work, session, seen)?;
    let facts = BroadcastFacts {
        impossible_since: None,
        impossible_why: None,
        instead: None,
        ..blank(&session, known.as_ref())
    };
    put(
        work,
        now,
        staff,
        "broadcast.possible",
        (&session, known),
        facts,
    )
}

/// Says where the recording is, and the SHA-256 of its file where it is one; or that there is none any more.
///
/// # Errors
/// [`Refusal`]: [`Refusal::NotNow`] before the session has begun.
pub fn keep_recording(
    work: &mut Work,
    now: DateTime<Utc>,
    staff: Id,
    (session, seen): (Id, Option<Instant>),
    recording: Option<(String, Option<String>)>,
) -> Result<(), Refusal> {
    let (session, known) = as_seen(work, session, seen)?;
    if session.access == Access::Closed {
        return Err(Refusal::Closed);
    }
    if !present::has_begun(&session, now) {
        return Err(Refusal::NotNow(present::status(&session, now)));
    }
    let (url, sha256) = recording.map_or((None, None), |(url, sha256)| (Some(url), sha256));
    let facts = BroadcastFacts {
        recording_at: url.is_some().then(|| now.into()),
        recording_url: url,
        recording_sha256: sha256,
        ..blank(&session, known.as_ref())
    };
    put(
        work,
        now,
        staff,
        "broadcast.recording",
        (&session, known),
        facts,
    )
}

/// The session, and what is said of its broadcast, if that is what the form knew.
fn as_seen(
    work: &mut Work,
    session: Id,
    seen: Option<Instant>,
) -> Result<(Session, Option<BroadcastFacts>), Refusal> {
    let session = looked_at(work, session)?;
    let known = store::facts_of(work.connection, session.id)?;
    if known.as_ref().map(|known| known.updated_at) != seen {
        return Err(Refusal::Stale);
    }
    Ok((session, known))
}

/// Says where a session that sits can be watched, where its announcement does not, or says it wrongly.
///
/// # Errors
/// [`Refusal`]: [`Refusal::NotNow`] of a session that does not sit.
pub fn announce_address(
    work: &mut Work,
    now: DateTime<Utc>,
    staff: Id,
    address: &Address,
) -> Result<(), Refusal> {
    let session = looked_at(work, address.id)?;
    may_be_said(&session, now)?;
    sessions::actions::announce_address(work, now, &Actor::Staff(staff), address)?;
    Ok(())
}

fn may_be_said(session: &Session, now: DateTime<Utc>) -> Result<(), Refusal> {
    if session.access == Access::Closed {
        return Err(Refusal::Closed);
    }
    let status = present::status(session, now);
    if matches!(status, SessionStatus::Draft | SessionStatus::Cancelled) {
        return Err(Refusal::NotNow(status));
    }
    Ok(())
}

fn blank(session: &Session, known: Option<&BroadcastFacts>) -> BroadcastFacts {
    known.cloned().unwrap_or(BroadcastFacts {
        session_id: session.id,
        impossible_since: None,
        impossible_why: None,
        instead: None,
        recording_url: None,
        recording_sha256: None,
        recording_at: None,
        updated_at: Instant::from(DateTime::UNIX_EPOCH),
    })
}

fn put(
    work: &mut Work,
    now: DateTime<Utc>,
    staff: Id,
    act: &'static str,
    (session, known): (&Session, Option<BroadcastFacts>),
    facts: BroadcastFacts,
) -> Result<(), Refusal> {
    let after_known = known.as_ref().map(|known| later(known.updated_at));
    let facts = BroadcastFacts {
        updated_at: Instant::from(now).max(after_known.unwrap_or(now.into())),
        ..facts
    };
    if !store::put_facts(work.connection, known.as_ref(), &facts)? {
        return Err(Refusal::Stale);
    }
    let before = known.as_ref().map(said);
    let actor = Actor::Staff(staff);
    note(work, now, actor, act, session, (before, Some(said(&facts))));
    sessions::actions::changed_beside(work, now, session)?;
    Ok(())
}

/// Each change has an instant of its own, by which forms know it.
fn later(at: Instant) -> Instant {
    Instant::from(at.utc() + chrono::TimeDelta::microseconds(1))
}

fn said(facts: &BroadcastFacts) -> Value {
    json!({
        "impossible_why": facts.impossible_why.as_deref(),
        "instead": facts.instead.as_deref(),
        "recording_url": facts.recording_url,
        "recording_sha256": facts.recording_sha256,
    })
}
