//! How fast letters follow one another to one domain: large providers put a sender off who comes too fast.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::record::{Lane, Row};
use crate::database::Id;
use crate::settings::Mail;

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
    next: HashMap<String, DateTime<Utc>>,
    promised: HashMap<Id, DateTime<Utc>>,
}

impl Domains {
    pub(super) fn of(mail: &Mail) -> Self {
        let own = mail.domain_paces.iter();
        Self {
            usual: mail.domain_per_minute,
            own: own
                .map(|pace| (pace.domain.clone(), pace.per_minute))
                .collect(),
            next: HashMap::new(),
            promised: HashMap::new(),
        }
    }

    /// The turn of a letter. Once given it is kept, so that a letter which comes back for it does not wait
    /// behind those that came later. An urgent letter has its turn at once; the others make room after it.
    pub(super) fn turn(&mut self, row: &Row, now: DateTime<Utc>) -> Turn {
        let (_, domain) = row.recipient.rsplit_once('@').unwrap_or_default();
        let domain = domain.to_ascii_lowercase();
        let per_minute = self.own.get(&domain).copied().unwrap_or(self.usual);
        if per_minute == 0 {
            return Turn::Now;
        }
        let between = TimeDelta::microseconds(60_000_000 / i64::from(per_minute));
        if let Some(promised) = self.promised.get(&row.id).copied() {
            if promised > now {
                return Turn::At(promised);
            }
            self.promised.remove(&row.id);
            return Turn::Now;
        }
        let next = self.next.entry(domain).or_insert(now);
        let turn = (*next).max(now);
        *next = turn + between;
        if turn == now || row.lane == Lane::Urgent {
            return Turn::Now;
        }
        self.promised.insert(row.id, turn);
        Turn::At(turn)
    }

    /// Forgets turns that are long past: their letters went another way.
    pub(super) fn tidy(&mut self, now: DateTime<Utc>) {
        self.next.retain(|_, next| *next > now);
        let past = now - TimeDelta::hours(1);
        self.promised.retain(|_, turn| *turn > past);
    }
}
