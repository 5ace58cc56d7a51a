//! A list that was ticked on paper, entered afterwards.

use chrono::{DateTime, Utc};

use super::actions::{Refusal, came, locked, note_arrival};
use super::record::Entrant;
use super::store;
use super::verdict::{Bar, bar_of_state};
use crate::database::{Id, Work};
use crate::law::session_course::SessionStatus;
use crate::sessions;
use crate::sessions::record::Session;

/// One tick on paper: whose, as the row stood when the page was opened, and when the person came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tick {
    /// The person's place in the order of receipt.
    pub ordinal: i32,
    /// The revision that was shown.
    pub revision: i32,
    /// When the person came in.
    pub at: DateTime<Utc>,
}

/// What became of a list on paper.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entered {
    /// So many were entered.
    pub entered: usize,
    /// These rows have changed since the page was opened, and stay as they are: what was ticked, and the row.
    pub left: Vec<(Tick, Entrant)>,
}

/// Enters who came, from a list on paper: once the session has begun, and after its end. A row that has changed
/// since the page was opened stays as it is and is told.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::TooEarly`], [`Refusal::Barred`] for a session that did not take place.
pub fn enter_from_paper(
    work: &mut Work,
    now: DateTime<Utc>,
    by: Id,
    session: Id,
    ticks: &[Tick],
) -> Result<Entered, Refusal> {
    let session = locked(work, session)?;
    paper_is_open(&session, now)?;
    let ordinals: Vec<i32> = ticks.iter().map(|tick| tick.ordinal).collect();
    let mut people = store::by_ordinals(work.connection, session.id, &ordinals)?;
    let mut done = Entered::default();
    for tick in ticks {
        // A row ticked twice, or one that there is not, is nobody.
        let Some(entrant) = people.remove(&tick.ordinal) else {
            continue;
        };
        let stale = entrant.revision != tick.revision || bar_of_state(entrant.state).is_some();
        if stale {
            done.left.push((*tick, entrant));
            continue;
        }
        match came(work, now, &entrant, tick.at) {
            Ok(inside) => {
                note_arrival(work, now, by, &session, &entrant, &inside, true);
                done.entered = done.entered.saturating_add(1);
            }
            Err(Refusal::Changed(stands)) => done.left.push((*tick, *stands)),
            Err(refusal) => return Err(refusal),
        }
    }
    Ok(done)
}

/// Whether a list on paper may be entered.
///
/// # Errors
/// [`Refusal::TooEarly`] before the start, [`Refusal::Barred`] where nobody could come.
pub fn paper_is_open(session: &Session, now: DateTime<Utc>) -> Result<(), Refusal> {
    match sessions::now::status(session, now) {
        SessionStatus::Draft | SessionStatus::Cancelled => Err(Refusal::Barred(Bar::NoSession)),
        SessionStatus::Live | SessionStatus::Held => Ok(()),
        _ if now < session.starts_at.utc() => Err(Refusal::TooEarly),
        _ => Ok(()),
    }
}
