//! Moving an announced session along its course: it begins, it ends. What needs a reason is in `postponing`.

use chrono::{DateTime, Utc};

use super::editing::seen;
use super::entering::{details_of, touch};
use super::facts::{facts, note};
use super::writing_over::{put, stamp};
use super::{Refusal, adjourning, closing_notices, versions};
use crate::database::{Id, Instant, Work};
use crate::journal::{Actor, Changes};
use crate::law::session_course::{NoSuchMove, SessionAct};
use crate::law::sittings::SittingFault;
use crate::sessions::now as present;
use crate::sessions::record::Session;
use crate::sessions::store;

/// [`move_along`] from a page of the desk.
///
/// # Errors
/// As [`move_along`]; [`Refusal::Stale`] when it is not the session that was looked at.
pub fn move_along_at_desk(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    (id, looked_at): (Id, Instant),
    act: SessionAct,
) -> Result<Session, Refusal> {
    seen(work, id, looked_at)?;
    move_along(work, now, actor, id, act)
}

/// The act's name in the journal: written out, so that each is found among those that have words. None for an act that
/// has to say more than that it was done.
const fn name(act: SessionAct) -> Option<&'static str> {
    match act {
        SessionAct::GoLive => Some("session.go_live"),
        SessionAct::End => Some("session.end"),
        SessionAct::Announce
        | SessionAct::Revise
        | SessionAct::Postpone
        | SessionAct::Cancel
        | SessionAct::Adjourn => None,
    }
}

/// Does an act of the desk that changes nothing but the status, which is that the session begins or ends; calendars
/// learn of it.
///
/// # Errors
/// [`Refusal::NoSuchMove`] where the course knows no such act, and for every other act; [`Refusal::TooSoon`] before its
/// time; [`Refusal::Sitting`] for the end of a session that goes on after a break: its results would be counted from a
/// day on which it did not sit.
pub fn move_along(
    work: &mut Work,
    now: DateTime<Utc>,
    actor: &Actor,
    id: Id,
    act: SessionAct,
) -> Result<Session, Refusal> {
    let known = store::for_change(work.connection, id)?.ok_or(Refusal::NotFound)?;
    let details = details_of(work, id)?;
    let status = present::status(&known, now);
    let name = name(act).ok_or(NoSuchMove { status, act })?;
    let status = status.after(act)?;
    let in_its_time = act.in_its_time(known.starts_at.utc(), now);
    if act == SessionAct::End && adjourning::still_to_come(&known, now) {
        return Err(Refusal::Sitting(SittingFault::StillToCome));
    }
    in_its_time.map_err(|too_soon| Refusal::TooSoon {
        from: known.zone.local(too_soon.from),
    })?;
    let session = Session {
        status,
        revision: known.revision.saturating_add(1),
        sequence: known.sequence.saturating_add(1),
        updated_at: stamp(now, &known),
        ..known.clone()
    };
    put(work, &known, &session, &details)?;
    if act == SessionAct::End {
        closing_notices::end_part(work, now, actor, (&session, &details))?;
    }
    versions::keep(work, now, act.as_str(), &session, &details, None)?;
    let changes = Changes::between(facts(&known, &details), facts(&session, &details));
    note(work, now, actor, name, &session, &details, &changes);
    touch(work, &session);
    Ok(session)
}
