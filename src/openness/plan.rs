//! A yearly plan as it stands, held against what took place.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::record::PlanItem;
use super::store;
use crate::database::{AnyConnection, Broken, Id};
use crate::law::session_course::{Access, SessionStatus};
use crate::law::text_enum::text_enum;
use crate::sessions::now::status;
use crate::sessions::record::Session;

text_enum! {
    /// What became of a session that was planned.
    pub enum Came {
        /// Nothing yet.
        Planned = "planned",
        /// It is announced.
        Announced = "announced",
        /// It took place, or does now.
        Held = "held",
        /// It was called off.
        Cancelled = "cancelled",
        /// It is not to take place any more.
        Dropped = "dropped",
    }
}

/// An item with its versions.
#[derive(Debug, Clone)]
pub struct Planned {
    /// As it stands.
    pub item: PlanItem,
    /// As it stood before, the first version first.
    pub formers: Vec<PlanItem>,
    /// The session that it became.
    pub session: Option<Session>,
    /// What became of it.
    pub came: Came,
}

impl Planned {
    /// What was planned says what was to be considered: of a session that is closed it goes as its title does (605-4).
    fn leave_out_what_is_closed(&mut self) {
        let closed = |session: &&Session| session.access == Access::Closed;
        if let Some(session) = self.session.as_ref().filter(closed) {
            self.item.title = session.title.clone();
            self.item.topic = None;
            self.item.reason = None;
            self.formers.clear();
        }
    }
}

/// A plan, and the sessions that nobody had planned.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Its items in the order of their months.
    pub items: Vec<Planned>,
    /// Announced sessions that are no item's.
    pub unplanned: Vec<Session>,
    /// All announced sessions of the year.
    pub sessions: Vec<Session>,
}

/// The plan of a body for a year. Two queries.
///
/// # Errors
/// [`Broken::Query`].
pub fn of(
    connection: &mut AnyConnection,
    (body, year): (Id, i32),
    now: DateTime<Utc>,
) -> Result<Plan, Broken> {
    let sessions = store::announced_of(connection, body, year)?;
    let mut versions: HashMap<Id, Vec<PlanItem>> = HashMap::new();
    for version in store::plan_of(connection, body, year)? {
        versions.entry(version.item_id).or_default().push(version);
    }
    let mut items = Vec::new();
    for (_, mut formers) in versions {
        let Some(item) = formers.pop() else { continue };
        let session = sessions.iter().find(|one| Some(one.id) == item.session_id);
        let mut planned = Planned {
            came: came(&item, session, now),
            session: session.cloned(),
            formers,
            item,
        };
        planned.leave_out_what_is_closed();
        items.push(planned);
    }
    items.sort_by_key(|one| (one.item.month, one.item.day, one.item.item_id));
    let is_planned = |session: &Session| {
        items
            .iter()
            .any(|one| one.item.session_id == Some(session.id))
    };
    let unplanned = sessions
        .iter()
        .filter(|one| !is_planned(one))
        .cloned()
        .collect();
    Ok(Plan {
        items,
        unplanned,
        sessions,
    })
}

fn came(item: &PlanItem, session: Option<&Session>, now: DateTime<Utc>) -> Came {
    match session.map(|session| status(session, now)) {
        _ if item.dropped => Came::Dropped,
        None | Some(SessionStatus::Draft) => Came::Planned,
        Some(SessionStatus::Announced | SessionStatus::Postponed) => Came::Announced,
        Some(SessionStatus::Live | SessionStatus::Held) => Came::Held,
        Some(SessionStatus::Cancelled) => Came::Cancelled,
    }
}
