//! Clock times that happen twice or never, and the country's move to UTC+5.

use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;

use super::{ClosingTime, clocks_of, session};
use crate::law::deadlines::zone::{self, Twice};

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn local(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

#[test]
fn the_zone_data_know_the_move_of_2024() {
    assert_eq!(zone::self_test(), Ok(()));
}

/// 23:00–24:00 of 29 February 2024 happened twice in the east, and once in the west.
#[test]
fn the_hour_that_happened_twice() {
    let table = [
        (
            Tz::Asia__Almaty,
            "2024-02-29T22:59:59",
            "2024-02-29T16:59:59Z",
            "2024-02-29T16:59:59Z",
        ),
        (
            Tz::Asia__Almaty,
            "2024-02-29T23:00:00",
            "2024-02-29T17:00:00Z",
            "2024-02-29T18:00:00Z",
        ),
        (
            Tz::Asia__Almaty,
            "2024-02-29T23:59:59",
            "2024-02-29T17:59:59Z",
            "2024-02-29T18:59:59Z",
        ),
        (
            Tz::Asia__Almaty,
            "2024-03-01T00:00:00",
            "2024-02-29T19:00:00Z",
            "2024-02-29T19:00:00Z",
        ),
        (
            Tz::Asia__Qostanay,
            "2024-02-29T23:30:00",
            "2024-02-29T17:30:00Z",
            "2024-02-29T18:30:00Z",
        ),
        (
            Tz::Asia__Oral,
            "2024-02-29T23:30:00",
            "2024-02-29T18:30:00Z",
            "2024-02-29T18:30:00Z",
        ),
    ];
    for (zone, clock_time, first, second) in table {
        let found = |twice| zone::instant(zone, local(clock_time), twice);
        assert_eq!(found(Twice::First), utc(first), "{zone} {clock_time}");
        assert_eq!(found(Twice::Second), utc(second), "{zone} {clock_time}");
    }
}

/// A clock time that never was ends no test in panic: it is read as if the clocks had not moved.
#[test]
fn a_clock_time_that_never_was() {
    let table = [
        (
            Tz::Europe__Berlin,
            "2024-03-31T02:30:00",
            "2024-03-31T01:30:00Z",
        ),
        // A midnight that was skipped: the first moment of the day.
        (
            Tz::Africa__Cairo,
            "2023-04-28T00:00:00",
            "2023-04-27T22:00:00Z",
        ),
        // A whole day that was skipped.
        (
            Tz::Pacific__Apia,
            "2011-12-30T12:00:00",
            "2011-12-30T22:00:00Z",
        ),
        (
            Tz::Asia__Almaty,
            "2004-03-28T02:30:00",
            "2004-03-27T20:30:00Z",
        ),
    ];
    for (zone, clock_time, expected) in table {
        let found = zone::instant(zone, local(clock_time), Twice::First);
        assert_eq!(found, utc(expected), "{zone} {clock_time}");
    }
    for extreme in [NaiveDateTime::MIN, NaiveDateTime::MAX] {
        for &zone in &chrono_tz::TZ_VARIANTS {
            let _ = zone::instant(zone, extreme, Twice::First);
        }
    }
}

#[test]
fn deadlines_across_the_move() {
    // Monday 4 March: w2 is Thursday 29 February, whose 24:00 is one hour later than it was.
    let found = clocks_of(&session("2024-03-04T10:00:00"));
    assert_eq!(found.apply_before(), utc("2024-02-29T19:00:00Z"));
    assert_eq!(found.apply_by_hand_before(), utc("2024-02-29T12:30:00Z"));
    assert_eq!(found.announce_before(), utc("2024-02-27T18:00:00Z"));
    // The same session in the west, on UTC+5 throughout.
    let mut west = session("2024-03-04T10:00:00");
    west.zone = Tz::Asia__Oral;
    let found = clocks_of(&west);
    assert_eq!(found.apply_before(), utc("2024-02-29T19:00:00Z"));
    assert_eq!(found.announce_before(), utc("2024-02-27T19:00:00Z"));
}

/// АППК art. 12: of two moments the citizen's time ends at the later, the body's at the earlier.
#[test]
fn a_doubt_about_the_hour_is_read_for_the_citizen() {
    let mut late_office = session("2024-03-04T10:00:00");
    late_office.closing_time = "23:30".parse::<ClosingTime>().unwrap();
    assert_eq!(
        clocks_of(&late_office).apply_by_hand_before(),
        utc("2024-02-29T18:30:00Z")
    );
    let late_start = session("2024-03-05T23:30:00");
    let exact = clocks_of(&late_start).announce.exact;
    assert_eq!(exact.before, utc("2024-02-29T17:30:00Z"));
}
