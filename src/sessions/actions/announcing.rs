//! Announcing a session (605-8).

use chrono::{DateTime, Utc};

use super::entering::touch;
use super::facts::{facts, note};
use super::{Order, Refusal, clocks};
use crate::bodies::record::Body;
use crate::database::{Id, Work};
use crate::journal::{Actor, Changes};
use crate::law::announcement::{ReasonDue, Reasons};
use crate::law::deadlines::{DeadlineChange, Deadlines};
use crate::law::session_course::{SessionAct, SessionStatus};
use crate::sessions::deadlines::Counting;
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

/// Makes a draft public, now. Late is marked, never barred, and so is a reason that is not given.
///
/// # Errors
/// [`Refusal::Incomplete`], [`Refusal::Exempt`], [`Refusal::NoSuchMove`] for what is announced already.
pub fn announce(
    work: &mut Work,
    now: DateTime<Utc>,
    counting: &Counting<'_>,
    actor: &Actor,
    body: &Body,
    id: Id,
) -> Result<Announced, Refusal> {
    let known = store::by_id(work.connection, id)?.ok_or(Refusal::NotFound)?;
    let before = store::details_of(work.connection, &[id])?
        .remove(&id)
        .ok_or(Refusal::NotFound)?;
    let status = known.status.after(SessionAct::Announce)?;
    if body.exempt {
        return Err(Refusal::Exempt);
    }
    let order = Order::of(&known, &before);
    let missing = order.missing();
    if !missing.is_empty() {
        return Err(Refusal::Incomplete(missing));
    }
    let deadlines = clocks::count(counting, body, order.kind, order.starts, order.ends)?;
    let mut session = published(known.clone(), status, &deadlines, now);
    let mut clocks = clocks::row(id, &deadlines);
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
    store::update(work.connection, &session, &details)?;
    let changes = Changes::between(facts(&known, &before), facts(&session, &details));
    note(
        work,
        now,
        actor,
        "session.announced",
        &session,
        &details,
        &changes,
    );
    touch(work, &session);
    Ok(Announced { session, details })
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
        emergency: false,
        format_reason: session.format_reason.as_deref(),
        announced_in_time,
        late_reason: session.late_reason.as_deref(),
    };
    reasons.due()
}
