//! All queries of the page of letters. Each looks no further back than applications are kept, and reads no more than a
//! page shows.

mod acts;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::dsl::{count_star, min, sql};
use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::wish::ROWS;
use crate::applications::record::Application;
use crate::database::schema::{
    applications, calls, outbox, sessions, staff, suppressions, telephoned,
};
use crate::database::{AnyConnection, Broken, Id, Instant, Json, Zone};
use crate::language::Multilingual;
use crate::outbox::record::{Channel, LetterState};
use crate::subscriptions::LETTERS as TO_SUBSCRIBERS;
use crate::web::desk::Reach;

/// As in the index `outbox_lost`: SQLite uses a partial index only for a condition that it can see to imply its own.
const LOST: &str = "outbox.state IN ('permanent_failure', 'technical_failure', 'expired')";

/// As in the index `outbox_to_many`.
const TO_MANY: &str =
    "outbox.lane = 'bulk' AND outbox.state IN ('created', 'sending', 'temporary_failure')";

pub use acts::{item, note_telephoned, stopped_by, take_telephoned_back};

/// The session that something is about.
#[derive(Debug, Clone, Queryable)]
pub struct About {
    /// Which one.
    pub id: Id,
    /// Whose.
    pub body: Id,
    /// What it is called.
    pub title: Json<Multilingual>,
    /// Its start.
    pub starts_at: Instant,
    /// The zone of its day.
    pub zone: Zone,
}

macro_rules! about {
    () => {
        (
            sessions::id,
            sessions::body_id,
            sessions::title,
            sessions::starts_at,
            sessions::zone,
        )
    };
}

/// That somebody telephoned: who and when.
pub type Done = Option<(Id, Instant)>;

/// A letter that did not arrive.
#[derive(Debug, Clone, Queryable)]
pub struct Lost {
    /// The letter.
    pub id: Id,
    /// What it was about.
    pub about: About,
    /// Its address, where it is known.
    pub recipient: String,
    /// Which letter.
    pub kind: String,
    /// What it was ordered for.
    pub once_key: String,
    /// How it ended.
    pub state: LetterState,
    /// What the mail server said; no personal data.
    pub why: Option<String>,
    /// When that was known.
    pub finished_at: Option<Instant>,
    /// Whether somebody telephoned.
    pub done: Done,
}

/// Somebody without e-mail.
#[derive(Debug, Clone, Queryable)]
pub struct ToCall {
    /// The id of what there is to tell.
    pub id: Id,
    /// What it is about.
    pub about: About,
    /// The letter that would have told it.
    pub kind: String,
    /// Since when.
    pub since: Instant,
    /// Who.
    pub application: Id,
    /// Whether somebody telephoned.
    pub done: Done,
}

/// An address that gets nothing more.
#[derive(Debug, Clone, Queryable)]
pub struct Stopped {
    /// What it is known by.
    pub hash: String,
    /// The address itself, where it is known.
    pub address: Option<String>,
    /// What its mail server said.
    pub reason: String,
    /// Since when.
    pub since: Instant,
    /// The session whose letter came back.
    pub about: About,
}

/// What is looked for: the sessions of some bodies, or one of them, from one row on.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Of these bodies.
    pub reach: Reach,
    /// Of this session alone.
    pub session: Option<Id>,
    /// Of sessions that were over before, people were forgotten.
    pub since: DateTime<Utc>,
}

/// Narrows a query on sessions, a page and one row more.
macro_rules! narrowed {
    ($query:expr, $wanted:expr, $offset:expr) => {{
        let mut query = $query
            .offset($offset)
            .limit(ROWS.saturating_add(1))
            .into_boxed();
        if let Reach::Only(bodies) = &$wanted.reach {
            query = query.filter(sessions::body_id.eq_any(bodies.clone()));
        }
        if let Some(session) = $wanted.session {
            query = query.filter(sessions::id.eq(session));
        }
        query
    }};
}

/// Letters that did not arrive, but those to subscribers, of whom nobody here knows more than that address: first those of which nobody telephoned, the latest first.
///
/// # Errors
/// [`Broken::Query`], as all here.
pub fn lost(
    connection: &mut AnyConnection,
    wanted: &Wanted,
    offset: i64,
) -> Result<Vec<Lost>, Broken> {
    let query = outbox::table
        .inner_join(sessions::table)
        .left_join(telephoned::table.on(telephoned::item.eq(outbox::id)))
        .filter(outbox::channel.eq(Channel::Mail))
        .filter(outbox::kind.not_like(format!("{TO_SUBSCRIBERS}%")))
        .filter(sql::<Bool>(LOST))
        .filter(sessions::closes_at.gt(Instant::from(wanted.since)))
        .order((
            telephoned::item.is_not_null(),
            outbox::finished_at.desc(),
            outbox::id,
        ))
        .select((
            outbox::id,
            about!(),
            outbox::recipient,
            outbox::kind,
            outbox::once_key,
            outbox::state,
            outbox::last_error,
            outbox::finished_at,
            (telephoned::staff_id, telephoned::at).nullable(),
        ));
    Ok(narrowed!(query, wanted, offset).load(connection)?)
}

/// People without e-mail: first those whom nobody telephoned, the latest first.
///
/// # Errors
/// [`Broken::Query`].
pub fn to_call(
    connection: &mut AnyConnection,
    wanted: &Wanted,
    offset: i64,
) -> Result<Vec<ToCall>, Broken> {
    let query = calls::table
        .inner_join(sessions::table)
        .inner_join(applications::table)
        .left_join(telephoned::table.on(telephoned::item.eq(calls::id)))
        .filter(applications::surname.is_not_null())
        .filter(applications::email.is_null())
        .filter(sessions::closes_at.gt(Instant::from(wanted.since)))
        .order((
            telephoned::item.is_not_null(),
            calls::since.desc(),
            calls::id,
        ))
        .select((
            calls::id,
            about!(),
            calls::kind,
            calls::since,
            calls::application_id,
            (telephoned::staff_id, telephoned::at).nullable(),
        ));
    Ok(narrowed!(query, wanted, offset).load(connection)?)
}

/// Addresses that get nothing more since a letter about one of these sessions came back, the latest first.
///
/// # Errors
/// [`Broken::Query`].
pub fn stopped(
    connection: &mut AnyConnection,
    wanted: &Wanted,
    offset: i64,
) -> Result<Vec<Stopped>, Broken> {
    let query = suppressions::table
        .inner_join(outbox::table.on(outbox::id.eq(suppressions::letter_id)))
        .inner_join(sessions::table.on(outbox::session_id.eq(sessions::id.nullable())))
        .filter(outbox::kind.not_like(format!("{TO_SUBSCRIBERS}%")))
        .order((suppressions::since.desc(), suppressions::address_hash))
        .select((
            suppressions::address_hash,
            suppressions::address,
            suppressions::reason,
            suppressions::since,
            about!(),
        ));
    Ok(narrowed!(query, wanted, offset).load(connection)?)
}

/// Applications by their ids, and those to some sessions by their addresses.
///
/// # Errors
/// [`Broken::Query`].
pub fn people(
    connection: &mut AnyConnection,
    ids: &[Id],
    (about, addresses): (&[Id], &[String]),
) -> Result<Vec<Application>, Broken> {
    let by_address = applications::session_id
        .eq_any(about)
        .and(applications::email.eq_any(addresses));
    Ok(applications::table
        .filter(
            applications::id
                .eq_any(ids)
                .or(by_address.assume_not_null()),
        )
        .order(applications::id)
        .select(Application::as_select())
        .load(connection)?)
}

/// The names of people of the desk.
///
/// # Errors
/// [`Broken::Query`].
pub fn names(connection: &mut AnyConnection, people: &[Id]) -> Result<HashMap<Id, String>, Broken> {
    let rows: Vec<(Id, String)> = staff::table
        .filter(staff::id.eq_any(people))
        .select((staff::id, staff::name))
        .load(connection)?;
    Ok(rows.into_iter().collect())
}

/// Letters to many about a session that wait.
#[derive(Debug, Clone)]
pub struct Many {
    /// About which session.
    pub about: About,
    /// How many wait.
    pub letters: i64,
    /// When the first of them was ordered.
    pub since: Instant,
}

/// Letters to many that wait, by the session they are about.
///
/// # Errors
/// [`Broken::Query`].
pub fn to_many(connection: &mut AnyConnection, wanted: &Wanted) -> Result<Vec<Many>, Broken> {
    let query = outbox::table
        .inner_join(sessions::table)
        .filter(sql::<Bool>(TO_MANY))
        .group_by(about!())
        .select((about!(), count_star(), min(outbox::created_at)));
    let rows: Vec<(About, i64, Option<Instant>)> = narrowed!(query, wanted, 0).load(connection)?;
    let many = rows.into_iter().filter_map(|(about, letters, since)| {
        Some(Many {
            about,
            letters,
            since: since?,
        })
    });
    Ok(many.collect())
}
