//! How fast letters may follow one another, and how the work is told to end.

use std::time::Duration;

use tokio::sync::watch;
use tokio::time::Instant;

/// Turns true when the work is to end; also when nobody is left to say so.
pub type Stop = watch::Receiver<bool>;

/// Waits until the work is to end.
pub async fn told(stop: &mut Stop) {
    // An error means that nobody is left to say it.
    drop(stop.wait_for(|told| *told).await);
}

/// Letters a minute, as relays demand.
pub(super) struct Pace {
    per_minute: u32,
    next: Option<Instant>,
}

impl Pace {
    pub(super) fn of(per_minute: u32) -> Self {
        Self {
            per_minute,
            next: None,
        }
    }

    /// What is claimed at once is sent within a minute.
    pub(super) fn most_of(&self, batch: usize) -> usize {
        match usize::try_from(self.per_minute) {
            Ok(0) | Err(_) => batch,
            Ok(some) => batch.min(some),
        }
    }

    /// When the next letter may go, if not at once.
    pub(super) fn waits_until(&self, now: Instant) -> Option<Instant> {
        self.next.filter(|next| *next > now)
    }

    /// A letter goes.
    pub(super) fn gone(&mut self, now: Instant) {
        if self.per_minute > 0 {
            self.next = Some(now + Duration::from_mins(1) / self.per_minute);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_keep_their_distance() {
        let mut pace = Pace::of(1200);
        let now = Instant::now();
        assert_eq!(pace.waits_until(now), None);
        pace.gone(now);
        let next = now + Duration::from_millis(50);
        assert_eq!(pace.waits_until(now), Some(next));
        assert_eq!(pace.waits_until(next), None);
        let mut fast = Pace::of(0);
        fast.gone(now);
        assert_eq!(fast.waits_until(now), None);
    }

    #[test]
    fn no_more_is_claimed_than_may_go_in_a_minute() {
        assert_eq!(Pace::of(0).most_of(20), 20);
        assert_eq!(Pace::of(7).most_of(20), 7);
        assert_eq!(Pace::of(500).most_of(20), 20);
    }
}
