//! How fast letters may follow one another, and how the work is told to end.

use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

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
    pub(super) fn most_of(&self, batch: u32) -> usize {
        let most = match self.per_minute {
            0 => batch,
            some => batch.min(some),
        };
        usize::try_from(most).unwrap_or(1)
    }

    /// Waits for the next letter's turn; `false` when told to stop meanwhile.
    pub(super) async fn wait(&mut self, stop: &mut Stop) -> bool {
        if let Some(next) = self.next {
            tokio::select! {
                () = told(stop) => return false,
                () = sleep_until(next) => {}
            }
        }
        if self.per_minute > 0 {
            self.next = Some(Instant::now() + Duration::from_mins(1) / self.per_minute);
        }
        !*stop.borrow()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix_web::test]
    async fn letters_keep_their_distance_and_stop_at_once() {
        let (stop, mut told) = watch::channel(false);
        let mut pace = Pace::of(1200);
        let begun = Instant::now();
        for _ in 0..5 {
            assert!(pace.wait(&mut told).await);
        }
        assert!(begun.elapsed() >= Duration::from_millis(195));
        let mut slow = Pace::of(1);
        assert!(slow.wait(&mut told).await);
        stop.send_replace(true);
        assert!(!slow.wait(&mut told).await);
        assert!(begun.elapsed() < Duration::from_secs(30));
    }

    #[test]
    fn no_more_is_claimed_than_may_go_in_a_minute() {
        assert_eq!(Pace::of(0).most_of(20), 20);
        assert_eq!(Pace::of(7).most_of(20), 7);
        assert_eq!(Pace::of(500).most_of(20), 20);
    }
}
