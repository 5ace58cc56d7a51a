//! The cut-off of a session that is moved.

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;

use super::at;
use crate::law::Paragraph;
use crate::law::deadlines::moved::{KEPT_BY, REOPENED_BY, cutoff_after_move};

#[test]
fn the_rule_names_its_paragraphs() {
    assert_eq!(REOPENED_BY, Paragraph::Rules9);
    assert_eq!(KEPT_BY, Paragraph::Administrative13);
}

#[test]
fn time_that_was_given_stays_and_a_new_day_gives_new_time() {
    // Thursday 10 December, applications until 24:00 of Tuesday 8.
    let published = "2026-12-09 00:00:00";
    let table = [
        // To a later day, in time and after the cut-off.
        (
            "2026-12-07 12:00:00",
            "2026-12-16 00:00:00",
            "2026-12-18 00:00:00",
            "2026-12-16 00:00:00",
        ),
        (
            "2026-12-09 12:00:00",
            "2026-12-16 00:00:00",
            "2026-12-18 00:00:00",
            "2026-12-16 00:00:00",
        ),
        // By one day: its cut-off has passed too.
        (
            "2026-12-10 09:00:00",
            "2026-12-10 00:00:00",
            "2026-12-11 00:00:00",
            published,
        ),
        // To an hour of the same day.
        (
            "2026-12-07 12:00:00",
            published,
            "2026-12-10 00:00:00",
            published,
        ),
        // To an earlier day: as long as its cut-off allows what was promised, and never into the day itself.
        (
            "2026-12-01 12:00:00",
            "2026-12-08 00:00:00",
            "2026-12-09 00:00:00",
            published,
        ),
        (
            "2026-12-01 12:00:00",
            "2026-12-03 00:00:00",
            "2026-12-05 00:00:00",
            "2026-12-05 00:00:00",
        ),
        // To a later hour of today: what came in this morning is in time, and nothing more comes.
        (
            "2026-12-07 12:00:00",
            "2026-12-04 00:00:00",
            "2026-12-07 00:00:00",
            "2026-12-07 12:00:00",
        ),
    ];
    for (now, counted, day_begins, expected) in table {
        let found = cutoff_after_move(at(published), at(counted), at(day_begins), at(now));
        assert_eq!(found, at(expected), "{counted} at {now}");
    }
}

fn instants() -> impl Strategy<Value = DateTime<Utc>> {
    (0_i64..20_000).prop_map(|minutes| at("2026-12-01 00:00:00") + TimeDelta::minutes(minutes))
}

proptest! {
    #[test]
    fn a_citizen_never_loses_time_that_was_in_time(
        (published, counted, now) in (instants(), instants(), instants()),
        ahead in 0_i64..5_000,
    ) {
        // What is counted back from a day lies before it.
        let day_begins = counted + TimeDelta::minutes(ahead);
        let holds = cutoff_after_move(published, counted, day_begins, now);
        // Whatever came in before now, and was in time then, still is.
        prop_assert!(holds >= published.min(now));
        // Whoever keeps to ¶ 9 as it is counted to the new day is in time.
        prop_assert!(holds >= counted || now >= counted.max(published));
        // The published cut-off stands as long as it lies ahead and before the day.
        prop_assert!(holds >= published || (now < published && holds == day_begins.max(now)));
        // Nothing comes from nowhere.
        prop_assert!(holds <= published.max(counted));
        // What has passed is open again for the new day alone.
        prop_assert!(now < published || holds == published || holds == counted);
    }
}
