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
    /// Nor any other to this address: there is no such mailbox.
    NoMailbox(String),
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
            Step::Recipient
                if error.is_permanent()
                    && enhanced(error).is_some_and(|code| names_no_mailbox(&code)) =>
            {
                Self::NoMailbox(what)
            }
            Step::Recipient | Step::Content if error.is_permanent() => Self::Never(what),
            Step::Recipient | Step::Content => Self::Later(what),
        }
    }

    /// What stood in the way.
    #[must_use]
    pub fn into_reason(self) -> String {
        match self {
            Self::Away(reason)
            | Self::Later(reason)
            | Self::Never(reason)
            | Self::NoMailbox(reason) => reason,
        }
    }
}

/// The enhanced code (RFC 3463) of an answer: of the relay's own words only this is kept.
fn enhanced(error: &smtp::Error) -> Option<String> {
    let said = error.source()?.to_string();
    let first = said.split_whitespace().next()?;
    is_enhanced(first).then(|| first.to_owned())
}

fn in_words(step: Step, error: &smtp::Error) -> String {
    let step = step.name();
    if let Some(code) = error.status() {
        return match enhanced(error) {
            Some(more) => format!("the relay answered {code} {more} {step}"),
            None => format!("the relay answered {code} {step}"),
        };
    }
    if error.is_response() {
        return format!("the relay broke off or gave no proper answer {step}");
    }
    let said = error.source().map(ToString::to_string).unwrap_or_default();
    format!("no way to the relay {step}: {said}")
}

/// Three numbers as in `5.1.1`.
pub(in crate::outbox) fn is_enhanced(word: &str) -> bool {
    let numbers: Vec<&str> = word.split('.').collect();
    let is_number = |part: &&str| {
        (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    numbers.len() == 3 && numbers.iter().all(is_number)
}

/// Whether an enhanced code says that nobody will ever read this address: no such mailbox, domain or host, a
/// mailbox that was closed, or a failure for good of which nothing more is known. A full mailbox, a letter that
/// is too large or a policy may change: the next letter is tried.
pub(in crate::outbox) fn names_no_mailbox(code: &str) -> bool {
    code.starts_with("5.0.")
        || code.starts_with("5.1.")
        || matches!(code, "5.2.0" | "5.2.1" | "5.4.4")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enhanced_codes_are_told_from_words() {
        assert!(is_enhanced("5.1.1"));
        assert!(is_enhanced("4.7.650"));
        for (code, wanted) in [
            ("5.1.1", true),
            ("5.2.1", true),
            ("5.2.2", false),
            ("5.7.1", false),
        ] {
            assert_eq!(names_no_mailbox(code), wanted, "{code}");
        }
        for word in ["5.1", "5.1.1.1", "5.1.x", "aigul@example.kz", ""] {
            assert!(!is_enhanced(word), "{word}");
        }
    }
}
