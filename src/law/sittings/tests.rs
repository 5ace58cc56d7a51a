use chrono::{NaiveDate, NaiveDateTime};

use chrono_tz::Asia::Almaty;

use super::*;

fn at(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn sitting(starts: &str, ends: &str) -> Sitting {
    Sitting {
        starts: at(starts),
        ends: at(ends),
    }
}

fn first() -> Sittings {
    Sittings::One(at("2026-12-10T10:00:00"))
}

fn two() -> Vec<Sitting> {
    vec![
        sitting("2026-12-10T10:00:00", "2026-12-10T13:00:00"),
        sitting("2026-12-11T15:00:00", "2026-12-11T18:00:00"),
    ]
}

#[test]
fn a_break_makes_two_sittings_of_one() {
    let add = Continuation::Add {
        breaks: at("2026-12-10T13:00:00"),
        next: sitting("2026-12-11T15:00:00", "2026-12-11T18:00:00"),
    };
    assert_eq!(add.of(&first(), at("2026-12-10T12:30:00")), Ok(two()));
    // And three of two: the one that was the last is ended by the break.
    let again = Continuation::Add {
        breaks: at("2026-12-11T16:30:00"),
        next: sitting("2026-12-11T17:00:00", "2026-12-11T19:00:00"),
    };
    let three = again
        .of(&Sittings::Several(two()), at("2026-12-11T16:00:00"))
        .unwrap();
    assert_eq!(three.len(), 3);
    assert_eq!(
        three[1],
        sitting("2026-12-11T15:00:00", "2026-12-11T16:30:00")
    );
}

#[test]
fn sittings_follow_one_another() {
    let now = at("2026-12-10T12:30:00");
    let add = |breaks: &str, starts: &str, ends: &str| {
        let next = sitting(starts, ends);
        let breaks = at(breaks);
        Continuation::Add { breaks, next }.of(&first(), now)
    };
    let next = ("2026-12-11T15:00:00", "2026-12-11T18:00:00");
    assert_eq!(
        add("2026-12-10T10:00:00", next.0, next.1),
        Err(SittingFault::BreakTooSoon)
    );
    assert_eq!(
        add(
            "2026-12-10T13:00:00",
            "2026-12-10T13:00:00",
            "2026-12-10T14:00:00"
        ),
        Err(SittingFault::NextTooSoon),
        "a break has a length"
    );
    assert_eq!(
        add("2026-12-10T13:00:00", next.0, "2026-12-11T15:00:00"),
        Err(SittingFault::EndsTooSoon)
    );
    let over = add(
        "2026-12-10T10:30:00",
        "2026-12-10T11:00:00",
        "2026-12-10T12:30:00",
    );
    assert_eq!(over, Err(SittingFault::Over));
}

#[test]
fn the_last_is_changed_or_dropped_before_it_begins_only() {
    let all = Sittings::Several(two());
    let moved = sitting("2026-12-14T10:00:00", "2026-12-14T12:00:00");
    let during_the_break = at("2026-12-11T14:59:59");
    let changed = Continuation::Change(moved)
        .of(&all, during_the_break)
        .unwrap();
    assert_eq!(changed, [two()[0], moved]);
    let dropped = Continuation::Drop.of(&all, during_the_break).unwrap();
    assert_eq!(dropped, [two()[0]]);
    let begun = at("2026-12-11T15:00:00");
    for change in [Continuation::Change(moved), Continuation::Drop] {
        assert_eq!(change.of(&all, begun), Err(SittingFault::Begun));
        assert_eq!(
            change.of(&first(), at("2026-12-01T10:00:00")),
            Err(SittingFault::Begun),
            "one alone has nothing after it"
        );
    }
}

#[test]
fn a_break_is_told_while_it_lasts() {
    let until = |now: &str| break_until(&two(), at(now));
    assert_eq!(until("2026-12-10T12:59:59"), None);
    assert_eq!(
        until("2026-12-10T13:00:00"),
        Some(at("2026-12-11T15:00:00"))
    );
    assert_eq!(until("2026-12-11T15:00:00"), None);
    assert_eq!(until("2026-12-11T18:00:00"), None);
    assert_eq!(longest_break(&two()), 1);
    assert_eq!(longest_break(&two()[..1]), 0);
}

#[test]
fn a_session_has_sat_once_its_first_sitting_is_over() {
    for (now, sat) in [
        ("2026-12-10T09:00:00", false),
        ("2026-12-10T12:59:59", false),
        ("2026-12-10T13:00:00", true),
        ("2026-12-11T16:00:00", true),
    ] {
        assert_eq!(has_sat(&two(), at(now)), sat, "{now}");
    }
    assert!(!has_sat(&[], at("2026-12-11T16:00:00")));
}

#[test]
fn whoever_came_before_a_break_has_left_since() {
    let left = |came: &str, now: &str| broke_off_between(&two(), at(came), at(now));
    let came = "2026-12-10T10:00:00";
    assert!(!left(came, "2026-12-10T12:59:59"));
    assert!(left(came, "2026-12-10T13:00:00"));
    assert!(left(came, "2026-12-11T16:00:00"));
    assert!(!left("2026-12-10T13:00:00", "2026-12-11T16:00:00"));
    assert!(
        !left("2026-12-11T15:00:00", "2026-12-11T18:30:00"),
        "after the last one there is no break"
    );
}

#[test]
fn sittings_are_spans_of_time() {
    let utc = |text: &str| at(text).and_utc();
    let once = (utc("2026-12-10T05:00:00"), utc("2026-12-10T09:00:00"));
    assert_eq!(spans(&[], Almaty, once), [once]);
    assert_eq!(
        spans(&two(), Almaty, once),
        [
            (utc("2026-12-10T05:00:00"), utc("2026-12-10T08:00:00")),
            (utc("2026-12-11T10:00:00"), utc("2026-12-11T13:00:00")),
        ]
    );
}

#[test]
fn a_maslikhat_alone_breaks_off_for_fifteen_days_at_most() {
    let until = |day: &str| {
        let starts = day.parse::<NaiveDate>().unwrap().and_hms_opt(10, 0, 0);
        let starts = starts.unwrap();
        let ends = starts + TimeDelta::hours(2);
        [two()[0], Sitting { starts, ends }]
    };
    for kind in SessionKind::ALL {
        assert!(!too_long(*kind, &until("2026-12-25")), "{kind}");
        let of_maslikhat = kind.as_str().starts_with("maslikhat");
        assert_eq!(
            too_long(*kind, &until("2026-12-26")),
            of_maslikhat,
            "{kind}"
        );
    }
}

#[test]
fn a_sitting_that_ends_at_midnight_ends_on_the_day_before() {
    let late = sitting("2026-12-10T20:00:00", "2026-12-11T00:00:00");
    assert_eq!(late.last_day(), day("2026-12-10"));
    assert!(late.sits_on(day("2026-12-10")) && !late.sits_on(day("2026-12-11")));
}
