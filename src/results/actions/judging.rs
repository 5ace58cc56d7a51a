//! Whether something can be published, and until when it is in time.

use chrono::{DateTime, NaiveDate, Utc};

use super::order::{Order, Refusal};
use crate::bodies::record::Body;
use crate::language::Language;
use crate::law::results::{Made, ResultKind};
use crate::law::working_days::{NoCalendar, Week};
use crate::results::record::Outcome;
use crate::results::transcript;
use crate::sessions;
use crate::sessions::deadlines::Counting;
use crate::sessions::record::{AgendaItem, Clocks, Session};

/// What binds the body that publishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    /// The week it works.
    pub week: Week,
    /// The Rules do not bind it (605-3): what it publishes is never late.
    pub exempt: bool,
}

impl Bound {
    /// Of a body.
    #[must_use]
    pub fn of(body: &Body) -> Self {
        Self {
            week: body.week,
            exempt: body.exempt,
        }
    }
}

/// Whether a session may have results at all. One that was held closed has too, so far as they are not restricted.
///
/// # Errors
/// [`Refusal::NotHeld`].
pub fn may_have_results(session: &Session, now: DateTime<Utc>) -> Result<(), Refusal> {
    if !sessions::now::has_begun(session, now) {
        return Err(Refusal::NotHeld(sessions::now::status(session, now)));
    }
    Ok(())
}

/// The instant before which a document made on a day is to be published: of its own clock and, unless it replaces
/// another, that of the session the earlier one (605-14, 2023 Standard 8.5).
///
/// # Errors
/// [`NoCalendar`] naming the year without data.
pub fn due_before(
    counting: &Counting<'_>,
    (session, clocks, bound): (&Session, &Clocks, Bound),
    made_on: NaiveDate,
    replaces: bool,
) -> Result<DateTime<Utc>, NoCalendar> {
    let made = Made {
        on: made_on,
        session_day: session.local_date,
        calendar: &counting.calendar,
        zone: session.zone.0,
        week: bound.week,
        terms: counting.terms.on(session.local_date),
    };
    let own = made.before()?;
    Ok(if replaces {
        own
    } else {
        own.min(clocks.results_before.utc())
    })
}

/// Looks at what is said of a document before its file is received; the act looks again. The instant before which it
/// is due.
///
/// # Errors
/// [`Refusal`].
pub fn judge(
    counting: &Counting<'_>,
    known: (&Session, &Clocks, Bound),
    order: &Order,
    replaces: bool,
    now: DateTime<Utc>,
) -> Result<DateTime<Utc>, Refusal> {
    let (session, _, bound) = known;
    may_have_results(session, now)?;
    if order.created_on > session.zone.local(now).date() {
        return Err(Refusal::NotMadeYet);
    }
    if order.kind != ResultKind::Other && order.created_on < session.local_date {
        return Err(Refusal::MadeTooEarly);
    }
    let before = due_before(counting, known, order.created_on, replaces)?;
    in_time_or_explained((before, bound), order.late_reason.as_deref(), now)?;
    Ok(before)
}

/// Whether a document belongs to the agenda of its session: its matter is there, and the times of a transcript can be
/// read.
///
/// # Errors
/// [`Refusal::NoItem`], [`Refusal::Times`].
pub fn belongs(order: &Order, agenda: &[AgendaItem]) -> Result<(), Refusal> {
    let has = |id| agenda.iter().any(|item| item.id == id);
    if order.item.is_some_and(|id| !has(id)) {
        return Err(Refusal::NoItem);
    }
    let text = order.text.as_ref();
    let Some(text) = text.filter(|_| order.kind == ResultKind::Transcript) else {
        return Ok(());
    };
    let items: Vec<&str> = agenda.iter().map(|item| item.number.as_str()).collect();
    for language in Language::ALL {
        let (words, found) = text.in_language(language);
        if found == language {
            transcript::read(words, &items).map_err(|fault| Refusal::Times(language, fault))?;
        }
    }
    Ok(())
}

/// Nothing is refused for being late, but the reason is to be given.
pub(super) fn in_time_or_explained(
    (before, bound): (DateTime<Utc>, Bound),
    reason: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    if now >= before && reason.is_none() && !bound.exempt {
        return Err(Refusal::ReasonDue(before));
    }
    Ok(())
}

/// The kinds of which it can be said now that there is none.
#[must_use]
pub fn possible_none(outcomes: &[Outcome]) -> Vec<ResultKind> {
    let stands = |kind: ResultKind| outcomes.iter().any(|one| one.stands() && one.kind == kind);
    ResultKind::ALL
        .iter()
        .copied()
        .filter(|kind| kind.can_be_none() && !stands(*kind))
        .collect()
}

/// What stands, as the law counts it.
#[must_use]
pub fn standing(outcomes: &[Outcome]) -> Vec<(ResultKind, bool)> {
    outcomes
        .iter()
        .filter(|one| one.stands())
        .map(|one| (one.kind, one.stated_none))
        .collect()
}
