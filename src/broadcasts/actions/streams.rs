//! What the media server says: a stream comes, is there, stays away. A stream is known by its key; who sends it, by the
//! media server's own number of the connection. So a second sender, whom the media server refuses, is never taken for
//! the first when it goes, and nothing that is said twice has an effect twice.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::stamps::{begin_now, interrupt_at, resume_now};
use super::{By, Refusal, looked_at, note};
use crate::broadcasts::record::{Broadcast, Stream};
use crate::broadcasts::store;
use crate::database::{AnyConnection, Broken, Id, Work};
use crate::journal::Actor;
use crate::law::broadcast::{Stamp, begins_by_itself};
use crate::law::session_course::{Access, SessionStatus};
use crate::sessions;
use crate::sessions::now as present;
use crate::sessions::record::Session;
use crate::settings::Broadcast as Settings;
use crate::web::tokens;

/// How the name of a stream begins; the code of its session follows.
const PREFIX: &str = "sess-";

/// The name of a session's stream: it is public, as it stands in the address of its playlist.
#[must_use]
pub fn stream_name(session: &Session) -> String {
    format!("{PREFIX}{}", session.code)
}

/// What an encoder is given as key: the name with its secret.
#[must_use]
pub fn key_of(session: &Session, stream: &Stream) -> String {
    format!("{}?k={}", stream_name(session), stream.secret)
}

/// What the media server says of a stream.
#[derive(Clone, PartialEq, Eq)]
pub struct Heard {
    /// The name under which it comes.
    pub name: String,
    /// The secret that came with it.
    pub secret: String,
    /// Who sends it, by the media server's own number.
    pub client: String,
}

/// Why a stream is not taken.
#[derive(Debug, thiserror::Error)]
pub enum NotHeard {
    /// No session has such a stream, or the key is another one.
    #[error("no such stream, or another key")]
    Unknown,
    /// Somebody else sends it already.
    #[error("somebody else sends it")]
    Busy,
    /// The session is not broadcast: it is over, called off or closed, or something is considered in closed mode.
    #[error("the session is not broadcast now")]
    NotNow,
    /// The machine.
    #[error(transparent)]
    Broken(#[from] Broken),
}

impl From<Refusal> for NotHeard {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Broken(broken) => Self::Broken(broken),
            _ => Self::NotNow,
        }
    }
}

/// The session of a stream's name.
fn session_of(connection: &mut AnyConnection, name: &str) -> Result<Option<Session>, Broken> {
    let Some(code) = name.strip_prefix(PREFIX) else {
        return Ok(None);
    };
    sessions::store::by_code(connection, code)
}

/// Whether two secrets are the same: what is compared is their digests, so that the time it takes tells nothing of them.
#[must_use]
pub fn same_secret(ours: &str, theirs: &str) -> bool {
    let (ours, theirs) = (Sha256::digest(ours), Sha256::digest(theirs));
    let differing = ours.iter().zip(theirs.iter());
    differing.fold(0, |all, (one, other)| all | (one ^ other)) == 0
}

/// A stream comes, or is still there. It begins the broadcast where the time has come, and ends an interruption; said
/// again by the same sender it does nothing.
///
/// # Errors
/// [`NotHeard`]: the media server is to refuse it, or to cut it off.
pub fn heard(
    work: &mut Work,
    now: DateTime<Utc>,
    settings: &Settings,
    heard: &Heard,
) -> Result<(), NotHeard> {
    let session = session_of(work.connection, &heard.name)?.ok_or(NotHeard::Unknown)?;
    let session = looked_at(work, session.id)?;
    let stream = store::stream_of(work.connection, session.id)?.ok_or(NotHeard::Unknown)?;
    if !same_secret(&stream.secret, &heard.secret) {
        return Err(NotHeard::Unknown);
    }
    if !is_broadcast(work, now, &session)? {
        return Err(NotHeard::NotNow);
    }
    let since = if stream.client.as_ref() == Some(&heard.client) {
        store::sender_heard(work.connection, session.id, now.into())?;
        stream.sends_since.map_or(now, Into::into)
    } else if is_there(&stream, settings.silent, now) {
        return Err(NotHeard::Busy);
    } else {
        store::sender_came(work.connection, session.id, &heard.client, now.into())?;
        now
    };
    arrived(work, now, settings, &session, since)?;
    Ok(())
}

/// Whether a session can be broadcast at all now.
fn is_broadcast(work: &mut Work, now: DateTime<Utc>, session: &Session) -> Result<bool, Broken> {
    if !present::is_not_over(session, now) || session.access == Access::Closed {
        return Ok(false);
    }
    let closed = sessions::store::closed_now(work.connection, &[session.id])?;
    Ok(closed.is_empty())
}

/// Whether somebody sends, and was heard of not long ago: a media server that was restarted never says that they left.
fn is_there(stream: &Stream, silent: TimeDelta, now: DateTime<Utc>) -> bool {
    let heard_at = stream.heard_at.filter(|_| stream.client.is_some());
    heard_at.is_some_and(|at| now - at.utc() < silent)
}

/// A stream is there, sent since an instant by the same sender: an interruption is over, and the broadcast begins, unless
/// it is too early, or was ended while this sender sent.
pub(super) fn arrived(
    work: &mut Work,
    now: DateTime<Utc>,
    settings: &Settings,
    session: &Session,
    since: DateTime<Utc>,
) -> Result<(), Refusal> {
    let by = By::stream();
    let all = store::of_session(work.connection, session.id)?;
    let of_stream = settings.playlist_of(&stream_name(session));
    let address = session.broadcast_url.clone().or(of_stream);
    if let Some(running) = all.iter().find(|one| one.ended_at.is_none()) {
        let open = store::interruption_under_way(work.connection, running.id)?;
        // What the desk noted, as a picture without sound, is not over because the same stream goes on.
        let is_over =
            open.is_some_and(|open| open.noted_by == Stamp::Stream || open.began_at.utc() < since);
        if is_over {
            resume_now(work, now, &by, (session, running))?;
        }
        return watched_at(work, now, (session, running), address);
    }
    let ended_meanwhile = all
        .iter()
        .any(|one| one.ended_at.is_some_and(|at| at.utc() >= since));
    let declared = session.status == SessionStatus::Live && session.several().is_empty();
    let in_time = declared || begins_by_itself(&session.spans(), settings.early, now).is_ok();
    if in_time && !ended_meanwhile {
        begin_now(work, now, &by, (session, address))?;
    }
    Ok(())
}

/// A broadcast that was begun before anybody knew where it can be watched has an address with its stream.
fn watched_at(
    work: &mut Work,
    now: DateTime<Utc>,
    (session, running): (&Session, &Broadcast),
    address: Option<String>,
) -> Result<(), Refusal> {
    let Some(address) = address.filter(|_| running.address.is_none()) else {
        return Ok(());
    };
    store::give_address(work.connection, running.id, &address)?;
    let session = looked_at(work, session.id)?;
    let session = sessions::actions::changed_beside(work, now, &session)?;
    let facts = (None, Some(json!({ "broadcast_url": address })));
    note(
        work,
        now,
        Actor::Office,
        "broadcast.address",
        &session,
        facts,
    );
    Ok(())
}

/// A sender leaves. Where another one sends, or none did, nothing happens; else nothing comes through from now on. It is
/// said with the key that the sender came with: that of now, or one that was renewed since.
///
/// # Errors
/// [`NotHeard`].
pub fn left(work: &mut Work, now: DateTime<Utc>, heard: &Heard) -> Result<(), NotHeard> {
    let session = session_of(work.connection, &heard.name)?.ok_or(NotHeard::Unknown)?;
    let session = looked_at(work, session.id)?;
    let stream = store::stream_of(work.connection, session.id)?.ok_or(NotHeard::Unknown)?;
    let renewed = stream.sends_since.is_some_and(|at| at <= stream.made_at);
    let knows = renewed || same_secret(&stream.secret, &heard.secret);
    if knows && stream.client.as_ref() == Some(&heard.client) {
        gone(work, now, &session, now)?;
    }
    Ok(())
}

/// Nobody sends since an instant: an interruption, unless the broadcast pauses for what is closed.
pub(super) fn gone(
    work: &mut Work,
    now: DateTime<Utc>,
    session: &Session,
    since: DateTime<Utc>,
) -> Result<(), Refusal> {
    store::sender_left(work.connection, session.id, since.into())?;
    let Some(running) = store::running(work.connection, session.id)? else {
        return Ok(());
    };
    let closed = sessions::store::closed_now(work.connection, &[session.id])?;
    let open = store::interruption_under_way(work.connection, running.id)?;
    if closed.is_empty() && open.is_none() {
        interrupt_at(work, now, &By::stream(), (session, &running), (since, None))?;
    }
    Ok(())
}

/// Makes a key for a session's stream, the first one or another: whoever sends by the former one is cut off.
///
/// # Errors
/// [`Refusal`].
pub fn new_key(
    work: &mut Work,
    now: DateTime<Utc>,
    staff: Id,
    session: Id,
) -> Result<Stream, Refusal> {
    let session = looked_at(work, session)?;
    let secret = tokens::secret();
    let known = store::stream_of(work.connection, session.id)?;
    let stream = if let Some(known) = known {
        store::renew_stream(work.connection, session.id, &secret, now.into())?;
        Stream {
            secret,
            made_at: now.into(),
            ..known
        }
    } else {
        let stream = Stream {
            session_id: session.id,
            secret,
            made_at: now.into(),
            client: None,
            sends_since: None,
            heard_at: None,
        };
        store::insert_stream(work.connection, &stream)?;
        stream
    };
    let actor = Actor::Staff(staff);
    let facts = (None, Some(json!({ "at": now })));
    note(work, now, actor, "broadcast.key_renewed", &session, facts);
    Ok(stream)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_the_same_or_not() {
        assert!(same_secret("abc", "abc"));
        assert!(!same_secret("abc", "abd"));
        assert!(!same_secret("abc", ""));
        assert!(!same_secret("abc", "abcabc"));
    }
}
