//! How an attempt can end.

use super::post::Trouble;
use super::record::{LetterState, Row};
use crate::database::Broken;

/// Why a letter cannot be put into words.
#[derive(Debug)]
pub enum Unwritable {
    /// It never will: what it is about is gone or unreadable. No personal data.
    Never(String),
    /// It need not: whom it was for does not want it any more, or it would say nothing that is still so. No
    /// personal data.
    Needless(String),
    /// Perhaps later.
    Broken(Broken),
}

impl From<Broken> for Unwritable {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}

/// What an attempt tells of the relay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relay {
    /// It was not asked.
    Unasked,
    /// It answered, whatever it said.
    There,
    /// It fails, perhaps at this letter alone.
    Fails,
    /// It cannot be reached or lets nobody in: the way out is shut for every letter.
    Away,
}

/// How an attempt failed: the state the letter gets, and why.
#[derive(Debug, Clone)]
pub(super) struct Failure {
    pub(super) state: LetterState,
    pub(super) reason: String,
    pub(super) relay: Relay,
    /// The recipient's mail server knows no such mailbox.
    pub(super) dead: bool,
    /// The letter was not tried, and is due as before.
    pub(super) untried: bool,
}

impl Failure {
    pub(super) fn new(state: LetterState, reason: String) -> Self {
        Self {
            state,
            reason,
            relay: Relay::Unasked,
            dead: false,
            untried: false,
        }
    }
}

impl From<Unwritable> for Failure {
    fn from(unwritable: Unwritable) -> Self {
        match unwritable {
            Unwritable::Never(reason) => Self::new(LetterState::TechnicalFailure, reason),
            Unwritable::Needless(reason) => Self::new(LetterState::CalledBack, reason),
            Unwritable::Broken(broken) => {
                Self::new(LetterState::TemporaryFailure, broken.to_string())
            }
        }
    }
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        let state = match trouble {
            Trouble::Away(_) | Trouble::Fails(_) | Trouble::Untried(_) | Trouble::Later(_) => {
                LetterState::TemporaryFailure
            }
            Trouble::Never(_) | Trouble::NoMailbox(_) => LetterState::PermanentFailure,
        };
        let relay = match trouble {
            Trouble::Away(_) => Relay::Away,
            Trouble::Fails(_) => Relay::Fails,
            Trouble::Untried(_) => Relay::Unasked,
            Trouble::Later(_) | Trouble::Never(_) | Trouble::NoMailbox(_) => Relay::There,
        };
        Self {
            state,
            relay,
            dead: matches!(trouble, Trouble::NoMailbox(_)),
            untried: matches!(trouble, Trouble::Untried(_)),
            reason: trouble.into_reason(),
        }
    }
}

/// Tells the operator how an attempt ended; no personal data.
pub(super) fn log(row: &Row, done: &Result<(), Failure>) {
    let (letter, kind, attempts) = (row.id, &row.kind, row.attempts);
    let state = match done {
        Ok(()) => LetterState::Delivered,
        Err(failure) => failure.state,
    };
    metrics::counter!("otyrys_letters_total", "state" => state.to_string()).increment(1);
    match done {
        Ok(()) => tracing::info!(%letter, %kind, attempts, "a letter was delivered"),
        // Nobody's fault and nothing to mend: the session has begun.
        Err(Failure {
            state: LetterState::Expired,
            ..
        }) => tracing::info!(%letter, %kind, attempts, "a letter's time passed"),
        Err(Failure {
            state: LetterState::CalledBack,
            reason,
            ..
        }) => tracing::info!(%letter, %kind, reason, "a letter was not needed any more"),
        Err(Failure {
            state: LetterState::TemporaryFailure,
            reason,
            ..
        }) => tracing::warn!(%letter, %kind, attempts, reason, "a letter has to wait"),
        Err(Failure { state, reason, .. }) => {
            tracing::warn!(%letter, %kind, attempts, %state, reason, "a letter was given up");
        }
    }
}
