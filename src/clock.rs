//! The one place that reads the time.
//!
//! Everything else takes `now` as an argument. Instants are UTC in whole microseconds, since that
//! is what both database engines keep: an instant read back equals the one written.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use chrono::{DateTime, SubsecRound, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// A clock; cheap to clone, every clone shows the same time.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System { made: Instant },
    Running { made: Instant, from: DateTime<Utc> },
    Stopped(Hands),
}

impl Clock {
    /// The clock of the machine.
    #[must_use]
    pub fn system() -> Self {
        Self(Source::System {
            made: Instant::now(),
        })
    }

    /// A clock that shows `from` now and runs on: the demonstration's office.
    #[must_use]
    pub fn running_from(from: DateTime<Utc>) -> Self {
        Self(Source::Running {
            made: Instant::now(),
            from,
        })
    }

    /// A clock that moves only when its hands are moved: for tests.
    #[must_use]
    pub fn stopped_at(instant: DateTime<Utc>) -> (Self, Hands) {
        let hands = Hands(Arc::new(StoppedTime {
            shown: AtomicI64::new(instant.timestamp_micros()),
            gone_on: AtomicI64::new(0),
        }));
        (Self(Source::Stopped(hands.clone())), hands)
    }

    /// The present instant, in whole microseconds.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        match &self.0 {
            Source::System { .. } => system_time(),
            Source::Running { made, from } => *from + made.elapsed(),
            Source::Stopped(hands) => hands.shown(),
        }
        .trunc_subsecs(6)
    }

    /// The instant that telephones show, by which their apps make codes: that of the machine, also where the
    /// demonstration's clock was set to another one.
    #[must_use]
    pub fn on_telephones(&self) -> DateTime<Utc> {
        match &self.0 {
            Source::Running { .. } => system_time().trunc_subsecs(6),
            Source::System { .. } | Source::Stopped(_) => self.now(),
        }
    }

    /// The instant that a clock of the demonstration was set to when it was made; `None` for every
    /// other.
    #[must_use]
    pub fn set_to(&self) -> Option<DateTime<Utc>> {
        match &self.0 {
            Source::Running { from, .. } => Some(*from),
            Source::System { .. } | Source::Stopped(_) => None,
        }
    }

    /// Time gone by since the clock was made. Never goes back, whatever happens to the time of
    /// day: for throttles.
    #[must_use]
    pub fn uptime(&self) -> Duration {
        match &self.0 {
            Source::System { made } | Source::Running { made, .. } => made.elapsed(),
            Source::Stopped(hands) => hands.gone_on(),
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the only reading of the machine's clock"
)]
fn system_time() -> DateTime<Utc> {
    Utc::now()
}

/// The hands of a stopped clock.
#[derive(Clone, Debug)]
pub struct Hands(Arc<StoppedTime>);

#[derive(Debug)]
struct StoppedTime {
    /// What the clock shows, microseconds since 1970.
    shown: AtomicI64,
    /// How far it was ever moved forward, microseconds.
    gone_on: AtomicI64,
}

impl Hands {
    /// Puts the hands on `instant`, later or earlier than what they show.
    pub fn set(&self, instant: DateTime<Utc>) {
        let micros = instant.timestamp_micros();
        let before = self.0.shown.swap(micros, Ordering::SeqCst);
        let forward = micros.saturating_sub(before).max(0);
        self.0.gone_on.fetch_add(forward, Ordering::SeqCst);
    }

    /// Moves the hands by `step`.
    pub fn advance(&self, step: TimeDelta) {
        self.set(self.shown() + step);
    }

    fn shown(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.0.shown.load(Ordering::SeqCst)).unwrap_or_default()
    }

    fn gone_on(&self) -> Duration {
        let micros = self.0.gone_on.load(Ordering::SeqCst);
        Duration::from_micros(micros.unsigned_abs())
    }
}

/// The time zone data that the program carries are too old for Kazakhstan.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "time zone data are out of date: midnight of 1 January 2026 in {zone} should be \
     2025-12-31T19:00Z but came out as {found}; the program must be built with data of 2024a or \
     later"
)]
pub struct ZoneFault {
    zone: Tz,
    found: String,
}

/// Start-up self-test. Since 1 March 2024 the whole country is on UTC+5 (resolution № 20 of
/// 19.01.2024); older data would put every midnight cut-off an hour early and so refuse
/// applications that are in time.
///
/// # Errors
/// When the data put midnight of 1 January 2026 in `Asia/Almaty` elsewhere than at 19:00 UTC.
pub fn verify_time_zone_data() -> Result<(), ZoneFault> {
    verify(Tz::Asia__Almaty)
}

fn verify(zone: Tz) -> Result<(), ZoneFault> {
    let midnight = zone
        .with_ymd_and_hms(2026, 1, 1, 0, 0, 0)
        .single()
        .map(|local| local.with_timezone(&Utc).format("%FT%RZ").to_string());
    match midnight.as_deref() {
        Some("2025-12-31T19:00Z") => Ok(()),
        found => Err(ZoneFault {
            zone,
            found: found.unwrap_or("no single instant").to_owned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn morning() -> DateTime<Utc> {
        "2026-12-07T04:00:00.123456789Z".parse().unwrap()
    }

    #[test]
    fn shows_whole_microseconds() {
        for clock in [
            Clock::system(),
            Clock::running_from(morning()),
            Clock::stopped_at(morning()).0,
        ] {
            assert_eq!(clock.now().timestamp_subsec_nanos() % 1000, 0, "{clock:?}");
        }
    }

    #[test]
    fn a_stopped_clock_moves_with_its_hands_only() {
        let (clock, hands) = Clock::stopped_at(morning());
        let copy = clock.clone();
        assert_eq!(clock.now(), copy.now());
        hands.advance(TimeDelta::seconds(90));
        assert_eq!(
            copy.now(),
            morning().trunc_subsecs(6) + TimeDelta::seconds(90)
        );
        hands.set(morning());
        assert_eq!(clock.now(), morning().trunc_subsecs(6));
        assert_eq!(clock.uptime(), Duration::from_secs(90), "never goes back");
    }

    #[test]
    fn a_running_clock_goes_on_from_where_it_was_put() {
        let clock = Clock::running_from(morning());
        assert_eq!(clock.set_to(), Some(morning()));
        let first = clock.now();
        std::thread::sleep(Duration::from_millis(2));
        let second = clock.now();
        assert!(first >= morning().trunc_subsecs(6));
        assert!(second - first >= TimeDelta::milliseconds(2));
        assert!(second - morning() < TimeDelta::minutes(5));
    }

    #[test]
    fn time_zone_data_are_checked() {
        assert_eq!(verify_time_zone_data(), Ok(()));
        let fault = verify(Tz::Asia__Omsk).unwrap_err();
        assert!(fault.to_string().contains("Asia/Omsk"), "{fault}");
        assert!(fault.to_string().contains("2025-12-31T18:00Z"), "{fault}");
    }
}
