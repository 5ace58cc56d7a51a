//! A session, or items of it, are closed or opened again, with what that means for those who applied (CL-9).

use chrono::{DateTime, Utc};

use crate::app::App;
use crate::applications;
use crate::database::{Broken, Work};
use crate::journal::Actor;
use crate::law::session_course::Access;
use crate::sessions::actions::{self, Announced, ClosingOrder, Refusal, Reopening, numbers_of};
use crate::sessions::closing::words::Wording;
use crate::sessions::deadlines::Counting;
use crate::sessions::record::AgendaItem;

/// The neutral words that a closing brings, for the agenda as it stands.
#[must_use]
pub fn wording(app: &App, order: &ClosingOrder, whole: bool, agenda: &[AgendaItem]) -> Wording {
    let closed = agenda
        .iter()
        .filter(|item| item.access == Access::Closed || order.items.contains(&item.id));
    let ids: Vec<_> = closed.map(|item| item.id).collect();
    let numbers = if whole {
        Vec::new()
    } else {
        numbers_of(agenda, &ids)
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

/// Opens a session and its items again. Whoever had a seat has one again, as long as there are seats.
///
/// # Errors
/// Those of [`actions::reopen`].
pub fn reopen(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    (order, was_whole): (&Reopening, bool),
) -> Result<Announced, Refusal> {
    let opened = actions::reopen(work, now, actor, order)?;
    if was_whole && opened.session.format.has_hall() {
        applications::actions::seat_again(work, now, actor, opened.session.id)
            .map_err(|refusal| Refusal::Broken(unexpected(refusal)))?;
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
