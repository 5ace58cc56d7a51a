//! Grounds and decisions in words, and the neutral titles of what is closed.

use chrono::NaiveDate;

use super::record::Closing;
use crate::args;
use crate::language::{Multilingual, Speech, Words};
use crate::law::closing::Ground;

/// A ground by its category.
#[must_use]
pub fn ground(speech: Speech<'_>, ground: Ground) -> String {
    let word = ground.as_str().replace('_', "-");
    speech.t(&format!("closing-ground-{word}"))
}

/// Grounds as one enumeration, with the law where one is named.
#[must_use]
pub fn grounds(speech: Speech<'_>, grounds: &[Ground], named_law: Option<&str>) -> String {
    let all: Vec<String> = grounds.iter().map(|one| ground(speech, *one)).collect();
    let listed = speech.list(&all);
    match named_law {
        Some(law) => format!("{listed} ({law})"),
        None => listed,
    }
}

/// The decision: its number, its date and who decided; or who is to vote on it.
#[must_use]
pub fn decision(
    speech: Speech<'_>,
    number: &str,
    decided_on: Option<NaiveDate>,
    decider: &Multilingual,
) -> String {
    let Some(decided_on) = decided_on else {
        let decider = decider.in_language(speech.language()).0;
        return speech.tf("closing-decision-to-come", &args! { "decider" => decider });
    };
    let facts = args! {
        "number" => number,
        "date" => speech.date(decided_on),
        "decider" => decider.in_language(speech.language()).0,
    };
    speech.tf("closing-decision", &facts)
}

/// The grounds and the decision of one that stands.
#[must_use]
pub fn said(speech: Speech<'_>, closing: &Closing) -> (String, String) {
    (
        grounds(speech, &closing.grounds, closing.named_law.as_deref()),
        decision(
            speech,
            closing.number.as_deref().unwrap_or_default(),
            closing.decided_on,
            &closing.decider,
        ),
    )
}

/// Until when access is restricted: a day, an event, or whichever comes first.
#[must_use]
pub fn end(speech: Speech<'_>, closing: &Closing) -> String {
    let day = closing.ends_on.map(|day| speech.date(day));
    let event = closing.ends_with.as_deref();
    let event = event.map(|event| event.in_language(speech.language()).0.to_owned());
    day.into_iter().chain(event).collect::<Vec<_>>().join("; ")
}

/// What stands instead of what is closed, and what the public reads of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// The title of a session that is held closed.
    pub session: Multilingual,
    /// The title of an item considered closed.
    pub item: Multilingual,
    /// What is closed, on which ground, by whose decision.
    pub notice: Multilingual,
}

/// What the words are made of.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// On what grounds.
    pub grounds: &'a [Ground],
    /// The law, where one is named.
    pub named_law: Option<&'a str>,
    /// The number of the decision.
    pub number: &'a str,
    /// Its date; none before the vote.
    pub decided_on: Option<NaiveDate>,
    /// Who decided.
    pub decider: &'a Multilingual,
    /// The numbers of the items; none where it is the whole session.
    pub items: &'a [String],
}

impl Wording {
    /// In every language, so that what is stored reads the same whoever looks at it.
    #[must_use]
    pub fn of(words: &Words, facts: &Facts<'_>) -> Self {
        let named = |key: &'static str| {
            words.in_every_language(|speech| {
                let ground = grounds(speech, facts.grounds, facts.named_law);
                speech.tf(key, &args! { "ground" => ground })
            })
        };
        let notice = words.in_every_language(|speech| {
            let decision = decision(speech, facts.number, facts.decided_on, facts.decider);
            let ground = grounds(speech, facts.grounds, facts.named_law);
            if facts.items.is_empty() {
                let args = args! { "ground" => ground, "decision" => decision };
                speech.tf("closed-notice", &args)
            } else {
                let items = facts.items.join(", ");
                let args = args! { "items" => items, "ground" => ground, "decision" => decision };
                speech.tf("closed-items-notice", &args)
            }
        });
        Self {
            session: named("closed-session-title"),
            item: named("closed-item-title"),
            notice,
        }
    }
}
