//! The vote of a maslikhat on what it gave notice of (Local Government Law art. 11(6)): taken in the session itself, and
//! entered with the notice that stood before, on one record (CL-3).

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use super::Refusal;
use super::closing::{looked_at, note, unchangeable};
use super::editing::body_in_act;
use super::entering::touch;
use super::writing_over::{put, stamp};
use crate::database::{Id, Work};
use crate::journal::Actor;
use crate::law::announcement::Texts;
use crate::law::closing::{Decision, Vote, may_open};
use crate::sessions::closing::record::Closing;
use crate::sessions::now as present;
use crate::sessions::record::Session;
use crate::sessions::store;

/// A decision that waited for its vote was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voted {
    /// Of which session.
    pub session: Id,
    /// Which decision.
    pub closing: Id,
    /// Its number.
    pub number: String,
    /// Its date.
    pub decided_on: Option<NaiveDate>,
    /// Its vote.
    pub vote: Option<Vote>,
}

/// Enters the vote, or corrects it. What was to be closed is closed already, and its words are gone: the public reads from
/// now on by which decision.
///
/// # Errors
/// [`Refusal::NothingClosed`] where no such decision stands that is voted on, [`Refusal::NoSuchMove`] of a session that was
/// called off, [`Refusal::ClosingIncomplete`].
pub fn vote(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    order: &Voted,
) -> Result<Session, Refusal> {
    let (known, details) = looked_at(work, order.session, None)?;
    let body = body_in_act(work, known.body_id)?;
    let by_vote = body.body_type.closes_by_vote();
    let standing = store::standing_of(work.connection, known.id)?.into_iter();
    let mut voted_on = standing.filter(|one| by_vote || one.waits_for_its_vote());
    let closing = voted_on.find(|one| one.id == order.closing);
    let closing = closing.ok_or(Refusal::NothingClosed)?;
    let status = present::status(&known, now);
    if !may_open(status) {
        return Err(unchangeable(status));
    }
    let decision = Decision {
        number: &order.number,
        decided_on: order.decided_on,
        decider: Texts {
            kk: &closing.decider.kk,
            ru: &closing.decider.ru,
        },
        by_maslikhat: by_vote,
        vote: order.vote,
        today: known.zone.local(now).date(),
    };
    let missing = decision.missing();
    if !missing.is_empty() {
        return Err(Refusal::ClosingIncomplete(missing));
    }
    let session = Session {
        updated_at: stamp(now, &known),
        ..known.clone()
    };
    put(work, &known, &session, &details)?;
    let decided = Closing {
        number: Some(order.number.trim().to_owned()),
        decided_on: order.decided_on,
        votes_for: order.vote.map(|vote| vote.votes_for),
        present: order.vote.map(|vote| vote.present),
        ..closing
    };
    store::decide_closing(work.connection, &decided)?;
    let after = json!({
        "access": session.access,
        "decision": decided.number,
        "decided_on": decided.decided_on,
        "votes_for": decided.votes_for,
        "present": decided.present,
    });
    let of = (&known, &session, &details);
    note(work, now, (actor, "session.closing_voted"), of, after);
    touch(work, &session);
    Ok(session)
}
