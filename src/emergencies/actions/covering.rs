//! What an emergency means for the sessions that it reaches and did not cover before: those with a hall go to the
//! broadcast with their people, and that it covers the others is noted, so that none of them has its hall again while
//! it stands.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::declaring::goes_online;
use super::{in_order, stamp_of};
use crate::bodies::store::places;
use crate::database::{Broken, Id, Instant, Json, Topic, Work};
use crate::emergencies::store::{self, People};
use crate::journal::{self, Actor, Entry};
use crate::law::application_course::ApplicationState;
use crate::law::session_course::{Access, Format};
use crate::news::Kind;
use crate::sessions::actions::{Changed, Done, note_together, versions};
use crate::sessions::emergency::{Covered, Declared};
use crate::sessions::now as present;
use crate::sessions::record::Session;
use crate::sessions::store::{details_of, lock, lock_seats};

/// Covers what is not covered yet; gives the number of sessions. A second time there is nothing left to cover.
///
/// # Errors
/// [`Broken::Query`]; [`Broken::Busy`] when a session was changed past its lock.
pub(super) fn cover(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    declared: &Declared,
) -> Result<usize, Broken> {
    let sessions = reached(work, now, declared)?;
    if sessions.is_empty() {
        return Ok(0);
    }
    cover_these(work, now, actor, declared, sessions)
}

/// The same of these sessions, which it reaches and which are locked.
pub(super) fn cover_these(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    declared: &Declared,
    sessions: Vec<Session>,
) -> Result<usize, Broken> {
    let (with_hall, online): (Vec<Session>, Vec<Session>) = sessions
        .into_iter()
        .partition(|session| goes_online(session, now));
    let ids: Vec<Id> = with_hall.iter().map(|session| session.id).collect();
    let people = store::people_of(work.connection, &ids)?;
    let switched = changed(work, now, declared, &with_hall)?;
    let id = declared.emergency.id;
    let rows: Vec<Covered> = switched
        .iter()
        .map(|one| switched_row(id, now, one, &people))
        .chain(online.iter().map(|one| online_row(id, now, one)))
        .collect();
    store::insert_covered(work.connection, &rows)?;
    // Their pages name another emergency when the time of the first has passed.
    for session in online.iter().filter(|one| one.emergency_id.is_some()) {
        work.touch(Topic::Session(session.id));
    }
    if !switched.is_empty() {
        switch(work, now, actor, declared, &switched)?;
    }
    Ok(rows.len())
}

/// Open sessions that are to come, in its scope and time and not covered by it; nobody else changes them, or decides on
/// their applications, before this act ends.
fn reached(
    work: &mut Work,
    now: DateTime<Utc>,
    declared: &Declared,
) -> Result<Vec<Session>, Broken> {
    let mut ids: Vec<Id> = store::within_reach(work.connection, declared, now)?
        .into_iter()
        .map(|one| one.id)
        .collect();
    ids.sort_unstable();
    lock_seats(work.connection, &ids)?;
    lock(work.connection, &ids)?;
    // Whoever held the lock before may have changed them.
    let still: Vec<Id> = store::within_reach(work.connection, declared, now)?
        .into_iter()
        .map(|one| one.id)
        .filter(|id| ids.binary_search(id).is_ok())
        .collect();
    let mut sessions = in_order(work.connection, &still)?;
    let places = places(work.connection)?;
    sessions.retain(|session| {
        let open = session.access == Access::Open && present::is_to_come(session, now);
        open && declared.covers(session, places.region_of(session.body_id))
    });
    Ok(sessions)
}

/// The sessions as they will be, each with the news of it.
fn changed(
    work: &mut Work,
    now: DateTime<Utc>,
    declared: &Declared,
    sessions: &[Session],
) -> Result<Vec<Changed>, Broken> {
    let changed_at = stamp_of(now, &sessions.iter().collect::<Vec<_>>());
    let mut changed = Vec::with_capacity(sessions.len());
    for some in sessions.chunks(store::TOGETHER) {
        let ids: Vec<Id> = some.iter().map(|session| session.id).collect();
        let mut details = details_of(work.connection, &ids)?;
        for known in some {
            let details = details
                .remove(&known.id)
                .ok_or_else(|| Broken::Data(format!("session {} has no clocks", known.id)))?;
            changed.push(Changed {
                session: Session {
                    format: Format::Online,
                    place: None,
                    emergency_id: Some(declared.emergency.id),
                    revision: known.revision.saturating_add(1),
                    sequence: known.sequence.saturating_add(1),
                    updated_at: changed_at,
                    ..known.clone()
                },
                known: known.clone(),
                details,
                news: Id::new(),
            });
        }
    }
    Ok(changed)
}

fn switched_row(
    emergency: Id,
    now: DateTime<Utc>,
    one: &Changed,
    people: &HashMap<Id, People>,
) -> Covered {
    let people = people.get(&one.known.id).copied().unwrap_or_default();
    let count = |number: i64| i32::try_from(number).unwrap_or(i32::MAX);
    Covered {
        emergency_id: emergency,
        session_id: one.known.id,
        covered_at: now.into(),
        former_format: Some(one.known.format),
        former_place: one.known.place.as_deref().cloned().map(Json::from),
        news_id: Some(one.news),
        people: count(people.all),
        letters: count(people.by_letter),
        calls: count(people.by_telephone),
        restored_at: None,
    }
}

/// Its people were told by whoever sent it to the broadcast, or knew from the announcement.
fn online_row(emergency: Id, now: DateTime<Utc>, session: &Session) -> Covered {
    Covered {
        emergency_id: emergency,
        session_id: session.id,
        covered_at: now.into(),
        former_format: None,
        former_place: None,
        news_id: None,
        people: 0,
        letters: 0,
        calls: 0,
        restored_at: None,
    }
}

/// Sends them to the broadcast: people first, then seats, then the sessions.
fn switch(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    declared: &Declared,
    switched: &[Changed],
) -> Result<(), Broken> {
    let id = declared.emergency.id;
    let ids: Vec<Id> = switched.iter().map(|one| one.known.id).collect();
    let inside = store::inside(work.connection, &ids)?;
    store::call_back_misleading(work, &ids, now)?;
    if store::keep_places(work, id)? > 0 {
        store::order_letters(work, id, now)?;
        store::order_calls(work, id, now)?;
        store::report::forget_told_before(work, id)?;
        store::report::note_without_letter(work, id)?;
        store::move_people(work, id, now)?;
    }
    store::free_seats(work, id)?;
    let changed_at = switched
        .first()
        .map_or_else(|| Instant::from(now), |one| one.session.updated_at);
    if store::switch_sessions(work, id, changed_at)? != switched.len() {
        return Err(Broken::Busy);
    }
    let done = Done {
        act: versions::EMERGENCY,
        kind: Kind::Switched,
        in_journal: "session.online_in_emergency",
        why: Some(&declared.emergency.basis),
    };
    note_together(work, now, actor, done, switched)?;
    for one in &inside {
        note_outside(work, now, actor, one);
    }
    Ok(())
}

/// Somebody had been let in before the session began, and was led out again.
fn note_outside(work: &mut Work, now: DateTime<Utc>, actor: &Actor, one: &store::Inside) {
    let entry = Entry {
        actor: actor.clone(),
        act: "application.check_in_undone",
        object_kind: "application",
        object: one.application,
        body: Some(one.body),
        before: Some(json!({ "state": ApplicationState::Attended })),
        after: Some(json!({
            "state": ApplicationState::MovedOnline, "number": one.number, "session": one.session
        })),
        calendar_version: None,
    };
    journal::record(work, now, entry);
}
