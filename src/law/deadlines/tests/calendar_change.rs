//! What a new version of the calendar does to published deadlines.

use super::at;
use crate::law::deadlines::{
    AnnounceReading, DeadlineChange, Terms, announce_clocks, announcement_after_calendar_change,
    due_after_calendar_change, relied_cutoff,
};

#[test]
fn a_cutoff_once_passed_is_not_reopened_and_a_future_one_moves_later_only() {
    let published = "2026-12-09 00:00:00";
    let (earlier, later) = ("2026-12-08 00:00:00", "2026-12-10 00:00:00");
    let table = [
        ("2026-12-08 23:59:59.999", later, later),
        ("2026-12-08 23:59:59.999", earlier, published),
        ("2026-12-07 12:00:00", earlier, published),
        ("2026-12-07 12:00:00", published, published),
        ("2026-12-09 00:00:00", later, published),
        ("2026-12-09 00:00:00", earlier, published),
        ("2027-01-01 00:00:00", later, published),
    ];
    for (now, recomputed, expected) in table {
        let found = relied_cutoff(at(published), at(recomputed), at(now));
        assert_eq!(found, at(expected), "{recomputed} at {now}");
    }
}

#[test]
fn an_announcement_deadline_that_moved_earlier_raises_an_alert() {
    let old = at("2026-12-07 00:00:00");
    let (earlier, later) = (at("2026-12-04 00:00:00"), at("2026-12-08 00:00:00"));
    let table = [
        (
            "2026-12-03 12:00:00",
            later,
            DeadlineChange::Later { before: later },
        ),
        ("2026-12-03 12:00:00", old, DeadlineChange::Unchanged),
        (
            "2026-12-03 23:59:59.999",
            earlier,
            DeadlineChange::Earlier { before: earlier },
        ),
        (
            "2026-12-04 00:00:00",
            earlier,
            DeadlineChange::CalendarChanged {
                before: earlier,
                relied_on: old,
            },
        ),
        (
            "2026-12-06 23:59:59.999",
            earlier,
            DeadlineChange::CalendarChanged {
                before: earlier,
                relied_on: old,
            },
        ),
        ("2026-12-07 00:00:00", earlier, DeadlineChange::Unchanged),
        ("2026-12-07 00:00:00", later, DeadlineChange::Unchanged),
    ];
    for (now, recomputed, expected) in table {
        let found = announcement_after_calendar_change(None, old, recomputed, at(now));
        assert_eq!(found, expected, "{recomputed} at {now}");
        let out = announcement_after_calendar_change(
            Some(at("2026-12-01 00:00:00")),
            old,
            recomputed,
            at(now),
        );
        assert_eq!(out, DeadlineChange::Unchanged, "already announced");
    }
}

#[test]
fn results_follow_the_calendar_but_are_never_late_in_hindsight() {
    let due = at("2026-12-19 00:00:00");
    let (earlier, later) = (at("2026-12-18 00:00:00"), at("2026-12-20 00:00:00"));
    let table = [
        ("2026-12-17 12:00:00", earlier, earlier),
        ("2026-12-17 12:00:00", later, later),
        ("2026-12-18 00:00:00", earlier, due),
        ("2026-12-19 00:00:00", later, due),
        ("2026-12-19 00:00:00", earlier, due),
    ];
    for (now, recomputed, expected) in table {
        let found = due_after_calendar_change(due, recomputed, at(now));
        assert_eq!(found, expected, "{recomputed} at {now}");
    }
}

#[test]
fn a_deadline_relied_on_is_judged_by_its_strict_reading() {
    let times = super::session("2026-12-10 10:00:00");
    let strict = at("2026-12-07 00:00:00");
    for reading in AnnounceReading::ALL {
        let clocks = announce_clocks(&super::calendar(), &times, *reading, Terms::LAW).unwrap();
        let relied_on = clocks.governing().before;
        assert_eq!(clocks.strictly(relied_on, times.zone), strict, "{reading}");
    }
}
