//! How many there are.

use diesel::prelude::*;

use crate::database::schema::{comment_counts, comments};
use crate::database::{AnyConnection, Broken, Id, Instant};
use crate::law::comments::CommentState;

/// States in which an answer is owed, as [`CommentState::waits`] has it.
pub(super) const WAITING: [CommentState; 2] = [CommentState::Held, CommentState::Shown];

/// The number of the last change in a session; 0 before the first comment.
///
/// # Errors
/// [`Broken::Query`].
pub fn last_change(connection: &mut AnyConnection, session: Id) -> Result<i64, Broken> {
    let last = comment_counts::table
        .find(session)
        .select(comment_counts::last_change)
        .get_result(connection)
        .optional()?;
    Ok(last.unwrap_or(0))
}

/// How many came in at an instant or after it.
///
/// # Errors
/// [`Broken::Query`].
pub fn received_since(
    connection: &mut AnyConnection,
    session: Id,
    since: Instant,
) -> Result<i64, Broken> {
    Ok(comments::table
        .filter(comments::session_id.eq(session))
        .filter(comments::received_at.ge(since))
        .count()
        .get_result(connection)?)
}

/// How many comments of a session are in each state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Received, and not shown yet.
    pub held: i64,
    /// Shown, and not answered yet.
    pub shown: i64,
    /// Answered.
    pub answered: i64,
    /// Hidden.
    pub hidden: i64,
}

impl Counts {
    /// All of them.
    #[must_use]
    pub fn all(&self) -> i64 {
        self.held + self.shown + self.answered + self.hidden
    }

    /// Those in a state.
    #[must_use]
    pub fn of(&self, state: CommentState) -> i64 {
        match state {
            CommentState::Held => self.held,
            CommentState::Shown => self.shown,
            CommentState::Answered => self.answered,
            CommentState::Hidden => self.hidden,
        }
    }
}

/// How many comments of a session are in each state.
///
/// # Errors
/// [`Broken::Query`].
pub fn counts_of(connection: &mut AnyConnection, session: Id) -> Result<Counts, Broken> {
    let rows: Vec<(CommentState, i64)> = comments::table
        .filter(comments::session_id.eq(session))
        .group_by(comments::state)
        .select((comments::state, diesel::dsl::count_star()))
        .load(connection)?;
    let of = |state| {
        let row = rows.iter().find(|(of, _)| *of == state);
        row.map_or(0, |(_, count)| *count)
    };
    Ok(Counts {
        held: of(CommentState::Held),
        shown: of(CommentState::Shown),
        answered: of(CommentState::Answered),
        hidden: of(CommentState::Hidden),
    })
}

/// How many comments of a session are owed an answer (605-13): to be said when its results are published.
///
/// # Errors
/// [`Broken::Query`].
pub fn unanswered(connection: &mut AnyConnection, session: Id) -> Result<i64, Broken> {
    Ok(comments::table
        .filter(comments::session_id.eq(session))
        .filter(comments::state.eq_any(WAITING))
        .count()
        .get_result(connection)?)
}
