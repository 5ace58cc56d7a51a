//! The decision to close: by whom, when, and by which vote.

use chrono::NaiveDate;

use super::{Item, Missing, in_both, is_filled};
use crate::law::announcement::Texts;

/// How many of those present decided for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Vote {
    /// Who voted for it.
    pub votes_for: i32,
    /// Who was present.
    pub present: i32,
}

impl Vote {
    /// Whether it is a majority of those present (Local Government Law art. 11(6)).
    #[must_use]
    pub fn carries(self) -> bool {
        let possible = 0 < self.votes_for && self.votes_for <= self.present;
        possible && i64::from(self.votes_for) * 2 > i64::from(self.present)
    }
}

/// By whose decision something is closed.
///
/// A maslikhat decides by the vote of those present (Local Government Law art. 11(6)), which is taken in the session
/// itself; but its notice stands three working days before (Access Law art. 13(2)). So both are on record: what is to be
/// put to the vote, with its notice; and the vote, once it was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision<'a> {
    /// Its number.
    pub number: &'a str,
    /// Its date.
    pub decided_on: Option<NaiveDate>,
    /// Who decided, or decides.
    pub decider: Texts<'a>,
    /// A maslikhat decides by vote.
    pub by_maslikhat: bool,
    /// The vote.
    pub vote: Option<Vote>,
    /// The day on which it is entered: no decision is of a later one.
    pub today: NaiveDate,
}

impl Decision<'_> {
    /// Whether the vote is still to be taken, so that only its notice can be given.
    #[must_use]
    pub fn is_to_come(&self) -> bool {
        let nothing = !is_filled(self.number) && self.decided_on.is_none() && self.vote.is_none();
        self.by_maslikhat && nothing
    }

    /// Everything that a decision that was taken lacks, in the order of the form.
    #[must_use]
    pub fn missing(&self) -> Vec<Missing> {
        let mut missing = Vec::new();
        if !is_filled(self.number) {
            missing.push(Item::Number.lacks("number"));
        }
        match self.decided_on {
            None => missing.push(Item::DecidedOn.lacks("decided_on")),
            Some(day) if day > self.today => missing.push(Item::DecidedLater.lacks("decided_on")),
            Some(_) => {}
        }
        missing.extend(self.decider_missing());
        if self.by_maslikhat && !self.vote.is_some_and(Vote::carries) {
            missing.push(Item::Vote.lacks("vote"));
        }
        missing
    }

    /// The same where the vote may still be to come.
    pub(super) fn missing_so_far(&self) -> Vec<Missing> {
        if self.is_to_come() {
            self.decider_missing()
        } else {
            self.missing()
        }
    }

    fn decider_missing(&self) -> Vec<Missing> {
        in_both(Item::Decider, "decider", self.decider)
    }
}
