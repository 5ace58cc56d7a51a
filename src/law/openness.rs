//! What is counted of the openness of a body: what it owes for each session, and whether it did it by its term (OS-17;
//! 2023 Standard 8.17).
//!
//! | measure | counted | in time | otherwise |
//! |---|---|---|---|
//! | announcements (¶ 8) | sessions announced | placed before its clock | late, with a reason or without |
//! | broadcasts (¶ 12) | sessions that are over | there was one | said to be impossible, and why; or neither |
//! | comments (¶ 13) | comments that are not hidden | answered by the term of the results, or by their publication where that was earlier | answered later, or not |
//! | results (¶ 14) | sessions that have begun | all placed, each before its clock | late, with a reason or without; or not complete |
//!
//! What is not due yet is counted apart. A session that is called off did not take place, and owes nothing that could be
//! judged. One held closed as a whole has another notice (Access Law art. 13(2)) and no broadcast, but its results are
//! placed so far as they are not restricted. An emergency (¶ 6) takes away the hall and none of these duties. A body that
//! the Rules do not bind (¶ 3) is shown without judgement.

use chrono::{DateTime, Utc};

use super::Paragraph;
use super::session_course::{Access, SessionStatus, over_at};
use super::text_enum::text_enum;

/// The paragraph that asks for the yearly plan and its report.
pub const PARAGRAPH: Paragraph = Paragraph::Standard8_17;

/// The paragraph that asks for a public answer to what is asked repeatedly.
pub const REPEATED: Paragraph = Paragraph::Standard8_16;

/// So many like questions make one that is asked repeatedly (OS-16).
pub const LIKE_QUESTIONS: usize = 3;

text_enum! {
    /// What is judged.
    pub enum Measure {
        /// The announcement of a session.
        Announcements = "announcements",
        /// Its broadcast.
        Broadcasts = "broadcasts",
        /// The comments on it.
        Comments = "comments",
        /// Its results.
        Results = "results",
    }
}

text_enum! {
    /// How it stands.
    pub enum Verdict {
        /// Done by its term.
        InTime = "in_time",
        /// Done later or in another way, and it is said why.
        Explained = "explained",
        /// Done later, and nothing says why.
        Late = "late",
        /// Not done, though its term is over.
        Missing = "missing",
        /// Not done, and not due yet.
        Running = "running",
        /// Not judged.
        Aside = "aside",
    }
}

text_enum! {
    /// Why something is not judged.
    pub enum Aside {
        /// The Rules do not bind the body (¶ 3).
        Exempt = "exempt",
        /// The session was called off.
        Cancelled = "cancelled",
        /// It was held closed as a whole (¶ 4).
        Closed = "closed",
        /// The comment is hidden, with its ground.
        Hidden = "hidden",
    }
}

impl Measure {
    /// The paragraph that asks for it.
    #[must_use]
    pub const fn paragraph(self) -> Paragraph {
        match self {
            Self::Announcements => Paragraph::Rules8,
            Self::Broadcasts => super::broadcast::PARAGRAPH,
            Self::Comments => super::comments::PARAGRAPH,
            Self::Results => super::results::PARAGRAPH,
        }
    }

    /// Whether it can be found to stand so at all: an announcement is never missing, as nobody knows of a session that is
    /// not announced; the Rules name no term for beginning a broadcast, and ask for no reason why an answer was late.
    #[must_use]
    pub const fn knows(self, verdict: Verdict) -> bool {
        match self {
            Self::Announcements => !matches!(verdict, Verdict::Missing | Verdict::Running),
            Self::Broadcasts => !matches!(verdict, Verdict::Late),
            Self::Comments => !matches!(verdict, Verdict::Explained),
            Self::Results => true,
        }
    }
}

impl Verdict {
    /// Whether it counts among what was to be done by now.
    #[must_use]
    pub const fn is_judged(self) -> bool {
        !matches!(self, Self::Running | Self::Aside)
    }
}

/// Something done, or still to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judged {
    /// What.
    pub measure: Measure,
    /// How it stands.
    pub verdict: Verdict,
    /// Why it is not judged.
    pub aside: Option<Aside>,
    /// Before which instant it was due.
    pub due: Option<DateTime<Utc>>,
    /// When it was done.
    pub done: Option<DateTime<Utc>>,
}

/// Something that may have been late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Late {
    /// Before which instant it was due.
    pub due: DateTime<Utc>,
    /// When it was done.
    pub done: DateTime<Utc>,
    /// It is said why.
    pub explained: bool,
}

/// What is known of an announced session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionFacts {
    /// The body is bound by nothing of this.
    pub exempt: bool,
    /// As it is stored.
    pub status: SessionStatus,
    /// Open, or closed as a whole.
    pub access: Access,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// When it ends, where that is said.
    pub ends_at: Option<DateTime<Utc>>,
    /// When the announcement of its present date was placed.
    pub announced_at: DateTime<Utc>,
    /// Before which instant it was due.
    pub announce_before: DateTime<Utc>,
    /// Whether it was in time, as that was found when it was placed: a calendar that changes makes nothing late.
    pub announced_in_time: bool,
    /// It is said why it was late.
    pub late_explained: bool,
    /// When its first broadcast began.
    pub broadcast_at: Option<DateTime<Utc>>,
    /// Since when it is said why there is none.
    pub impossible_since: Option<DateTime<Utc>>,
    /// Before which instant its results are due.
    pub results_before: DateTime<Utc>,
    /// When all of them were there.
    pub results_complete_at: Option<DateTime<Utc>>,
    /// The first of them that was late by its own clock, where one was.
    pub late_result: Option<Late>,
}

/// What is known of a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommentFacts {
    /// It is hidden.
    pub hidden: bool,
    /// When it came in.
    pub received_at: DateTime<Utc>,
    /// When it was answered.
    pub answered_at: Option<DateTime<Utc>>,
}

impl SessionFacts {
    /// The instant by which a comment that came in then is to be answered: when the results were all there, and at the
    /// latest when they were due. What comes in only after the results has until they were due, whenever they came.
    #[must_use]
    pub fn answers_before(&self, received_at: DateTime<Utc>) -> DateTime<Utc> {
        let placed = self.results_complete_at.filter(|at| received_at <= *at);
        placed.map_or(self.results_before, |at| at.min(self.results_before))
    }

    fn is_over(&self, now: DateTime<Utc>) -> bool {
        self.status.at(self.starts_at, self.ends_at, now) == SessionStatus::Held
    }

    fn has_begun(&self, now: DateTime<Utc>) -> bool {
        self.status == SessionStatus::Live || self.is_over(now)
    }

    fn aside(&self, measure: Measure) -> Option<Aside> {
        if self.exempt {
            Some(Aside::Exempt)
        } else if self.status == SessionStatus::Cancelled {
            Some(Aside::Cancelled)
        } else if self.access == Access::Closed && measure != Measure::Results {
            Some(Aside::Closed)
        } else {
            None
        }
    }

    /// How its announcement, its broadcast and its results stand.
    #[must_use]
    pub fn judge(&self, now: DateTime<Utc>) -> [Judged; 3] {
        [self.announcement(), self.broadcast(now), self.results(now)]
            .map(|judged| set_aside(judged, self.aside(judged.measure)))
    }

    fn announcement(&self) -> Judged {
        let verdict = match (self.announced_in_time, self.late_explained) {
            (true, _) => Verdict::InTime,
            (false, true) => Verdict::Explained,
            (false, false) => Verdict::Late,
        };
        Judged {
            measure: Measure::Announcements,
            verdict,
            aside: None,
            due: Some(self.announce_before),
            done: Some(self.announced_at),
        }
    }

    fn broadcast(&self, now: DateTime<Utc>) -> Judged {
        let verdict = if self.broadcast_at.is_some() {
            Verdict::InTime
        } else if self.impossible_since.is_some() {
            Verdict::Explained
        } else if self.is_over(now) {
            Verdict::Missing
        } else {
            Verdict::Running
        };
        Judged {
            measure: Measure::Broadcasts,
            verdict,
            aside: None,
            due: Some(self.starts_at),
            done: self.broadcast_at.or(self.impossible_since),
        }
    }

    fn results(&self, now: DateTime<Utc>) -> Judged {
        let complete = self.results_complete_at;
        let verdict = match (complete, self.late_result) {
            (Some(_), None) => Verdict::InTime,
            (Some(_), Some(late)) if late.explained => Verdict::Explained,
            (Some(_), Some(_)) => Verdict::Late,
            (None, _) if self.has_begun(now) && now >= self.results_before => Verdict::Missing,
            (None, _) => Verdict::Running,
        };
        let late = self.late_result.filter(|_| complete.is_some());
        Judged {
            measure: Measure::Results,
            verdict,
            aside: None,
            due: Some(late.map_or(self.results_before, |late| late.due)),
            done: late.map(|late| late.done).or(complete),
        }
    }

    /// How the answer to a comment on it stands.
    #[must_use]
    pub fn judge_comment(&self, comment: CommentFacts, now: DateTime<Utc>) -> Judged {
        let due = self.answers_before(comment.received_at);
        let verdict = match comment.answered_at {
            // What is answered in the moment of publication is answered by it.
            Some(at) if at <= due => Verdict::InTime,
            Some(_) => Verdict::Late,
            None if now > due => Verdict::Missing,
            None => Verdict::Running,
        };
        let hidden = comment.hidden.then_some(Aside::Hidden);
        let judged = Judged {
            measure: Measure::Comments,
            verdict,
            aside: None,
            due: Some(due),
            done: comment.answered_at,
        };
        set_aside(judged, self.aside(Measure::Comments).or(hidden))
    }

    /// The next instant at which something of it stands otherwise though nobody did anything.
    #[must_use]
    pub fn next_change(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let over = over_at(self.starts_at, self.ends_at);
        // An answer is missing only after its term.
        let after = |due: DateTime<Utc>| due + chrono::TimeDelta::microseconds(1);
        let answers = after(self.answers_before(self.starts_at));
        [
            over,
            self.results_before,
            answers,
            after(self.results_before),
        ]
        .into_iter()
        .filter(|at| *at > now)
        .min()
    }
}

fn set_aside(judged: Judged, aside: Option<Aside>) -> Judged {
    match aside {
        None => judged,
        Some(_) => Judged {
            verdict: Verdict::Aside,
            aside,
            due: None,
            done: None,
            ..judged
        },
    }
}

#[cfg(test)]
mod tests;
