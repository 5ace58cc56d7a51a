//! Who was told of an emergency, when and how, and who was not reached: by session and in all.
//!
//! Where the facts stand: letters in the outbox, whose rows stay when their addresses go; whoever has no e-mail, and
//! whose letter was lost and who was telephoned, in `emergency_calls`, which stays when personal data goes. The lists of
//! people to telephone forget both much earlier: at the next thing there is to tell, or with the applications.

use std::collections::HashMap;

use crate::applications::store::reach::Way;
use crate::bodies;
use crate::database::{AnyConnection, Broken, Id, Instant};
use crate::language::Multilingual;
use crate::news::Audience;
use crate::outbox::record::LetterState;
use crate::sessions::emergency::Covered;
use crate::sessions::record::Session;
use crate::web::desk::Reach;

use super::store::report::{self, Calls, Letters};

/// How many were told one way, and between which instants.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// How many.
    pub number: i64,
    /// When the first was.
    pub first: Option<Instant>,
    /// When the last was.
    pub last: Option<Instant>,
}

impl Count {
    fn add(&mut self, other: Self) {
        self.number = self.number.saturating_add(other.number);
        self.first = self.first.into_iter().chain(other.first).min();
        self.last = self.last.max(other.last);
    }
}

/// How far letters have come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Post {
    /// Those that a mail server took over.
    pub delivered: Count,
    /// Those on their way.
    pub waiting: Count,
    /// Those that a mail server refused, or that could not be sent.
    pub failed: Count,
    /// Those whose time passed before they could be sent.
    pub expired: Count,
    /// Those taken back: a later one tells everything, or there is nothing to be told any more.
    pub replaced: Count,
}

impl Post {
    /// Those that will not arrive.
    #[must_use]
    pub fn lost(&self) -> i64 {
        self.failed.number.saturating_add(self.expired.number)
    }

    /// There is no letter.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn add(&mut self, other: &Self) {
        self.delivered.add(other.delivered);
        self.waiting.add(other.waiting);
        self.failed.add(other.failed);
        self.expired.add(other.expired);
        self.replaced.add(other.replaced);
    }

    fn take(&mut self, letters: &Letters) {
        let count = Count {
            number: letters.count,
            first: letters.first,
            last: letters.last,
        };
        let place = match letters.state {
            LetterState::Delivered => &mut self.delivered,
            LetterState::Created | LetterState::Sending | LetterState::TemporaryFailure => {
                &mut self.waiting
            }
            LetterState::PermanentFailure | LetterState::TechnicalFailure => &mut self.failed,
            LetterState::Expired => &mut self.expired,
            LetterState::CalledBack => &mut self.replaced,
        };
        place.add(count);
    }
}

/// How people were told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Applications that the emergency sent to the broadcast.
    pub people: i64,
    /// Their letters.
    pub letters: Post,
    /// Letters to those who subscribed.
    pub subscribers: Post,
    /// People without e-mail.
    pub to_call: i64,
    /// Of them, those who were telephoned.
    pub telephoned: Count,
    /// Those whose letter was lost and who were telephoned.
    pub made_up: Count,
    /// People without any contact.
    pub without_contact: i64,
}

impl Tally {
    /// Everybody who was telephoned.
    #[must_use]
    pub fn called(&self) -> Count {
        let mut all = self.telephoned;
        all.add(self.made_up);
        all
    }

    /// Those who are still to be telephoned.
    #[must_use]
    pub fn calls_due(&self) -> i64 {
        let without_email = self.to_call.saturating_sub(self.telephoned.number);
        let lost = self.letters.lost().saturating_sub(self.made_up.number);
        without_email.max(0).saturating_add(lost.max(0))
    }

    /// Those who were not reached: still to be telephoned, or without any contact.
    #[must_use]
    pub fn not_reached(&self) -> i64 {
        self.calls_due().saturating_add(self.without_contact)
    }

    fn add(&mut self, other: &Self) {
        self.people = self.people.saturating_add(other.people);
        self.letters.add(&other.letters);
        self.subscribers.add(&other.subscribers);
        self.to_call = self.to_call.saturating_add(other.to_call);
        self.telephoned.add(other.telephoned);
        self.made_up.add(other.made_up);
        self.without_contact = self.without_contact.saturating_add(other.without_contact);
    }

    fn calls(&mut self, calls: &Calls) {
        let count = Count {
            number: calls.telephoned,
            first: calls.first,
            last: calls.last,
        };
        match calls.way {
            Way::Letter => self.made_up.add(count),
            Way::Telephone => {
                self.to_call = self.to_call.saturating_add(calls.count);
                self.telephoned.add(count);
            }
            Way::Nothing => {
                self.without_contact = self.without_contact.saturating_add(calls.count);
            }
        }
    }
}

/// What became of one session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The session.
    pub session: Session,
    /// The name of its body on its day.
    pub body_name: Multilingual,
    /// What the emergency did to it.
    pub covered: Covered,
    /// How its people were told.
    pub tally: Tally,
}

impl Line {
    /// It was sent online by this emergency and has not its hall again.
    #[must_use]
    pub fn is_switched(&self) -> bool {
        self.covered.former_format.is_some() && self.covered.restored_at.is_none()
    }
}

/// The whole report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// By session, in the order of their starts.
    pub lines: Vec<Line>,
    /// Of all these sessions.
    pub total: Tally,
}

/// Gathers it for these bodies: five queries, however many sessions and people there are.
///
/// # Errors
/// [`Broken::Query`], as all here.
pub fn gather(
    connection: &mut AnyConnection,
    emergency: Id,
    reach: &Reach,
) -> Result<Report, Broken> {
    let covered = report::covered(connection, emergency, reach)?;
    let mut bodies: Vec<Id> = covered.iter().map(|(_, one)| one.body_id).collect();
    bodies.sort_unstable();
    bodies.dedup();
    let names = bodies::store::names_of(connection, &bodies)?;
    let mut tallies: HashMap<Id, Tally> = HashMap::new();
    for letters in report::letters(connection, emergency, Audience::Applicants)? {
        if let Some(session) = letters.session_id {
            tallies.entry(session).or_default().letters.take(&letters);
        }
    }
    for letters in report::letters(connection, emergency, Audience::Subscribers)? {
        if let Some(session) = letters.session_id {
            let tally = tallies.entry(session).or_default();
            tally.subscribers.take(&letters);
        }
    }
    for calls in report::calls(connection, emergency)? {
        tallies.entry(calls.session_id).or_default().calls(&calls);
    }
    let mut total = Tally::default();
    let lines = covered.into_iter().map(|(covered, session)| {
        let mut tally = tallies.remove(&session.id).unwrap_or_default();
        tally.people = i64::from(covered.people);
        total.add(&tally);
        Line {
            body_name: names.on(session.body_id, session.local_date),
            session,
            covered,
            tally,
        }
    });
    let lines = lines.collect();
    Ok(Report { lines, total })
}
