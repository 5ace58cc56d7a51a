//! Standing answers to what is asked repeatedly (OS-16).

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{Refusal, note};
use crate::database::{Id, Json, Work};
use crate::language::Multilingual;
use crate::openness::record::StandingAnswer;
use crate::openness::store;
use crate::{comments, sessions};

/// A question and its answer, to be published.
#[derive(Debug, Clone)]
pub struct NewAnswer {
    /// Whose.
    pub body: Id,
    /// The comment under which like ones were joined.
    pub comment: Id,
    /// The question, in the words of the body.
    pub question: Multilingual,
    /// The answer.
    pub answer: Multilingual,
}

/// Publishes a question with its answer.
///
/// # Errors
/// [`Refusal::NotFound`] for a comment on another body's session, [`Refusal::Already`].
pub fn publish_answer(
    work: &mut Work,
    now: DateTime<Utc>,
    staff: Id,
    order: &NewAnswer,
) -> Result<StandingAnswer, Refusal> {
    let comment = comments::store::by_id(work.connection, order.comment)?;
    let comment = comment.ok_or(Refusal::NotFound)?;
    let session = sessions::store::by_id(work.connection, comment.session_id)?;
    session
        .filter(|session| session.body_id == order.body)
        .ok_or(Refusal::NotFound)?;
    let row = StandingAnswer {
        id: Id::new(),
        body_id: order.body,
        comment_id: comment.id,
        question: Json::from(order.question.clone()),
        answer: Json::from(order.answer.clone()),
        published_at: now.into(),
        published_by: staff,
        withdrawn_at: None,
    };
    if !store::insert_answer(work.connection, &row)? {
        return Err(Refusal::Already);
    }
    let after = json!({ "question": &*row.question, "answer": &*row.answer });
    let what = ("standing_answer", row.id, order.body);
    note(
        work,
        now,
        (staff, "openness.answer_published"),
        what,
        (None, after),
    );
    Ok(row)
}

/// Takes a standing answer back; it is shown no more.
///
/// # Errors
/// [`Refusal::NotFound`], also for one that is taken back already.
pub fn withdraw_answer(
    work: &mut Work,
    now: DateTime<Utc>,
    staff: Id,
    (body, answer): (Id, Id),
) -> Result<(), Refusal> {
    if !store::withdraw_answer(work.connection, (body, answer), now.into())? {
        return Err(Refusal::NotFound);
    }
    let what = ("standing_answer", answer, body);
    let after = json!({ "withdrawn_at": now });
    note(
        work,
        now,
        (staff, "openness.answer_withdrawn"),
        what,
        (None, after),
    );
    Ok(())
}
