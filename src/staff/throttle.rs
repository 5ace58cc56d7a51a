//! Attempts to sign in are counted by account and by address; after too many further ones have to wait, longer each
//! time. An attempt is counted before it is looked at and taken back when it was right, so that many at the same
//! moment are no way around. Accounts that do not exist are counted as those that do.

use std::net::IpAddr;

use chrono::{DateTime, TimeDelta, Utc};

use super::{store, tokens};
use crate::database::{AnyConnection, Broken, Instant, Work};

/// After so long without an attempt those before are forgotten.
const REMEMBERED: TimeDelta = TimeDelta::minutes(15);

/// The longest wait, in minutes.
const LONGEST_WAIT: i64 = 30;

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

/// Until when nobody looks at a further attempt of either.
///
/// # Errors
/// [`Broken::Query`], as all here.
pub fn blocked_until(
    connection: &mut AnyConnection,
    trying: &Trying,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, Broken> {
    let mut until = None;
    for counted in [&trying.account, &trying.address] {
        let failures = store::failures_of(connection, &counted.who)?;
        let blocked = failures.and_then(|failures| failures.blocked_until);
        until = until.max(blocked.map(Instant::utc).filter(|at| *at > now));
    }
    Ok(until)
}

/// Counts an attempt, unless its account or address has to wait: then until when.
///
/// # Errors
/// [`Broken::Query`].
pub fn count(
    work: &mut Work,
    trying: &Trying,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, Broken> {
    let blocked = blocked_until(work.connection, trying, now)?;
    if blocked.is_some() {
        return Ok(blocked);
    }
    for Counted { who, limit } in [&trying.account, &trying.address] {
        let since = now - REMEMBERED;
        let failures = store::count_failure(work.connection, who, since, now)?;
        let until = wait_after(failures, *limit).map(|wait| now + wait);
        if until.is_some() {
            store::set_failures(work.connection, who, failures, until)?;
        }
    }
    Ok(None)
}

/// Takes an attempt back that was right, while more has to be shown.
///
/// # Errors
/// [`Broken::Query`].
pub fn take_back(work: &mut Work, trying: &Trying) -> Result<(), Broken> {
    for counted in [&trying.account, &trying.address] {
        take_one_back(work, counted)?;
    }
    Ok(())
}

/// Forgets the attempts of an account whose person is in; those of the address stay, but for this one.
///
/// # Errors
/// [`Broken::Query`].
pub fn forget(work: &mut Work, trying: &Trying) -> Result<(), Broken> {
    store::forget_failures(work.connection, &trying.account.who)?;
    take_one_back(work, &trying.address)
}

fn take_one_back(work: &mut Work, Counted { who, limit }: &Counted) -> Result<(), Broken> {
    let Some(known) = store::failures_of(work.connection, who)? else {
        return Ok(());
    };
    let failures = (known.failures - 1).max(0);
    let until = known.blocked_until.filter(|_| failures >= *limit);
    store::set_failures(work.connection, who, failures, until.map(Instant::utc))
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
