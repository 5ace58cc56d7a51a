//! What the office does by itself: personal data is destroyed when its term has ended (law on personal data, art. 18).

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::store;
use crate::app::App;
use crate::database::{Broken, Id, Lane, Topic, Work};
use crate::journal::{self, Actor, Entry};
use crate::outbox;
use crate::sessions;

/// Sessions looked after in one round.
const AT_ONCE: i64 = 100;

/// Destroys the personal data of the applicants of sessions that were over `retention_days` ago; gives the number of
/// applications. A second time it finds nothing.
///
/// # Errors
/// [`Broken`] of the database.
pub fn forget_applicants(app: &App, now: DateTime<Utc>) -> Result<usize, Broken> {
    let days = i64::from(app.settings.applications.retention_days);
    let over_before = now - TimeDelta::days(days);
    let mut forgotten = 0;
    loop {
        let over = app.database.read_here(|connection| {
            store::keeping::sessions_to_forget(connection, over_before.into(), AT_ONCE)
        })?;
        if over.is_empty() {
            return Ok(forgotten);
        }
        for session in over {
            let (id, body) = (session.id, session.body_id);
            let forget = move |work: &mut Work| forget(work, now, id, body);
            forgotten += app.database.write_here(Lane::Session(id), forget)?;
        }
    }
}

fn forget(work: &mut Work, now: DateTime<Utc>, session: Id, body: Id) -> Result<usize, Broken> {
    sessions::store::lock_seating(work.connection, session)?;
    let forgotten = store::keeping::forget(work.connection, session, now)?;
    outbox::store::forget_session(work, session)?;
    let entry = Entry {
        actor: Actor::Office,
        act: "applications.forgotten",
        object_kind: "session",
        object: session,
        body: Some(body),
        before: None,
        after: Some(json!({ "applications": forgotten })),
        calendar_version: None,
    };
    journal::record(work, now, entry);
    work.touch(Topic::Session(session));
    Ok(forgotten)
}
