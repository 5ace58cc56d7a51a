//! Changing a body, with what that does to its sessions: clocks follow its week and its closing hour, the words that a
//! session is found by follow its name. One transaction each.

use chrono::{DateTime, NaiveDate, Utc};

use super::recounting::{self, Effects};
use crate::app::App;
use crate::bodies::actions::{self, NewName, NotRevised, Order};
use crate::bodies::record::Body;
use crate::database::{Broken, Id, Instant, Work};
use crate::journal::Actor;
use crate::law::working_days::NoCalendar;
use crate::sessions;
use crate::sessions::actions::Scope;
use crate::sessions::deadlines::Counting;

/// Why a change is not made.
#[derive(Debug, thiserror::Error)]
pub enum NotChanged {
    /// Of the body.
    #[error(transparent)]
    Body(#[from] NotRevised),
    /// A session's clocks would run into a year that the calendar does not know.
    #[error(transparent)]
    NoCalendar(NoCalendar),
}

impl From<Broken> for NotChanged {
    fn from(broken: Broken) -> Self {
        Self::Body(broken.into())
    }
}

impl From<sessions::actions::Refusal> for NotChanged {
    fn from(refusal: sessions::actions::Refusal) -> Self {
        use sessions::actions::Refusal as OfSession;
        match refusal {
            OfSession::NoCalendar(no) => Self::NoCalendar(no),
            OfSession::Broken(broken) => broken.into(),
            other => Broken::Data(other.to_string()).into(),
        }
    }
}

/// Writes the card of a body over. If it works another week or closes at another hour, the clocks of its coming
/// sessions are counted anew by the rule that holds for a change of the calendar: what was published stays.
///
/// # Errors
/// [`NotChanged`]; nothing was written then.
pub fn revise(
    work: &mut Work,
    app: &App,
    now: DateTime<Utc>,
    actor: &Actor,
    (id, made_of): (Id, Instant),
    order: &Order,
) -> Result<Effects, NotChanged> {
    let actions::Revised { before, after } =
        actions::revise(work, now, actor, (id, made_of), order)?;
    let counting = Counting::in_act(work, app)?;
    Ok(follow(work, now, &counting, actor, (&before, &after))?)
}

/// Counts the clocks of a body's coming sessions anew, if it works another week or closes at another hour than before.
///
/// # Errors
/// As [`recounting::recount`].
pub fn follow(
    work: &mut Work,
    now: DateTime<Utc>,
    counting: &Counting<'_>,
    actor: &Actor,
    (before, after): (&Body, &Body),
) -> Result<Effects, sessions::actions::Refusal> {
    if before.week == after.week && before.closing_time == after.closing_time {
        return Ok(Effects::default());
    }
    let scope = Scope::Body(after.id);
    recounting::recount(work, now, counting, actor, scope)
}

/// Gives a body a name from a day on.
///
/// # Errors
/// [`NotChanged`].
pub fn rename(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    of: (Id, Instant),
    new: &NewName,
) -> Result<Body, NotChanged> {
    let body = actions::rename(work, now, actor, of, new)?;
    sessions::actions::find_by_new_name(work, &body, new.from)?;
    Ok(body)
}

/// Takes a name away.
///
/// # Errors
/// [`NotChanged`].
pub fn remove_name(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    of: (Id, Instant),
    day: NaiveDate,
) -> Result<Body, NotChanged> {
    let body = actions::remove_name(work, now, actor, of, day)?;
    sessions::actions::find_by_new_name(work, &body, day)?;
    Ok(body)
}
