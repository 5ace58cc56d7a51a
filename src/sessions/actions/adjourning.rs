//! An announced session breaks off and goes on later: on the same day or on another one.
//!
//! It stays the same session. What was counted to its first day, announcement and applications (605-8, 605-9), stays;
//! results (605-14) are counted from its last one. Applications and passes hold for every sitting. The new time is a
//! version of the announcement with the reason, told to all who were told before.

use chrono::{DateTime, Utc};

use super::announcing::Announced;
use super::editing::{body_in_act, seen};
use super::emergency::sitting_in_emergency;
use super::entering::touch;
use super::facts::{facts, note};
use super::postponing::{check_reason, next};
use super::writing_over::put;
use super::{Order, Refusal, clocks, versions};
use crate::bodies::record::Body;
use crate::database::{Id, Instant, Json, Work};
use crate::journal::{Actor, Changes};
use crate::language::Multilingual;
use crate::law::deadlines::zone::{Twice, instant};
use crate::law::results::is_complete;
use crate::law::session_course::{SessionAct, SessionStatus};
use crate::law::sittings::{Continuation, Sittings};
use crate::sessions::deadlines::Counting;
use crate::sessions::record::Session;
use crate::sessions::store::{Details, placed_of};

/// A session is to break off and go on later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjournment {
    /// The session.
    pub id: Id,
    /// When it was last changed, as the page that was looked at knew it.
    pub seen: Instant,
    /// What becomes of its sittings.
    pub change: Continuation,
    /// Why, for the public.
    pub why: Multilingual,
}

/// Lets an announced session, or one that sits, break off and go on later; or moves or takes away a sitting that was
/// to come.
///
/// # Errors
/// [`Refusal::Stale`] when it is not the session that was looked at, [`Refusal::NoSuchMove`] for a draft and for what
/// is over or was called off, [`Refusal::Sitting`], [`Refusal::ReasonMissing`], [`Refusal::SittingInEmergency`], those of
/// the clocks.
pub fn adjourn(
    work: &mut Work,
    now: DateTime<Utc>,
    counting: &Counting<'_>,
    actor: &Actor,
    order: &Adjournment,
) -> Result<Announced, Refusal> {
    let (known, before) = seen(work, order.id, order.seen)?;
    let body = &body_in_act(work, known.body_id)?;
    let mut adjourned = as_adjourned(now, counting, body, (&known, &before), order)?;
    sitting_in_emergency(work.connection, &adjourned.session, order.change, now)?;
    if order.change == Continuation::Drop && all_is_placed(work, &adjourned.session, now)? {
        adjourned.session.results_complete_at = Some(now.into());
    }
    let Announced { session, details } = &adjourned;
    put(work, &known, session, details)?;
    let act = SessionAct::Adjourn.as_str();
    versions::keep(work, now, act, session, details, Some(&order.why))?;
    let changes = Changes::between(facts(&known, &before), facts(session, details));
    let act = "session.adjourn";
    note(work, now, actor, act, session, details, &changes);
    touch(work, session);
    Ok(adjourned)
}

/// The session as it would stand: what a preview shows is what is written.
///
/// # Errors
/// As [`adjourn`], without [`Refusal::Stale`] and [`Refusal::SittingInEmergency`].
pub fn as_adjourned(
    now: DateTime<Utc>,
    counting: &Counting<'_>,
    body: &Body,
    (known, before): (&Session, &Details),
    order: &Adjournment,
) -> Result<Announced, Refusal> {
    let status = status_today(known, now).after(SessionAct::Adjourn)?;
    let goes_on = order.change != Continuation::Drop;
    check_reason(&order.why)?;
    // Its days are those of the zone that it was announced in.
    let body = &Body {
        zone: known.zone,
        ..body.clone()
    };
    let starts = known.zone.local(known.starts_at.utc());
    let sittings = match known.several() {
        [] => Sittings::One(starts),
        several => Sittings::Several(several.to_vec()),
    };
    let sittings = order.change.of(&sittings, known.zone.local(now))?;
    let ends = sittings.last().map(|last| last.ends);
    let deadlines = clocks::count(counting, body, known.kind, starts, ends)?;
    let ends_at = ends.map(|ends| instant(known.zone.0, ends, Twice::Second).into());
    let session = Session {
        status,
        ends_at,
        closes_at: ends_at.unwrap_or(known.closes_at),
        sittings: (sittings.len() > 1).then(|| Json::from(sittings)),
        // Whatever was placed before, what it decides after the break is still to be placed.
        results_complete_at: known.results_complete_at.filter(|_| !goes_on),
        ..next(known, now)
    };
    let counted = clocks::row(known.id, &deadlines);
    let details = Details {
        clocks: clocks::adjourned(&before.clocks, &counted, now),
        ..before.clone()
    };
    Ok(Announced { session, details })
}

/// Its status, for breaking off.
fn status_today(session: &Session, now: DateTime<Utc>) -> SessionStatus {
    let ends_at = session.ends_at.map(Instant::utc);
    let starts_at = session.starts_at.utc();
    session
        .status
        .for_breaking_off(starts_at, ends_at, session.zone.0, now)
}

/// Whether nothing is owed of a session whose last sitting was taken away.
fn all_is_placed(work: &mut Work, session: &Session, now: DateTime<Utc>) -> Result<bool, Refusal> {
    let placed = placed_of(work.connection, &[session.id])?
        .remove(&session.id)
        .unwrap_or_default();
    let stands: Vec<_> = placed
        .iter()
        .map(|one| (one.row.kind, one.row.stated_none))
        .collect();
    let last_placed = placed.iter().map(|one| one.row.published_at.utc()).max();
    let last_sitting = session.spans().last().map(|(starts_at, _)| *starts_at);
    Ok(is_complete(&stands, last_placed, last_sitting, now))
}

/// Whether desks may let it break off, or change how it goes on.
#[must_use]
pub fn may_adjourn(session: &Session, now: DateTime<Utc>) -> bool {
    status_today(session, now)
        .after(SessionAct::Adjourn)
        .is_ok()
}

/// Whether a sitting that was announced has not begun.
pub(super) fn still_to_come(session: &Session, now: DateTime<Utc>) -> bool {
    let now = session.zone.local(now);
    session
        .several()
        .last()
        .is_some_and(|last| now < last.starts)
}

/// The order, with the end that a session with breaks has: its last sitting says it, and is changed by
/// [`adjourn`] alone.
pub(super) fn keep_end(order: &Order, known: &Session) -> Order {
    let mut order = order.clone();
    if let Some(last) = known.several().last() {
        order.ends = Some(last.ends);
    }
    order
}
