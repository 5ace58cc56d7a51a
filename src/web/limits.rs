//! Acts that create something, per minute and client address.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::problem::Problem;
use super::visit::Visit;

/// The limiter of one process.
pub struct Limits {
    /// `None`: no limit.
    acts: Option<DefaultKeyedRateLimiter<IpAddr>>,
    /// Letters to addresses that nobody has confirmed; not limited where acts are not.
    letters: DefaultKeyedRateLimiter<IpAddr>,
    passed: AtomicU32,
}

/// After so many acts, addresses that have been quiet are forgotten: the list must not grow with all visitors.
const FORGET_EVERY: u32 = 1024;

/// Letters to addresses that nobody has confirmed, which one client address can cause in an hour.
const LETTERS_AN_HOUR: NonZeroU32 = NonZeroU32::new(20).unwrap();

impl Limits {
    /// So many acts a minute for one address; 0 = no limit.
    #[must_use]
    pub fn per_address(acts: u32) -> Self {
        Self {
            acts: NonZeroU32::new(acts).map(|acts| RateLimiter::keyed(Quota::per_minute(acts))),
            letters: RateLimiter::keyed(Quota::per_hour(LETTERS_AN_HOUR)),
            passed: AtomicU32::new(0),
        }
    }

    /// Lets one act pass, or tells how long to wait.
    ///
    /// # Errors
    /// [`Problem::RateLimited`].
    pub fn pass(&self, visit: &Visit) -> Result<(), Problem> {
        let Some(limiter) = &self.acts else {
            return Ok(());
        };
        if self.passed.fetch_add(1, Ordering::Relaxed) % FORGET_EVERY == FORGET_EVERY - 1 {
            limiter.retain_recent();
            self.letters.retain_recent();
        }
        check(limiter, visit)
    }

    /// The same for an act that sends a letter to whatever address somebody names.
    ///
    /// # Errors
    /// [`Problem::RateLimited`].
    pub fn pass_letter(&self, visit: &Visit) -> Result<(), Problem> {
        self.pass(visit)?;
        match &self.acts {
            Some(_) => check(&self.letters, visit),
            None => Ok(()),
        }
    }
}

fn check(limiter: &DefaultKeyedRateLimiter<IpAddr>, visit: &Visit) -> Result<(), Problem> {
    let checked = limiter.check_key(&shared_address(visit.address));
    checked.map_err(|not_until| {
        let wait = not_until.wait_time_from(DefaultClock::default().now());
        Problem::RateLimited(wait.as_secs().saturating_add(1))
    })
}

/// One household has a whole /64 of IPv6 addresses: they count as one.
#[must_use]
pub fn shared_address(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        v4 @ IpAddr::V4(_) => v4,
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_household_counts_as_one_and_an_old_address_as_itself() {
        for (given, counted) in [
            ("192.0.2.7", "192.0.2.7"),
            ("::ffff:192.0.2.7", "192.0.2.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ] {
            let address: IpAddr = given.parse().unwrap();
            assert_eq!(shared_address(address).to_string(), counted);
        }
    }
}
