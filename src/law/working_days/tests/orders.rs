use super::{calendar, day};
use crate::law::working_days::{
    Calendar, Change, ChangeFault, Holiday, Remark, Row, Week, WrongChange,
};

fn row(calendar: &Calendar, date: &str) -> Option<Row> {
    let date = day(date);
    let rows = calendar.rows(chrono::Datelike::year(&date)).unwrap();
    rows.iter().find(|row| row.date == date).cloned()
}

fn moved(from: &str, to: &str) -> Change {
    Change::Move {
        from: day(from),
        to: day(to),
    }
}

/// Labour Code art. 85(3): the two orders that are known give the rows that the table has.
#[test]
fn orders_of_the_past_make_the_rows_of_the_table() {
    for (from, to) in [("2024-05-04", "2024-05-08"), ("2025-01-05", "2025-01-03")] {
        let known = calendar();
        let rows = known.to_csv();
        let others = rows.lines();
        let others = others.filter(|line| !line.starts_with(from) && !line.starts_with(to));
        let rows = others.collect::<Vec<_>>().join("\n");
        let before = Calendar::parse("before", &rows).unwrap();
        let after = before.ordered("after", &[moved(from, to)], "").unwrap();
        for date in [from, to] {
            assert_eq!(row(&after, date), row(&known, date), "{date}");
        }
        assert_eq!(before.changes_to(&after).len(), 2);
    }
}

#[test]
fn the_day_of_kurban_ait_is_settled() {
    let fixed = |date: &str| {
        let change = Change::Holiday(day(date), Holiday::KurbanAit);
        calendar().ordered("settled", &[change], "ҚМДБ").unwrap()
    };
    let monday = fixed("2027-05-17");
    assert_eq!(row(&monday, "2027-05-16"), None, "an ordinary Sunday");
    assert!(!monday.day(day("2027-05-17"), Week::Five).unwrap().working);
    assert!(!monday.is_uncertain_between(day("2027-01-01"), day("2027-12-31")));
    let sunday = fixed("2027-05-16");
    assert_eq!(row(&sunday, "2027-05-17"), None, "an ordinary Monday");
    assert!(sunday.day(day("2027-05-17"), Week::Five).unwrap().working);
    assert!(!sunday.is_uncertain_between(day("2027-01-01"), day("2027-12-31")));
    // Other years' feasts are left alone.
    assert_eq!(row(&sunday, "2026-05-27"), row(&calendar(), "2026-05-27"));
}

#[test]
fn what_cannot_be_ordered_is_named() {
    use ChangeFault::{IsHoliday, NamedTwice, OffAlready, UnknownYear, WorkedAlready};
    let table = [
        (moved("2026-12-16", "2026-12-17"), "2026-12-16", IsHoliday),
        (
            moved("2026-12-17", "2026-12-18"),
            "2026-12-17",
            WorkedAlready,
        ),
        (moved("2026-12-19", "2026-12-20"), "2026-12-20", OffAlready),
        (moved("2026-12-19", "2026-12-19"), "2026-12-19", NamedTwice),
        (Change::Off(day("2026-12-20")), "2026-12-20", OffAlready),
        (
            Change::Working(day("2026-12-17")),
            "2026-12-17",
            WorkedAlready,
        ),
        (Change::Off(day("2028-01-03")), "2028-01-03", UnknownYear),
        (
            Change::Holiday(day("2026-12-16"), Holiday::KurbanAit),
            "2026-12-16",
            OffAlready,
        ),
    ];
    for (change, date, fault) in table {
        let wrong = WrongChange {
            number: 0,
            date: day(date),
            fault,
        };
        let found = calendar().ordered("", &[change], "").unwrap_err();
        assert!(found.contains(&wrong), "{change:?}: {found:?}");
    }
}

#[test]
fn a_table_survives_writing_and_years_are_replaced_whole() {
    let known = calendar();
    assert_eq!(
        known.to_csv(),
        include_str!("../../../../config/calendar/2026-11-21.csv")
    );
    let citation = "№ 1 \"бұйрық\", 01.12.2026";
    let ordered = known
        .ordered("x", &[moved("2026-12-12", "2026-12-08")], citation)
        .unwrap();
    assert_eq!(Calendar::parse("x", &ordered.to_csv()).unwrap(), ordered);
    let row = row(&ordered, "2026-12-08").unwrap();
    assert_eq!(
        row.remarks(),
        [Remark::RestDayOf(day("2026-12-12")), Remark::Text(citation)]
    );
    let one_year = "date,weekday,kind,holiday,note,working_5day,working_6day,confidence\n\
                    2027-01-01,Fri,holiday,new_year,,0,0,A\n";
    let merged = ordered.with_years_of("y", &Calendar::parse("", one_year).unwrap());
    assert_eq!(merged.rows(2027).unwrap().len(), 1);
    assert_eq!(merged.rows(2026).unwrap(), ordered.rows(2026).unwrap());
}
