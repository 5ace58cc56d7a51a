//! The journal: every act with actor, object, what was before and after, and the instant (requirement OS-21).
//! Append-only for everyone, the program's own database role too (triggers). Its text carries no personal data:
//! an applicant appears by the application's id alone. `seals` chains the lines, so that a change made by going
//! behind all that is seen.

mod changes;
pub mod record;
pub mod seals;
pub mod store;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::Value;

use crate::database::schema::journal;
use crate::database::{AnyConnection, Broken, Id, Instant, Json, Later, Work, both};

pub use changes::Changes;

/// Who acted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// Somebody without an account.
    Visitor,
    /// Somebody of a secretariat, by the id.
    Staff(Id),
    /// A command at the machine.
    Command(&'static str),
    /// The office itself, as when a seat becomes free.
    Office,
}

impl Actor {
    fn text(&self) -> String {
        match self {
            Self::Visitor => "visitor".to_owned(),
            Self::Staff(id) => format!("staff:{id}"),
            Self::Command(name) => format!("command:{name}"),
            Self::Office => "office".to_owned(),
        }
    }
}

/// One act to be noted.
pub struct Entry<'a> {
    /// Who.
    pub actor: Actor,
    /// What, as `application.received`.
    pub act: &'a str,
    /// The kind of thing it was done to.
    pub object_kind: &'static str,
    /// Which one.
    pub object: Id,
    /// Whose it is.
    pub body: Option<Id>,
    /// What changed, before; no personal data.
    pub before: Option<Value>,
    /// What changed, after; no personal data.
    pub after: Option<Value>,
    /// The calendar that the act's clocks were counted by.
    pub calendar_version: Option<&'a str>,
}

#[derive(Insertable)]
#[diesel(table_name = journal, treat_none_as_default_value = false)]
struct Row {
    id: Id,
    at: Instant,
    actor: String,
    act: String,
    object_kind: &'static str,
    object_id: Id,
    body_id: Option<Id>,
    before: Option<Json<Value>>,
    after: Option<Json<Value>>,
    calendar_version: Option<String>,
}

impl Later for Row {
    fn write(rows: &[Self], connection: &mut AnyConnection) -> Result<(), Broken> {
        both!(connection, own => diesel::insert_into(journal::table).values(rows).execute(own))?;
        Ok(())
    }
}

/// Notes an act in the transaction that performs it.
pub fn record(work: &mut Work, now: DateTime<Utc>, entry: Entry<'_>) {
    work.later(Row {
        id: Id::new(),
        at: now.into(),
        actor: entry.actor.text(),
        act: entry.act.to_owned(),
        object_kind: entry.object_kind,
        object_id: entry.object,
        body_id: entry.body,
        before: entry.before.map(Json::from),
        after: entry.after.map(Json::from),
        calendar_version: entry.calendar_version.map(str::to_owned),
    });
}
