//! Ending an emergency.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::restoring::{Hall, Others, give_back, halls};
use super::{in_order, stamp_of};
use crate::database::{AnyConnection, Broken, Id, Instant, Topic, Work};
use crate::emergencies::record::{Afterwards, Ending, Refusal};
use crate::emergencies::store;
use crate::journal::{self, Actor, Entry};
use crate::law::session_course::Access;
use crate::sessions::emergency::Declared;
use crate::sessions::now as present;
use crate::sessions::record::Session;
use crate::sessions::store::{emergency, lock as lock_sessions, lock_seats};

/// What becomes of its sessions if an emergency is ended now and halls are given back; `None` where there is none.
///
/// # Errors
/// [`Broken::Query`].
pub fn ending_preview(
    connection: &mut AnyConnection,
    now: DateTime<Utc>,
    id: Id,
) -> Result<Option<Afterwards>, Broken> {
    let Some(declared) = emergency(connection, id)? else {
        return Ok(None);
    };
    let sessions = of(connection, &declared)?;
    let halls = halls(connection, now, &sessions, Some(id))?;
    Ok(Some(afterwards(&halls, true)))
}

/// Ends an emergency. Where that is wanted and the law allows it, sessions have their halls and people their places
/// again; a session that another emergency covers is held online by that one.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Over`] when somebody ended it, [`Refusal::Stale`] when it is not the one that was
/// looked at.
pub fn end(work: &mut Work, now: DateTime<Utc>, ending: &Ending) -> Result<Afterwards, Refusal> {
    let id = ending.id;
    store::lock(work.connection, id)?;
    let declared = emergency(work.connection, id)?.ok_or(Refusal::NotFound)?;
    if declared.emergency.ended_at.is_some() {
        return Err(Refusal::Over);
    }
    if declared.emergency.updated_at != ending.seen {
        return Err(Refusal::Stale(Box::new(declared)));
    }
    let changed_at = now.max(ending.seen.utc() + TimeDelta::microseconds(1));
    store::note_end(work.connection, id, (now, ending.staff), changed_at.into())?;
    work.touch(Topic::Sessions);
    let sessions = of(work.connection, &declared)?;
    lock_seats(work.connection, &sessions)?;
    lock_sessions(work.connection, &sessions)?;
    let halls = halls(work.connection, now, &sessions, Some(id))?;
    hand_over(work, now, id, &sessions)?;
    let actor = Actor::Staff(ending.staff);
    if ending.restore {
        let back: Vec<&Hall> = halls.iter().filter(|hall| hall.verdict.is_ok()).collect();
        give_back(work, now, &actor, &back)?;
    }
    let afterwards = afterwards(&halls, ending.restore);
    note(work, now, actor, &declared, ending.restore, &afterwards);
    Ok(afterwards)
}

/// The sessions that it covers, by their ids.
fn of(connection: &mut AnyConnection, declared: &Declared) -> Result<Vec<Id>, Broken> {
    let covered = store::covered_by(connection, declared.emergency.id)?;
    Ok(covered.into_iter().map(|one| one.session_id).collect())
}

fn afterwards(halls: &[Hall], restore: bool) -> Afterwards {
    let mut afterwards = Afterwards::default();
    for hall in halls {
        match hall.verdict {
            Ok(()) if restore => afterwards.restored.push(hall.session.id),
            Ok(()) => {}
            Err(why) => afterwards.stays.push((hall.session.id, why)),
        }
    }
    afterwards
}

/// Sessions that are held online by the emergency that ends, and that another covers, are held online by that one from
/// now on, also those that were announced online because of it.
fn hand_over(work: &mut Work, now: DateTime<Utc>, ended: Id, covered: &[Id]) -> Result<(), Broken> {
    let others = Others::than(work.connection, now, Some(ended))?;
    let mut by_other: BTreeMap<Id, Vec<Session>> = BTreeMap::new();
    for session in in_order(work.connection, covered)? {
        let held_by_it = session.emergency_id == Some(ended) && present::is_in_emergency(&session);
        // What is over, called off or closed keeps the reason that it had.
        let users = session.access == Access::Open && present::is_not_over(&session, now);
        let held_by_it = held_by_it && users;
        if let Some(other) = others.covering(&session).filter(|_| held_by_it) {
            by_other.entry(other).or_default().push(session);
        }
    }
    for (other, sessions) in by_other {
        let ids: Vec<Id> = sessions.iter().map(|session| session.id).collect();
        let changed_at = stamp_of(now, &sessions.iter().collect::<Vec<_>>());
        store::hand_over(work, &ids, other, changed_at)?;
        work.touch(Topic::Sessions);
        for id in ids {
            work.touch(Topic::Session(id));
        }
    }
    Ok(())
}

fn note(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: Actor,
    declared: &Declared,
    restore: bool,
    afterwards: &Afterwards,
) {
    let emergency = &declared.emergency;
    let entry = Entry {
        actor,
        act: "emergency.ended",
        object_kind: "emergency",
        object: emergency.id,
        body: emergency.body_id,
        before: Some(json!({ "until": emergency.until_at.map(Instant::utc) })),
        after: Some(json!({
            "ended_at": now,
            "restore": restore,
            "restored": afterwards.restored.len(),
            "stays_online": afterwards.stays.len(),
        })),
        calendar_version: None,
    };
    journal::record(work, now, entry);
}
