//! What a letter to an applicant is made of.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::applications::record::{Application, Hall};
use crate::law::application_course::ApplicationState;
use crate::sessions::record::Session;

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
    /// The reason of a refusal in the words of the desk; its ground stands with the refusal.
    #[serde(default)]
    pub words: Option<String>,
    /// The start of the session that it reminds of.
    #[serde(default)]
    pub reminded_of: Option<DateTime<Utc>>,
}

impl Facts {
    /// What is true of it now.
    #[must_use]
    pub fn of(session: &Session, application: &Application) -> Self {
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
            words: None,
            reminded_of: None,
        }
    }
}
