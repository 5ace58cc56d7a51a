//! Sessions as a month shows them.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::bodies_of;
use crate::database::{AnyConnection, Broken};
use crate::language::Multilingual;
use crate::law::session_course::SessionStatus;
use crate::sessions::record::Session;
use crate::sessions::{now as present, store};

/// One session in a month.
#[derive(Debug, Clone)]
pub struct MonthEntry {
    /// The session as stored.
    pub session: Session,
    /// The name of its body on its day.
    pub body_name: Multilingual,
    /// Its status now.
    pub status: SessionStatus,
}

/// One day in a month.
#[derive(Debug, Clone, Default)]
pub struct MonthDay {
    /// Its first sessions, in order of their start.
    pub entries: Vec<MonthEntry>,
    /// There are more than these.
    pub more: bool,
}

/// The days of a month.
#[derive(Debug, Clone, Default)]
pub struct Month {
    /// Those that have sessions.
    pub days: BTreeMap<NaiveDate, MonthDay>,
    /// Until when the statuses stay what they are by themselves.
    pub fresh_until: Option<DateTime<Utc>>,
}

/// The first `per_day` sessions of each day, both ends included. Three queries.
///
/// # Errors
/// [`Broken::Query`].
pub fn month(
    connection: &mut AnyConnection,
    (first_day, last_day): (NaiveDate, NaiveDate),
    per_day: usize,
    now: DateTime<Utc>,
) -> Result<Month, Broken> {
    let days = store::month(connection, first_day, last_day, per_day)?;
    let sessions: Vec<Session> = days
        .values()
        .flat_map(|day| day.sessions.iter().cloned())
        .collect();
    let (_, names) = bodies_of(connection, &sessions)?;
    let closing = sessions.iter().map(|session| session.closes_at.utc());
    let fresh_until = closing.filter(|closes_at| *closes_at > now).min();
    let entry = |session: Session| MonthEntry {
        body_name: names.on(session.body_id, session.local_date),
        status: present::status(&session, now),
        session,
    };
    let days = days
        .into_iter()
        .map(|(date, day)| {
            let entries = day.sessions.into_iter().map(entry).collect();
            let more = day.more;
            (date, MonthDay { entries, more })
        })
        .collect();
    Ok(Month { days, fresh_until })
}
