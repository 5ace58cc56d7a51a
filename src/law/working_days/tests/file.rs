use super::days;
use crate::law::working_days::{Calendar, CalendarFault, Fault};

const HEADER: &str = "date,weekday,kind,holiday,note,working_5day,working_6day,confidence";

/// The faults of a file that has these lines under a good header.
fn faults(lines: &str) -> Vec<CalendarFault> {
    Calendar::parse("test", &format!("{HEADER}\n{lines}")).unwrap_err()
}

#[test]
fn every_fault_is_named_with_its_line() {
    let found = faults(
        "2028-01-01,Sat,holiday,new_year,,0,0,B\n\
         2028-01-02,Mon,holiday,new_year,,0,0,B\n\
         2028-02-30,Wed,holiday,new_year,,0,0,B\n\
         2028-01-03,Mon,festival,new_year,,0,0,B\n\
         2028-03-08,Wed,holiday,spring,,0,x,C\n\
         2028-01-01,Sat,holiday,new_year,,0,0,B\n\
         2028-05-01,Mon,holiday,,,0,0,B\n\
         2028-05-02,Tue,holiday,unity_day,,1,0,B\n\
         short,line\n",
    );
    let lines: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        [
            "line 3: weekday: 2028-01-02 is Sun, not `Mon`",
            "line 4: date: `2028-02-30` is not a day written YYYY-MM-DD",
            "line 5: kind: `festival` is not one of: holiday, transferred_holiday, \
             day_off_labour_code_84_5, moved_day_off_by_order, working_by_order, unsettled",
            "line 6: holiday: `spring` is not one of: new_year, orthodox_christmas, womens_day, \
             constitution_day, nauryz, unity_day, defender_day, victory_day, kurban_ait, \
             capital_day, republic_day, independence_day",
            "line 6: working_6day: `x` is neither 0 nor 1",
            "line 6: confidence: `C` is not one of: A, B, D",
            "line 7: date: 2028-01-01 stands already on line 2",
            "line 8: holiday: a day of kind holiday must name its holiday",
            "line 9: kind: holiday does not agree with working_5day 1, working_6day 0",
            "line 10: 2 columns instead of 8",
        ]
    );
}

#[test]
fn the_kind_of_a_day_agrees_with_whether_it_is_worked() {
    let table = [
        ("Sat,holiday,new_year,,0,1,B", false),
        ("Sat,transferred_holiday,new_year,,0,1,B", true),
        ("Sat,transferred_holiday,new_year,,1,1,B", false),
        ("Sat,day_off_labour_code_84_5,kurban_ait,,0,0,D", true),
        ("Sat,day_off_labour_code_84_5,kurban_ait,,1,0,D", false),
        ("Sat,moved_day_off_by_order,,,1,0,A", true),
        ("Sat,moved_day_off_by_order,,,1,1,A", false),
        ("Sat,working_by_order,,,1,1,A", true),
        ("Sat,working_by_order,,,0,0,A", false),
        ("Sat,unsettled,,,0,1,D", true),
        ("Sat,unsettled,,,1,1,D", false),
    ];
    for (rest, good) in table {
        let read = Calendar::parse("test", &format!("{HEADER}\n2028-01-01,{rest}\n"));
        assert_eq!(read.is_ok(), good, "{rest}");
    }
}

#[test]
fn a_file_without_header_or_days_is_refused() {
    let header = |text| Calendar::parse("test", text).unwrap_err();
    for text in [
        "",
        "\n",
        "date,weekday\n",
        "2028-01-01,Sat,holiday,new_year,,0,0,B\n",
    ] {
        assert!(matches!(
            header(text).as_slice(),
            [CalendarFault {
                line: 1,
                fault: Fault::Header { .. }
            }]
        ));
    }
    assert_eq!(
        faults(""),
        [CalendarFault {
            line: 1,
            fault: Fault::Empty
        }]
    );
    let broken = format!("{HEADER}\n2028-1-1,Sat,holiday,new_year,,0,0,B\n");
    assert_eq!(
        header(&broken),
        [CalendarFault {
            line: 2,
            fault: Fault::Date("2028-1-1".to_owned())
        }]
    );
}

#[test]
fn rows_may_come_in_any_order_after_a_byte_order_mark() {
    let text = format!(
        "\u{feff}{HEADER}\r\n2028-12-16,Sat,holiday,independence_day,,0,0,B\r\n\
         2028-01-01,Sat,holiday,new_year,\"first, of two\",0,0,B\r\n"
    );
    let calendar = Calendar::parse("2027-11-20", &text).unwrap();
    let rows = calendar.rows(2028).unwrap();
    assert_eq!(
        rows.iter().map(|row| row.date).collect::<Vec<_>>(),
        days(&["2028-01-01", "2028-12-16"])
    );
    assert_eq!(rows[0].note, "first, of two");
    assert_eq!(calendar.years().collect::<Vec<_>>(), [2028]);
}
