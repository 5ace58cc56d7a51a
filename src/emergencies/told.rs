//! Who was told of an emergency and who was not, one by one: for whoever may see applicants.

use std::collections::{HashMap, HashSet};

use crate::applications::store::reach::Way;
use crate::database::{AnyConnection, Broken, Id, Instant};
use crate::outbox::record::LetterState;
use crate::web::desk::Reach;

use super::store::people::{self, Applicant, Called, Sent};

/// So many who were not reached stand on the page by name; the table to take out names all.
pub const NAMED: usize = 100;

/// How one person was told, or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// By a letter that has come so far.
    Letter(LetterState),
    /// Somebody telephoned.
    Telephoned,
    /// Somebody is to telephone.
    ToCall,
    /// There is no contact.
    Nothing,
}

impl How {
    /// The word of its sentence.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Letter(LetterState::Delivered) => "delivered",
            Self::Letter(
                LetterState::Created | LetterState::Sending | LetterState::TemporaryFailure,
            ) => "waiting",
            Self::Letter(LetterState::PermanentFailure | LetterState::TechnicalFailure) => "failed",
            Self::Letter(LetterState::Expired) => "expired",
            Self::Letter(LetterState::CalledBack) => "replaced",
            Self::Telephoned => "telephoned",
            Self::ToCall => "to-call",
            Self::Nothing => "nothing",
        }
    }
}

/// One person and how it went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Who.
    pub applicant: Applicant,
    /// How.
    pub how: How,
    /// When that was.
    pub at: Option<Instant>,
}

/// The application that a letter was for: its once-key ends with it.
fn application_of(once_key: &str) -> Option<Id> {
    once_key.rsplit(':').next().and_then(Id::parse)
}

fn of_call(called: &Called) -> (How, Option<Instant>) {
    match (called.telephoned_at, called.way) {
        (Some(at), _) => (How::Telephoned, Some(at)),
        (None, Way::Nothing) => (How::Nothing, None),
        (None, Way::Letter | Way::Telephone) => (How::ToCall, None),
    }
}

/// Those of these bodies who were not reached, at most [`NAMED`] and one more. Three queries.
///
/// # Errors
/// [`Broken::Query`].
pub fn unreached(
    connection: &mut AnyConnection,
    emergency: Id,
    reach: &Reach,
) -> Result<Vec<Told>, Broken> {
    let most = i64::try_from(NAMED).unwrap_or(i64::MAX).saturating_add(1);
    let lost = people::sent(connection, emergency, reach, Some(most))?;
    let called = people::called(connection, emergency, reach, Some(most))?;
    let by_letter = lost.iter().filter_map(|one| application_of(&one.once_key));
    let ids: Vec<Id> = by_letter
        .chain(called.iter().map(|one| one.application_id))
        .collect();
    let applicants = people::applicants(connection, &ids)?;
    let mut told = told(applicants, &lost, &called);
    told.truncate(NAMED.saturating_add(1));
    Ok(told)
}

/// Everybody of these bodies who was to be told. Three queries.
///
/// # Errors
/// [`Broken::Query`].
pub fn everybody(
    connection: &mut AnyConnection,
    emergency: Id,
    reach: &Reach,
) -> Result<Vec<Told>, Broken> {
    let sent = people::sent(connection, emergency, reach, None)?;
    let called = people::called(connection, emergency, reach, None)?;
    let applicants = people::all_applicants(connection, emergency, reach)?;
    Ok(told(applicants, &sent, &called))
}

/// Each applicant of whom a letter or a call is known, in the order given; who was telephoned, is told so.
fn told(applicants: Vec<Applicant>, sent: &[Sent], called: &[Called]) -> Vec<Told> {
    let mut known: HashMap<Id, (How, Option<Instant>)> = HashMap::new();
    for letter in sent {
        if let Some(id) = application_of(&letter.once_key) {
            known.insert(id, (How::Letter(letter.state), letter.finished_at));
        }
    }
    let of_calls = called.iter().map(|one| (one.application_id, of_call(one)));
    known.extend(of_calls);
    let mut seen: HashSet<Id> = HashSet::new();
    let each = applicants.into_iter().filter_map(|applicant| {
        let (how, at) = known.get(&applicant.id).copied()?;
        seen.insert(applicant.id)
            .then_some(Told { applicant, how, at })
    });
    each.collect()
}
