//! Counting: each number is the length of a list, and both are made of the same entries.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::known::{Known, Reason};
use crate::database::Id;
use crate::law::openness::{Judged, Measure, Verdict};

/// One line of a list: something that a session owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The session.
    pub session: &'a Known,
    /// The public number of the comment that it is about.
    pub comment: Option<i32>,
    /// How it stands.
    pub judged: Judged,
}

impl<'a> Entry<'a> {
    /// The reason that was given.
    #[must_use]
    pub fn reason(&self) -> Option<&'a Reason> {
        let explains = self.judged.verdict == Verdict::Explained;
        self.session
            .reasons
            .of(self.judged.measure)
            .filter(|_| explains)
    }
}

/// Everything that these sessions owed, session by session.
pub fn entries(known: &[Known], now: DateTime<Utc>) -> impl Iterator<Item = Entry<'_>> {
    known.iter().flat_map(move |session| {
        let own = session
            .facts
            .judge(now)
            .into_iter()
            .map(move |judged| Entry {
                session,
                comment: None,
                judged,
            });
        let comments = session.comments.iter().map(move |(number, facts)| Entry {
            session,
            comment: Some(*number),
            judged: session.facts.judge_comment(*facts, now),
        });
        own.chain(comments)
    })
}

/// How many there are of each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figures {
    /// Announced sessions.
    pub sessions: usize,
    counts: HashMap<(Measure, Verdict), usize>,
}

impl Figures {
    /// Of these sessions.
    #[must_use]
    pub fn of(known: &[Known], now: DateTime<Utc>) -> Self {
        let mut figures = Self {
            sessions: known.len(),
            ..Self::default()
        };
        for entry in entries(known, now) {
            figures.add(&entry);
        }
        figures
    }

    /// Of a report that was frozen.
    #[must_use]
    pub fn frozen(
        sessions: usize,
        counts: impl IntoIterator<Item = ((Measure, Verdict), usize)>,
    ) -> Self {
        Self {
            sessions,
            counts: counts.into_iter().collect(),
        }
    }

    /// Of each body that has sessions among these.
    #[must_use]
    pub fn by_body(known: &[Known], now: DateTime<Utc>) -> HashMap<Id, Self> {
        let mut bodies: HashMap<Id, Self> = HashMap::new();
        for session in known {
            bodies.entry(session.body).or_default().sessions += 1;
        }
        for entry in entries(known, now) {
            bodies.entry(entry.session.body).or_default().add(&entry);
        }
        bodies
    }

    fn add(&mut self, entry: &Entry<'_>) {
        let key = (entry.judged.measure, entry.judged.verdict);
        *self.counts.entry(key).or_default() += 1;
    }

    /// How many stand so.
    #[must_use]
    pub fn count(&self, measure: Measure, verdict: Verdict) -> usize {
        self.counts.get(&(measure, verdict)).copied().unwrap_or(0)
    }

    /// How many were to be done by now.
    #[must_use]
    pub fn judged(&self, measure: Measure) -> usize {
        Verdict::ALL
            .iter()
            .filter(|verdict| verdict.is_judged())
            .map(|verdict| self.count(measure, *verdict))
            .sum()
    }

    /// The hundredths of them that were done in time, rounded down, so that "100" says all of them; `None` of none.
    #[must_use]
    pub fn share(&self, measure: Measure) -> Option<usize> {
        (self.count(measure, Verdict::InTime) * 100).checked_div(self.judged(measure))
    }
}
