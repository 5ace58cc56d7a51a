//! Letters to applicants: ordered here in the transaction of the act, put into words by `letter_words` when sent.
//! An applicant who gave no e-mail is telephoned by the secretariat.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::record::Application;
use crate::database::{Broken, Id, Work};

use crate::law::application_course::ApplicationState;
use crate::outbox::{self, Lane, Letter};
use crate::sessions::record::Session;

/// The application was received, and what place it got.
pub const RECEIVED: &str = "application-received";
/// A seat became free for it.
pub const PROMOTED: &str = "application-promoted";
/// It was withdrawn.
pub const WITHDRAWN: &str = "application-withdrawn";

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
}

impl Facts {
    fn of(application: &Application) -> Self {
        Self {
            application: application.id.to_string(),
            number: application.number.clone(),
            secret: application.secret.clone(),
            state: application.state,
            queue_place: None,
            received_at: application.received_at.utc(),
            revision: application.revision,
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
        ..Facts::of(application)
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
        Facts::of(application),
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
        ..Facts::of(application)
    };
    order(work, now, session, application, WITHDRAWN, facts)
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
