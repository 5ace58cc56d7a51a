//! The acts on applications: facts → law → store → journal and outbox, each in one transaction.
//!
//! | file | act |
//! |---|---|
//! | `applying` | apply through the site or the API |
//! | `entering` | enter what came on paper, by post or by e-mail |
//! | `completing` | add what was missing |
//! | `withdrawing` | withdraw, also on behalf |
//! | `moving_up` | give free seats to those who wait |
//! | `admitting` | admit one, or all who have a seat |
//! | `refusing` | refuse one on a ground |
//! | `moving_online` | send one to the broadcast |
//! | `correcting` | correct contacts |
//! | `reseat` | give everybody the place that is theirs once the seats are others |
//! | `ordering` | change the order of those who wait |
//! | `closing` | free the seats of a session that is closed, and give them again |
//!
//! An act of the desk names the revision that somebody saw; if the application has changed since, it does nothing.
//! Every act on applications that are there locks the seats of their session before it reads what it decides by.

mod admitting;
mod applying;
mod closing;
mod completing;
mod correcting;
mod entering;
mod moving_online;
mod moving_up;
mod ordering;
mod refusing;
pub mod reseat;
mod withdrawing;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::record::Application;
use super::refusal::Refusal;
use super::store;
use crate::database::{Id, Work};
use crate::journal::{self, Actor, Entry};
use crate::law::admission::{Bar, NotOpen, nothing_to_decide};
use crate::law::application_course::{ApplicationAct, ApplicationState, make_move};
use crate::law::session_course::Access;
use crate::sessions;
use crate::sessions::record::{Clocks, Seating, Session};

pub use admitting::{admit, admit_all, people_to_admit};
pub use applying::{Apply, Receipt, RequestKey, apply, received};
pub use closing::{free_seats, seat_again};
pub use completing::{Complete, complete};
pub use correcting::{Correct, correct};
pub use entering::{Enter, enter};
pub use moving_online::{MoveOnline, move_online};
pub use moving_up::{give_free_seats, give_free_seats_silently};
pub use ordering::{Reorder, reorder};
pub use refusing::{Refuse, facts_for_refusing, refuse};
pub use withdrawing::{withdraw, withdraw_for};

/// An application as somebody at the desk saw it, to be acted on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// Which one.
    pub application: Id,
    /// Its revision then.
    pub revision: i32,
    /// Who acts.
    pub staff: Id,
}

/// An application with all that decides what may be done with it.
struct Case {
    application: Application,
    session: Session,
    clocks: Clocks,
    seating: Seating,
}

impl Case {
    /// The application as it stands once no other act can change it, with its facts.
    fn of(work: &mut Work, known: &Application) -> Result<Self, Refusal> {
        let facts = sessions::store::facts_for_deciding(work.connection, known.session_id)?;
        let (session, clocks, seating) = facts.ok_or(Refusal::NotFound)?;
        // Whoever held the lock before may have changed it.
        let found = store::by_id(work.connection, known.id)?;
        let application = found.ok_or(Refusal::NotFound)?;
        Ok(Self {
            application,
            session,
            clocks,
            seating,
        })
    }

    /// The application that was seen, if it still is what was seen.
    fn seen(work: &mut Work, seen: Seen) -> Result<Self, Refusal> {
        let found = store::by_id(work.connection, seen.application)?;
        let case = Self::of(work, &found.ok_or(Refusal::NotFound)?)?;
        if case.application.revision != seen.revision {
            return Err(Refusal::Stale(Box::new(case.application)));
        }
        Ok(case)
    }

    /// Whether anything is still decided for this session.
    fn still_decided(&self, now: DateTime<Utc>) -> Result<(), Refusal> {
        still_decided(&self.session, now)
    }

    /// Whether the course of the application knows this way.
    fn may(&self, act: ApplicationAct, to: ApplicationState) -> Result<(), Refusal> {
        make_move(Some(self.application.state), act, to)
            .map(drop)
            .map_err(|_| Refusal::NotAllowed)
    }
}

/// Whether anything is still decided on applications of a session.
fn still_decided(session: &Session, now: DateTime<Utc>) -> Result<(), Refusal> {
    let closed = (session.access == Access::Closed).then_some(NotOpen::Closed);
    match nothing_to_decide(sessions::now::status(session, now)).or(closed) {
        None => Ok(()),
        Some(why) => Err(Refusal::Barred {
            bar: Bar::NotOpen(why),
            broadcast_url: session.broadcast_url.clone(),
            zone: session.zone,
        }),
    }
}

/// A line of the journal on an application; no personal data in it.
struct Noted<'a> {
    session: &'a Session,
    application: &'a Application,
    actor: Actor,
    act: &'static str,
    before: Option<Value>,
    more: Value,
    calendar: Option<&'a str>,
}

impl<'a> Noted<'a> {
    fn new(
        session: &'a Session,
        application: &'a Application,
        actor: Actor,
        act: &'static str,
    ) -> Self {
        Self {
            session,
            application,
            actor,
            act,
            before: None,
            more: Value::Null,
            calendar: None,
        }
    }

    /// The clocks that decided it.
    fn judged_by(self, clocks: &'a Clocks) -> Self {
        let calendar = Some(clocks.calendar_version.as_str());
        Self { calendar, ..self }
    }

    /// The state that it came from.
    fn from(self, state: ApplicationState) -> Self {
        Self {
            before: Some(json!({ "state": state })),
            ..self
        }
    }

    /// What else is to be known of it.
    fn with(self, more: Value) -> Self {
        Self { more, ..self }
    }
}

fn note(work: &mut Work, now: DateTime<Utc>, noted: Noted<'_>) {
    let application = noted.application;
    let mut after = json!({
        "state": application.state,
        "number": application.number,
        "session": noted.session.id,
    });
    if let (Some(after), Value::Object(more)) = (after.as_object_mut(), noted.more) {
        after.extend(more);
    }
    let entry = Entry {
        actor: noted.actor,
        act: noted.act,
        object_kind: "application",
        object: application.id,
        body: Some(noted.session.body_id),
        before: noted.before,
        after: Some(after),
        calendar_version: noted.calendar,
    };
    journal::record(work, now, entry);
}
