//! The clocks of a session: counted when it is entered, counted anew when it is announced, and kept to since.

use chrono::{DateTime, NaiveDateTime, Utc};

use super::{Order, Refusal};
use crate::bodies::record::Body;
use crate::database::{Broken, Id, Instant};
use crate::law::deadlines::{self, Deadlines, SessionKind, SessionTimes, relied_cutoff};
use crate::sessions::deadlines::Counting;
use crate::sessions::record::Clocks;

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
    Clocks {
        session_id: session,
        calendar_version: deadlines.calendar_version.clone(),
        uncertain: deadlines.uncertain,
        announce_before: deadlines.announce_before().into(),
        apply_before: deadlines.apply_before().into(),
        apply_by_hand_before: deadlines.apply_by_hand_before().into(),
        results_target_before: deadlines.results_target_before().into(),
        results_before: deadlines.results_before().into(),
    }
}

/// The clocks of an announced session when they are counted anew: a published cut-off never moves earlier, since
/// the citizen relied on it, and the announcement stays judged by the clock it was published under.
pub(super) fn relied_on(published: &Clocks, anew: Clocks, now: DateTime<Utc>) -> Clocks {
    let cutoff =
        |published: Instant, anew: Instant| relied_cutoff(published.utc(), anew.utc(), now).into();
    Clocks {
        announce_before: published.announce_before,
        apply_before: cutoff(published.apply_before, anew.apply_before),
        apply_by_hand_before: cutoff(published.apply_by_hand_before, anew.apply_by_hand_before),
        ..anew
    }
}
