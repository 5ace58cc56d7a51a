//! The first few sessions of each day.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::database::{AnyConnection, Broken};
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
