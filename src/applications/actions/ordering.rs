//! The order of those who wait: by receipt, unless the desk changes it with a reason.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{Case, Noted, Seen, note};
use crate::applications::record::{Application, RANKS_APART};
use crate::applications::refusal::Refusal;
use crate::applications::{reading, store};
use crate::database::{AnyConnection, Broken, Id, Instant, Topic, Work};
use crate::journal::Actor;
use crate::law::admission::settling::place_by_arrival;
use crate::law::application_course::ApplicationState;

/// A change of the order as it is to be.
#[derive(Debug, Clone)]
pub struct Reorder {
    /// Of which application.
    pub seen: Seen,
    /// Its place among those who wait, from 1; beyond the last it is the last.
    pub place: i64,
    /// Why; the journal keeps it, so it names nobody.
    pub reason: String,
}

/// Moves one who waits to another place among those who wait.
///
/// # Errors
/// [`Refusal::Stale`], [`Refusal::Barred`] once the session is over or called off, [`Refusal::NotAllowed`] for one who
/// does not wait.
pub fn reorder(
    work: &mut Work,
    now: DateTime<Utc>,
    order: &Reorder,
) -> Result<Application, Refusal> {
    let case = Case::seen(work, order.seen)?;
    case.still_decided(now)?;
    let Case {
        application,
        session,
        ..
    } = case;
    if application.state != ApplicationState::Waiting {
        return Err(Refusal::NotAllowed);
    }
    let before = reading::queue_place(work.connection, &application)?;
    let rank = rank_at(work.connection, &application, order.place)?;
    let moved = Application {
        rank,
        revision: application.revision.saturating_add(1),
        updated_at: now.into(),
        ..application
    };
    store::update(work.connection, &moved)?;
    let after = reading::queue_place(work.connection, &moved)?;
    let actor = Actor::Staff(order.seen.staff);
    let mut noted = Noted::new(&session, &moved, actor, "application.reordered")
        .with(json!({ "queue_place": after, "reason": order.reason }));
    noted.before = Some(json!({ "queue_place": before }));
    note(work, now, noted);
    work.touch(Topic::Session(session.id));
    Ok(moved)
}

/// A rank in front of the one who would come next at that place, or behind the last.
fn rank_at(
    connection: &mut AnyConnection,
    moving: &Application,
    place: i64,
) -> Result<i64, Broken> {
    let session = moving.session_id;
    let others = store::desk::others_who_wait(connection, session, moving.id)?;
    let ahead = usize::try_from(place.saturating_sub(1)).unwrap_or(0);
    match (others.get(ahead), others.last()) {
        (Some(next), _) => in_front_of(connection, session, *next, moving.id),
        (None, Some(last)) => behind(connection, session, *last, moving.id),
        (None, None) => Ok(moving.rank),
    }
}

/// A rank behind everybody else.
pub(super) fn at_the_end(
    connection: &mut AnyConnection,
    application: &Application,
) -> Result<i64, Broken> {
    let (session, id) = (application.session_id, application.id);
    match store::desk::last_by_rank(connection, session)? {
        Some(last) if last != id => behind(connection, session, last, id),
        _ => Ok(application.rank),
    }
}

/// The rank of one who came in at this moment among the others, by the order of receipt.
pub(super) fn by_arrival(
    connection: &mut AnyConnection,
    application: &Application,
) -> Result<i64, Broken> {
    let (session, id) = (application.session_id, application.id);
    let others = store::desk::arrivals(connection, session)?;
    let before = |arrived: &Instant| *arrived <= application.received_at;
    if others.iter().all(|(_, arrived)| before(arrived)) {
        return Ok(application.rank);
    }
    let arrived_before: Vec<bool> = others.iter().map(|(_, arrived)| before(arrived)).collect();
    let place = place_by_arrival(&arrived_before);
    match (
        place.checked_sub(1).and_then(|last| others.get(last)),
        others.first(),
    ) {
        (Some((last, _)), _) => behind(connection, session, *last, id),
        (None, Some((first, _))) => in_front_of(connection, session, *first, id),
        (None, None) => Ok(application.rank),
    }
}

/// A rank of its own just in front of an application; the ranks are spread out anew where there is no room left.
fn in_front_of(
    connection: &mut AnyConnection,
    session: Id,
    next: Id,
    moving: Id,
) -> Result<i64, Broken> {
    for _ in 0..2 {
        let rank = store::desk::rank_of(connection, next)?;
        let before = store::desk::rank_before(connection, session, rank, moving)?;
        let before = before.unwrap_or(rank.saturating_sub(RANKS_APART));
        if let Some(between) = between(before, rank) {
            return Ok(between);
        }
        store::desk::spread_ranks(connection, session)?;
    }
    Err(Broken::Data(format!("no rank in front of {next}")))
}

/// A rank of its own just behind an application; the next one to come keeps its own.
pub(super) fn behind(
    connection: &mut AnyConnection,
    session: Id,
    last: Id,
    moving: Id,
) -> Result<i64, Broken> {
    for _ in 0..2 {
        let rank = store::desk::rank_of(connection, last)?;
        let after = store::desk::rank_after(connection, session, rank, moving)?;
        let after = match after {
            Some(after) => after,
            None => store::desk::rank_to_come(connection, session)?,
        };
        if let Some(between) = between(rank, after) {
            return Ok(between);
        }
        store::desk::spread_ranks(connection, session)?;
    }
    Err(Broken::Data(format!("no rank behind {last}")))
}

/// A rank in the middle of two, if there is one.
fn between(before: i64, after: i64) -> Option<i64> {
    let middle = before + (after - before) / 2;
    (before < middle && middle < after).then_some(middle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn between_two_ranks_there_is_room_sixteen_times() {
        let mut after = 2 * RANKS_APART;
        for _ in 0..16 {
            after = between(RANKS_APART, after).unwrap();
        }
        assert_eq!(between(RANKS_APART, after), None);
        assert_eq!(between(5, 5), None);
        assert_eq!(between(5, 7), Some(6));
    }
}
