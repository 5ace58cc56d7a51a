//! A session, or items of it, are closed or opened again, with what that means for those who applied (CL-9).

use chrono::{DateTime, Utc};

use crate::app::App;
use crate::database::{Broken, Work};
use crate::journal::Actor;
use crate::law::session_course::Access;
use crate::sessions::actions::{self, Announced, ClosingOrder, Refusal, Reopening, numbers_of};
use crate::sessions::closing::words::Wording;
use crate::sessions::deadlines::Counting;
use crate::sessions::now as present;
use crate::sessions::record::AgendaItem;
use crate::{applications, emergencies, sessions};

/// The neutral words that a closing brings, for the agenda as it stands.
#[must_use]
pub fn wording(app: &App, order: &ClosingOrder, whole: bool, agenda: &[AgendaItem]) -> Wording {
    let numbers = if whole {
        Vec::new()
    } else {
        numbers_of(agenda, &order.items)
    };
    Wording::of(&app.words, &order.facts(&numbers))
}

/// Closes a session or items of it. Where it is the whole session, seats are free and passes void, and nobody is refused:
/// applications wait.
///
/// # Errors
/// Those of [`actions::close`].
pub fn close(
    work: &mut Work,
    now: DateTime<Utc>,
    counting: &Counting<'_>,
    actor: &Actor,
    (order, wording): (&ClosingOrder, &Wording),
) -> Result<Announced, Refusal> {
    let closed = actions::close(work, now, counting, actor, (order, wording))?;
    if closed.session.access == Access::Closed {
        applications::actions::free_seats(work, now, actor, closed.session.id)
            .map_err(|refusal| Refusal::Broken(unexpected(refusal)))?;
    }
    Ok(closed)
}

/// Opens a session, or items of it, again. Whoever had a seat has one again, as long as there are seats and the session is
/// not over; where an emergency covers it, with these seats it goes to the broadcast, and has them again after it.
///
/// # Errors
/// Those of [`actions::reopen`].
pub fn reopen(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    order: &Reopening,
) -> Result<Announced, Refusal> {
    let declared = emergencies::awaiting(work, now, order.session)?;
    let known = sessions::store::by_id(work.connection, order.session)?;
    let was_whole = known.is_some_and(|known| known.access == Access::Closed);
    let opened = actions::reopen(work, now, actor, order)?;
    let session = &opened.session;
    if was_whole && session.format.has_hall() && present::is_not_over(session, now) {
        applications::actions::seat_again(work, now, actor, session.id)
            .map_err(|refusal| Refusal::Broken(unexpected(refusal)))?;
    }
    if let Some(declared) = declared.filter(|_| was_whole) {
        emergencies::take_in(work, now, actor, (&declared, session.clone()))?;
    }
    Ok(opened)
}

/// Seats are those of a session that is there, and that this act has locked.
fn unexpected(refusal: applications::refusal::Refusal) -> Broken {
    match refusal {
        applications::refusal::Refusal::Broken(broken) => broken,
        other => Broken::Data(format!("seats of a session that is closed: {other:?}")),
    }
}
