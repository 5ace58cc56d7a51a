//! Letters to applicants: ordered here in the transaction of the act, put into words by `letter_words` when sent.
//! An applicant who gave no e-mail is telephoned by the secretariat ([`calls`]).

mod facts;

use chrono::{DateTime, TimeDelta, Utc};

use super::actions::Refuse;
use super::calls;
use super::record::Application;
use crate::database::{Broken, Id, Work};
use crate::outbox::{self, Lane, Letter};
use crate::sessions::record::Session;

pub use facts::Facts;

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
/// The session is on the next working day.
pub const REMINDER: &str = "application-reminder";
/// To the responsible person: new applications to one session.
pub const NEW: &str = "applications-new";
/// To the responsible person: those of a day to the sessions of a body.
pub const DIGEST: &str = "applications-digest";

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
    order(work, now, session, application, RECEIVED, &facts)
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
        &Facts::of(session, application),
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
    order(work, now, session, application, WITHDRAWN, &facts)
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
    order(work, now, session, application, ADMITTED, &facts)
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
        words: refusal.words.clone(),
        ..Facts::of(session, application)
    };
    order(work, now, session, application, REFUSED, &facts)
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
    order(work, now, session, application, MOVED_ONLINE, &facts)
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
    order(work, now, session, application, CORRECTED, &facts)
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
    order(work, now, session, application, RESEATED, &facts)
}

/// Orders the reminder of a session that begins at its present start: of the seat, or of the broadcast. Once for each
/// of them and each start.
///
/// # Errors
/// [`Broken::Query`].
pub fn reminder(
    work: &mut Work,
    now: DateTime<Utc>,
    session: &Session,
    application: &Application,
) -> Result<(), Broken> {
    let start = session.starts_at.utc().timestamp_micros();
    let of = if application.hall.is_some() {
        "seat"
    } else {
        "broadcast"
    };
    let once_key = format!("{REMINDER} {} {start} {of}", application.id);
    let facts = Facts {
        reminded_of: Some(session.starts_at.utc()),
        ..Facts::of(session, application)
    };
    order_as(
        work,
        now,
        session,
        application,
        (REMINDER, once_key),
        &facts,
    )
}

fn order(
    work: &mut Work,
    now: DateTime<Utc>,
    session: &Session,
    application: &Application,
    kind: &'static str,
    facts: &Facts,
) -> Result<(), Broken> {
    let once_key = once_key(application.id, facts.revision, kind);
    order_as(work, now, session, application, (kind, once_key), facts)
}

fn order_as(
    work: &mut Work,
    now: DateTime<Utc>,
    session: &Session,
    application: &Application,
    (kind, once_key): (&'static str, String),
    facts: &Facts,
) -> Result<(), Broken> {
    let Some(recipient) = application.email.clone() else {
        calls::order(work, now, application, kind);
        return Ok(());
    };
    let letter = Letter {
        once_key,
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
