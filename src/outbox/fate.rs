//! What became of a letter, and how it is noted.

use chrono::{DateTime, Utc};

use super::post::Trouble;
use super::record::{LetterState, Row};
use super::store;
use crate::database::{Broken, Work};

/// Why a letter cannot be put into words.
#[derive(Debug)]
pub enum Unwritable {
    /// It never will: what it is about is gone or unreadable. No personal data.
    Never(String),
    /// Perhaps later.
    Broken(Broken),
}

impl From<Broken> for Unwritable {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}

/// How an attempt failed: the state the letter gets, and why.
pub(super) struct Failure {
    pub(super) state: LetterState,
    pub(super) reason: String,
    /// The way out is shut for every letter.
    pub(super) for_all: bool,
}

impl Failure {
    pub(super) fn new(state: LetterState, reason: String) -> Self {
        Self {
            state,
            reason,
            for_all: false,
        }
    }
}

impl From<Unwritable> for Failure {
    fn from(unwritable: Unwritable) -> Self {
        match unwritable {
            Unwritable::Never(reason) => Self::new(LetterState::TechnicalFailure, reason),
            Unwritable::Broken(broken) => {
                Self::new(LetterState::TemporaryFailure, broken.to_string())
            }
        }
    }
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        let state = match trouble {
            Trouble::Away(_) | Trouble::Later(_) => LetterState::TemporaryFailure,
            Trouble::Never(_) => LetterState::PermanentFailure,
        };
        Self {
            state,
            for_all: matches!(trouble, Trouble::Away(_)),
            reason: trouble.into_reason(),
        }
    }
}

/// What is noted of a claimed letter.
#[derive(Clone)]
pub(super) enum Note {
    Finish(LetterState, Option<String>),
    Postpone(DateTime<Utc>, String),
    PutBack,
}

impl Note {
    pub(super) fn write(
        self,
        work: &mut Work,
        row: &Row,
        now: DateTime<Utc>,
    ) -> Result<(), Broken> {
        let held = match self {
            Self::Finish(state, reason) => store::finish(work, row, now, state, reason)?,
            Self::Postpone(until, reason) => store::postpone(work, row, until, reason)?,
            Self::PutBack => store::put_back(work, row)?,
        };
        if !held {
            tracing::warn!(letter = %row.id, "a letter's lease ran out before it was noted");
        }
        Ok(())
    }

    pub(super) fn log(&self, row: &Row) {
        let (letter, kind, attempts) = (row.id, &row.kind, row.attempts);
        match self {
            Self::Finish(LetterState::Delivered, _) => {
                tracing::info!(%letter, %kind, attempts, "a letter was delivered");
            }
            // Nobody's fault and nothing to mend: the session has begun.
            Self::Finish(LetterState::Expired, _) => {
                tracing::info!(%letter, %kind, attempts, "a letter's time passed");
            }
            Self::Finish(state, reason) => {
                let reason = reason.as_deref().unwrap_or_default();
                tracing::warn!(%letter, %kind, attempts, %state, reason, "a letter was given up");
            }
            Self::Postpone(until, reason) => {
                tracing::warn!(%letter, %kind, attempts, %until, reason, "a letter has to wait");
            }
            Self::PutBack => {}
        }
    }
}
