use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::law::deadlines::zone::{Twice, end_of_day, instant};

static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| Calendar::embedded().unwrap());

const ZONE: Tz = Tz::Asia__Almaty;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    instant(ZONE, text.parse().unwrap(), Twice::First)
}

/// The announcement of Thursday 10 December 2026: before Monday the 7th begins.
fn announcement() -> Deadline {
    Deadline {
        duty: Duty::Announce,
        before: end_of_day(ZONE, day("2026-12-06")),
        target_before: None,
        zone: ZONE,
        week: Week::Five,
    }
}

/// The results of the same session: p3, p4, p5 are 15, 17 and 18 December, the 16th is a holiday.
fn results() -> Deadline {
    Deadline {
        duty: Duty::Results,
        before: end_of_day(ZONE, day("2026-12-18")),
        target_before: Some(end_of_day(ZONE, day("2026-12-17"))),
        ..announcement()
    }
}

#[test]
fn an_announcement_warns_on_the_working_day_before_and_on_the_last_day() {
    let mornings = announcement().mornings(&CALENDAR).unwrap();
    let expected = [
        (day("2026-12-04"), Degree::Near),
        (day("2026-12-06"), Degree::LastDay),
        (day("2026-12-07"), Degree::Overdue),
    ];
    assert_eq!(mornings, expected);
}

#[test]
fn results_warn_at_p3_at_the_aim_and_at_p5() {
    let mornings = results().mornings(&CALENDAR).unwrap();
    let expected = [
        (day("2026-12-15"), Degree::Near),
        (day("2026-12-17"), Degree::Target),
        (day("2026-12-18"), Degree::LastDay),
        (day("2026-12-19"), Degree::Overdue),
    ];
    assert_eq!(mornings, expected);
}

#[test]
fn a_morning_begins_at_nine_and_lasts_until_midnight() {
    let degree = |text: &str| {
        let warning = results().warning(&CALENDAR, false, at(text)).unwrap();
        warning.map(|warning| (warning.degree, warning.paragraph))
    };
    let amber = Some((Degree::Near, Paragraph::Rules14));
    assert_eq!(degree("2026-12-15T08:59:59"), None);
    assert_eq!(degree("2026-12-15T09:00:00"), amber);
    assert_eq!(degree("2026-12-15T23:59:59"), amber);
    assert_eq!(degree("2026-12-16T09:00:00"), None);
    let overdue = Some((Degree::Overdue, Paragraph::Rules14));
    assert_eq!(degree("2026-12-19T09:00:00"), overdue);
    assert_eq!(degree("2026-12-20T09:00:00"), None);
}

#[test]
fn nobody_is_told_that_there_is_time_once_there_is_none() {
    let exact = Deadline {
        before: at("2026-12-07T10:00:00"),
        ..announcement()
    };
    let warned = |text: &str| exact.warning(&CALENDAR, false, at(text)).unwrap();
    assert_eq!(
        warned("2026-12-07T09:59:59").map(|warning| warning.degree),
        Some(Degree::LastDay)
    );
    assert_eq!(warned("2026-12-07T10:00:00"), None);
    assert_eq!(
        warned("2026-12-08T09:00:00").map(|warning| warning.degree),
        Some(Degree::Overdue)
    );
}

#[test]
fn a_year_without_data_is_an_error() {
    let far = Deadline {
        before: at("2040-01-10T00:00:00"),
        ..announcement()
    };
    assert!(
        far.warning(&CALENDAR, false, at("2040-01-09T09:00:00"))
            .is_err()
    );
}

fn any_deadline() -> impl Strategy<Value = Deadline> {
    (
        (20_u64..1300, 0_u32..1440),
        prop::option::of(0_u64..6),
        prop::sample::select(Week::ALL),
        prop::sample::select(vec![Tz::Asia__Almaty, Tz::Asia__Oral]),
    )
        .prop_map(|((days, minute), target, week, zone)| {
            let last = day("2024-01-20") + Days::new(days);
            let time = NaiveTime::from_num_seconds_from_midnight_opt(minute * 60, 0).unwrap();
            let before = instant(zone, last.and_time(time), Twice::First);
            Deadline {
                duty: target.map_or(Duty::Announce, |_| Duty::Results),
                before,
                target_before: target.map(|back| end_of_day(zone, last - Days::new(back))),
                zone,
                week,
            }
        })
}

proptest! {
    #[test]
    fn there_is_at_most_one_warning_a_day_and_each_says_more(deadline in any_deadline()) {
        let mornings = deadline.mornings(&CALENDAR).unwrap();
        prop_assert!(mornings.is_sorted_by(|one, next| one.0 < next.0 && one.1 < next.1));
        prop_assert!(mornings.contains(&(deadline.last_day_before(deadline.before), Degree::LastDay)));
        prop_assert_eq!(mornings.last().map(|(_, degree)| *degree), Some(Degree::Overdue));
    }

    #[test]
    fn whoever_asks_at_any_hour_hears_one_thing_a_day(deadline in any_deadline(), from in 0_i64..12) {
        let mut told: Vec<(NaiveDate, Degree)> = Vec::new();
        for hour in 0..24 * 20 {
            let now = deadline.before - TimeDelta::days(15) + TimeDelta::hours(hour + from);
            if let Some(warning) = deadline.warning(&CALENDAR, false, now).unwrap() {
                let local = now.with_timezone(&deadline.zone).naive_local();
                prop_assert!(local.time() >= MORNING);
                prop_assert_eq!(warning.before, deadline.before);
                prop_assert_eq!(now >= deadline.before, warning.degree == Degree::Overdue);
                told.push((local.date(), warning.degree));
            }
            prop_assert_eq!(deadline.warning(&CALENDAR, true, now).unwrap(), None);
        }
        told.dedup();
        prop_assert!(told.is_sorted_by(|one, next| one.0 < next.0));
        prop_assert!(told.iter().any(|(_, degree)| *degree == Degree::Overdue));
    }
}
