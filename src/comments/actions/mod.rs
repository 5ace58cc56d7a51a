//! The acts on comments. Each gives the comments it changes new numbers of changes, by which viewers go on, and is noted in
//! the journal without any text.
//!
//! | file | what it does |
//! |---|---|
//! | `receiving` | somebody writes while the broadcast runs |
//! | `moderating` | the secretariat shows and hides |
//! | `answering` | it answers, and corrects an answer |
//! | `joining` | one answer for several that ask the same |

mod answering;
mod joining;
mod moderating;
mod receiving;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::record::Comment;
use super::store;
use crate::database::{Broken, Id, Topic, Work};
use crate::journal::{self, Actor, Entry};
use crate::law::comments::{NoSuchAct, NotOnAir};

pub use answering::{NewAnswer, answer};
pub use joining::join;
pub use moderating::{Hiding, hide, show};
pub use receiving::{Order, receive};

/// Why an act on comments is refused.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such session, or no such comment.
    #[error("no such session or comment")]
    NotFound,
    /// No broadcast runs.
    #[error(transparent)]
    NotOnAir(#[from] NotOnAir),
    /// More came in within a minute than a session takes.
    #[error("too many comments in this minute")]
    TooMany,
    /// The matter is none of the session's open ones.
    #[error("no such open matter")]
    NoSuchMatter,
    /// Somebody else changed the comment since the form was made.
    #[error("somebody else changed the comment")]
    Stale,
    /// The comment is in a state that does not take the act.
    #[error(transparent)]
    NoSuchAct(#[from] NoSuchAct),
    /// There is no comment of that number to be answered together with.
    #[error("no comment of that number")]
    NoSuchNumber,
    /// A comment cannot be joined to itself.
    #[error("the comment would be joined to itself")]
    Itself,
    /// One that is hidden cannot stand for others.
    #[error("the other comment is hidden")]
    OtherHidden,
    /// The machine.
    #[error(transparent)]
    Broken(#[from] Broken),
}

/// A comment as a form knew it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// Which.
    pub comment: Id,
    /// Its revision.
    pub revision: i32,
}

/// The comment in the state of which an act was made, and whose it is; nobody else changes comments of its session before
/// this act ends.
fn seen(work: &mut Work, seen: Seen) -> Result<(Comment, Id), Refusal> {
    let session = store::by_id(work.connection, seen.comment)?
        .ok_or(Refusal::NotFound)?
        .session_id;
    store::lock(work.connection, session)?;
    let comment = store::by_id(work.connection, seen.comment)?.ok_or(Refusal::NotFound)?;
    if comment.revision != seen.revision {
        return Err(Refusal::Stale);
    }
    let session = crate::sessions::store::by_id(work.connection, session)?;
    let session = session.ok_or(Refusal::NotFound)?;
    Ok((comment, session.body_id))
}

/// Writes comments of one session over, of each the next revision, with numbers of changes in this order.
fn write(work: &mut Work, session: Id, changed: Vec<Comment>) -> Result<Vec<Comment>, Refusal> {
    let count = i64::try_from(changed.len()).unwrap_or(i64::MAX);
    let given = store::give(work.connection, session, 0, count)?;
    let first = given.last_change - count;
    let mut written = Vec::with_capacity(changed.len());
    for (change_number, comment) in (first + 1..).zip(changed) {
        let revision = comment.revision;
        let comment = Comment {
            change_number,
            revision: revision + 1,
            ..comment
        };
        if !store::update(work.connection, revision, &comment)? {
            return Err(Refusal::Stale);
        }
        written.push(comment);
    }
    work.touch(Topic::Comments(session));
    Ok(written)
}

/// Notes an act on a comment.
fn note(
    work: &mut Work,
    now: DateTime<Utc>,
    (actor, act): (Actor, &str),
    (comment, body): (&Comment, Id),
    (before, after): (Option<Value>, Value),
) {
    let entry = Entry {
        actor,
        act,
        object_kind: "comment",
        object: comment.id,
        body: Some(body),
        before,
        after: Some(after),
        calendar_version: None,
    };
    journal::record(work, now, entry);
}

/// What the journal keeps of a comment: neither its text nor whose it is.
fn facts(comment: &Comment) -> Value {
    json!({
        "session": comment.session_id,
        "number": comment.number,
        "comment_state": comment.state,
    })
}
