//! Comments as the journal tells of them: in which state each is, and when it was answered.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use crate::database::Id;
use crate::journal::record::Line;
use crate::law::comments::CommentState;
use crate::law::openness::CommentFacts;

#[derive(Debug, Clone, Copy)]
struct Comment {
    state: CommentState,
    received_at: DateTime<Utc>,
    answered_at: Option<DateTime<Utc>>,
    /// An answer was given to it, and not only to the one that stands for it.
    own_answer: bool,
    /// The number of the one that stands for it.
    main: Option<i32>,
}

/// All of them, by session and number.
#[derive(Debug, Default)]
pub(super) struct Comments(HashMap<Id, BTreeMap<i32, Comment>>);

impl Comments {
    pub(super) fn take(&mut self, line: &Line, after: &Map<String, Value>) {
        let text = |field: &str| after.get(field).and_then(Value::as_str);
        let number = after
            .get("number")
            .and_then(Value::as_i64)
            .and_then(|number| i32::try_from(number).ok());
        let session = text("session").and_then(Id::parse);
        let state = text("comment_state").and_then(|state| state.parse().ok());
        let (Some(session), Some(number), Some(state)) = (session, number, state) else {
            return;
        };
        let at = line.at.utc();
        let all = self.0.entry(session).or_default();
        // The first that is told of a comment is that it was received.
        let known = all.entry(number).or_insert(Comment {
            state,
            received_at: at,
            answered_at: None,
            own_answer: false,
            main: None,
        });
        known.state = state;
        match line.act.as_str() {
            "comment.answered" | "comment.answer_corrected" => {
                known.main = None;
                known.own_answer = true;
                known.answered_at = known.answered_at.or(Some(at));
                answered_too(all, number, at);
            }
            "comment.joined" => joined(all, number, main_of(after), at),
            "comment.separated" => known.main = None,
            _ => {}
        }
        // One that waits has no answer, whatever it had as part of others.
        if let Some(known) = all.get_mut(&number).filter(|known| known.state.waits()) {
            known.answered_at = None;
        }
    }

    /// Those of a session, by their numbers.
    pub(super) fn of(&self, session: Id) -> Vec<(i32, CommentFacts)> {
        let facts = |(number, one): (&i32, &Comment)| {
            let facts = CommentFacts {
                hidden: one.state == CommentState::Hidden,
                received_at: one.received_at,
                answered_at: one.answered_at,
            };
            (*number, facts)
        };
        let all = self.0.get(&session);
        all.map(|all| all.iter().map(facts).collect())
            .unwrap_or_default()
    }
}

fn main_of(after: &Map<String, Value>) -> Option<i32> {
    let first = after.get("together_with")?.as_array()?.first()?.as_i64()?;
    i32::try_from(first).ok()
}

/// Whoever asked the same as this one is answered with it; whoever is hidden stays so.
fn answered_too(all: &mut BTreeMap<i32, Comment>, main: i32, at: DateTime<Utc>) {
    for one in all.values_mut().filter(|one| one.main == Some(main)) {
        one.answered_at = one.answered_at.or(Some(at));
        if one.state.waits() {
            one.state = CommentState::Answered;
        }
    }
}

/// Whoever asked the same as the one that is joined goes with it.
fn joined(all: &mut BTreeMap<i32, Comment>, number: i32, main: Option<i32>, at: DateTime<Utc>) {
    let Some(main) = main else { return };
    let answered = all.get(&main).is_some_and(|one| one.answered_at.is_some());
    for (own, one) in all.iter_mut() {
        if *own == number || one.main == Some(number) {
            one.main = Some(main);
            if answered {
                one.answered_at = one.answered_at.or(Some(at));
                if one.state.waits() {
                    one.state = CommentState::Answered;
                }
            } else if !one.own_answer {
                // What it had through the one that stood for it before is its own no more.
                one.answered_at = None;
                if one.state == CommentState::Answered {
                    one.state = CommentState::Shown;
                }
            }
        }
    }
}
