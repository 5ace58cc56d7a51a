//! A relay that is away is left alone for a while: letters wait untried, and one of them tries the way again.

use chrono::{DateTime, TimeDelta, Utc};

/// The first pause; each further one is twice as long.
const SHORTEST: TimeDelta = TimeDelta::seconds(30);
const LONGEST: TimeDelta = TimeDelta::minutes(5);

/// Whether letters may go to the relay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Passage {
    /// They may.
    Open,
    /// One may, to see whether the relay is back.
    One,
    /// None may.
    Shut,
}

/// What a failure of the relay means for the letter that met it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Met {
    /// An attempt that failed.
    Attempt,
    /// The attempt at which the way was shut.
    Last,
    /// The way was shut before: the letter was not tried.
    Shut,
}

/// Counts failures of the relay itself.
#[derive(Debug)]
pub(super) struct Breaker {
    most: u32,
    failures: u32,
    shut: Option<Shut>,
}

#[derive(Debug, Clone, Copy)]
struct Shut {
    until: DateTime<Utc>,
    pause: TimeDelta,
}

impl Shut {
    /// An end further off than any pause means that the clock was set back.
    fn is_over(&self, now: DateTime<Utc>) -> bool {
        now >= self.until || self.until > now + LONGEST
    }
}

impl Breaker {
    /// Shuts after so many failures in a row.
    pub(super) fn after(most: u32) -> Self {
        Self {
            most,
            failures: 0,
            shut: None,
        }
    }

    pub(super) fn passage(&self, now: DateTime<Utc>) -> Passage {
        match self.shut {
            None => Passage::Open,
            Some(shut) if shut.is_over(now) => Passage::One,
            Some(_) => Passage::Shut,
        }
    }

    /// The relay answered; `true` when it had been away.
    pub(super) fn worked(&mut self) -> bool {
        self.failures = 0;
        self.shut.take().is_some()
    }

    /// The relay was not there.
    pub(super) fn failed(&mut self, now: DateTime<Utc>) -> Met {
        if let Some(shut) = &mut self.shut {
            // Others that were under way when it was shut say nothing new.
            if shut.is_over(now) {
                shut.pause = (shut.pause * 2).min(LONGEST);
                shut.until = now + shut.pause;
            }
            return Met::Shut;
        }
        self.failures = self.failures.saturating_add(1);
        if self.failures < self.most {
            return Met::Attempt;
        }
        self.shut = Some(Shut {
            until: now + SHORTEST,
            pause: SHORTEST,
        });
        Met::Last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relay_that_is_away_is_asked_ever_less_often() {
        let mut breaker = Breaker::after(3);
        let mut now = DateTime::<Utc>::UNIX_EPOCH;
        assert_eq!(breaker.failed(now), Met::Attempt);
        assert_eq!(breaker.failed(now), Met::Attempt);
        assert_eq!(breaker.passage(now), Passage::Open);
        assert_eq!(breaker.failed(now), Met::Last);
        for seconds in [30, 60, 120, 240, 300, 300] {
            assert_eq!(breaker.failed(now), Met::Shut, "one that was under way");
            now += TimeDelta::seconds(seconds - 1);
            assert_eq!(breaker.passage(now), Passage::Shut);
            now += TimeDelta::seconds(1);
            assert_eq!(breaker.passage(now), Passage::One);
            assert_eq!(breaker.failed(now), Met::Shut);
        }
        now += TimeDelta::minutes(5);
        assert_eq!(breaker.passage(now), Passage::One);
        assert!(breaker.worked());
        assert_eq!(breaker.passage(now), Passage::Open);
        assert!(!breaker.worked());
    }

    #[test]
    fn a_clock_that_is_set_back_shuts_nothing_for_longer() {
        let mut breaker = Breaker::after(1);
        let now = DateTime::<Utc>::UNIX_EPOCH;
        assert_eq!(breaker.failed(now), Met::Last);
        let back = now - TimeDelta::hours(2);
        assert_eq!(breaker.passage(back), Passage::One);
        assert_eq!(breaker.failed(back), Met::Shut);
        assert_eq!(breaker.passage(back), Passage::Shut);
        assert_eq!(breaker.passage(back + TimeDelta::minutes(1)), Passage::One);
    }

    #[test]
    fn failures_count_in_a_row_only() {
        let mut breaker = Breaker::after(2);
        let now = DateTime::<Utc>::UNIX_EPOCH;
        for _ in 0..10 {
            assert_eq!(breaker.failed(now), Met::Attempt);
            assert!(!breaker.worked());
        }
    }
}
