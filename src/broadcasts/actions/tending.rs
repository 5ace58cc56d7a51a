//! What nobody says: the session is over, so its broadcast is; a sender is silent; a stream stays away for good; the hour
//! has come for one that was on trial. Any number of processes may look after it at once.

use chrono::{DateTime, Utc};

use super::stamps::{end_at, interrupt_at};
use super::streams::{arrived, gone};
use super::{By, Refusal, looked_at};
use crate::broadcasts::record::{Broadcast, Stream};
use crate::broadcasts::store;
use crate::database::{Broken, Id, Work};
use crate::journal::Actor;
use crate::law::broadcast::{Stamp, given_up_at};
use crate::law::session_course::{Access, SessionStatus};
use crate::sessions;
use crate::sessions::record::Session;
use crate::settings::Broadcast as Settings;

/// Looks after the broadcast of one session; whether anything was done.
///
/// # Errors
/// [`Broken`].
pub fn tend(
    work: &mut Work,
    now: DateTime<Utc>,
    settings: &Settings,
    session: Id,
) -> Result<bool, Broken> {
    match tended(work, now, settings, session) {
        Ok(done) => Ok(done),
        Err(Refusal::Broken(broken)) => Err(broken),
        // Somebody else was faster, or the session moved on: the next look sees it.
        Err(_) => Ok(false),
    }
}

fn tended(
    work: &mut Work,
    now: DateTime<Utc>,
    settings: &Settings,
    session: Id,
) -> Result<bool, Refusal> {
    let session = looked_at(work, session)?;
    let running = store::running(work.connection, session.id)?;
    if let Some(running) = &running
        && is_over(&session)
    {
        let at = over_since(work, &session)?.unwrap_or(now);
        let by = By {
            actor: Actor::Office,
            stamp: Stamp::Session,
        };
        end_at(work, now, &by, (&session, running), at.min(now))?;
        return Ok(true);
    }
    let closed = sessions::store::closed_now(work.connection, &[session.id])?;
    let stream = store::stream_of(work.connection, session.id)?;
    let silent = stream
        .as_ref()
        .and_then(|stream| silent_since(stream, settings, now));
    if let Some(since) = silent {
        gone(work, now, &session, since)?;
        return Ok(true);
    }
    if is_over(&session) || !closed.is_empty() {
        return Ok(false);
    }
    match (running, stream) {
        (Some(running), stream) => stays_away(work, now, settings, &session, (&running, stream)),
        (None, Some(stream)) if stream.client.is_some() => {
            let since = stream.sends_since.map_or(now, Into::into);
            arrived(work, now, settings, &session, since)?;
            Ok(store::running(work.connection, session.id)?.is_some())
        }
        _ => Ok(false),
    }
}

/// Whether a session is over, called off, or closed as a whole.
fn is_over(session: &Session) -> bool {
    let over = matches!(
        session.status,
        SessionStatus::Held | SessionStatus::Cancelled
    );
    over || session.access == Access::Closed
}

/// When a session came to be over: its last version says it.
fn over_since(work: &mut Work, session: &Session) -> Result<Option<DateTime<Utc>>, Broken> {
    let version = sessions::store::version(work.connection, session.id, session.revision)?;
    Ok(version.map(|version| version.at.utc()))
}

/// Since when a sender was not heard of, if that is too long ago.
fn silent_since(stream: &Stream, settings: &Settings, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    stream.client.as_ref()?;
    let heard_at = stream.heard_at?.utc();
    (now - heard_at >= settings.silent).then_some(heard_at)
}

/// Of a broadcast that a stream makes, and nobody sends it: an interruption that nobody noted yet, as after a pause; or
/// one that has lasted too long.
fn stays_away(
    work: &mut Work,
    now: DateTime<Utc>,
    settings: &Settings,
    session: &Session,
    (running, stream): (&Broadcast, Option<Stream>),
) -> Result<bool, Refusal> {
    let by = By::stream();
    let parts = sessions::store::closed_parts_of(work.connection, session.id)?;
    let paused_until = parts.iter().filter_map(|part| part.ended_at).max();
    let open = store::interruption_under_way(work.connection, running.id)?;
    if let Some(open) = open {
        if open.noted_by != Stamp::Stream {
            return Ok(false);
        }
        // While it pauses its stream is refused: the time to come back begins after.
        let away_since = open.began_at.max(paused_until.unwrap_or(open.began_at));
        let Some(at) = given_up_at(away_since.utc(), settings.grace, now) else {
            return Ok(false);
        };
        end_at(work, now, &by, (session, running), at)?;
        return Ok(true);
    }
    let Some(stream) = stream.filter(|stream| stream.client.is_none()) else {
        return Ok(false);
    };
    let left_at = stream.heard_at.filter(|at| *at >= running.began_at);
    let Some(left_at) = left_at else {
        return Ok(false);
    };
    let since = left_at.max(paused_until.unwrap_or(left_at)).utc();
    // Whoever was cut off for the pause gets as long to come back as one of whom nothing is heard.
    if now - since < settings.silent {
        return Ok(false);
    }
    interrupt_at(work, now, &by, (session, running), (since, None))?;
    Ok(true)
}
