//! Counting the clocks of sessions anew because the calendar changed, or their body works otherwise. Session by session
//! in the order of their ids, a batch at a time, so that it takes the same memory however many there are; what is
//! shown before and what is written come from one function.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::entering::touch;
use super::facts::{clock_facts, note_clocks};
use super::writing_over::stamp;
use super::{Refusal, clocks, versions};
use crate::bodies;
use crate::bodies::record::Body;
use crate::database::{AnyConnection, Broken, Id, Instant, Work};
use crate::journal::{Actor, Changes};
use crate::law::deadlines::{DeadlineChange, due_after_calendar_change};
use crate::law::session_course::SessionStatus;
use crate::sessions::closing::record::Closing;
use crate::sessions::deadlines::Counting;
use crate::sessions::record::{Clocks, Session};
use crate::sessions::store::{self, Details};

/// Whose sessions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Of all bodies.
    All,
    /// Of one body.
    Body(Id),
}

/// So many sessions are looked at together.
pub const TOGETHER: usize = 500;

/// A session and its clocks before and after.
#[derive(Debug, Clone)]
pub struct Recounted {
    /// The session.
    pub session: Session,
    /// As they were.
    pub before: Clocks,
    /// As they are counted, whoever relied on what.
    pub counted: Clocks,
    /// As they are to be.
    pub after: Clocks,
    /// The notices of what is closed in it, where their clock moves.
    pub notices: Vec<NoticeMoved>,
    /// What becomes of the announcement deadline of a draft (working-day order, Administrative Code 13).
    pub announcing: DeadlineChange,
}

impl Recounted {
    /// Whether anything is otherwise than before, beside the name of the calendar.
    #[must_use]
    pub fn moved(&self) -> bool {
        let same_name = Clocks {
            calendar_version: self.before.calendar_version.clone(),
            ..self.after.clone()
        };
        same_name != self.before
    }
}

/// The instant before which the notice of a closing decision is to be placed, before and after. What was placed stays
/// judged by the clock that it was placed under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoticeMoved {
    /// The decision.
    pub closing: Id,
    /// As it was.
    pub before: Instant,
    /// As it is to be.
    pub after: Instant,
}

impl NoticeMoved {
    /// A clock that has not passed follows the calendar, and never into the past (working-day order, 3.5).
    fn of(closing: &Closing, anew: DateTime<Utc>, now: DateTime<Utc>) -> Option<Self> {
        let before = closing.notice_before;
        let after = Instant::from(due_after_calendar_change(before.utc(), anew, now));
        (after != before).then_some(Self {
            closing: closing.id,
            before,
            after,
        })
    }
}

/// Bodies as they work, by id: those that are to work otherwise stand in the place of the stored ones.
pub type Bodies = HashMap<Id, Body>;

/// The next sessions that have a clock still running, after an id; none when all were looked at.
///
/// # Errors
/// [`Broken::Query`].
pub fn next_batch(
    connection: &mut AnyConnection,
    scope: Scope,
    now: DateTime<Utc>,
    after: Option<Id>,
) -> Result<Vec<(Session, Clocks)>, Broken> {
    let body = match scope {
        Scope::All => None,
        Scope::Body(id) => Some(id),
    };
    store::with_running_clocks(connection, body, now.into(), after, TOGETHER)
}

/// The same to be written: nobody else changes these sessions before this act ends.
///
/// # Errors
/// [`Broken::Query`].
pub fn next_batch_to_write(
    work: &mut Work,
    scope: Scope,
    now: DateTime<Utc>,
    after: Option<Id>,
) -> Result<Vec<(Session, Clocks)>, Broken> {
    let found = next_batch(work.connection, scope, now, after)?;
    let ids: Vec<Id> = found.iter().map(|(session, _)| session.id).collect();
    store::lock(work.connection, &ids)?;
    let mut batch = next_batch(work.connection, scope, now, after)?;
    batch.truncate(ids.len());
    Ok(batch)
}

/// What becomes of the clocks of a batch.
///
/// # Errors
/// [`Refusal::NoCalendar`] when a clock runs into a year that the calendar does not know.
pub fn recounted(
    connection: &mut AnyConnection,
    counting: &Counting<'_>,
    bodies: &mut Bodies,
    batch: Vec<(Session, Clocks)>,
    now: DateTime<Utc>,
) -> Result<Vec<Recounted>, Refusal> {
    let mut unknown: Vec<Id> = batch.iter().map(|(session, _)| session.body_id).collect();
    unknown.sort_unstable();
    unknown.dedup();
    unknown.retain(|id| !bodies.contains_key(id));
    bodies.extend(bodies::store::by_ids(connection, &unknown)?);
    let ids: Vec<Id> = batch.iter().map(|(session, _)| session.id).collect();
    let closings = store::standing_closings(connection, &ids)?;
    let one = |(session, before): (Session, Clocks)| {
        let body = bodies
            .get(&session.body_id)
            .ok_or_else(|| Broken::Data(format!("session {} belongs to no body", session.id)))?;
        // Its day is one of the zone that it was entered in.
        let body = &Body {
            zone: session.zone,
            ..body.clone()
        };
        let local = |at: Instant| session.zone.local(at.utc());
        let ends = session.ends_at.map(local);
        let deadlines =
            clocks::count(counting, body, session.kind, local(session.starts_at), ends)?;
        let anew = clocks::row(session.id, &deadlines);
        let announcing = match session.status {
            SessionStatus::Draft => clocks::draft_change(&before, deadlines.announce_before(), now),
            _ => DeadlineChange::Unchanged,
        };
        let standing = closings.get(&session.id).into_iter().flatten();
        let notices = standing
            .filter_map(|one| NoticeMoved::of(one, deadlines.closed_notice.before, now))
            .collect();
        Ok(Recounted {
            notices,
            after: clocks::relied_on(&session, &before, anew.clone(), now),
            counted: anew,
            announcing,
            session,
            before,
        })
    };
    batch.into_iter().map(one).collect()
}

/// Writes the clocks of a batch and notes each session whose clocks moved; the others get the name of the calendar.
/// What is public gets a new version: who reads the history sees which deadlines moved.
///
/// # Errors
/// [`Broken::Query`]; [`Broken::Busy`] when somebody changed one of them since the batch was read.
pub fn write_batch(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    version: &str,
    batch: &[Recounted],
) -> Result<(), Broken> {
    let (moved, same): (Vec<&Recounted>, Vec<&Recounted>) =
        batch.iter().partition(|one| one.moved());
    let same: Vec<Id> = same.iter().map(|one| one.session.id).collect();
    store::name_calendar(work.connection, &same, version)?;
    let public = moved.iter().filter(|one| one.session.status.is_public());
    let public: Vec<Id> = public.map(|one| one.session.id).collect();
    let mut details = store::details_of(work.connection, &public)?;
    for one in &moved {
        store::change_clocks(work.connection, &one.after)?;
        if let Some(details) = details.remove(&one.session.id) {
            publish(work, now, one, details)?;
        }
    }
    for one in batch {
        for notice in &one.notices {
            store::set_notice_clock(work.connection, notice.closing, notice.after)?;
        }
        if one.moved() || !one.notices.is_empty() {
            let notice = |is: fn(&NoticeMoved) -> Instant| one.notices.first().map(is);
            let before = clock_facts(&one.before, notice(|moved| moved.before));
            let after = clock_facts(&one.after, notice(|moved| moved.after));
            note_clocks(work, now, actor, one, &Changes::between(before, after));
        }
    }
    Ok(())
}

/// Deadlines are part of what is announced: where they move, the announcement has a new version.
fn publish(
    work: &mut Work,
    now: DateTime<Utc>,
    one: &Recounted,
    details: Details,
) -> Result<(), Broken> {
    let known = &one.session;
    let session = Session {
        revision: known.revision.saturating_add(1),
        updated_at: stamp(now, known),
        ..known.clone()
    };
    if !store::mark_changed(work.connection, known, &session)? {
        return Err(Broken::Busy);
    }
    let details = Details {
        clocks: one.after.clone(),
        ..details
    };
    versions::keep(work, now, versions::CLOCKS, &session, &details, None)?;
    touch(work, &session);
    Ok(())
}
