//! The clocks of a session: counted when it is entered, counted anew when it is announced, and kept to since.

use chrono::{DateTime, NaiveDateTime, Utc};

use super::{Order, Refusal};
use crate::bodies::record::Body;
use crate::database::{Broken, Id, Instant};
use crate::law::deadlines::moved::cutoff_after_move;
use crate::law::deadlines::{
    self, DeadlineChange, Deadlines, SessionKind, SessionTimes, announcement_after_calendar_change,
    due_after_calendar_change, relied_cutoff,
};
use crate::law::session_course::SessionStatus;
use crate::sessions::deadlines::Counting;
use crate::sessions::record::{Clocks, Session};

/// The clocks of a session of this body.
///
/// # Errors
/// [`Refusal::EndsTooSoon`], [`Refusal::EndsTooLate`], [`Refusal::NoCalendar`].
pub fn count(
    counting: &Counting<'_>,
    body: &Body,
    kind: SessionKind,
    starts: NaiveDateTime,
    ends: Option<NaiveDateTime>,
) -> Result<Deadlines, Refusal> {
    Order::check_length(starts, ends)?;
    let closing_time = body
        .closing_time
        .parse()
        .map_err(|fault| Refusal::Broken(Broken::Data(format!("body {}: {fault}", body.slug))))?;
    let times = SessionTimes {
        starts,
        ends,
        zone: body.zone.0,
        kind,
        week: body.week,
        closing_time,
    };
    let terms = counting.terms.on(starts.date());
    Ok(deadlines::compute(
        &counting.calendar,
        &times,
        counting.readings,
        terms,
    )?)
}

/// The clocks as they are stored.
pub(super) fn row(session: Id, deadlines: &Deadlines) -> Clocks {
    let maslikhat = deadlines.announce.maslikhat.as_ref();
    Clocks {
        session_id: session,
        calendar_version: deadlines.calendar_version.clone(),
        uncertain: deadlines.uncertain,
        announce_before: deadlines.announce_before().into(),
        apply_before: deadlines.apply_before().into(),
        apply_by_hand_before: deadlines.apply_by_hand_before().into(),
        results_target_before: deadlines.results_target_before().into(),
        results_before: deadlines.results_before().into(),
        announce_rules_before: maslikhat.map(|_| deadlines.announce.kept().before.into()),
        announce_maslikhat_before: maslikhat.map(|clock| clock.before.into()),
    }
}

/// The clocks of a session when they are counted anew: because it is written over, the calendar changed, or its body
/// works otherwise. What was published stands as far as people relied on it (art. 13 of the Administrative Code).
///
/// * A draft was relied on by nobody but its body: an announcement deadline that moved into the past stays.
/// * Of an announced session a cut-off never moves earlier, and the announcement stays judged by the clock it was
///   published under.
/// * Nothing that has passed moves, and nothing becomes late in hindsight.
pub(super) fn relied_on(
    session: &Session,
    published: &Clocks,
    anew: Clocks,
    now: DateTime<Utc>,
) -> Clocks {
    if session.status == SessionStatus::Draft {
        return Clocks {
            announce_before: draft_deadline(published, anew.announce_before, now),
            ..anew
        };
    }
    if session.status == SessionStatus::Cancelled {
        return published.clone();
    }
    let cutoff =
        |published: Instant, anew: Instant| relied_cutoff(published.utc(), anew.utc(), now).into();
    let due = |published: Instant, anew: Instant| {
        due_after_calendar_change(published.utc(), anew.utc(), now).into()
    };
    Clocks {
        announce_before: published.announce_before,
        announce_rules_before: published.announce_rules_before,
        announce_maslikhat_before: published.announce_maslikhat_before,
        apply_before: cutoff(published.apply_before, anew.apply_before),
        apply_by_hand_before: cutoff(published.apply_by_hand_before, anew.apply_by_hand_before),
        results_target_before: due(published.results_target_before, anew.results_target_before),
        results_before: due(published.results_before, anew.results_before),
        ..anew
    }
}

/// The clocks of an announced session that is moved to another time, from those counted to its new day, which begins at
/// `day_begins` (605-8, 605-9; what was promised stays: [`cutoff_after_move`]).
pub(super) fn moved(
    published: &Clocks,
    counted: Clocks,
    day_begins: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Clocks {
    let cutoff = |published: Instant, counted: Instant| {
        cutoff_after_move(published.utc(), counted.utc(), day_begins, now).into()
    };
    Clocks {
        apply_before: cutoff(published.apply_before, counted.apply_before),
        apply_by_hand_before: cutoff(published.apply_by_hand_before, counted.apply_by_hand_before),
        ..counted
    }
}

/// What an announcement deadline counted anew means for a draft.
pub(super) fn draft_change(
    known: &Clocks,
    anew: DateTime<Utc>,
    now: DateTime<Utc>,
) -> DeadlineChange {
    announcement_after_calendar_change(None, known.announce_before.utc(), anew, now)
}

/// The clocks of a session that breaks off and goes on later, from those counted to its new last day: results follow
/// it (605-14), and nothing becomes late in hindsight; what was counted to the first day stays as it was published.
pub(super) fn adjourned(published: &Clocks, counted: &Clocks, now: DateTime<Utc>) -> Clocks {
    let due = |published: Instant, counted: Instant| {
        if counted > published {
            counted
        } else {
            due_after_calendar_change(published.utc(), counted.utc(), now).into()
        }
    };
    Clocks {
        results_target_before: due(
            published.results_target_before,
            counted.results_target_before,
        ),
        results_before: due(published.results_before, counted.results_before),
        uncertain: published.uncertain || counted.uncertain,
        ..published.clone()
    }
}

/// The deadline by which a draft is still in time though by the calendar of today it would be late: the calendar changed
/// meanwhile, and what its body relied on holds (Administrative Code 13). `None` for what is announced, and for a draft
/// to which nothing of the kind happened.
#[must_use]
pub fn calendar_changed(
    session: &Session,
    known: &Clocks,
    counted: &Deadlines,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let is_of_it = session.status == SessionStatus::Draft
        && session.kind == counted.kind
        && session.starts_at.utc() == counted.starts_at;
    match draft_change(known, counted.announce_before(), now) {
        DeadlineChange::CalendarChanged { relied_on, .. } if is_of_it => Some(relied_on),
        _ => None,
    }
}

fn draft_deadline(known: &Clocks, anew: Instant, now: DateTime<Utc>) -> Instant {
    match draft_change(known, anew.utc(), now) {
        DeadlineChange::Unchanged => known.announce_before,
        DeadlineChange::Later { before } | DeadlineChange::Earlier { before } => before.into(),
        DeadlineChange::CalendarChanged { relied_on, .. } => relied_on.into(),
    }
}
