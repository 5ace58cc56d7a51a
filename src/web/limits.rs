//! Acts that create something, per minute and client address.

use std::net::IpAddr;
use std::num::NonZeroU32;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::problem::Problem;
use super::visit::Visit;

/// The limiter of one process; `None` inside means no limit.
pub struct Limits(Option<DefaultKeyedRateLimiter<IpAddr>>);

impl Limits {
    /// So many acts a minute for one address; 0 = no limit.
    #[must_use]
    pub fn per_address(acts: u32) -> Self {
        Self(NonZeroU32::new(acts).map(|acts| RateLimiter::keyed(Quota::per_minute(acts))))
    }

    /// Lets one act pass, or tells how long to wait.
    ///
    /// # Errors
    /// [`Problem::RateLimited`].
    pub fn pass(&self, visit: &Visit) -> Result<(), Problem> {
        let Some(limiter) = &self.0 else {
            return Ok(());
        };
        limiter
            .check_key(&shared_address(visit.address))
            .map_err(|not_until| {
                let wait = not_until.wait_time_from(DefaultClock::default().now());
                Problem::RateLimited(wait.as_secs().saturating_add(1))
            })
    }

    /// Forgets addresses that have been quiet: the list must not grow with the number of visitors.
    pub fn forget_quiet_ones(&self) {
        if let Some(limiter) = &self.0 {
            limiter.retain_recent();
        }
    }
}

/// One household has a whole /64 of IPv6 addresses: they count as one.
fn shared_address(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
    }
}
