use chrono::NaiveDate;
use proptest::prelude::*;

use super::{calendar, day, days};
use crate::law::working_days::{NoCalendar, Week};

#[test]
fn walking_skips_what_is_off_and_takes_what_is_worked() {
    let before = |date, count, week| calendar().working_days_before(day(date), count, week);
    let after = |date, count, week| calendar().working_days_after(day(date), count, week);
    assert_eq!(
        before("2024-05-10", 3, Week::Five),
        Ok(days(&["2024-05-03", "2024-05-04", "2024-05-06"]))
    );
    assert_eq!(
        before("2024-05-10", 3, Week::Six),
        Ok(days(&["2024-05-04", "2024-05-06", "2024-05-08"]))
    );
    assert_eq!(
        before("2025-01-08", 3, Week::Five),
        Ok(days(&["2024-12-31", "2025-01-05", "2025-01-06"]))
    );
    assert_eq!(
        after("2025-01-02", 2, Week::Six),
        Ok(days(&["2025-01-04", "2025-01-05"]))
    );
    assert_eq!(
        after("2026-12-15", 2, Week::Five),
        Ok(days(&["2026-12-17", "2026-12-18"]))
    );
    assert_eq!(after("2026-12-15", 0, Week::Five), Ok(vec![]));
}

#[test]
fn a_year_without_data_is_named_and_never_guessed() {
    let calendar = calendar();
    let no = |year| Err(NoCalendar { year });
    assert_eq!(
        calendar.day(day("2028-01-03"), Week::Five).map(|_| ()),
        no(2028)
    );
    assert_eq!(calendar.rows(2023).map(|_| ()), no(2023));
    assert_eq!(calendar.totals(2028, Week::Six).map(|_| ()), no(2028));
    assert_eq!(
        calendar
            .working_days_after(day("2027-12-30"), 2, Week::Five)
            .map(|_| ()),
        no(2028)
    );
    assert_eq!(
        calendar
            .working_days_before(day("2024-01-03"), 1, Week::Five)
            .map(|_| ()),
        no(2023)
    );
    // The day walked from need not be known, only those counted.
    assert_eq!(
        calendar.working_days_before(day("2028-01-01"), 1, Week::Five),
        Ok(days(&["2027-12-31"]))
    );
    for date in [NaiveDate::MIN, NaiveDate::MAX] {
        assert!(
            calendar.working_days_after(date, 1, Week::Five).is_err(),
            "{date}"
        );
        assert!(
            calendar.working_days_before(date, 1, Week::Five).is_err(),
            "{date}"
        );
    }
    assert_eq!(
        NoCalendar { year: 2028 }.to_string(),
        "the working-day calendar has no data for the year 2028"
    );
}

/// Any day of the years known.
fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..1461).prop_map(|offset| day("2024-01-01") + chrono::Days::new(offset))
}

fn any_week() -> impl Strategy<Value = Week> {
    prop::sample::select(Week::ALL)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Exactly so many working days are counted, in order, and none between them is left out.
    #[test]
    fn exactly_n_working_days_are_counted(date in any_day(), count in 0_usize..12, week in any_week()) {
        let calendar = calendar();
        let worked = |date: &NaiveDate| calendar.day(*date, week).unwrap().working;
        if let Ok(before) = calendar.working_days_before(date, count, week) {
            prop_assert_eq!(before.len(), count);
            prop_assert!(before.iter().all(worked));
            let between = before.first().map_or(0, |first| {
                first.iter_days().take_while(|day| *day < date).filter(worked).count()
            });
            prop_assert_eq!(between, count);
        }
        if let Ok(after) = calendar.working_days_after(date, count, week) {
            prop_assert_eq!(after.len(), count);
            prop_assert!(after.is_sorted() && after.iter().all(worked));
            let between = after.last().map_or(0, |last| {
                date.iter_days().skip(1).take_while(|day| day <= last).filter(worked).count()
            });
            prop_assert_eq!(between, count);
        }
    }

    /// A six-day week works every day that a five-day week works.
    #[test]
    fn six_days_contain_five(date in any_day()) {
        let works = |week| calendar().day(date, week).unwrap().working;
        prop_assert!(works(Week::Six) || !works(Week::Five));
    }
}
