//! What an act is asked for, and why it may be refused.

use chrono::{DateTime, NaiveDate, Utc};

use crate::database::{Broken, Id, Instant};
use crate::language::{Language, Multilingual};
use crate::law::closing::Ground;
use crate::law::results::ResultKind;
use crate::law::session_course::SessionStatus;
use crate::law::working_days::NoCalendar;
use crate::results::transcript;
use crate::sessions;

/// A file that lies in its folder already.
#[derive(Debug, Clone)]
pub struct NewFile {
    /// In which language; none: in all of them. Of a result no two are of the same.
    pub language: Option<Language>,
    /// What it is called.
    pub name: String,
    /// Its type by its content.
    pub media_type: &'static str,
    /// Its size.
    pub bytes: i64,
    /// SHA-256 of its content, in hexadecimal digits.
    pub sha256: String,
    /// Its name in the folder.
    pub stored_as: String,
}

/// A result that is to be published.
#[derive(Debug, Clone)]
pub struct Order {
    /// Of which session.
    pub session: Id,
    /// When that was last changed, as the form knew it.
    pub seen: Instant,
    /// What it is; of one that replaces another, what that was.
    pub kind: ResultKind,
    /// What it is called, in both languages.
    pub title: Multilingual,
    /// Of which matter of the agenda it is; none: of the session.
    pub item: Option<Id>,
    /// Its text, in the languages that it has, where there is one; blank where it has none.
    pub text: Option<Multilingual>,
    /// Its files.
    pub files: Vec<NewFile>,
    /// On what ground a part is left out, and what that is.
    pub withheld: Option<(Ground, Multilingual)>,
    /// Its registration number.
    pub number: Option<String>,
    /// Who signed it.
    pub signer: Option<String>,
    /// When it was signed or received.
    pub created_on: NaiveDate,
    /// Why it is late.
    pub late_reason: Option<String>,
}

/// That there is none of a kind.
#[derive(Debug, Clone)]
pub struct Statement {
    /// Of which session.
    pub session: Id,
    /// When that was last changed, as the form knew it.
    pub seen: Instant,
    /// Of what.
    pub kind: ResultKind,
    /// Why it is late.
    pub late_reason: Option<String>,
}

/// Why an act on results is refused.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such session, or no such result.
    #[error("no such session or result")]
    NotFound,
    /// Somebody else changed the session since the form was made.
    #[error("somebody else changed the session")]
    Stale,
    /// It has not begun, or was called off.
    #[error("the session is {0}: it has no results")]
    NotHeld(SessionStatus),
    /// A clock runs into a year that the calendar does not know.
    #[error(transparent)]
    NoCalendar(#[from] NoCalendar),
    /// Neither text nor file.
    #[error("neither text nor file")]
    Empty,
    /// The agenda has no such matter.
    #[error("no such matter on the agenda")]
    NoItem,
    /// The times of a transcript cannot be read, in the text of a language.
    #[error("the times of a transcript in {0}: {1:?}")]
    Times(Language, transcript::Fault),
    /// It would have been made after today.
    #[error("made in the future")]
    NotMadeYet,
    /// It would have been made before the session was held.
    #[error("made before the session")]
    MadeTooEarly,
    /// It is late, and nothing says why.
    #[error("it was due before {0}, and no reason is given")]
    ReasonDue(DateTime<Utc>),
    /// One of the kind is published, or it is said already that there is none, or nobody misses one.
    #[error("that there is none cannot be said")]
    CannotBeNone,
    /// Something else stands instead of it already.
    #[error("it has been replaced already")]
    Replaced,
    /// The machine.
    #[error(transparent)]
    Broken(#[from] Broken),
}

impl From<sessions::actions::Refusal> for Refusal {
    fn from(refusal: sessions::actions::Refusal) -> Self {
        match refusal {
            sessions::actions::Refusal::Stale => Self::Stale,
            sessions::actions::Refusal::Broken(broken) => Self::Broken(broken),
            other => Self::Broken(Broken::Data(other.to_string())),
        }
    }
}
