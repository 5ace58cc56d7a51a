//! Attempts to sign in are counted by account and by address; after too many further ones have to wait, longer each
//! time. An attempt is counted before it is looked at and taken back when it was right, so that many at the same
//! moment are no way around, and what is right makes nobody wait. Accounts that do not exist are counted as those that
//! do.

use std::net::IpAddr;

use chrono::{DateTime, TimeDelta, Utc};

use super::store::Failures;
use super::{store, tokens};
use crate::database::{Broken, Instant, Work};

/// After so long without an attempt those before are forgotten.
const REMEMBERED: TimeDelta = TimeDelta::minutes(15);

/// The longest wait, in minutes.
pub const LONGEST_WAIT: i64 = 30;

/// Whose attempts are counted together, and how many bring the first wait.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Counted {
    who: String,
    limit: i32,
}

/// Who tries: an account from an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trying {
    account: Counted,
    address: Counted,
}

impl Trying {
    /// The account of an e-mail address, whether there is one or not.
    #[must_use]
    pub fn of(email: &str, address: IpAddr) -> Self {
        let digest = |kind, text: &str| tokens::digest(&format!("{kind} {text}"));
        Self {
            account: Counted {
                who: digest("account", email),
                limit: 5,
            },
            address: Counted {
                who: digest("address", &address.to_canonical().to_string()),
                limit: 20,
            },
        }
    }
}

/// An attempt that was counted, to be taken back if it is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    account: Step,
    address: Step,
}

/// What an attempt changed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Step {
    counted: Counted,
    before: Failures,
    after: Failures,
}

/// Whether an attempt is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Admission {
    /// It is, and counted.
    Counted(Attempt),
    /// Not before this instant.
    Wait(DateTime<Utc>),
}

/// Counts an attempt, unless its account or address has to wait.
///
/// # Errors
/// [`Broken::Query`], as all here.
pub fn count(work: &mut Work, trying: &Trying, now: DateTime<Utc>) -> Result<Admission, Broken> {
    let account = Step::of(work, &trying.account, now)?;
    let address = Step::of(work, &trying.address, now)?;
    let blocked = account.blocked_until(now).max(address.blocked_until(now));
    if let Some(until) = blocked {
        return Ok(Admission::Wait(until));
    }
    for step in [&account, &address] {
        store::set_failures(work.connection, &step.counted.who, &step.after)?;
    }
    Ok(Admission::Counted(Attempt { account, address }))
}

/// Takes an attempt back that was right, while more has to be shown.
///
/// # Errors
/// [`Broken::Query`].
pub fn take_back(work: &mut Work, attempt: &Attempt, now: DateTime<Utc>) -> Result<(), Broken> {
    attempt.account.take_back(work, now)?;
    attempt.address.take_back(work, now)
}

/// Forgets the attempts of an account whose person is in; those of the address stay, but for this one.
///
/// # Errors
/// [`Broken::Query`].
pub fn forget(work: &mut Work, attempt: &Attempt, now: DateTime<Utc>) -> Result<(), Broken> {
    store::forget_failures(work.connection, &attempt.account.counted.who)?;
    attempt.address.take_back(work, now)
}

impl Step {
    fn of(work: &mut Work, counted: &Counted, now: DateTime<Utc>) -> Result<Self, Broken> {
        let before = store::locked_failures(work.connection, &counted.who, now)?;
        let since = Instant::from(now - REMEMBERED);
        let recent =
            before.last_at >= since || before.blocked_until.is_some_and(|until| until >= since);
        let failures = if recent { before.failures } else { 0 }.saturating_add(1);
        let wait = wait_after(failures, counted.limit);
        Ok(Self {
            counted: counted.clone(),
            before,
            after: Failures {
                failures,
                last_at: now.into(),
                blocked_until: wait.map(|wait| Instant::from(now + wait)),
            },
        })
    }

    fn blocked_until(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let until = self.before.blocked_until.map(Instant::utc);
        until.filter(|until| *until > now)
    }

    /// As it was before, where nobody else has tried since; else what the others' attempts alone come to.
    fn take_back(&self, work: &mut Work, now: DateTime<Utc>) -> Result<(), Broken> {
        let Counted { who, limit } = &self.counted;
        let known = store::locked_failures(work.connection, who, now)?;
        let rest = if known == self.after {
            self.before
        } else {
            let failures = (known.failures - 1).max(0);
            let of_others = |until: &Instant| Some(*until) != self.after.blocked_until;
            Failures {
                failures,
                blocked_until: known
                    .blocked_until
                    .filter(|until| failures >= *limit && of_others(until)),
                ..known
            }
        };
        store::set_failures(work.connection, who, &rest)
    }
}

/// How long to wait after so many: from the last that is let pass on 1, 2, 4 … minutes.
fn wait_after(failures: i32, limit: i32) -> Option<TimeDelta> {
    let beyond = u32::try_from(failures - limit).ok()?;
    let minutes = 2_i64.checked_pow(beyond).unwrap_or(LONGEST_WAIT);
    Some(TimeDelta::minutes(minutes.min(LONGEST_WAIT)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_half_an_hour() {
        let minutes = |failures| wait_after(failures, 5).map(|wait| wait.num_minutes());
        assert_eq!(
            [4, 5, 6, 7, 8, 9, 10, 200].map(minutes),
            [
                None,
                Some(1),
                Some(2),
                Some(4),
                Some(8),
                Some(16),
                Some(30),
                Some(30)
            ]
        );
    }

    #[test]
    fn an_account_is_counted_by_its_address_and_not_found_by_it() {
        let one = Trying::of("a@example.org", IpAddr::from([192, 0, 2, 1]));
        let same = Trying::of("a@example.org", "::ffff:192.0.2.1".parse().unwrap());
        assert_eq!(one, same);
        assert!(!format!("{one:?}").contains("example"));
    }
}
