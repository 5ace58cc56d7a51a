//! What stands in other tables, put to the sessions that it belongs to.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::{SessionCard, bodies_of};
use crate::database::{AnyConnection, Broken, Id};
use crate::law::session_course::Access;
use crate::sessions::broadcast::Broadcasting;
use crate::sessions::closing::record::Closing;
use crate::sessions::emergency::OnlineBy;
use crate::sessions::now;
use crate::sessions::record::{Placed, Session};
use crate::sessions::store::{self, Details};

/// Adds to these sessions what stands in other tables, in their order.
pub(super) fn complete(
    connection: &mut AnyConnection,
    sessions: Vec<Session>,
    now: DateTime<Utc>,
) -> Result<Vec<SessionCard>, Broken> {
    let ids: Vec<Id> = sessions.iter().map(|session| session.id).collect();
    let details = store::details_of(connection, &ids)?;
    let begun = sessions.iter().filter(|one| now::has_begun(one, now));
    let begun: Vec<Id> = begun.map(|session| session.id).collect();
    let results = store::placed_of(connection, &begun)?;
    let broadcasts = store::broadcasting_of(connection, &ids)?;
    cards(connection, sessions, (details, results, broadcasts), now)
}

/// What stands beside a session in other tables.
pub(super) struct Beside {
    pub(super) details: Details,
    pub(super) results: Vec<Placed>,
    pub(super) broadcast: Broadcasting,
    pub(super) closings: Vec<Closing>,
    pub(super) closed_part: bool,
    pub(super) online_by: Option<OnlineBy>,
}

pub(super) type Read = (
    HashMap<Id, Details>,
    HashMap<Id, Vec<Placed>>,
    HashMap<Id, Broadcasting>,
);

/// The cards, of what was read beside them.
pub(super) fn cards(
    connection: &mut AnyConnection,
    sessions: Vec<Session>,
    (mut details, mut results, mut broadcasts): Read,
    now: DateTime<Utc>,
) -> Result<Vec<SessionCard>, Broken> {
    let mut closings = store::standing_closings(connection, &closed_among(&sessions, &details))?;
    let sitting = sessions.iter().filter(|one| now::sits(one, now));
    let sitting = sitting.map(|session| session.id);
    let sitting: Vec<Id> = sitting.filter(|id| closings.contains_key(id)).collect();
    let closed_parts = store::closed_now(connection, &sitting)?;
    let (bodies, names) = bodies_of(connection, &sessions)?;
    let mut online = store::online_by(connection, &sessions, now)?;
    sessions
        .into_iter()
        .map(|session| {
            let lacking =
                |what: &str| Broken::Data(format!("session {} has no {what}", session.id));
            let details = details
                .remove(&session.id)
                .ok_or_else(|| lacking("clocks or seats"))?;
            let body = bodies
                .get(&session.body_id)
                .ok_or_else(|| lacking("body"))?
                .clone();
            let beside = Beside {
                details,
                results: results.remove(&session.id).unwrap_or_default(),
                broadcast: broadcasts.remove(&session.id).unwrap_or_default(),
                closings: closings.remove(&session.id).unwrap_or_default(),
                closed_part: closed_parts.contains(&session.id),
                online_by: online.remove(&session.id),
            };
            Ok(SessionCard::at(session, body, &names, beside, now))
        })
        .collect()
}

/// Those that are closed, or have a closed item.
fn closed_among(sessions: &[Session], details: &HashMap<Id, Details>) -> Vec<Id> {
    let has_closed_items = |id: Id| {
        let items = details.get(&id).map(|details| details.agenda.iter());
        let mut items = items.into_iter().flatten();
        items.any(|item| item.access == Access::Closed)
    };
    let closed = sessions
        .iter()
        .filter(|one| one.access == Access::Closed || has_closed_items(one.id));
    closed.map(|session| session.id).collect()
}
