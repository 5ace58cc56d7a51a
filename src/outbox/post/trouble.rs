//! Why a letter was not taken over, and what follows from it.

use std::error::Error as _;
use std::time::Duration;

use lettre::transport::smtp;

/// What stood in the way of a letter. The words go into the record and the log: no personal data, although
/// relays like to repeat the recipient's address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The way out is shut for every letter: no connection, no trust, no sign-in. Try later.
    Away(String),
    /// The relay fails, perhaps at this letter alone: it broke off, gave no answer, or takes nothing from us. It may
    /// even have the letter. Try later, and others first.
    Fails(String),
    /// The letter was not tried: its time was over before its turn came, or the work ends.
    Untried(String),
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
        if matches!(step, Step::Connect | Step::SignIn | Step::Sender) {
            return Self::Away(what);
        }
        let Some(code) = error.status().map(u16::from) else {
            return Self::Fails(what);
        };
        let more = enhanced(error).unwrap_or_default();
        match step {
            _ if code == CLOSING => Self::Fails(what),
            _ if !error.is_permanent() => Self::Later(what),
            Step::Recipient if is_about_us(code, &more) => Self::Fails(what),
            Step::Recipient if names_no_mailbox(&more) => Self::NoMailbox(what),
            _ => Self::Never(what),
        }
    }

    /// No answer came in time.
    pub(super) fn silence(step: Step, patience: Duration) -> Self {
        let (seconds, step_name) = (patience.as_secs(), step.name());
        let what = format!("the relay gave no answer in {seconds} seconds {step_name}");
        match step {
            Step::Connect | Step::SignIn | Step::Sender => Self::Away(what),
            Step::Recipient | Step::Content => Self::Fails(what),
        }
    }

    /// The work ended while the relay had the letter.
    pub(super) fn broken_off() -> Self {
        Self::Fails("the relay gave no answer before the work ended".to_owned())
    }

    /// The letter could not be handed over while it was held, or while it was of use.
    pub(super) fn too_late() -> Self {
        Self::Untried("its time was over before its turn came".to_owned())
    }

    /// Nothing more is handed over.
    pub(super) fn no_turn() -> Self {
        Self::Untried("the work ended before its turn came".to_owned())
    }

    /// What stood in the way.
    #[must_use]
    pub fn into_reason(self) -> String {
        match self {
            Self::Away(reason)
            | Self::Fails(reason)
            | Self::Untried(reason)
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

/// "Service not available, closing transmission channel": an answer to any command (RFC 5321, 3.8).
const CLOSING: u16 = 421;

/// Whether a relay that refuses a recipient speaks of us: it wants a sign-in (RFC 4954, 6), carries no letters of ours
/// to others (5.7.0, 5.7.1: "relay access denied"), or does not believe our own address (5.1.7, 5.1.8, which servers
/// say only here). That is for the operator to mend; the recipient has nothing to do with it.
fn is_about_us(code: u16, enhanced: &str) -> bool {
    matches!(code, 530 | 535 | 538)
        || matches!(enhanced, "5.1.7" | "5.1.8" | "5.7.0" | "5.7.1" | "5.7.8")
}

/// Whether an enhanced code (RFC 3463, 7505) says that nobody will ever read this address: no such mailbox, domain or
/// host, or a mailbox that was closed. A full mailbox, a letter that is too large or a policy may change, 5.1.7 and
/// 5.1.8 speak of the sender, and 5.0.0 and 5.2.0 say nothing: the next letter is tried.
pub(in crate::outbox) fn names_no_mailbox(code: &str) -> bool {
    matches!(
        code,
        "5.1.1" | "5.1.2" | "5.1.3" | "5.1.6" | "5.1.10" | "5.2.1" | "5.4.4"
    )
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
            ("5.1.10", true),
            ("5.2.1", true),
            ("5.0.0", false),
            ("5.1.0", false),
            ("5.1.7", false),
            ("5.1.8", false),
            ("5.2.0", false),
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
