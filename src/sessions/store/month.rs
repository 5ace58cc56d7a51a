//! The first few sessions of each day.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};
use diesel::prelude::*;
use diesel::sql_types::Timestamp;

use crate::database::{AnyConnection, Broken, Engine, Instant};
use crate::sessions::record::Session;

/// What one day shows.
#[derive(Debug, Clone, Default)]
pub struct Day {
    /// Its first sessions, in order.
    pub sessions: Vec<Session>,
    /// There are more than these.
    pub more: bool,
}

/// The first `per_day` public sessions of each day from the first to the last, both included, in one query; a day
/// without sessions is left out. Each day is entered through the index and left after its first few.
///
/// # Errors
/// [`Broken::Query`].
pub fn month(
    connection: &mut AnyConnection,
    first_day: NaiveDate,
    last_day: NaiveDate,
    per_day: usize,
) -> Result<BTreeMap<NaiveDate, Day>, Broken> {
    let and_one_more = per_day.saturating_add(1);
    let days: Vec<String> = first_day
        .iter_days()
        .take_while(|day| *day <= last_day)
        .map(|day| {
            format!(
                "SELECT * FROM (SELECT * FROM sessions WHERE local_date = '{day}' AND status <> 'draft' \
                 ORDER BY starts_at, id LIMIT {and_one_more}) AS one_day"
            )
        })
        .collect();
    if days.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<Session> = diesel::sql_query(days.join(" UNION ALL ")).load(connection)?;
    let mut month = BTreeMap::<NaiveDate, Day>::new();
    for session in rows {
        let day = month.entry(session.local_date).or_default();
        if day.sessions.len() < per_day {
            day.sessions.push(session);
        } else {
            day.more = true;
        }
    }
    Ok(month)
}

/// More sessions than go on over nights of one month.
const MOST_OVER_NIGHT: i64 = 500;

/// Public sessions that last longer than twelve hours, as those that go on over a night mostly do, and may sit on one of these days, both included, in order.
///
/// # Errors
/// [`Broken::Query`].
pub fn over_night(
    connection: &mut AnyConnection,
    first_day: NaiveDate,
    last_day: NaiveDate,
) -> Result<Vec<Session>, Broken> {
    // In the words of the partial index.
    let over_night = match connection.engine() {
        Engine::Sqlite => "julianday(closes_at) - julianday(starts_at) > 0.5",
        Engine::Postgres => "closes_at - starts_at > interval '12 hours'",
    };
    // A day begins somewhere on Earth fourteen hours before it does in Greenwich, and ends twelve hours later.
    let begins = first_day.and_time(NaiveTime::MIN).and_utc() - TimeDelta::hours(14);
    let after = last_day.checked_add_days(Days::new(1)).unwrap_or(last_day);
    let ends = after.and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(12);
    let rows = diesel::sql_query(format!(
        "SELECT * FROM sessions WHERE {over_night} AND status <> 'draft' AND closes_at > $1 AND starts_at < $2 \
         ORDER BY starts_at, id LIMIT {MOST_OVER_NIGHT}"
    ))
    .bind::<Timestamp, _>(Instant::from(begins))
    .bind::<Timestamp, _>(Instant::from(ends))
    .load(connection)?;
    Ok(rows)
}
