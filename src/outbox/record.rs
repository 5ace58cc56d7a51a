//! Rows of letters.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::Value;

use crate::database::schema::{outbox, suppressions};
use crate::database::{Id, Instant, Json, text_column};
use crate::language::Language;
use crate::law::text_enum::text_enum;

text_enum! {
    /// What goes first when letters wait.
    pub enum Lane {
        /// Emergencies and cancellations.
        Urgent = "urgent",
        /// What one person waits for.
        Ordinary = "ordinary",
        /// What goes to many.
        Bulk = "bulk",
    }
}

text_enum! {
    /// How far a letter has come; the words of Notify.
    pub enum LetterState {
        /// Waits for its first attempt.
        Created = "created",
        /// A worker holds it.
        Sending = "sending",
        /// A mail server took it over.
        Delivered = "delivered",
        /// Will be tried again.
        TemporaryFailure = "temporary_failure",
        /// A mail server refused it for good.
        PermanentFailure = "permanent_failure",
        /// We could not make or send it, and gave up.
        TechnicalFailure = "technical_failure",
        /// Its time passed before it could be sent.
        Expired = "expired",
        /// Its office took it back before it was sent.
        CalledBack = "called_back",
    }
}

text_enum! {
    /// By which way it leaves.
    pub enum Channel {
        /// As a letter.
        Mail = "mail",
        /// As a call of a neighbouring system.
        Webhook = "webhook",
    }
}

text_column!(Lane, LetterState, Channel);

impl LetterState {
    /// States of letters that are not finished.
    pub const UNFINISHED: [Self; 3] = [Self::Created, Self::Sending, Self::TemporaryFailure];

    /// States of letters that did not arrive and are not tried any more.
    pub const LOST: [Self; 3] = [
        Self::PermanentFailure,
        Self::TechnicalFailure,
        Self::Expired,
    ];
}

/// A letter as an act orders it; it is put into words when it is sent.
#[derive(Debug, Clone)]
pub struct Letter {
    /// The same event, revision, recipient and kind never makes a second letter.
    pub once_key: String,
    /// What goes first.
    pub lane: Lane,
    /// Which letter: the slice that ordered it knows how to word it.
    pub kind: &'static str,
    /// An e-mail address.
    pub recipient: String,
    /// The reader's language.
    pub language: Language,
    /// The session it is about.
    pub session: Option<Id>,
    /// What was true when it was ordered.
    pub payload: Value,
    /// Of no use after this instant.
    pub give_up_at: DateTime<Utc>,
}

/// A call of a neighbouring system as it is ordered. What is said is written down at once: sent again, it is the
/// same to the byte.
#[derive(Debug, Clone)]
pub struct Call {
    /// What the neighbour knows it by.
    pub id: Id,
    /// The same event never calls one webhook a second time.
    pub once_key: String,
    /// What happened.
    pub kind: String,
    /// Which webhook.
    pub webhook: Id,
    /// The session it is about.
    pub session: Option<Id>,
    /// What is sent: JSON.
    pub body: String,
    /// Of no use after this instant.
    pub give_up_at: DateTime<Utc>,
}

/// What the desk reads of a call.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = outbox)]
pub struct Called {
    /// What the neighbour knows it by.
    pub id: Id,
    /// What happened.
    pub kind: String,
    /// The session it is about.
    pub session_id: Option<Id>,
    /// How far it has come.
    pub state: LetterState,
    /// Attempts begun.
    pub attempts: i32,
    /// Not before.
    pub next_attempt_at: Instant,
    /// How the last attempt ended, well or not.
    pub last_error: Option<String>,
    /// When it was ordered.
    pub created_at: Instant,
}

/// A letter as it stands in the outbox.
#[derive(Debug, Clone, QueryableByName, Selectable, Insertable)]
#[diesel(table_name = outbox, treat_none_as_default_value = false)]
pub struct Row {
    /// Ours; the local part of its Message-ID.
    pub id: Id,
    /// See [`Letter`].
    pub once_key: String,
    /// See [`Letter`].
    pub lane: Lane,
    /// See [`Letter`].
    pub kind: String,
    /// See [`Letter`]; emptied when the letter is delivered, or else when its use has ended. Of a call: its webhook.
    pub recipient: String,
    /// See [`Letter`].
    pub language: Language,
    /// See [`Letter`].
    pub session_id: Option<Id>,
    /// See [`Letter`]; emptied when the letter is finished. Of a call: what is sent, which stays as long as its row.
    pub payload: Json<Value>,
    /// How far it has come.
    pub state: LetterState,
    /// Attempts begun.
    pub attempts: i32,
    /// Not before.
    pub next_attempt_at: Instant,
    /// Not after.
    pub give_up_at: Instant,
    /// While a worker holds it: until when.
    pub leased_until: Option<Instant>,
    /// What the last attempt failed of; no personal data.
    pub last_error: Option<String>,
    /// When it was ordered.
    pub created_at: Instant,
    /// When it was finished, well or not.
    pub finished_at: Option<Instant>,
    /// When it was finished: by what a report on it is matched with its recipient, see
    /// [`Trace`](super::trace::Trace).
    pub recipient_hash: Option<String>,
    /// By which way it leaves.
    pub channel: Channel,
}

/// A letter of a session that did not arrive: somebody has to be telephoned.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct NotArrived {
    /// The letter.
    pub id: Id,
    /// What it is about.
    pub session_id: Option<Id>,
    /// To whom it went; empty where the failure came back without an address, or after its use has ended.
    pub recipient: String,
    /// Which letter.
    pub kind: String,
    /// See [`Letter`]: it names whom or what the letter was about.
    pub once_key: String,
    /// How it ended.
    pub state: LetterState,
    /// Why; for the desk's people, without personal data.
    pub why: Option<String>,
    /// When that was known.
    pub finished_at: Option<Instant>,
}

/// An address that nobody reads.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = suppressions)]
pub struct Suppression {
    /// What it is known by, see [`Trace`](super::trace::Trace).
    pub address_hash: String,
    /// The address itself, where it is known.
    pub address: Option<String>,
    /// What its mail server said of it.
    pub reason: String,
    /// The letter that came back.
    pub letter_id: Id,
    /// Since when nothing is sent to it.
    pub since: Instant,
    /// Until when.
    pub forget_at: Instant,
}

/// Noted as the reason of what was never tried.
pub(super) const UNTRIED: &str = "its time passed before it was tried";

/// Begins the reason of what is not sent to an address that gets nothing more.
pub(super) const STOPPED: &str = "nobody reads this address: ";

/// What another server said, in the reason noted for a letter that did not arrive; our own notes are for the log, and
/// the state of the letter says the same in everybody's language.
#[must_use]
pub fn said_elsewhere(reason: &str) -> Option<&str> {
    let said = reason.strip_prefix(STOPPED).unwrap_or(reason);
    (said != UNTRIED).then_some(said)
}
