//! How fast letters follow one another to one domain: large providers put a sender off who comes too fast.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::record::{Lane, Row};
use crate::database::Id;
use crate::settings::Mail;

/// How far letters may run ahead of their pace: the worker looks after those whose turn has come now and then, and
/// takes all of them.
const AHEAD: TimeDelta = TimeDelta::seconds(2);

/// When a letter's turn at its domain is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    Now,
    At(DateTime<Utc>),
}

/// The turns that were given.
pub(super) struct Domains {
    usual: u32,
    own: HashMap<String, u32>,
    known: HashMap<String, Known>,
    promised: HashMap<Id, DateTime<Utc>>,
}

#[derive(Debug, Clone, Copy)]
struct Known {
    /// The first turn that nobody has.
    next: DateTime<Utc>,
    /// Until when the letters that went have used the domain's time.
    used: DateTime<Utc>,
}

impl Domains {
    pub(super) fn of(mail: &Mail) -> Self {
        let own = mail.domain_paces.iter();
        Self {
            usual: mail.domain_per_minute,
            own: own
                .map(|pace| (pace.domain.clone(), pace.per_minute))
                .collect(),
            known: HashMap::new(),
            promised: HashMap::new(),
        }
    }

    /// The turn of a letter. Once given it is kept, so that a letter which comes back for it does not wait behind
    /// those that came later; but of turns that passed while nothing could be sent, not all are used at once. An
    /// urgent letter has its turn at once; the others make room after it.
    pub(super) fn turn(&mut self, row: &Row, now: DateTime<Utc>) -> Turn {
        let (_, domain) = row.recipient.rsplit_once('@').unwrap_or_default();
        let domain = domain.to_ascii_lowercase();
        let per_minute = self.own.get(&domain).copied().unwrap_or(self.usual);
        if per_minute == 0 {
            return Turn::Now;
        }
        let between = TimeDelta::microseconds(60_000_000 / i64::from(per_minute));
        // A turn further off than those promised is left from before the clock was set back.
        let given = i32::try_from(self.promised.len()).unwrap_or(i32::MAX);
        let furthest = now + AHEAD + between * given.saturating_add(1);
        let known = self.known.entry(domain).or_insert(Known {
            next: now,
            used: now,
        });
        known.next = known.next.clamp(now, furthest);
        known.used = known.used.clamp(now, now + between + AHEAD);
        let promised = self.promised.get(&row.id).copied();
        if let Some(promised) = promised.filter(|promised| *promised > now) {
            return Turn::At(promised);
        }
        self.promised.remove(&row.id);
        let has_come = promised.is_some() && known.used <= now + AHEAD;
        if has_come || known.next == now {
            known.used += between;
            known.next = known.next.max(known.used);
            return Turn::Now;
        }
        let turn = known.next;
        known.next += between;
        if row.lane == Lane::Urgent {
            return Turn::Now;
        }
        self.promised.insert(row.id, turn);
        Turn::At(turn)
    }

    /// Forgets turns that are long past: their letters went another way.
    pub(super) fn tidy(&mut self, now: DateTime<Utc>) {
        self.known
            .retain(|_, known| known.next > now || known.used > now);
        let past = now - TimeDelta::hours(1);
        self.promised.retain(|_, turn| *turn > past);
    }
}
