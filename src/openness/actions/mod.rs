//! The acts on openness: each is written once and noted in the journal.

mod answers;
mod freezing;
mod planning;

use serde_json::Value;

use crate::database::{Broken, Id, Topic, Work};
use crate::journal::{self, Actor, Entry};

pub use answers::{NewAnswer, publish_answer, withdraw_answer};
pub use freezing::{Freezing, can_freeze_from, freeze};
pub use planning::{Change, NewItem, add_item, change_item};

/// Why an act is refused.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such thing, or it is another body's.
    #[error("no such thing")]
    NotFound,
    /// The year is not over.
    #[error("possible from {from} on")]
    TooEarly {
        /// The first day on which it is possible.
        from: chrono::NaiveDate,
    },
    /// It is done already.
    #[error("it is there already")]
    Already,
    /// Somebody else was faster.
    #[error("somebody else changed it")]
    Stale,
    /// The session is none of this body and year.
    #[error("no such session of this body and year")]
    NoSuchSession,
    /// The machine.
    #[error(transparent)]
    Broken(#[from] Broken),
}

/// Notes an act on something of a body.
fn note(
    work: &mut Work,
    now: chrono::DateTime<chrono::Utc>,
    (staff, act): (Id, &str),
    (object_kind, object, body): (&'static str, Id, Id),
    (before, after): (Option<Value>, Value),
) {
    let entry = Entry {
        actor: Actor::Staff(staff),
        act,
        object_kind,
        object,
        body: Some(body),
        before,
        after: Some(after),
        calendar_version: None,
    };
    journal::record(work, now, entry);
    work.touch(Topic::Bodies);
}
