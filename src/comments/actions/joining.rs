//! One answer for several comments that ask the same. Which ask the same stays on record: what is asked repeatedly is
//! counted by it.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::answering::with_an_answer;
use super::{Refusal, Seen, facts, note, seen, write};
use crate::comments::record::Comment;
use crate::comments::store;
use crate::database::{Broken, Id, Work};
use crate::journal::Actor;
use crate::law::comments::CommentState;

/// Says that a comment asks the same as the one of this number, and whoever was joined to it too; with no number, that it
/// stands by itself.
///
/// # Errors
/// [`Refusal`].
pub fn join(
    work: &mut Work,
    now: DateTime<Utc>,
    staff: Id,
    known: Seen,
    number: Option<i32>,
) -> Result<Comment, Refusal> {
    let (before, body) = seen(work, known)?;
    let main = match number {
        Some(number) => Some(main_of(work, &before, number)?),
        None => None,
    };
    let changed = match &main {
        Some(main) => joined(work, now, &before, main)?,
        None => separated(work, &before)?,
    };
    let written = write(work, before.session_id, changed)?;
    let after = written
        .into_iter()
        .find(|one| one.id == before.id)
        .ok_or_else(|| Broken::Data("nothing was written".to_owned()))?;
    let mut told = facts(&after);
    if let (Some(told), Some(main)) = (told.as_object_mut(), &main) {
        told.insert("together_with".to_owned(), json!([main.number]));
    }
    let act = match main {
        Some(_) => "comment.joined",
        None => "comment.separated",
    };
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

/// The comment that is to stand for another one: if that one asks the same as a third, the third.
fn main_of(work: &mut Work, of: &Comment, number: i32) -> Result<Comment, Refusal> {
    let named = store::by_number(work.connection, of.session_id, number)?;
    let named = named.ok_or(Refusal::NoSuchNumber)?;
    let main = match named.main_id {
        Some(main) => store::by_id(work.connection, main)?.ok_or(Refusal::NotFound)?,
        None => named,
    };
    if main.id == of.id {
        return Err(Refusal::Itself);
    }
    if main.state == CommentState::Hidden {
        return Err(Refusal::OtherHidden);
    }
    Ok(main)
}

fn joined(
    work: &mut Work,
    now: DateTime<Utc>,
    before: &Comment,
    main: &Comment,
) -> Result<Vec<Comment>, Refusal> {
    let also = store::joined_to(work.connection, &[before.id])?.remove(&before.id);
    let mut all = vec![before.clone()];
    for (id, _) in also.unwrap_or_default() {
        all.push(store::by_id(work.connection, id)?.ok_or(Refusal::NotFound)?);
    }
    // Its list of those that ask the same is another one now.
    let mut changed = vec![main.clone()];
    if let Some(former) = before.main_id.filter(|former| *former != main.id) {
        changed.extend(store::by_id(work.connection, former)?);
    }
    let ids: Vec<Id> = all.iter().map(|one| one.id).collect();
    let own = store::answers_of(work.connection, &ids)?;
    for one in all {
        let has_own = own.get(&one.id).is_some_and(|answers| !answers.is_empty());
        let one = Comment {
            main_id: Some(main.id),
            ..one
        };
        changed.push(match main.answered_at {
            Some(_) => with_an_answer(one, now),
            None if has_own => one,
            None => without_an_answer(one),
        });
    }
    Ok(changed)
}

/// By itself it has the answers that were given to it alone.
fn separated(work: &mut Work, before: &Comment) -> Result<Vec<Comment>, Refusal> {
    let own = store::answers_of(work.connection, &[before.id])?;
    let own_answer = !own.is_empty();
    let mut changed = Vec::new();
    if let Some(main) = before.main_id {
        changed.extend(store::by_id(work.connection, main)?);
    }
    let alone = Comment {
        main_id: None,
        ..before.clone()
    };
    changed.push(if own_answer {
        alone
    } else {
        without_an_answer(alone)
    });
    Ok(changed)
}

/// A comment that waits again: what answered it stands beside another one.
fn without_an_answer(comment: Comment) -> Comment {
    let state = match comment.state {
        CommentState::Answered => CommentState::Shown,
        state => state,
    };
    Comment {
        state,
        answered_at: None,
        ..comment
    }
}
