//! What public pages are made of. Each topic has a version that grows with every write that concerns it; a page
//! is fresh while the versions it was made from are. The versions stand in the database, so that a command
//! beside the server, or another node, is noticed too.

use std::collections::BTreeSet;
use std::fmt;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::schema::page_topics;
use super::{AnyConnection, Broken, Engine, Id};

/// One thing that public pages show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// Which sessions are public, and what lists show of them.
    Sessions,
    /// One session, with its seats.
    Session(Id),
    /// Any session with its seats: moves by itself with each of them, and is never touched alone.
    AnySession,
    /// Bodies and their names.
    Bodies,
    /// The working calendar.
    Calendar,
}

impl fmt::Display for Topic {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sessions => to.write_str("sessions"),
            Self::Session(id) => write!(to, "session {id}"),
            Self::AnySession => to.write_str("any session"),
            Self::Bodies => to.write_str("bodies"),
            Self::Calendar => to.write_str("calendar"),
        }
    }
}

impl Topic {
    /// Reads a topic as it is stored; an unknown one comes from a newer node.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "sessions" => Some(Self::Sessions),
            "bodies" => Some(Self::Bodies),
            "calendar" => Some(Self::Calendar),
            "any session" => Some(Self::AnySession),
            other => other
                .strip_prefix("session ")
                .and_then(Id::parse)
                .map(Self::Session),
        }
    }
}

/// A topic that changed, and the version it has now; versions grow with each write of any topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raised {
    /// What changed.
    pub topic: Topic,
    /// Its version now.
    pub version: i64,
}

#[derive(QueryableByName)]
struct TopicVersion {
    #[diesel(sql_type = BigInt)]
    version: i64,
}

/// On PostgreSQL lanes commit out of order, so a reader that has seen version n may still miss n - 1: it looks
/// back this far each time.
pub(super) const LOOK_BACK: i64 = 1000;

pub(super) fn raise(
    connection: &mut AnyConnection,
    topics: &BTreeSet<Topic>,
) -> Result<Vec<Raised>, Broken> {
    // SQLite has one writer, so the maximum is safe; PostgreSQL draws from a sequence. Drawn again on conflict:
    // only then is the row's lock held, and the version later than that of whoever held it before.
    let next = match connection.engine() {
        Engine::Sqlite => "(SELECT coalesce(max(version), 0) + 1 FROM page_topics)",
        Engine::Postgres => "nextval('page_versions')",
    };
    let statement = format!(
        "INSERT INTO page_topics (topic, version) VALUES ($1, {next}) \
         ON CONFLICT (topic) DO UPDATE SET version = {next} RETURNING version"
    );
    topics
        .iter()
        .map(|&topic| {
            let row: TopicVersion = diesel::sql_query(&statement)
                .bind::<Text, _>(topic.to_string())
                .get_result(connection)?;
            Ok(Raised {
                topic,
                version: row.version,
            })
        })
        .collect()
}

/// Topics written since `version`, in the order of their versions.
pub(super) fn changed_since(
    connection: &mut AnyConnection,
    version: i64,
) -> Result<Vec<Raised>, Broken> {
    let from = match connection.engine() {
        Engine::Sqlite => version,
        Engine::Postgres => version.saturating_sub(LOOK_BACK),
    };
    let rows: Vec<(String, i64)> = page_topics::table
        .filter(page_topics::version.gt(from))
        .order((page_topics::version, page_topics::topic))
        .load(connection)?;
    Ok(rows
        .into_iter()
        .filter_map(|(topic, version)| {
            Some(Raised {
                topic: Topic::parse(&topic)?,
                version,
            })
        })
        .collect())
}

/// The latest version of all: where a process that starts now begins to look.
pub(super) fn latest(connection: &mut AnyConnection) -> Result<i64, Broken> {
    let version: Option<i64> = page_topics::table
        .select(diesel::dsl::max(page_topics::version))
        .first(connection)?;
    Ok(version.unwrap_or(0))
}

/// Wakes the other nodes after the commit: inside the transaction a notice would serialise all commits.
pub(super) fn notify(connection: &mut AnyConnection) -> Result<(), Broken> {
    if connection.engine() == Engine::Postgres {
        diesel::sql_query("NOTIFY otyrys_pages").execute(connection)?;
    }
    Ok(())
}
