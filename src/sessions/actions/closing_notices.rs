//! The notice of a closing decision on its three channels, and the times of closed parts (Access Law art. 13(2); CL-5,
//! CL-7). The site's notice is the announcement itself; the desk enters the other two with their proof.

use chrono::{DateTime, NaiveTime, Utc};
use serde_json::json;

use super::closing::looked_at;
use super::editing::body_in_act;
use super::entering::touch;
use super::{Refusal, clocks};
use crate::bodies::record::Body;
use crate::database::{Broken, Id, Work};
use crate::journal::{self, Actor, Entry};
use crate::law::announcement::Texts;
use crate::law::closing::{self, Channel, NoticeStanding, notice_standing};
use crate::law::deadlines::zone::{Twice, instant};
use crate::law::session_course::{Access, NoSuchMove, SessionAct, SessionStatus};
use crate::sessions::closing::record::{ClosedPart, Closing, Notice};
use crate::sessions::deadlines::Counting;
use crate::sessions::now as present;
use crate::sessions::record::{AgendaItem, Session};
use crate::sessions::store::{self, Details};

/// The notice on a channel, as the desk enters it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Of which session.
    pub session: Id,
    /// Of which decision.
    pub closing: Id,
    /// Where: mass media or the premises.
    pub channel: Channel,
    /// When it was placed.
    pub at: DateTime<Utc>,
    /// What was placed where.
    pub proof: String,
}

/// The instant before which the notice of a session's closing is to be placed.
///
/// # Errors
/// Those of the clocks.
pub(super) fn clock(
    counting: &Counting<'_>,
    body: &Body,
    session: &Session,
) -> Result<DateTime<Utc>, Refusal> {
    let local = |at: crate::database::Instant| session.zone.local(at.utc());
    let (starts, ends) = (local(session.starts_at), session.ends_at.map(local));
    let deadlines = clocks::count(counting, body, session.kind, starts, ends)?;
    Ok(deadlines.closed_notice.before)
}

/// What is announced is the notice on this site, from the instant of the act on.
pub(super) fn site(
    work: &mut Work,
    now: DateTime<Utc>,
    session: &Session,
    closing: &Closing,
) -> Result<(), Broken> {
    if !session.status.is_public() {
        return Ok(());
    }
    let before = closing.notice_before.utc();
    let notice = Notice {
        closing_id: closing.id,
        channel: Channel::Site,
        starts_at: session.starts_at,
        placed_at: now.into(),
        in_time: in_time(before, now, now),
        proof: None,
        entered_at: now.into(),
    };
    store::put_notice(work.connection, &notice)
}

/// Whether a notice placed at an instant was in time.
fn in_time(before: DateTime<Utc>, placed_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    notice_standing(before, Some(placed_at), now) == NoticeStanding::InTime
}

/// The clock of a draft that was written over: it may have another day, and no notice was judged by the former one.
pub(super) fn recount_of_draft(
    work: &mut Work,
    counting: &Counting<'_>,
    body: &Body,
    session: &Session,
) -> Result<(), Refusal> {
    if session.status != SessionStatus::Draft {
        return Ok(());
    }
    count_anew(work, counting, body, session)?;
    Ok(())
}

/// The decisions that stand, with the clock of their notices as it is counted for the session as it stands now.
fn count_anew(
    work: &mut Work,
    counting: &Counting<'_>,
    body: &Body,
    session: &Session,
) -> Result<Vec<Closing>, Refusal> {
    let mut standing = store::standing_of(work.connection, session.id)?;
    if standing.is_empty() {
        return Ok(standing);
    }
    let before = clock(counting, body, session)?.into();
    for closing in &mut standing {
        store::set_notice_clock(work.connection, closing.id, before)?;
        closing.notice_before = before;
    }
    Ok(standing)
}

/// The same once a session that is closed was announced, or moved to another date.
pub(super) fn site_of_announced(
    work: &mut Work,
    now: DateTime<Utc>,
    counting: &Counting<'_>,
    body: &Body,
    session: &Session,
) -> Result<(), Refusal> {
    for closing in count_anew(work, counting, body, session)? {
        site(work, now, session, &closing)?;
    }
    Ok(())
}

/// What is closed has a decision that closes it (OS-03).
pub(super) fn must_be_decided(
    work: &mut Work,
    session: &Session,
    details: &Details,
) -> Result<(), Refusal> {
    let whole = session.access == Access::Closed;
    let closed: Vec<&AgendaItem> = details
        .agenda
        .iter()
        .filter(|item| item.access == Access::Closed)
        .collect();
    if !whole && closed.is_empty() {
        return Ok(());
    }
    let standing = store::standing_of(work.connection, session.id)?;
    let is_decided = |item: &AgendaItem| {
        let mut of = standing
            .iter()
            .map(|one| one.closes(&details.agenda, &standing));
        of.any(|items| items.contains(&item))
    };
    let items = closed.iter().filter(|item| !is_decided(item)).count();
    let whole = whole && !standing.iter().any(|one| one.whole);
    if !whole && items == 0 {
        return Ok(());
    }
    let nothing = closing::Closing {
        grounds: &[],
        named_law: "",
        whole,
        items,
        why_not_part: Texts::default(),
        ends_on: None,
        ends_with: Texts::default(),
        decision: closing::Decision {
            number: "",
            decided_on: None,
            decider: Texts::default(),
            by_maslikhat: false,
            vote: None,
            today: session.local_date,
        },
        cleared: &[],
        session_day: session.local_date,
    };
    Err(Refusal::ClosingIncomplete(nothing.missing()))
}

/// Notes the notice on a channel, in the place of what was noted of it before. Late is marked, never barred.
///
/// # Errors
/// [`Refusal::NothingClosed`] where no decision stands, [`Refusal::NoticeCannotBe`] for an instant that is still to come,
/// or before the day of the decision.
pub fn notice_placed(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    placed: &Placed,
) -> Result<Notice, Refusal> {
    let (session, details) = looked_at(work, placed.session, None)?;
    let standing = store::standing_of(work.connection, session.id)?;
    let closing = standing.into_iter().find(|one| one.id == placed.closing);
    let closing = closing.ok_or(Refusal::NothingClosed)?;
    let body = body_in_act(work, session.body_id)?;
    // A body that votes in the session gives notice before.
    let decided = closing
        .decided_on
        .filter(|_| !body.body_type.closes_by_vote());
    let decided = decided.map(|day| day.and_time(NaiveTime::MIN));
    let decided = decided.map(|begins| instant(session.zone.0, begins, Twice::First));
    closing::notice_may_be_placed(decided, placed.at, now).map_err(Refusal::NoticeCannotBe)?;
    let notice = Notice {
        closing_id: closing.id,
        channel: placed.channel,
        starts_at: session.starts_at,
        placed_at: placed.at.into(),
        in_time: in_time(closing.notice_before.utc(), placed.at, now),
        proof: Some(placed.proof.clone()),
        entered_at: now.into(),
    };
    store::put_notice(work.connection, &notice)?;
    // The proof may name people: it stands with the notice, and goes with the session.
    let after = json!({
        "channel": placed.channel,
        "placed_at": placed.at,
        "in_time": notice.in_time,
    });
    note(
        work,
        now,
        actor,
        "session.closing_notice",
        (&session, &details),
        after,
    );
    Ok(notice)
}

/// People are asked out of the hall, and the broadcast pauses; or they are asked back in. Stamped with the instant of
/// the act.
///
/// # Errors
/// [`Refusal::NothingClosed`] where no decision stands, or nothing is under way that could end, [`Refusal::Stale`] where a
/// part is under way already, [`Refusal::NotSitting`] before the session sits, [`Refusal::NoSuchMove`] once it is over: no
/// part begins then, though one that was left open can still be ended.
pub fn closed_part(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    session: Id,
    begins: bool,
) -> Result<(), Refusal> {
    let (session, details) = looked_at(work, session, None)?;
    if !begins {
        return if end_part(work, now, actor, (&session, &details))? {
            touch(work, &session);
            Ok(())
        } else {
            Err(Refusal::Stale)
        };
    }
    if !present::sits(&session, now) {
        return Err(not_sitting(&session, now));
    }
    if store::standing_of(work.connection, session.id)?.is_empty() {
        return Err(Refusal::NothingClosed);
    }
    let parts = store::closed_parts_of(work.connection, session.id)?;
    if parts.iter().any(|part| part.ended_at.is_none()) {
        return Err(Refusal::Stale);
    }
    let part = ClosedPart {
        id: Id::new(),
        session_id: session.id,
        began_at: now.into(),
        ended_at: None,
    };
    store::begin_closed_part(work.connection, &part)?;
    note(
        work,
        now,
        actor,
        "session.closed_part_began",
        (&session, &details),
        json!({ "at": now }),
    );
    touch(work, &session);
    Ok(())
}

fn not_sitting(session: &Session, now: DateTime<Utc>) -> Refusal {
    match present::status(session, now) {
        status @ (SessionStatus::Held | SessionStatus::Cancelled) => {
            let act = SessionAct::Revise;
            Refusal::NoSuchMove(NoSuchMove { status, act })
        }
        _ => Refusal::NotSitting,
    }
}

/// Ends the closed part that is under way, with the session that it is of or with its closing; `false` where none is.
pub(super) fn end_part(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    of: (&Session, &Details),
) -> Result<bool, Broken> {
    let ended = store::end_closed_part(work.connection, of.0.id, now.into())?;
    if ended {
        let act = "session.closed_part_ended";
        note(work, now, actor, act, of, json!({ "at": now }));
    }
    Ok(ended)
}

fn note(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    act: &str,
    (session, details): (&Session, &Details),
    after: serde_json::Value,
) {
    let entry = Entry {
        actor: actor.clone(),
        act,
        object_kind: "session",
        object: session.id,
        body: Some(session.body_id),
        before: None,
        after: Some(after),
        calendar_version: Some(&details.clocks.calendar_version),
    };
    journal::record(work, now, entry);
}
