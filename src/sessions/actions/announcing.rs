//! Announcing a session (605-8).

use chrono::{DateTime, Utc};

use super::editing::{body_in_act, seen};
use super::emergency::in_emergency;
use super::entering::{details_of, touch};
use super::facts::{facts, note};
use super::writing_over::{put, stamp};
use super::{Order, Refusal, clocks, versions};
use crate::bodies::record::Body;
use crate::database::{Id, Instant, Work};
use crate::journal::{Actor, Changes};
use crate::law::announcement::{ReasonDue, Reasons};
use crate::law::deadlines::{DeadlineChange, Deadlines};
use crate::law::session_course::{SessionAct, SessionStatus};
use crate::sessions::deadlines::Counting;
use crate::sessions::now as present;
use crate::sessions::record::Session;
use crate::sessions::store::{self, Details};

/// A session that the public can see.
#[derive(Debug, Clone)]
pub struct Announced {
    /// The session.
    pub session: Session,
    /// Its clocks as they are published, seats and matters.
    pub details: Details,
}

/// How the desk announces: with the reasons that are due (605-5, 605-8).
#[derive(Debug, Clone)]
pub struct Announcing {
    /// When the session was last changed, as the page that was looked at knew it.
    pub seen: Instant,
    /// Why it is late.
    pub late_reason: Option<String>,
    /// Why it is offline only or online only.
    pub format_reason: Option<String>,
}

/// Makes a draft public, now. Late is marked, never barred, and so is a reason that is not given.
///
/// # Errors
/// [`Refusal::Incomplete`], [`Refusal::Exempt`], [`Refusal::NoSuchMove`] for what is announced already,
/// [`Refusal::Emergency`] for one with a hall in the reach of an emergency.
pub fn announce(
    work: &mut Work,
    now: DateTime<Utc>,
    counting: &Counting<'_>,
    actor: &Actor,
    body: &Body,
    id: Id,
) -> Result<Announced, Refusal> {
    let known = store::for_change(work.connection, id)?.ok_or(Refusal::NotFound)?;
    let before = details_of(work, id)?;
    let mut announced = as_announced(now, counting, body, &known, &before)?;
    announced.session = in_emergency(work.connection, announced.session, now)?;
    publish(work, now, actor, (&known, &before), announced)
}

/// Makes a draft public from the desk, where somebody can say why it is late or in one format alone.
///
/// # Errors
/// As [`announce`]; [`Refusal::Stale`] when it is not the draft that was looked at, [`Refusal::ReasonsDue`].
pub fn announce_at_desk(
    work: &mut Work,
    now: DateTime<Utc>,
    counting: &Counting<'_>,
    actor: &Actor,
    (id, announcing): (Id, &Announcing),
) -> Result<Announced, Refusal> {
    let (known, before) = seen(work, id, announcing.seen)?;
    let body = &body_in_act(work, known.body_id)?;
    let reasoned = Session {
        late_reason: announcing.late_reason.clone(),
        format_reason: announcing.format_reason.clone(),
        ..known.clone()
    };
    let mut announced = as_announced(now, counting, body, &reasoned, &before)?;
    announced.session = in_emergency(work.connection, announced.session, now)?;
    let due = reasons_due(&announced.session);
    if !due.is_empty() {
        return Err(Refusal::ReasonsDue(due));
    }
    publish(work, now, actor, (&known, &before), announced)
}

/// A draft as it would stand if it were announced now: what a preview shows is what is published.
///
/// # Errors
/// As [`announce`].
fn as_announced(
    now: DateTime<Utc>,
    counting: &Counting<'_>,
    body: &Body,
    known: &Session,
    before: &Details,
) -> Result<Announced, Refusal> {
    let sketch = sketch(now, counting, body, known, before)?;
    if body.exempt {
        return Err(Refusal::Exempt);
    }
    let missing = Order::of(known, before).missing();
    if missing.is_empty() {
        Ok(sketch)
    } else {
        Err(Refusal::Incomplete(missing))
    }
}

/// The same of a draft that may not be complete yet.
///
/// # Errors
/// [`Refusal::NoSuchMove`] for what is announced already, those of the clocks.
pub fn sketch(
    now: DateTime<Utc>,
    counting: &Counting<'_>,
    body: &Body,
    known: &Session,
    before: &Details,
) -> Result<Announced, Refusal> {
    let status = known.status.after(SessionAct::Announce)?;
    let order = Order::of(known, before);
    let deadlines = clocks::count(counting, body, order.kind, order.starts, order.ends)?;
    let mut session = published(known.clone(), status, &deadlines, now);
    session.updated_at = stamp(now, known);
    let mut clocks = clocks::row(known.id, &deadlines);
    // Announced before the deadline that the calendar has moved into the past: not late.
    if let DeadlineChange::CalendarChanged { relied_on, .. } =
        clocks::draft_change(&before.clocks, deadlines.announce_before(), now)
    {
        let strictly = deadlines.announce.strictly(relied_on, deadlines.zone);
        session.announced_in_time = Some(now < strictly);
        clocks.announce_before = relied_on.into();
    }
    let details = Details {
        clocks,
        ..before.clone()
    };
    Ok(Announced { session, details })
}

fn publish(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    (known, before): (&Session, &Details),
    announced: Announced,
) -> Result<Announced, Refusal> {
    let Announced { session, details } = &announced;
    put(work, known, session, details)?;
    let act = SessionAct::Announce.as_str();
    versions::keep(work, now, act, session, details, None)?;
    let changes = Changes::between(facts(known, before), facts(session, details));
    let act = "session.announced";
    note(work, now, actor, act, session, details, &changes);
    touch(work, session);
    Ok(announced)
}

/// The session as it stands once it is announced.
pub(crate) fn published(
    draft: Session,
    status: SessionStatus,
    deadlines: &Deadlines,
    now: DateTime<Utc>,
) -> Session {
    Session {
        status,
        revision: draft.revision.saturating_add(1),
        announced_at: Some(now.into()),
        announced_in_time: Some(deadlines.announce.standing(now).in_time()),
        updated_at: now.into(),
        ..draft
    }
}

/// The reasons that an announced session owes.
#[must_use]
pub fn reasons_due(session: &Session) -> Vec<ReasonDue> {
    let Some(announced_in_time) = session.announced_in_time else {
        return Vec::new();
    };
    let reasons = Reasons {
        format: session.format,
        emergency: present::is_in_emergency(session),
        format_reason: session.format_reason.as_deref(),
        announced_in_time,
        late_reason: session.late_reason.as_deref(),
    };
    reasons.due()
}
