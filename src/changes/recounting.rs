//! Counting the clocks of coming sessions anew: the same walk for what is shown before and for what is then written.

use chrono::{DateTime, Utc};

use crate::database::{AnyConnection, Id, Work};
use crate::journal::Actor;
use crate::law::deadlines::{ClockName, DeadlineChange};
use crate::sessions::actions::{self, Bodies, NoticeMoved, Recounted, Refusal, Scope};
use crate::sessions::deadlines::Counting;
use crate::sessions::record::Clocks;

/// Sessions that are shown one by one; of more only the number is told.
const MOST_SHOWN: usize = 200;

/// What counting anew comes to.
#[derive(Debug, Clone, Default)]
pub struct Effects {
    /// Sessions with a clock still running.
    pub looked_at: usize,
    /// Of these, sessions whose clocks move.
    pub moved: usize,
    /// Sessions of which something is to be told, the first of them.
    pub told: Vec<Told>,
    /// How many of these there are in all.
    pub told_in_all: usize,
    /// Drafts that are to be announced earlier than it was said.
    pub alerts: usize,
}

/// A session and what becomes of its clocks.
#[derive(Debug, Clone)]
pub struct Told {
    /// The session with its clocks before and after.
    pub recounted: Recounted,
    /// Clock by clock.
    pub clocks: Vec<ClockChange>,
}

/// What becomes of one clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockChange {
    /// Which.
    pub name: ClockName,
    /// As it stands.
    pub before: DateTime<Utc>,
    /// As it is counted.
    pub counted: DateTime<Utc>,
    /// As it is to be.
    pub after: DateTime<Utc>,
    /// What the rule makes of it.
    pub outcome: Outcome,
}

/// What the rule makes of a clock that is counted otherwise (working-day order; Administrative Code 13).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It moves later.
    Later,
    /// It moves earlier; nobody relied on it.
    Earlier,
    /// A draft is to be announced earlier: the secretariat must know.
    Alert,
    /// A draft would be late only because the calendar changed: the deadline relied on stays.
    CalendarChanged,
    /// It would move earlier, but what was published stays.
    Kept,
    /// It has passed, or would pass in hindsight: it stays.
    Passed,
}

impl Outcome {
    /// Its word in keys and reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Later => "later",
            Self::Earlier => "earlier",
            Self::Alert => "alert",
            Self::CalendarChanged => "calendar-changed",
            Self::Kept => "kept",
            Self::Passed => "passed",
        }
    }
}

/// What counting anew would come to; nothing is written.
///
/// # Errors
/// As [`actions::recounted`].
pub fn foresee(
    connection: &mut AnyConnection,
    counting: &Counting<'_>,
    scope: Scope,
    now: DateTime<Utc>,
) -> Result<Effects, Refusal> {
    let (mut effects, mut bodies, mut after) = (Effects::default(), Bodies::new(), None);
    loop {
        let batch = actions::next_batch(connection, scope, now, after)?;
        let Some(last) = last_of(&batch) else {
            return Ok(effects);
        };
        let recounted = actions::recounted(connection, counting, &mut bodies, batch, now)?;
        effects.add(recounted, now);
        after = Some(last);
    }
}

/// Counts anew and writes it.
///
/// # Errors
/// As [`actions::recounted`].
pub fn recount(
    work: &mut Work,
    now: DateTime<Utc>,
    counting: &Counting<'_>,
    actor: &Actor,
    scope: Scope,
) -> Result<Effects, Refusal> {
    let (mut effects, mut bodies, mut after) = (Effects::default(), Bodies::new(), None);
    loop {
        let batch = actions::next_batch_to_write(work, scope, now, after)?;
        let Some(last) = last_of(&batch) else {
            return Ok(effects);
        };
        let recounted = actions::recounted(work.connection, counting, &mut bodies, batch, now)?;
        actions::write_batch(work, now, actor, counting.calendar.version(), &recounted)?;
        effects.add(recounted, now);
        after = Some(last);
    }
}

fn last_of<C>(batch: &[(crate::sessions::record::Session, C)]) -> Option<Id> {
    batch.last().map(|(session, _)| session.id)
}

impl Effects {
    fn add(&mut self, batch: Vec<Recounted>, now: DateTime<Utc>) {
        for recounted in batch {
            self.looked_at += 1;
            let clocks = clock_changes(&recounted, now);
            self.moved += usize::from(recounted.moved());
            let alarming = |clock: &ClockChange| {
                matches!(clock.outcome, Outcome::Alert | Outcome::CalendarChanged)
            };
            self.alerts += usize::from(clocks.iter().any(alarming));
            if clocks.is_empty() && !recounted.moved() {
                continue;
            }
            self.told_in_all += 1;
            if self.told.len() < MOST_SHOWN {
                self.told.push(Told { recounted, clocks });
            }
        }
    }
}

/// The clocks that are counted otherwise. Of what is announced the announcement is past and is not told.
fn clock_changes(recounted: &Recounted, now: DateTime<Utc>) -> Vec<ClockChange> {
    let Recounted {
        session,
        before,
        counted,
        after,
        announcing,
        notices,
    } = recounted;
    let is_draft = !session.status.is_public();
    let mut changes = Vec::new();
    for name in [
        ClockName::Announce,
        ClockName::Apply,
        ClockName::ApplyByHand,
        ClockName::Results,
    ] {
        let told = match name {
            ClockName::Announce => is_draft,
            ClockName::Results => true,
            _ => session.format.has_hall(),
        };
        let of = |clocks: &Clocks| instant(clocks, name);
        let (before, counted, after) = (of(before), of(counted), of(after));
        if !told || before == counted {
            continue;
        }
        let alarm = (name == ClockName::Announce).then_some(announcing);
        let outcome = match alarm {
            Some(DeadlineChange::Earlier { .. }) => Outcome::Alert,
            Some(DeadlineChange::CalendarChanged { .. }) => Outcome::CalendarChanged,
            _ if after > before => Outcome::Later,
            _ if after < before => Outcome::Earlier,
            _ if now >= before || now >= counted => Outcome::Passed,
            _ => Outcome::Kept,
        };
        changes.push(ClockChange {
            name,
            before,
            counted,
            after,
            outcome,
        });
    }
    changes.extend(notices.iter().copied().map(of_notice));
    // Decisions on the same session have the same clock, as a rule.
    changes.dedup();
    changes
}

/// The notice of what is closed follows the calendar as long as it is to come.
fn of_notice(moved: NoticeMoved) -> ClockChange {
    let (before, after) = (moved.before.utc(), moved.after.utc());
    ClockChange {
        name: ClockName::ClosedNotice,
        before,
        counted: after,
        after,
        outcome: if after > before {
            Outcome::Later
        } else {
            Outcome::Earlier
        },
    }
}

fn instant(clocks: &Clocks, name: ClockName) -> DateTime<Utc> {
    match name {
        ClockName::Announce => clocks.announce_before.utc(),
        ClockName::ApplyByHand => clocks.apply_by_hand_before.utc(),
        ClockName::Results => clocks.results_before.utc(),
        _ => clocks.apply_before.utc(),
    }
}
