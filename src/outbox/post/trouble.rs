//! Why a letter was not taken over, and what follows from it.

use std::error::Error as _;

use lettre::transport::smtp;

/// What stood in the way of a letter. The words go into the record and the log: no personal data, although
/// relays like to repeat the recipient's address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The way out is shut for every letter: no connection, no trust, no sign-in. Try later.
    Away(String),
    /// This letter not now. Try later.
    Later(String),
    /// This letter never: the relay refused it for good.
    Never(String),
}

/// How far a delivery came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Connect,
    SignIn,
    Sender,
    Recipient,
    Content,
}

impl Step {
    fn name(self) -> &'static str {
        match self {
            Self::Connect => "on connecting",
            Self::SignIn => "to the sign-in",
            Self::Sender => "to the sender",
            Self::Recipient => "to the recipient",
            Self::Content => "to the letter",
        }
    }
}

impl Trouble {
    /// Judges an error by what it was said to: a 5xx to recipient or letter is for good, while a 5xx to
    /// ourselves (a wrong password, a sender that may not send) is for the operator to mend, and the letter
    /// waits. Alerts and certificates that cannot be trusted bear no code at all: they wait too.
    pub(super) fn of(step: Step, error: &smtp::Error) -> Self {
        let what = in_words(step, error);
        match step {
            Step::Connect | Step::SignIn | Step::Sender => Self::Away(what),
            Step::Recipient | Step::Content if error.is_permanent() => Self::Never(what),
            Step::Recipient | Step::Content => Self::Later(what),
        }
    }

    /// What stood in the way.
    #[must_use]
    pub fn into_reason(self) -> String {
        match self {
            Self::Away(reason) | Self::Later(reason) | Self::Never(reason) => reason,
        }
    }
}

fn in_words(step: Step, error: &smtp::Error) -> String {
    let step = step.name();
    let said = error.source().map(ToString::to_string).unwrap_or_default();
    if let Some(code) = error.status() {
        // Of the relay's own words only the enhanced code (RFC 3463) is kept.
        let more = said
            .split_whitespace()
            .next()
            .filter(|word| is_enhanced(word));
        return match more {
            Some(more) => format!("the relay answered {code} {more} {step}"),
            None => format!("the relay answered {code} {step}"),
        };
    }
    if error.is_response() {
        return format!("the relay broke off or gave no proper answer {step}");
    }
    format!("no way to the relay {step}: {said}")
}

fn is_enhanced(word: &str) -> bool {
    let numbers: Vec<&str> = word.split('.').collect();
    let is_number = |part: &&str| {
        (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    numbers.len() == 3 && numbers.iter().all(is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enhanced_codes_are_told_from_words() {
        assert!(is_enhanced("5.1.1"));
        assert!(is_enhanced("4.7.650"));
        for word in ["5.1", "5.1.1.1", "5.1.x", "aigul@example.kz", ""] {
            assert!(!is_enhanced(word), "{word}");
        }
    }
}
