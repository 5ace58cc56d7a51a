//! The secretariat shows and hides.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{Refusal, Seen, facts, note, seen, write};
use crate::comments::record::Comment;
use crate::database::{Broken, Id, Work};
use crate::journal::Actor;
use crate::law::comments::{CommentAct, HidingGround};

/// Lets everybody read a comment that was held or hidden.
///
/// # Errors
/// [`Refusal`].
pub fn show(
    work: &mut Work,
    now: DateTime<Utc>,
    staff: Id,
    known: Seen,
) -> Result<Comment, Refusal> {
    let (before, body) = seen(work, known)?;
    let state = before
        .state
        .after(CommentAct::Show, before.answered_at.is_some())?;
    let after = Comment {
        state,
        shown_at: Some(now.into()),
        shown_by: Some(staff),
        ..before.clone()
    };
    let after = written(work, after)?;
    let act = (Actor::Staff(staff), "comment.shown");
    let told = (Some(facts(&before)), facts(&after));
    note(work, now, act, (&after, body), told);
    Ok(after)
}

/// Why a comment is hidden.
#[derive(Debug, Clone)]
pub struct Hiding {
    /// The ground.
    pub ground: HidingGround,
    /// The same in words; the ground that says nothing by itself has some.
    pub words: Option<String>,
}

/// Takes the text of a comment away from the public; its number and the ground stay.
///
/// # Errors
/// [`Refusal`].
pub fn hide(
    work: &mut Work,
    now: DateTime<Utc>,
    staff: Id,
    known: Seen,
    hiding: &Hiding,
) -> Result<Comment, Refusal> {
    let (before, body) = seen(work, known)?;
    let state = before
        .state
        .after(CommentAct::Hide, before.answered_at.is_some())?;
    let after = Comment {
        state,
        hidden_at: Some(now.into()),
        hidden_by: Some(staff),
        hidden_ground: Some(hiding.ground),
        hidden_words: hiding.words.clone(),
        ..before.clone()
    };
    let after = written(work, after)?;
    let act = (Actor::Staff(staff), "comment.hidden");
    let mut told = facts(&after);
    if let Some(told) = told.as_object_mut() {
        told.insert("hiding_ground".to_owned(), json!(hiding.ground));
    }
    note(work, now, act, (&after, body), (Some(facts(&before)), told));
    Ok(after)
}

fn written(work: &mut Work, comment: Comment) -> Result<Comment, Refusal> {
    let session = comment.session_id;
    let written = write(work, session, vec![comment])?.pop();
    written.ok_or_else(|| Broken::Data("nothing was written".to_owned()).into())
}
