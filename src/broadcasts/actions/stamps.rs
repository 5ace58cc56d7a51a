//! A broadcast begins, ends, breaks off and goes on by the word of the desk; what the media server says comes to the same
//! acts.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{By, Refusal, TimesFault, looked_at, note};
use crate::broadcasts::record::{Broadcast, Interruption};
use crate::broadcasts::store;
use crate::database::{AnyConnection, Broken, Id, Instant, Json, Work};
use crate::journal::Actor;
use crate::language::Multilingual;
use crate::law::broadcast::Stamp;
use crate::law::session_course::{Access, SessionAct, SessionStatus};
use crate::sessions;
use crate::sessions::now as present;
use crate::sessions::record::Session;

/// What a form knew of the broadcast when it was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Seen {
    /// The broadcast that went on.
    pub broadcast: Option<Id>,
    /// Its interruption that went on.
    pub interruption: Option<Id>,
}

/// What goes on now.
///
/// # Errors
/// [`Broken::Query`].
pub fn seen_of(connection: &mut AnyConnection, session: Id) -> Result<Seen, Broken> {
    let Some(running) = store::running(connection, session)? else {
        return Ok(Seen::default());
    };
    let interruption = store::interruption_under_way(connection, running.id)?;
    Ok(Seen {
        broadcast: Some(running.id),
        interruption: interruption.map(|one| one.id),
    })
}

/// The desk says that the broadcast begins now, and with it the session, if it had not.
///
/// # Errors
/// [`Refusal`].
pub fn begin(
    work: &mut Work,
    now: DateTime<Utc>,
    staff: Id,
    (session, seen): (Id, Seen),
) -> Result<Broadcast, Refusal> {
    let session = as_seen(work, session, seen)?;
    let address = session.broadcast_url.clone();
    begin_now(work, now, &By::desk(staff), (&session, address))
}

/// The session, if what goes on is what the form knew.
fn as_seen(work: &mut Work, session: Id, seen: Seen) -> Result<Session, Refusal> {
    let session = looked_at(work, session)?;
    if seen_of(work.connection, session.id)? != seen {
        return Err(Refusal::Stale);
    }
    Ok(session)
}

/// Begins a broadcast of a session that has none, which can be watched at an address.
pub(super) fn begin_now(
    work: &mut Work,
    now: DateTime<Utc>,
    by: &By,
    (session, address): (&Session, Option<String>),
) -> Result<Broadcast, Refusal> {
    if session.access == Access::Closed {
        return Err(Refusal::Closed);
    }
    if !sessions::store::closed_now(work.connection, &[session.id])?.is_empty() {
        return Err(Refusal::Paused);
    }
    let status = present::status(session, now);
    let session = match status {
        SessionStatus::Live => sessions::actions::changed_beside(work, now, session)?,
        SessionStatus::Announced | SessionStatus::Postponed => {
            let (actor, act) = (&by.actor, SessionAct::GoLive);
            sessions::actions::move_along(work, now, actor, session.id, act)?
        }
        _ => return Err(Refusal::NotNow(status)),
    };
    let broadcast = Broadcast {
        id: Id::new(),
        session_id: session.id,
        began_at: now.into(),
        began_by: by.stamp,
        ended_at: None,
        ended_by: None,
        address,
        noted_at: now.into(),
    };
    store::insert(work.connection, &broadcast)?;
    let after =
        json!({ "began_at": now, "noted_by": by.stamp, "broadcast_url": broadcast.address });
    let facts = (None, Some(after));
    note(
        work,
        now,
        by.actor.clone(),
        "broadcast.began",
        &session,
        facts,
    );
    Ok(broadcast)
}

/// The desk says that the broadcast ends now; the session may go on.
///
/// # Errors
/// [`Refusal`].
pub fn end(
    work: &mut Work,
    now: DateTime<Utc>,
    staff: Id,
    (session, seen): (Id, Seen),
) -> Result<(), Refusal> {
    let session = as_seen(work, session, seen)?;
    let running = store::running(work.connection, session.id)?.ok_or(Refusal::Stale)?;
    let by = By::desk(staff);
    end_at(work, now, &by, (&session, &running), now)?;
    sessions::actions::changed_beside(work, now, &session)?;
    Ok(())
}

/// Ends a broadcast as of an instant, not before it began; an interruption ends with it.
pub(super) fn end_at(
    work: &mut Work,
    now: DateTime<Utc>,
    by: &By,
    (session, running): (&Session, &Broadcast),
    at: DateTime<Utc>,
) -> Result<(), Refusal> {
    let mut at = at.max(running.began_at.utc());
    if let Some(open) = store::interruption_under_way(work.connection, running.id)? {
        at = at.max(open.began_at.utc());
        store::end_interruption(work.connection, running.id, at.into())?;
    }
    if !store::end(work.connection, running.id, at.into(), by.stamp)? {
        return Err(Refusal::Stale);
    }
    let before = json!({ "began_at": running.began_at.utc() });
    let after = json!({ "ended_at": at, "noted_by": by.stamp });
    let facts = (Some(before), Some(after));
    note(
        work,
        now,
        by.actor.clone(),
        "broadcast.ended",
        session,
        facts,
    );
    Ok(())
}

/// The desk says that nothing comes through, and perhaps why.
///
/// # Errors
/// [`Refusal`].
pub fn interrupt(
    work: &mut Work,
    now: DateTime<Utc>,
    staff: Id,
    (session, seen): (Id, Seen),
    why: Option<Multilingual>,
) -> Result<(), Refusal> {
    let session = as_seen(work, session, seen)?;
    let running = store::running(work.connection, session.id)?.ok_or(Refusal::Stale)?;
    if seen.interruption.is_some() {
        return Err(Refusal::Stale);
    }
    let by = By::desk(staff);
    interrupt_at(work, now, &by, (&session, &running), (now, why))
}

/// Notes that nothing came through since an instant.
pub(super) fn interrupt_at(
    work: &mut Work,
    now: DateTime<Utc>,
    by: &By,
    (session, running): (&Session, &Broadcast),
    (since, why): (DateTime<Utc>, Option<Multilingual>),
) -> Result<(), Refusal> {
    let since = since.max(running.began_at.utc());
    let interruption = Interruption {
        id: Id::new(),
        broadcast_id: running.id,
        began_at: since.into(),
        ended_at: None,
        noted_by: by.stamp,
        why: why.map(Json::from),
    };
    store::interrupt(work.connection, &interruption)?;
    let after = json!({
        "interrupted_since": since,
        "noted_by": by.stamp,
        "reason": interruption.why.as_deref(),
    });
    let facts = (None, Some(after));
    note(
        work,
        now,
        by.actor.clone(),
        "broadcast.interrupted",
        session,
        facts,
    );
    Ok(())
}

/// The desk says that it comes through again.
///
/// # Errors
/// [`Refusal`].
pub fn resume(
    work: &mut Work,
    now: DateTime<Utc>,
    staff: Id,
    (session, seen): (Id, Seen),
) -> Result<(), Refusal> {
    let session = as_seen(work, session, seen)?;
    let running = store::running(work.connection, session.id)?.ok_or(Refusal::Stale)?;
    if resume_now(work, now, &By::desk(staff), (&session, &running))? {
        Ok(())
    } else {
        Err(Refusal::Stale)
    }
}

/// Ends the interruption that goes on; `false` where none does.
pub(super) fn resume_now(
    work: &mut Work,
    now: DateTime<Utc>,
    by: &By,
    (session, running): (&Session, &Broadcast),
) -> Result<bool, Refusal> {
    let Some(open) = store::interruption_under_way(work.connection, running.id)? else {
        return Ok(false);
    };
    let at = now.max(open.began_at.utc());
    store::end_interruption(work.connection, running.id, at.into())?;
    let before = json!({ "interrupted_since": open.began_at.utc() });
    let after = json!({ "resumed_at": at, "noted_by": by.stamp });
    let facts = (Some(before), Some(after));
    note(
        work,
        now,
        by.actor.clone(),
        "broadcast.resumed",
        session,
        facts,
    );
    Ok(true)
}

/// A broadcast of which the desk tells afterwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Past {
    /// Of which session.
    pub session: Id,
    /// When it began.
    pub began: DateTime<Utc>,
    /// When it ended.
    pub ended: DateTime<Utc>,
}

/// Notes a broadcast of which the desk tells afterwards; that it did so is shown.
///
/// # Errors
/// [`Refusal`].
pub fn enter_past(
    work: &mut Work,
    now: DateTime<Utc>,
    staff: Id,
    past: Past,
) -> Result<Broadcast, Refusal> {
    let session = looked_at(work, past.session)?;
    if session.access == Access::Closed {
        return Err(Refusal::Closed);
    }
    if !present::has_begun(&session, now) {
        return Err(Refusal::NotNow(present::status(&session, now)));
    }
    let earliest = SessionAct::GoLive.in_its_time(session.starts_at.utc(), past.began);
    let others = store::of_session(work.connection, session.id)?;
    let overlaps = others.iter().any(|other| {
        let ended = other.ended_at.map(Instant::utc);
        past.began < ended.unwrap_or(DateTime::<Utc>::MAX_UTC) && other.began_at.utc() < past.ended
    });
    let fault = if earliest.is_err() {
        Some(TimesFault::TooEarly)
    } else if past.ended <= past.began {
        Some(TimesFault::EndsTooSoon)
    } else if past.ended > now {
        Some(TimesFault::NotYet)
    } else {
        overlaps.then_some(TimesFault::Overlaps)
    };
    if let Some(fault) = fault {
        return Err(Refusal::Times(fault));
    }
    let broadcast = Broadcast {
        id: Id::new(),
        session_id: session.id,
        began_at: past.began.into(),
        began_by: Stamp::Entered,
        ended_at: Some(past.ended.into()),
        ended_by: Some(Stamp::Entered),
        address: session.broadcast_url.clone(),
        noted_at: now.into(),
    };
    store::insert(work.connection, &broadcast)?;
    let after = json!({
        "began_at": past.began,
        "ended_at": past.ended,
        "noted_by": Stamp::Entered,
        "broadcast_url": broadcast.address,
    });
    let actor = Actor::Staff(staff);
    note(
        work,
        now,
        actor,
        "broadcast.entered",
        &session,
        (None, Some(after)),
    );
    sessions::actions::changed_beside(work, now, &session)?;
    Ok(broadcast)
}
