//! News of announced sessions: noted in the transaction of the act, told afterwards by jobs, each audience on its own.
//! An act thus costs the same however many are to be told, and nobody is told of what did not happen.
//!
//! A job takes the oldest news that its audience has not finished ([`store::due`]), tells some, and notes in the same
//! transaction how far it has come ([`store::go_on`], [`store::finish`]). Two workers at once: the second one's step
//! finds that the cursor has moved on, and is undone.

pub mod letters;
pub mod record;
pub mod store;

use chrono::{DateTime, Utc};

use crate::database::{Broken, Id, Work};

pub use record::{Audience, Heard, Kind, News};

/// Notes what happened to a session of a body, and by which revision.
///
/// # Errors
/// [`Broken::Query`].
pub fn note(
    work: &mut Work,
    now: DateTime<Utc>,
    kind: Kind,
    (session, body): (Id, Id),
    revision: i32,
) -> Result<(), Broken> {
    let news = News {
        id: Id::new(),
        session_id: session,
        body_id: body,
        kind,
        revision,
        at: now.into(),
    };
    store::insert(work, &[news], None)
}

/// Notes what happened to many sessions at once; those who applied were told of it by the same act.
///
/// # Errors
/// [`Broken::Query`].
pub fn note_many_told(work: &mut Work, now: DateTime<Utc>, news: &[News]) -> Result<(), Broken> {
    store::insert(work, news, Some((Audience::Applicants, now)))
}
