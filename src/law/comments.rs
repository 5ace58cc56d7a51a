//! Comments during the broadcast and their answers (605-НҚ ¶ 13, OS-13).
//!
//! The holder answers the comments that came in during the broadcast. The Rules name no term and no ground for hiding one:
//! so each has a public number and a state from the moment it was received, whoever is hidden is hidden with a ground, and
//! what was answered stays answered.

use chrono::{DateTime, Utc};

use super::Paragraph;
use super::text_enum::text_enum;

/// The paragraph that asks for answers.
pub const PARAGRAPH: Paragraph = Paragraph::Rules13;

/// Letters of a comment at the most; it is said beforehand.
pub const MOST_LETTERS: usize = 2000;

text_enum! {
    /// The state of a comment.
    pub enum CommentState {
        /// Received, and looked at before its text is shown.
        Held = "held",
        /// Its text is public.
        Shown = "shown",
        /// Its text is public, and so is an answer.
        Answered = "answered",
        /// Its text is kept and not public; its number and the ground are.
        Hidden = "hidden",
    }
}

text_enum! {
    /// When the comments of a body are looked at.
    pub enum Moderation {
        /// After they are shown.
        After = "after",
        /// Before they are shown.
        Before = "before",
    }
}

text_enum! {
    /// Why a comment is hidden.
    pub enum HidingGround {
        /// It insults or threatens somebody.
        Insult = "insult",
        /// It gives somebody's personal data away.
        PersonalData = "personal_data",
        /// It advertises something.
        Advertising = "advertising",
        /// The law forbids to spread it.
        Unlawful = "unlawful",
        /// Something else, said in words.
        Other = "other",
    }
}

impl HidingGround {
    /// Whether it says nothing without words of its own.
    #[must_use]
    pub fn needs_words(self) -> bool {
        self == Self::Other
    }
}

text_enum! {
    /// What the secretariat does to a comment.
    pub enum CommentAct {
        /// Let its text be read.
        Show = "show",
        /// Take its text away from the public.
        Hide = "hide",
        /// Answer it, or correct the answer.
        Answer = "answer",
    }
}

/// An act that a comment in this state does not take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a comment that is {state} does not take: {act}")]
pub struct NoSuchAct {
    /// The state.
    pub state: CommentState,
    /// The act.
    pub act: CommentAct,
}

impl CommentState {
    /// Of a comment that has just been received.
    #[must_use]
    pub fn at_first(moderation: Moderation) -> Self {
        match moderation {
            Moderation::After => Self::Shown,
            Moderation::Before => Self::Held,
        }
    }

    /// Whether everybody may read its text.
    #[must_use]
    pub fn is_read(self) -> bool {
        matches!(self, Self::Shown | Self::Answered)
    }

    /// Whether an answer is owed (¶ 13): whoever is hidden has the ground for an answer.
    #[must_use]
    pub fn waits(self) -> bool {
        matches!(self, Self::Held | Self::Shown)
    }

    /// The state after an act; `answered` where the comment has an answer. One that is held is shown by its answer; one
    /// that was hidden is shown again before it is answered.
    ///
    /// # Errors
    /// [`NoSuchAct`].
    pub fn after(self, act: CommentAct, answered: bool) -> Result<Self, NoSuchAct> {
        match (self, act) {
            (Self::Held | Self::Hidden, CommentAct::Show) if answered => Ok(Self::Answered),
            (Self::Held | Self::Hidden, CommentAct::Show) => Ok(Self::Shown),
            (Self::Held | Self::Shown | Self::Answered, CommentAct::Hide) => Ok(Self::Hidden),
            (Self::Held | Self::Shown | Self::Answered, CommentAct::Answer) => Ok(Self::Answered),
            (state, act) => Err(NoSuchAct { state, act }),
        }
    }
}

/// Comments are taken while the broadcast runs, and not a second longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no broadcast runs: comments are not taken")]
pub struct NotOnAir;

/// How many seconds of the broadcast had passed when a comment came in.
///
/// # Errors
/// [`NotOnAir`] before it began and after it ended.
pub fn moment(began_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Result<i64, NotOnAir> {
    let began_at = began_at.filter(|began| *began <= now).ok_or(NotOnAir)?;
    Ok((now - began_at).num_seconds())
}

#[cfg(test)]
mod tests {
    use chrono::{TimeDelta, TimeZone as _};

    use super::*;

    #[test]
    fn comments_are_taken_while_the_broadcast_runs() {
        let began = Utc.with_ymd_and_hms(2026, 12, 10, 5, 0, 0).unwrap();
        assert_eq!(moment(None, began), Err(NotOnAir));
        assert_eq!(
            moment(Some(began), began - TimeDelta::seconds(1)),
            Err(NotOnAir)
        );
        assert_eq!(moment(Some(began), began), Ok(0));
        assert_eq!(
            moment(Some(began), began + TimeDelta::milliseconds(61_900)),
            Ok(61)
        );
    }

    #[test]
    fn states_follow_from_acts_and_what_is_answered_stays_so() {
        use CommentAct::{Answer, Hide, Show};
        use CommentState::{Answered, Held, Hidden, Shown};
        assert_eq!(CommentState::at_first(Moderation::After), Shown);
        assert_eq!(CommentState::at_first(Moderation::Before), Held);
        for (state, act, answered, expected) in [
            (Held, Show, false, Some(Shown)),
            (Held, Hide, false, Some(Hidden)),
            (Held, Answer, false, Some(Answered)),
            (Shown, Show, false, None),
            (Shown, Hide, false, Some(Hidden)),
            (Shown, Answer, false, Some(Answered)),
            (Answered, Show, true, None),
            (Answered, Hide, true, Some(Hidden)),
            (Answered, Answer, true, Some(Answered)),
            (Hidden, Show, false, Some(Shown)),
            (Hidden, Show, true, Some(Answered)),
            (Hidden, Hide, false, None),
            (Hidden, Answer, false, None),
        ] {
            let after = state.after(act, answered);
            assert_eq!(after.ok(), expected, "{state} {act}");
        }
    }

    #[test]
    fn an_answer_is_owed_to_whoever_is_neither_answered_nor_hidden() {
        let waiting: Vec<_> = CommentState::ALL
            .iter()
            .filter(|state| state.waits())
            .collect();
        assert_eq!(waiting, [&CommentState::Held, &CommentState::Shown]);
        assert!(HidingGround::Other.needs_words() && !HidingGround::Insult.needs_words());
    }
}
