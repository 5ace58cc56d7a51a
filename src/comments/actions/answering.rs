//! The secretariat answers, and corrects an answer.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{Refusal, Seen, facts, note, seen, write};
use crate::comments::record::{Answer, Comment};
use crate::comments::store;
use crate::database::{Broken, Id, Work};
use crate::journal::Actor;
use crate::law::comments::CommentAct;

/// An answer that is to be published.
#[derive(Debug, Clone)]
pub struct NewAnswer {
    /// In Kazakh; one of both is there.
    pub words_kk: Option<String>,
    /// In Russian.
    pub words_ru: Option<String>,
    /// Who answers, as it is to be printed.
    pub by_name: String,
    /// The position.
    pub by_position: Option<String>,
}

/// Publishes an answer beside its comment; one that stood there stays to be read. Whoever asked the same is answered with it.
///
/// # Errors
/// [`Refusal`].
pub fn answer(
    work: &mut Work,
    now: DateTime<Utc>,
    staff: Id,
    known: Seen,
    new: &NewAnswer,
) -> Result<Comment, Refusal> {
    let (before, body) = seen(work, known)?;
    let answered = before.answered_at.is_some();
    let state = before.state.after(CommentAct::Answer, answered)?;
    let answer = Answer {
        id: Id::new(),
        comment_id: before.id,
        words_kk: new.words_kk.clone(),
        words_ru: new.words_ru.clone(),
        by_name: new.by_name.clone(),
        by_position: new.by_position.clone(),
        answered_at: now.into(),
        staff_id: staff,
        replaced_by: None,
    };
    let corrects = store::replace_answer(work.connection, before.id, answer.id)?;
    store::insert_answer(work.connection, &answer)?;
    // Whoever was joined to another one and now has an answer of its own stands by itself again.
    let own = Comment {
        state,
        shown_at: before.shown_at.or(Some(now.into())),
        answered_at: before.answered_at.or(Some(now.into())),
        main_id: None,
        ..before.clone()
    };
    let mut changed = vec![own];
    changed.extend(answered_with(work, now, before.id)?);
    // The one that it was joined to is told apart from it on every page.
    if let Some(main) = before.main_id {
        changed.extend(store::by_id(work.connection, main)?);
    }
    let mut written = write(work, before.session_id, changed)?.into_iter();
    let after = written
        .next()
        .ok_or_else(|| Broken::Data("nothing was written".to_owned()))?;
    let act = if corrects {
        "comment.answer_corrected"
    } else {
        "comment.answered"
    };
    let mut told = facts(&after);
    if let Some(told) = told.as_object_mut() {
        let also = written.filter(|one| Some(one.id) != before.main_id);
        let also: Vec<i32> = also.map(|one| one.number).collect();
        if !also.is_empty() {
            told.insert("together_with".to_owned(), json!(also));
        }
    }
    let actor = (Actor::Staff(staff), act);
    note(
        work,
        now,
        actor,
        (&after, body),
        (Some(facts(&before)), told),
    );
    Ok(after)
}

/// Those that ask the same as a comment that is answered, as they are then. One that is hidden stays so.
pub(super) fn answered_with(
    work: &mut Work,
    now: DateTime<Utc>,
    main: Id,
) -> Result<Vec<Comment>, Refusal> {
    let joined = store::joined_to(work.connection, &[main])?.remove(&main);
    let mut changed = Vec::new();
    for (id, _) in joined.unwrap_or_default() {
        let one = store::by_id(work.connection, id)?.ok_or(Refusal::NotFound)?;
        changed.push(with_an_answer(one, now));
    }
    Ok(changed)
}

/// A comment that is answered by the answer to another one.
pub(super) fn with_an_answer(comment: Comment, now: DateTime<Utc>) -> Comment {
    let state = comment.state.after(CommentAct::Answer, true);
    let state = state.unwrap_or(comment.state);
    Comment {
        state,
        shown_at: comment.shown_at.or(state.is_read().then(|| now.into())),
        answered_at: comment.answered_at.or(Some(now.into())),
        ..comment
    }
}
