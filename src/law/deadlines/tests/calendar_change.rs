//! What a new version of the calendar does to published deadlines.

use super::at;
use crate::law::deadlines::{DeadlineChange, announcement_after_calendar_change, relied_cutoff};

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
