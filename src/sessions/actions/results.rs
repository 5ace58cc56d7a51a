//! What placing results, and what is said of the broadcast, mean for the session itself; what they are is of slices above.

use chrono::{DateTime, Utc};

use super::Refusal;
use super::entering::touch;
use super::writing_over::stamp;
use crate::database::Work;
use crate::law::results::{ResultKind, is_complete};
use crate::sessions::now as present;
use crate::sessions::record::Session;
use crate::sessions::store;

/// Notes that something of a session, read for change, was changed that is not its announcement: it has no new version by
/// that.
///
/// # Errors
/// [`Refusal::Stale`] when it is no longer as it was known.
pub fn changed_beside(
    work: &mut Work,
    now: DateTime<Utc>,
    known: &Session,
) -> Result<Session, Refusal> {
    results_placed(work, now, known, &[])
}

/// Notes that results of a session, read for change, were placed or replaced: it was changed, though not its
/// announcement, so that it has no new version. `stands` are kinds, each with whether it is the statement that there is
/// none; once nothing is owed beside them it owes none any more, whatever is added later.
///
/// # Errors
/// [`Refusal::Stale`] when it is no longer as it was known.
pub fn results_placed(
    work: &mut Work,
    now: DateTime<Utc>,
    known: &Session,
    stands: &[(ResultKind, bool)],
) -> Result<Session, Refusal> {
    let since = known.results_complete_at;
    let complete = is_complete(stands, Some(now), present::last_sitting(known), now);
    let session = Session {
        updated_at: stamp(now, known),
        results_complete_at: since.or(complete.then(|| now.into())),
        ..known.clone()
    };
    let (at, complete_at) = (session.updated_at, session.results_complete_at);
    if !store::note_results(work.connection, known, at, complete_at)? {
        return Err(Refusal::Stale);
    }
    touch(work, &session);
    Ok(session)
}
