//! Letters to applicants: ordered here in the transaction of the act, put into words by `letter_words` when sent.
//! An applicant who gave no e-mail is telephoned by the secretariat.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::actions::Refuse;
use super::record::{Application, Hall};
use crate::database::{Broken, Id, Work};
use crate::law::application_course::ApplicationState;
use crate::law::refusal::Ground;
use crate::outbox::{self, Lane, Letter};
use crate::sessions::record::Session;

/// The application was received, and what place it got.
pub const RECEIVED: &str = "application-received";
/// A seat became free for it.
pub const PROMOTED: &str = "application-promoted";
/// It was withdrawn.
pub const WITHDRAWN: &str = "application-withdrawn";
/// The applicant is admitted.
pub const ADMITTED: &str = "application-admitted";
/// It was refused, with the ground and the way to complain.
pub const REFUSED: &str = "application-refused";
/// The broadcast is what remains.
pub const MOVED_ONLINE: &str = "application-moved-online";
/// Its contacts were corrected: the receipt once more.
pub const CORRECTED: &str = "application-corrected";
/// A hall got smaller, and the seat is another one, or none.
pub const RESEATED: &str = "application-reseated";

/// What was true of the application when the letter was ordered. No name: what a stranger typed is not sent to
/// an address that nobody confirmed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Facts {
    /// The application.
    pub application: String,
    /// Registration number.
    pub number: String,
    /// Opens the applicant's own page.
    pub secret: String,
    /// Its state then.
    pub state: ApplicationState,
    /// Its place in the queue then, if it waited.
    pub queue_place: Option<i64>,
    /// The instant of arrival.
    pub received_at: DateTime<Utc>,
    /// The revision of the application that the letter tells of.
    pub revision: i32,
    /// The SEQUENCE of the session then: a letter that is sent late does not say more than it knew.
    #[serde(default)]
    pub session_sequence: i32,
    /// The hall of its seat then, if it had one.
    #[serde(default)]
    pub hall: Option<Hall>,
    /// It had a seat before, and has none any more: the calendar strikes it out.
    #[serde(default)]
    pub lost_seat: bool,
    /// What was missing of it, by the words of the fields.
    #[serde(default)]
    pub missing: Vec<String>,
    /// The ground on which it was refused.
    #[serde(default)]
    pub ground: Option<Ground>,
    /// The reason in the words of the desk.
    #[serde(default)]
    pub words: Option<String>,
}

impl Facts {
    fn of(session: &Session, application: &Application) -> Self {
        Self {
            application: application.id.to_string(),
            number: application.number.clone(),
            secret: application.secret.clone(),
            state: application.state,
            queue_place: None,
            received_at: application.received_at.utc(),
            revision: application.revision,
            session_sequence: session.sequence,
            hall: application.hall,
            lost_seat: false,
            missing: match application.state {
                ApplicationState::Incomplete => {
                    let missing = application.missing();
                    missing.into_iter().map(str::to_owned).collect()
                }
                _ => Vec::new(),
            },
            ground: None,
            words: None,
        }
    }
}

/// Orders the receipt.
///
/// # Errors
/// [`Broken::Query`].
pub fn received(
    work: &mut Work,
    now: DateTime<Utc>,
    session: &Session,
    application: &Application,
    queue_place: Option<i64>,
) -> Result<(), Broken> {
    let facts = Facts {
        queue_place,
        ..Facts::of(session, application)
    };
    order(work, now, session, application, RECEIVED, facts)
}

/// Orders the word of a seat that became free.
///
/// # Errors
/// [`Broken::Query`].
pub fn promoted(
    work: &mut Work,
    now: DateTime<Utc>,
    session: &Session,
    application: &Application,
) -> Result<(), Broken> {
    order(
        work,
        now,
        session,
        application,
        PROMOTED,
        Facts::of(session, application),
    )
}

/// Orders the word that it is withdrawn; `application` as it was before, with its address.
///
/// # Errors
/// [`Broken::Query`].
pub fn withdrawn(
    work: &mut Work,
    now: DateTime<Utc>,
    session: &Session,
    application: &Application,
) -> Result<(), Broken> {
    // Withdrawing raises the revision, but takes away the address too: the letter is ordered before.
    let facts = Facts {
        revision: application.revision.saturating_add(1),
        ..Facts::of(session, application)
    };
    order(work, now, session, application, WITHDRAWN, facts)
}

/// Orders the word that the applicant is admitted.
///
/// # Errors
/// [`Broken::Query`].
pub fn admitted(
    work: &mut Work,
    now: DateTime<Utc>,
    session: &Session,
    application: &Application,
) -> Result<(), Broken> {
    let facts = Facts::of(session, application);
    order(work, now, session, application, ADMITTED, facts)
}

/// Orders the refusal, with its ground, its words and the way to complain; `before` had the seat, if any.
///
/// # Errors
/// [`Broken::Query`].
pub fn refused(
    work: &mut Work,
    now: DateTime<Utc>,
    session: &Session,
    (before, application): (&Application, &Application),
    refusal: &Refuse,
) -> Result<(), Broken> {
    let facts = Facts {
        lost_seat: before.hall.is_some(),
        ground: Some(refusal.ground),
        words: refusal.words.clone(),
        ..Facts::of(session, application)
    };
    order(work, now, session, application, REFUSED, facts)
}

/// Orders the word that the broadcast is what remains.
///
/// # Errors
/// [`Broken::Query`].
pub fn moved_online(
    work: &mut Work,
    now: DateTime<Utc>,
    session: &Session,
    (before, application): (&Application, &Application),
) -> Result<(), Broken> {
    let facts = Facts {
        lost_seat: before.hall.is_some(),
        ..Facts::of(session, application)
    };
    order(work, now, session, application, MOVED_ONLINE, facts)
}

/// Orders the receipt once more, to the corrected address.
///
/// # Errors
/// [`Broken::Query`].
pub fn corrected(
    work: &mut Work,
    now: DateTime<Utc>,
    session: &Session,
    application: &Application,
    queue_place: Option<i64>,
) -> Result<(), Broken> {
    let facts = Facts {
        queue_place,
        ..Facts::of(session, application)
    };
    order(work, now, session, application, CORRECTED, facts)
}

/// Orders the word of another place because a hall got smaller.
///
/// # Errors
/// [`Broken::Query`].
pub fn reseated(
    work: &mut Work,
    now: DateTime<Utc>,
    session: &Session,
    application: &Application,
    queue_place: Option<i64>,
) -> Result<(), Broken> {
    let facts = Facts {
        queue_place,
        lost_seat: application.hall.is_none(),
        ..Facts::of(session, application)
    };
    order(work, now, session, application, RESEATED, facts)
}

fn order(
    work: &mut Work,
    now: DateTime<Utc>,
    session: &Session,
    application: &Application,
    kind: &'static str,
    facts: Facts,
) -> Result<(), Broken> {
    let Some(recipient) = application.email.clone() else {
        return Ok(());
    };
    let letter = Letter {
        once_key: once_key(application.id, facts.revision, kind),
        lane: Lane::Ordinary,
        kind,
        recipient,
        language: application.language,
        session: Some(session.id),
        payload: serde_json::to_value(facts).map_err(|error| Broken::Data(error.to_string()))?,
        give_up_at: useful_until(session, now),
    };
    outbox::store::put(work, now, letter);
    Ok(())
}

fn once_key(application: Id, revision: i32, kind: &str) -> String {
    format!("{kind} {application} {revision}")
}

/// Until the session begins; a letter ordered later is of use for a day. How long the office tries at most is
/// its own setting.
fn useful_until(session: &Session, now: DateTime<Utc>) -> DateTime<Utc> {
    let start = session.starts_at.utc();
    if now < start {
        start
    } else {
        now + TimeDelta::days(1)
    }
}
