use chrono::{Datelike, NaiveDate, Weekday};

use super::{calendar, day, days};
use crate::law::Paragraph;
use crate::law::working_days::{Day, DayKind, Holiday, Totals, Week};

#[test]
fn the_embedded_calendar_knows_2024_to_2027() {
    let calendar = calendar();
    assert_eq!(
        calendar.years().collect::<Vec<_>>(),
        [2024, 2025, 2026, 2027]
    );
    assert_eq!(calendar.version(), "2026-11-21");
    assert_eq!(calendar.rows(2026).unwrap().len(), 19);
}

#[test]
fn totals_of_each_year() {
    let table = [
        (2024, 249, 301),
        (2025, 246, 298),
        (2026, 247, 299),
        (2027, 247, 299),
    ];
    for (year, five, six) in table {
        let length = if year == 2024 { 366 } else { 365 };
        for (week, working) in [(Week::Five, five), (Week::Six, six)] {
            let totals = calendar().totals(year, week);
            assert_eq!(
                totals,
                Ok(Totals {
                    working,
                    off: length - working
                }),
                "{year}, {week}"
            );
        }
    }
}

/// Labour Code art. 84: the week pattern, where the table is silent.
#[test]
fn an_unlisted_day_follows_the_week() {
    let table = [
        ("2026-12-07", true, true),
        ("2026-12-11", true, true),
        ("2026-12-12", false, true),
        ("2026-12-13", false, false),
        // No Constitution Day in 2026: the Monday that older calendars show as off was worked.
        ("2026-08-31", true, true),
        ("2026-03-16", true, true),
    ];
    for (date, five, six) in table {
        for (week, working) in [(Week::Five, five), (Week::Six, six)] {
            let expected = Day {
                date: day(date),
                working,
                mark: None,
            };
            assert_eq!(
                calendar().day(day(date), week),
                Ok(expected),
                "{date}, {week}"
            );
        }
    }
}

#[test]
fn a_listed_day_follows_the_table() {
    let table = [
        (
            "2026-12-16",
            false,
            false,
            DayKind::Holiday,
            Some(Holiday::IndependenceDay),
        ),
        (
            "2027-01-04",
            false,
            true,
            DayKind::TransferredHoliday,
            Some(Holiday::NewYear),
        ),
        (
            "2027-03-24",
            false,
            false,
            DayKind::TransferredHoliday,
            Some(Holiday::Nauryz),
        ),
        (
            "2025-06-06",
            false,
            false,
            DayKind::LabourCodeDayOff,
            Some(Holiday::KurbanAit),
        ),
        ("2024-05-08", false, true, DayKind::MovedDayOff, None),
        ("2025-01-03", false, false, DayKind::MovedDayOff, None),
        ("2024-05-04", true, true, DayKind::WorkingByOrder, None),
        // A Sunday that is worked.
        ("2025-01-05", true, true, DayKind::WorkingByOrder, None),
        (
            "2027-05-17",
            true,
            true,
            DayKind::Unsettled,
            Some(Holiday::KurbanAit),
        ),
    ];
    for (date, five, six, kind, holiday) in table {
        for (week, working) in [(Week::Five, five), (Week::Six, six)] {
            let found = calendar().day(day(date), week).unwrap();
            let mark = found.mark.unwrap();
            assert_eq!(
                (found.working, mark.kind, mark.holiday),
                (working, kind, holiday),
                "{date}, {week}"
            );
        }
    }
}

#[test]
fn each_kind_of_day_rests_on_its_paragraph() {
    let table = [
        (DayKind::Holiday, Some(Paragraph::Holidays2)),
        (DayKind::TransferredHoliday, Some(Paragraph::Holidays5)),
        (DayKind::LabourCodeDayOff, Some(Paragraph::Labour84_5)),
        (DayKind::MovedDayOff, Some(Paragraph::Labour85_3)),
        (DayKind::WorkingByOrder, Some(Paragraph::Labour85_3)),
        (DayKind::Unsettled, None),
    ];
    assert_eq!(table.len(), DayKind::ALL.len());
    for (kind, paragraph) in table {
        assert_eq!(kind.paragraph(), paragraph, "{kind}");
    }
}

#[test]
fn uncertain_are_estimates_and_unsettled_days_alone() {
    let table = [
        // By law, an order may come: does not count.
        ("2027-01-01", "2027-05-15", false),
        ("2027-05-16", "2027-05-16", true),
        ("2027-05-17", "2027-05-17", true),
        ("2027-05-18", "2027-12-31", false),
        ("2024-01-01", "2026-12-31", false),
        ("2026-11-01", "2027-06-01", true),
        ("2030-01-01", "2031-01-01", false),
        // No days at all.
        ("2027-06-01", "2027-05-01", false),
        ("2028-06-01", "2027-05-01", false),
    ];
    for (first, last, uncertain) in table {
        let found = calendar().is_uncertain_between(day(first), day(last));
        assert_eq!(found, uncertain, "{first} to {last}");
    }
    assert!(
        calendar()
            .day(day("2027-05-17"), Week::Five)
            .unwrap()
            .is_uncertain()
    );
    assert!(
        !calendar()
            .day(day("2027-05-18"), Week::Five)
            .unwrap()
            .is_uncertain()
    );
}

#[test]
fn a_week_is_a_number_in_json_and_text_elsewhere() {
    for (week, word, number) in [(Week::Five, "5", 5), (Week::Six, "6", 6)] {
        assert_eq!((week.to_string().as_str(), u8::from(week)), (word, number));
        assert_eq!(word.parse(), Ok(week));
        assert_eq!(Week::try_from(number), Ok(week));
    }
    assert!("7".parse::<Week>().is_err() && Week::try_from(0).is_err());
}

#[test]
fn sundays_are_worked_by_order_only() {
    let calendar = calendar();
    let sundays = calendar.years().flat_map(|year| {
        NaiveDate::from_ymd_opt(year, 1, 1)
            .unwrap()
            .iter_days()
            .take(365)
    });
    let worked: Vec<_> = sundays
        .filter(|date| date.weekday() == Weekday::Sun)
        .filter(|date| calendar.day(*date, Week::Five).unwrap().working)
        .collect();
    assert_eq!(worked, days(&["2025-01-05"]));
}
