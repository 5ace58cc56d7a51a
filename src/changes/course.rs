//! A session that is moved to another time, with those who come to it.

use chrono::{DateTime, Utc};

use crate::applications;
use crate::applications::door;
use crate::database::{Broken, Work};
use crate::journal::Actor;
use crate::sessions::actions::{self, Announced, Postponement, Refusal};
use crate::sessions::deadlines::Counting;

/// Moves an announced session to another time: applications and seats stay. Where the new date opens the cut-off again,
/// seats that became free after the old one go to those who wait before anybody new applies; whoever was let in already
/// has not come to the new day.
///
/// # Errors
/// Those of [`actions::postpone`].
pub fn postpone(
    work: &mut Work,
    now: DateTime<Utc>,
    counting: &Counting<'_>,
    actor: &Actor,
    order: &Postponement,
) -> Result<Announced, Refusal> {
    let moved = actions::postpone(work, now, counting, actor, order)?;
    door::actions::nobody_came_yet(work, now, actor, &moved.session)?;
    applications::actions::give_free_seats(work, now, order.id)
        .map_err(|refusal| Refusal::Broken(unexpected(refusal)))?;
    Ok(moved)
}

/// Giving free seats asks for a session that is there, as this one is.
fn unexpected(refusal: applications::refusal::Refusal) -> Broken {
    match refusal {
        applications::refusal::Refusal::Broken(broken) => broken,
        other => Broken::Data(format!("free seats of a moved session: {other:?}")),
    }
}
