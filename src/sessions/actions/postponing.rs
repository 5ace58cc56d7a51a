//! An announced session is moved to another time, or called off: with a reason for the public, in a version of its own.
//!
//! Moving it is a new announcement (605-8): its clocks are counted to the new day, it is in time or late by the instant
//! of the act, and applications and seats stay. How often it is moved does not matter. What is called off stays as it
//! was announced, to be read.

use chrono::{DateTime, NaiveDateTime, Utc};

use super::announcing::Announced;
use super::editing::{body_in_act, seen};
use super::entering::{index, touch};
use super::facts::{facts, note};
use super::writing_over::{put, stamp};
use super::{Order, Refusal, clocks, closing_notices, versions};
use crate::bodies::record::Body;
use crate::database::{Id, Instant, Json, Work};
use crate::journal::{Actor, Changes};
use crate::language::Multilingual;
use crate::law::announcement::ReasonDue;
use crate::law::deadlines::zone::{Twice, instant, start_of_day};
use crate::law::session_course::{SessionAct, SessionStatus, over_at};
use crate::law::sittings::has_sat;
use crate::sessions::deadlines::Counting;
use crate::sessions::now as present;
use crate::sessions::record::Session;
use crate::sessions::store::Details;

/// A session is to be moved to another time, by the clock of its zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Postponement {
    /// The session.
    pub id: Id,
    /// When it was last changed, as the page that was looked at knew it.
    pub seen: Instant,
    /// When it begins now.
    pub starts: NaiveDateTime,
    /// When it ends, where that is known.
    pub ends: Option<NaiveDateTime>,
    /// Where, if not where it was to be.
    pub place: Option<Multilingual>,
    /// Why, for the public.
    pub why: Multilingual,
    /// Why the new date is announced late, where it is.
    pub late_reason: Option<String>,
}

/// A session is to be called off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cancellation {
    /// The session.
    pub id: Id,
    /// When it was last changed, as the page that was looked at knew it.
    pub seen: Instant,
    /// Why, for the public.
    pub why: Multilingual,
}

/// The status after an act, if the course of the session allows it now: one that has sat already is neither moved as a
/// whole nor called off, though nobody said that it began.
///
/// # Errors
/// [`Refusal::NoSuchMove`], [`Refusal::HasSat`].
pub fn allowed(
    session: &Session,
    act: SessionAct,
    now: DateTime<Utc>,
) -> Result<SessionStatus, Refusal> {
    let status = present::status(session, now).after(act)?;
    let of_the_whole = matches!(act, SessionAct::Postpone | SessionAct::Cancel);
    if of_the_whole && has_sat(session.several(), session.zone.local(now)) {
        return Err(Refusal::HasSat);
    }
    Ok(status)
}

/// Moves an announced session to another time. Applications and seats stay; the reason why an earlier announcement was
/// late went with its date.
///
/// # Errors
/// [`Refusal::Stale`] when it is not the session that was looked at, those of [`allowed`], [`Refusal::StartHasPassed`], [`Refusal::SameStart`], [`Refusal::ReasonMissing`],
/// [`Refusal::ReasonsDue`] when the new date is announced late, [`Refusal::Incomplete`], those of the clocks.
pub fn postpone(
    work: &mut Work,
    now: DateTime<Utc>,
    counting: &Counting<'_>,
    actor: &Actor,
    order: &Postponement,
) -> Result<Announced, Refusal> {
    let (known, before) = seen(work, order.id, order.seen)?;
    let body = &body_in_act(work, known.body_id)?;
    let moved = as_postponed(now, counting, body, (&known, &before), order)?;
    let Announced { session, details } = &moved;
    let late = session.announced_in_time == Some(false);
    if late && session.late_reason.is_none() && !body.exempt {
        return Err(Refusal::ReasonsDue(vec![ReasonDue::Late]));
    }
    put(work, &known, session, details)?;
    let act = SessionAct::Postpone.as_str();
    closing_notices::end_part(work, now, actor, (session, details))?;
    versions::keep(work, now, act, session, details, Some(&order.why))?;
    index(work, session, details)?;
    let changes = Changes::between(facts(&known, &before), facts(session, details));
    let act = "session.postpone";
    note(work, now, actor, act, session, details, &changes);
    closing_notices::site_of_announced(work, now, counting, body, session)?;
    touch(work, session);
    Ok(moved)
}

/// The session as it would stand if it were moved now: what a preview shows is what is written. Whether a reason for
/// being late is due is for whoever asks.
///
/// # Errors
/// As [`postpone`], without [`Refusal::Stale`] and [`Refusal::ReasonsDue`].
pub fn as_postponed(
    now: DateTime<Utc>,
    counting: &Counting<'_>,
    body: &Body,
    (known, before): (&Session, &Details),
    order: &Postponement,
) -> Result<Announced, Refusal> {
    let status = allowed(known, SessionAct::Postpone, now)?;
    check_reason(&order.why)?;
    // Its day is one of the zone that it was announced in.
    let body = &Body {
        zone: known.zone,
        ..body.clone()
    };
    let deadlines = clocks::count(counting, body, known.kind, order.starts, order.ends)?;
    let starts_at = deadlines.starts_at;
    if starts_at <= now {
        return Err(Refusal::StartHasPassed);
    }
    if starts_at == known.starts_at.utc() {
        return Err(Refusal::SameStart);
    }
    let ends_at = order
        .ends
        .map(|ends| instant(known.zone.0, ends, Twice::Second));
    let in_time = deadlines.announce.standing(now).in_time();
    let place = order.place.clone().map(Json::from);
    let session = Session {
        status,
        starts_at: starts_at.into(),
        ends_at: ends_at.map(Into::into),
        closes_at: over_at(starts_at, ends_at).into(),
        local_date: order.starts.date(),
        place: place.or_else(|| known.place.clone()),
        announced_in_time: Some(in_time),
        late_reason: order.late_reason.clone().filter(|_| !in_time),
        former_starts_at: Some(known.starts_at),
        moved_at: Some(now.into()),
        course_reason: Some(Json::from(order.why.clone())),
        // Breaks belong to the days that it was to sit on.
        sittings: None,
        ..next(known, now)
    };
    let day_begins = start_of_day(known.zone.0, order.starts.date());
    let counted = clocks::row(known.id, &deadlines);
    let details = Details {
        clocks: clocks::moved(&before.clocks, counted, day_begins, now),
        ..before.clone()
    };
    let missing = Order::of(&session, &details).missing();
    if missing.is_empty() {
        Ok(Announced { session, details })
    } else {
        Err(Refusal::Incomplete(missing))
    }
}

/// Calls an announced session off. Its announcement, its clocks and its applications stay as they are, on record.
///
/// # Errors
/// [`Refusal::Stale`] when it is not the session that was looked at, those of [`allowed`], [`Refusal::ReasonMissing`].
pub fn cancel(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    order: &Cancellation,
) -> Result<Session, Refusal> {
    let (known, details) = seen(work, order.id, order.seen)?;
    let status = allowed(&known, SessionAct::Cancel, now)?;
    check_reason(&order.why)?;
    let session = Session {
        status,
        cancelled_at: Some(now.into()),
        course_reason: Some(Json::from(order.why.clone())),
        ..next(&known, now)
    };
    put(work, &known, &session, &details)?;
    let act = SessionAct::Cancel.as_str();
    closing_notices::end_part(work, now, actor, (&session, &details))?;
    versions::keep(work, now, act, &session, &details, Some(&order.why))?;
    let changes = Changes::between(facts(&known, &details), facts(&session, &details));
    let act = "session.cancel";
    note(work, now, actor, act, &session, &details, &changes);
    touch(work, &session);
    Ok(session)
}

/// The same session in its next revision, of which calendars learn.
pub(super) fn next(known: &Session, now: DateTime<Utc>) -> Session {
    Session {
        revision: known.revision.saturating_add(1),
        sequence: known.sequence.saturating_add(1),
        updated_at: stamp(now, known),
        ..known.clone()
    }
}

/// What the public reads stands in both languages (2023 Standard 8.4).
pub(super) fn check_reason(why: &Multilingual) -> Result<(), Refusal> {
    let said = |text: &str| !text.trim().is_empty();
    if said(&why.kk) && said(&why.ru) {
        Ok(())
    } else {
        Err(Refusal::ReasonMissing)
    }
}
