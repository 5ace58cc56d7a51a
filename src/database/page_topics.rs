//! What public pages are made of. Each topic has a version that grows with every write that concerns it; a page
//! is fresh while the versions it was made from are. The versions stand in the database, so that a command
//! beside the server, or another node, is noticed too.

use std::collections::BTreeSet;
use std::fmt;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};

use super::{AnyConnection, Broken, Engine, Id};

/// One thing that public pages show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// Which sessions are public, and what lists show of them.
    Sessions,
    /// One session, with its seats.
    Session(Id),
    /// The comments of one session: a crowd writes them, and only what shows them is made anew.
    Comments(Id),
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
            Self::Comments(id) => write!(to, "comments {id}"),
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
            other => {
                let (kind, id) = other.split_once(' ')?;
                let id = Id::parse(id)?;
                match kind {
                    "session" => Some(Self::Session(id)),
                    "comments" => Some(Self::Comments(id)),
                    _ => None,
                }
            }
        }
    }
}

/// A topic and its version: on SQLite the place of the write among all writes of topics, on PostgreSQL the number
/// of the transaction that wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TopicVersion {
    pub(super) topic: Topic,
    pub(super) version: i64,
}

/// Gives these topics a new version, inside the transaction that touched them.
pub(super) fn raise(
    connection: &mut AnyConnection,
    topics: &BTreeSet<Topic>,
) -> Result<(), Broken> {
    let version = match connection.engine() {
        Engine::Sqlite => "(SELECT coalesce(max(version), 0) + 1 FROM page_topics)",
        Engine::Postgres => "pg_current_xact_id()::text::bigint",
    };
    for topic in topics {
        diesel::sql_query(format!(
            "INSERT INTO page_topics (topic, version) VALUES ($1, {version}) \
             ON CONFLICT (topic) DO UPDATE SET version = excluded.version"
        ))
        .bind::<Text, _>(topic.to_string())
        .execute(connection)?;
    }
    Ok(())
}

/// The versions of these topics, the same for every process: whenever something that concerns one of them becomes
/// durable, they are others than ever before in this database. What is read after them is at least as new.
///
/// # Errors
/// [`Broken::Query`].
pub fn versions(connection: &mut AnyConnection, topics: &[Topic]) -> Result<Vec<i64>, Broken> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = BigInt)]
        version: i64,
    }
    let version_of = |topic: &Topic| {
        let row: Option<Row> =
            diesel::sql_query("SELECT version FROM page_topics WHERE topic = $1")
                .bind::<Text, _>(topic.to_string())
                .get_result(connection)
                .optional()?;
        // Nobody has touched it yet.
        Ok(row.map_or(0, |row| row.version))
    };
    topics.iter().map(version_of).collect()
}

/// What was written since the last look, and where the next look begins.
pub(super) struct Look {
    pub(super) changed: Vec<TopicVersion>,
    pub(super) next: i64,
}

/// Looks at what was written from `from` on. SQLite commits in the order of the versions. PostgreSQL does not: a
/// look there begins at the oldest transaction that was still under way at the last one, so that none is missed,
/// and some are seen twice.
pub(super) fn look(connection: &mut AnyConnection, from: i64) -> Result<Look, Broken> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = BigInt)]
        next: i64,
        #[diesel(sql_type = Nullable<Text>)]
        topic: Option<String>,
        #[diesel(sql_type = Nullable<BigInt>)]
        version: Option<i64>,
    }
    let next = match connection.engine() {
        Engine::Sqlite => "SELECT coalesce(max(version), 0) + 1 AS next FROM page_topics",
        Engine::Postgres => "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS next",
    };
    let rows: Vec<Row> = diesel::sql_query(format!(
        "SELECT h.next, t.topic, t.version FROM ({next}) h LEFT JOIN page_topics t ON t.version >= $1"
    ))
    .bind::<BigInt, _>(from)
    .load(connection)?;
    let next = rows.first().map_or(from, |row| row.next);
    let changed = rows.into_iter().filter_map(|row| {
        let topic = Topic::parse(&row.topic?)?;
        Some(TopicVersion {
            topic,
            version: row.version?,
        })
    });
    Ok(Look {
        changed: changed.collect(),
        next,
    })
}

/// Forgets versions of another cluster's history, as a restored copy brings them: they would be looked at forever.
pub(super) fn forget_foreign_versions(connection: &mut AnyConnection) -> Result<(), Broken> {
    if connection.engine() == Engine::Postgres {
        diesel::sql_query(
            "DELETE FROM page_topics WHERE version > pg_current_xact_id()::text::bigint",
        )
        .execute(connection)?;
    }
    Ok(())
}
