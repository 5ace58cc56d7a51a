//! What the desk's editor does: new drafts, drafts written over, announced sessions revised.

use chrono::{DateTime, Utc};

use super::announcing::reasons_due;
use super::drafting::draft;
use super::entering::{details_of, enter_new};
use super::writing_over::{Entered, write_over};
use super::{Order, Overflow, Refusal, adjourning, clocks, closing_notices};
use crate::bodies;
use crate::bodies::record::Body;
use crate::database::{Id, Instant, Work};
use crate::journal::Actor;
use crate::language::Multilingual;
use crate::law::announcement::ReasonDue;
use crate::sessions::deadlines::Counting;
use crate::sessions::record::Session;
use crate::sessions::store::{self, Details};

/// What a form was made of, and what is to become of it.
#[derive(Debug, Clone)]
pub struct Edit {
    /// The session.
    pub id: Id,
    /// When it was last changed, as the form knew it.
    pub seen: Instant,
    /// As it is to be.
    pub order: Order,
    /// For the public, where the session is announced: what changed and why.
    pub why: Option<Multilingual>,
}

/// Enters a new draft, whatever other sessions the body has.
///
/// # Errors
/// [`Refusal::NoCalendar`], [`Refusal::EndsTooSoon`], [`Refusal::EndsTooLate`].
pub fn draft_new(
    work: &mut Work,
    now: DateTime<Utc>,
    counting: &Counting<'_>,
    actor: &Actor,
    body: Id,
    order: &Order,
) -> Result<Entered, Refusal> {
    let body = &body_in_act(work, body)?;
    let mut order = order.clone();
    for matter in &mut order.agenda {
        matter.id = None;
    }
    let deadlines = clocks::count(counting, body, order.kind, order.starts, order.ends)?;
    enter_new(work, now, actor, body, &order, &deadlines)
}

/// Saves what the editor holds. A draft may lack anything; an announced session stays complete, begins when it was
/// announced to begin, and keeps its seats, which have a page of their own: it becomes a new version.
///
/// # Errors
/// [`Refusal::Stale`] when somebody else changed it since the form was made, [`Refusal::StartIsFixed`],
/// [`Refusal::Incomplete`], [`Refusal::ReasonsDue`], [`Refusal::HallInUse`], [`Refusal::NoSuchMove`], those of the
/// clocks.
pub fn save(
    work: &mut Work,
    now: DateTime<Utc>,
    counting: &Counting<'_>,
    actor: &Actor,
    edit: &Edit,
) -> Result<Entered, Refusal> {
    let (known, before) = seen(work, edit.id, edit.seen)?;
    let body = &body_in_act(work, known.body_id)?;
    let mut order = adjourning::keep_end(&edit.order, &known);
    if known.status.is_public() {
        let stands = Order::of(&known, &before);
        if order.starts != stands.starts {
            return Err(Refusal::StartIsFixed);
        }
        keep_seats(&mut order, stands.capacity, stands.overflow);
        let missing = order.missing();
        if !missing.is_empty() {
            return Err(Refusal::Incomplete(missing));
        }
    }
    let deadlines = clocks::count(counting, body, order.kind, order.starts, order.ends)?;
    let anew = draft(known.id, known.code.clone(), now, body, &order, &deadlines);
    let due = newly_due(&known, &anew.0);
    if !due.is_empty() && !body.exempt {
        return Err(Refusal::ReasonsDue(due));
    }
    let why = edit.why.as_ref();
    let entered = write_over(work, now, actor, (known, before), anew, why)?;
    closing_notices::recount_of_draft(work, counting, body, &entered.session)?;
    Ok(entered)
}

/// The body as it works now: its week and closing hour, which clocks follow, may be others than when a page was made.
pub(super) fn body_in_act(work: &mut Work, id: Id) -> Result<Body, Refusal> {
    bodies::store::by_id(work.connection, id)?.ok_or(Refusal::NotFound)
}

/// The reasons that an announced session would owe because of this edit. What it owed before, as after an import, may
/// still be given later.
fn newly_due(known: &Session, anew: &Session) -> Vec<ReasonDue> {
    let announced = Session {
        announced_in_time: known.announced_in_time,
        emergency_id: known.emergency_id,
        ..anew.clone()
    };
    let owed = reasons_due(known);
    let another_format = known.format != anew.format;
    let mut due = reasons_due(&announced);
    due.retain(|one| !owed.contains(one) || (another_format && *one == ReasonDue::Format));
    due
}

fn keep_seats(order: &mut Order, capacity: i32, overflow: Option<Overflow>) {
    order.capacity = capacity;
    order.overflow = overflow;
}

/// The session of a form, unless somebody changed it since; nobody else changes it before this act ends.
pub(super) fn seen(work: &mut Work, id: Id, seen: Instant) -> Result<(Session, Details), Refusal> {
    let known = store::for_change(work.connection, id)?.ok_or(Refusal::NotFound)?;
    if known.updated_at != seen {
        return Err(Refusal::Stale);
    }
    let details = details_of(work, id)?;
    Ok((known, details))
}
