//! The law itself: pure functions.

use std::hint::black_box;
use std::time::Instant;

use chrono::NaiveDate;
use chrono_tz::Asia::Almaty;
use otyrys::law::deadlines::{self, ClosingTime, Readings, SessionKind, SessionTimes, Terms};
use otyrys::law::working_days::{Calendar, Week};

use crate::Outcome;
use crate::rounds::median;

const ROUNDS: u32 = 9;
const WANTED_MICROS: f64 = 5.0;

/// Prints what was reached: all clocks of a session on every day of a year, holidays and moved days among them.
pub fn measure() -> Outcome<()> {
    let calendar = Calendar::embedded().map_err(|faults| format!("{faults:?}"))?;
    let sessions: Vec<SessionTimes> = NaiveDate::from_ymd_opt(2026, 1, 20)
        .ok_or("a day")?
        .iter_days()
        .take(320)
        .filter_map(|day| day.and_hms_opt(10, 0, 0))
        .map(|starts| SessionTimes {
            starts,
            ends: None,
            zone: Almaty,
            kind: SessionKind::Collegium,
            week: Week::Five,
            closing_time: ClosingTime::USUAL,
        })
        .collect();
    let mut micros = Vec::new();
    for _ in 0..ROUNDS {
        let mut counted = 0_u32;
        let begun = Instant::now();
        for _ in 0..20 {
            for times in &sessions {
                black_box(deadlines::compute(
                    &calendar,
                    black_box(times),
                    Readings::default(),
                    Terms::LAW,
                )?);
                counted += 1;
            }
        }
        micros.push(begun.elapsed().as_secs_f64() * 1e6 / f64::from(counted));
    }
    let micros = median(&mut micros);
    println!(
        "\nlaw: the clocks of a session in {micros:.2} µs; wanted {WANTED_MICROS:.0}: {}",
        if micros <= WANTED_MICROS {
            "reached"
        } else {
            "MISSED"
        },
    );
    Ok(())
}
