//! While an emergency stands, what it covers has no hall (605-6), and whoever takes part online only needs no other
//! reason.

use chrono::{DateTime, Utc};

use super::Refusal;
use crate::database::{AnyConnection, Broken, Work};
use crate::law::emergency::{ONLINE_BY, lets_users_in};
use crate::law::session_course::Access;
use crate::law::sittings::{Continuation, Span};
use crate::sessions::emergency::Declared;
use crate::sessions::now as present;
use crate::sessions::record::Session;
use crate::sessions::store;

/// The session as a standing emergency lets it be announced: one that is held online only, and for which no other reason
/// is given, is so by the emergency.
///
/// # Errors
/// [`Refusal::Emergency`] for one with a hall.
pub fn in_emergency(
    connection: &mut AnyConnection,
    session: Session,
    now: DateTime<Utc>,
) -> Result<Session, Refusal> {
    let Some(declared) = covering(connection, &session, now)? else {
        return Ok(session);
    };
    if session.format.has_hall() {
        return Err(refusal(&declared));
    }
    let by = Some(declared.emergency.id).filter(|_| session.format_reason.is_none());
    Ok(Session {
        emergency_id: by.or(session.emergency_id),
        ..session
    })
}

/// The same of a public session that is to stand as `anew`: the hall that an emergency took away is given back by an act
/// of its own, with the places of its people.
///
/// # Errors
/// [`Refusal::Emergency`], [`Refusal::HallGivenBack`].
pub(super) fn keep_out_of_the_hall(
    work: &mut Work,
    known: &Session,
    anew: &mut Session,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    if !anew.format.has_hall() || !anew.status.is_public() {
        return Ok(());
    }
    let covered = match covering(work.connection, anew, now)? {
        None if !known.format.has_hall() => sitting_on(work.connection, anew, now)?,
        covered => covered,
    };
    if let Some(declared) = covered {
        return Err(refusal(&declared));
    }
    if known.emergency_id.is_some() && store::waits_for_its_hall(work.connection, known.id)? {
        return Err(Refusal::HallGivenBack);
    }
    anew.emergency_id = None;
    Ok(())
}

/// A sitting that is announced now, after a break or at another time, is not one in the hall while an emergency covers
/// it: also where the session has begun, which no emergency sends online any more.
///
/// # Errors
/// [`Refusal::SittingInEmergency`].
pub fn sitting_in_emergency(
    connection: &mut AnyConnection,
    session: &Session,
    change: Continuation,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let sitting = change
        .sitting()
        .filter(|_| lets_users_in(session.access, session.format));
    let Some(sitting) = sitting else {
        return Ok(());
    };
    let times = [sitting.span(session.zone.0)];
    match store::covering_times(connection, session.body_id, &times, now)? {
        Some(declared) => Err(Refusal::SittingInEmergency {
            basis: Box::new((*declared.emergency.basis).clone()),
        }),
        None => Ok(()),
    }
}

/// The first that covers a sitting still to come of an open session that has begun.
fn sitting_on(
    connection: &mut AnyConnection,
    session: &Session,
    now: DateTime<Utc>,
) -> Result<Option<Declared>, Broken> {
    let to_come: Vec<Span> = session
        .spans()
        .into_iter()
        .filter(|(starts_at, _)| now < *starts_at)
        .collect();
    if to_come.is_empty() || !lets_users_in(session.access, session.format) {
        return Ok(None);
    }
    store::covering_times(connection, session.body_id, &to_come, now)
}

/// The first standing emergency that covers an open session that is to come.
fn covering(
    connection: &mut AnyConnection,
    session: &Session,
    now: DateTime<Utc>,
) -> Result<Option<Declared>, Broken> {
    if session.access == Access::Closed || !present::is_to_come(session, now) {
        return Ok(None);
    }
    store::covering(connection, session, now)
}

fn refusal(declared: &Declared) -> Refusal {
    Refusal::Emergency {
        basis: Box::new((*declared.emergency.basis).clone()),
        paragraph: ONLINE_BY,
    }
}
