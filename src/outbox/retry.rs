//! When to try again: after a minute, then after twice as long each time, at most an hour, with jitter, so that
//! letters which failed together do not come back together.

use chrono::{DateTime, TimeDelta, Utc};

const SHORTEST_SECONDS: i64 = 60;
const LONGEST_SECONDS: i64 = 60 * 60;

/// The next attempt after `attempts` that failed; `luck` is a random number.
#[must_use]
pub fn next_attempt(now: DateTime<Utc>, attempts: i32, luck: u16) -> DateTime<Utc> {
    now + TimeDelta::seconds(seconds(attempts, luck))
}

/// A quarter more or less than the doubled time, within the bounds.
fn seconds(attempts: i32, luck: u16) -> i64 {
    // Beyond six doublings an hour is passed.
    let doublings = attempts.saturating_sub(1).clamp(0, 6);
    let usual = (SHORTEST_SECONDS << doublings).min(LONGEST_SECONDS);
    let quarter = usual / 4;
    let jitter = (2 * quarter * i64::from(luck)) / i64::from(u16::MAX) - quarter;
    (usual + jitter).clamp(SHORTEST_SECONDS, LONGEST_SECONDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_wait_is_about_twice_the_last_up_to_an_hour() {
        let middle = u16::MAX / 2 + 1;
        let waits: Vec<i64> = (1..=8).map(|n| seconds(n, middle)).collect();
        assert_eq!(waits, [60, 120, 240, 480, 960, 1920, 3600, 3600]);
    }

    #[test]
    fn no_wait_is_shorter_than_a_minute_or_longer_than_an_hour() {
        for attempts in [i32::MIN, 0, 1, 2, 7, 1000, i32::MAX] {
            for luck in [0, 1, 30_000, u16::MAX] {
                let wait = seconds(attempts, luck);
                assert!((60..=3600).contains(&wait), "{attempts} {luck}: {wait}");
            }
        }
    }

    #[test]
    fn letters_that_failed_together_come_back_apart() {
        assert_eq!(seconds(3, 0), 180);
        assert_eq!(seconds(3, u16::MAX), 300);
    }
}
