//! Sessions as a month shows them.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use super::bodies_of;
use crate::database::{AnyConnection, Broken};
use crate::language::Multilingual;
use crate::law::session_course::SessionStatus;
use crate::law::sittings::Sitting;
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
    /// When it begins to sit on that day; none where it goes on from the day before.
    pub from: Option<NaiveTime>,
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

/// The first `per_day` sessions of each day, both ends included; one of several days is among them on each day on
/// which it sits. Four queries.
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
    let longer = store::over_night(connection, first_day, last_day)?;
    let sessions: Vec<Session> = days
        .values()
        .flat_map(|day| day.sessions.iter().cloned())
        .chain(longer.iter().cloned())
        .collect();
    let (_, names) = bodies_of(connection, &sessions)?;
    let closing = sessions.iter().map(|session| session.closes_at.utc());
    let fresh_until = closing.filter(|closes_at| *closes_at > now).min();
    let entry = |session: Session, from: Option<NaiveTime>| MonthEntry {
        body_name: names.on(session.body_id, session.local_date),
        status: present::status(&session, now),
        from,
        session,
    };
    let mut days: BTreeMap<NaiveDate, MonthDay> = days
        .into_iter()
        .map(|(date, day)| {
            let sessions = day.sessions.into_iter();
            let entries = sessions.map(|session| {
                let from = session.zone.local(session.starts_at.utc()).time();
                entry(session, Some(from))
            });
            let entries = entries.collect();
            let more = day.more;
            (date, MonthDay { entries, more })
        })
        .collect();
    for session in &longer {
        for (day, from) in further_days(session, (first_day, last_day)) {
            let day = days.entry(day).or_default();
            let place = day.entries.partition_point(|one| one.from < from);
            day.entries.insert(place, entry(session.clone(), from));
            day.more |= day.entries.len() > per_day;
            day.entries.truncate(per_day);
        }
    }
    Ok(Month { days, fresh_until })
}

/// The days after its first on which a session sits, within some days, and since when on each.
fn further_days(
    session: &Session,
    (first_day, last_day): (NaiveDate, NaiveDate),
) -> Vec<(NaiveDate, Option<NaiveTime>)> {
    let starts = session.zone.local(session.starts_at.utc());
    let ends = session.zone.local(session.closes_at.utc());
    let whole = [Sitting { starts, ends }];
    let sittings = match session.several() {
        [] => &whole,
        several => several,
    };
    let days = first_day.max(session.local_date).iter_days();
    let days = days.take_while(|day| *day <= last_day && *day <= ends.date());
    let sits = |day: NaiveDate| {
        let mut on_the_day = sittings.iter().filter(move |one| one.sits_on(day));
        let first = on_the_day.next()?;
        let begins = first.starts.date() == day;
        Some((day, begins.then(|| first.starts.time())))
    };
    days.filter(|day| *day > session.local_date)
        .filter_map(sits)
        .collect()
}
