//! Reading the table: CSV text to rows, every fault in one go.

use std::collections::BTreeMap;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use csv::StringRecord;

use super::day::{Confidence, DayKind, Holiday, Mark, Row, Week};
use super::fault::{CalendarFault, Fault};
use crate::law::UnknownWord;

const COLUMNS: [&str; 8] = [
    "date",
    "weekday",
    "kind",
    "holiday",
    "note",
    "working_5day",
    "working_6day",
    "confidence",
];

/// All rows by date.
///
/// # Errors
/// Every fault of the file, each with its line.
pub(super) fn read(text: &str) -> Result<BTreeMap<NaiveDate, Row>, Vec<CalendarFault>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut file = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut records = file.records();
    let header = records.next().and_then(Result::ok).unwrap_or_default();
    if !header.iter().eq(COLUMNS) {
        let fault = Fault::Header {
            expected: COLUMNS.join(","),
        };
        return Err(vec![CalendarFault { line: 1, fault }]);
    }

    let mut faults = Vec::new();
    let mut rows = BTreeMap::new();
    let mut lines = BTreeMap::new();
    for record in records {
        let (line, read) = match record {
            Ok(record) => (
                record.position().map_or(0, csv::Position::line),
                row(&record),
            ),
            Err(error) => (
                error.position().map_or(0, csv::Position::line),
                Err(vec![Fault::Unreadable(error.to_string())]),
            ),
        };
        match read {
            Ok(row) => match lines.insert(row.date, line) {
                Some(first_line) => {
                    let date = row.date;
                    lines.insert(date, first_line);
                    faults.push(CalendarFault {
                        line,
                        fault: Fault::Repeated { date, first_line },
                    });
                }
                None => {
                    rows.insert(row.date, row);
                }
            },
            Err(found) => {
                faults.extend(found.into_iter().map(|fault| CalendarFault { line, fault }));
            }
        }
    }
    if rows.is_empty() && faults.is_empty() {
        faults.push(CalendarFault {
            line: 1,
            fault: Fault::Empty,
        });
    }
    if faults.is_empty() {
        Ok(rows)
    } else {
        Err(faults)
    }
}

/// The rows as CSV text: what [`read`] reads.
pub(super) fn write<'a>(rows: impl IntoIterator<Item = &'a Row>) -> String {
    let flag = |worked: bool| if worked { "1" } else { "0" };
    let mut file = csv::Writer::from_writer(Vec::new());
    let mut put = |columns: [&str; 8]| file.write_record(columns);
    // Writing into memory does not fail.
    let mut done = put(COLUMNS);
    for row in rows {
        let (date, weekday) = (row.date.to_string(), row.date.weekday().to_string());
        let columns = [
            date.as_str(),
            weekday.as_str(),
            row.mark.kind.as_str(),
            row.mark.holiday.map_or("", Holiday::as_str),
            &row.note,
            flag(row.working_five),
            flag(row.working_six),
            row.mark.confidence.as_str(),
        ];
        done = done.and_then(|()| put(columns));
    }
    let written = done.ok().and_then(|()| file.into_inner().ok());
    written
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .unwrap_or_default()
}

/// One line as a row, or all that is wrong with it.
fn row(record: &StringRecord) -> Result<Row, Vec<Fault>> {
    if record.len() != COLUMNS.len() {
        return Err(vec![Fault::Columns {
            found: record.len(),
            expected: COLUMNS.len(),
        }]);
    }
    let [date, weekday, kind, holiday, note, five, six, confidence] =
        std::array::from_fn(|column| record.get(column).unwrap_or_default());

    let mut faults = Vec::new();
    let date = heard(self::date(date, weekday), &mut faults);
    let kind = heard(word::<DayKind>("kind", kind), &mut faults);
    let named = !holiday.is_empty();
    let holiday = named
        .then(|| heard(word::<Holiday>("holiday", holiday), &mut faults))
        .flatten();
    let five = heard(flag("working_5day", five), &mut faults);
    let six = heard(flag("working_6day", six), &mut faults);
    let confidence = heard(word::<Confidence>("confidence", confidence), &mut faults);

    let (Some(date), Some(kind), Some(working_five), Some(working_six), Some(confidence)) =
        (date, kind, five, six, confidence)
    else {
        return Err(faults);
    };
    if !named && must_be_named(kind) {
        faults.push(Fault::Nameless(kind));
    }
    if !agrees(kind, date, working_five, working_six) {
        let (five, six) = (u8::from(working_five), u8::from(working_six));
        faults.push(Fault::Contradiction { kind, five, six });
    }
    if faults.is_empty() {
        let mark = Mark {
            kind,
            holiday,
            confidence,
        };
        Ok(Row {
            date,
            mark,
            note: note.to_owned(),
            working_five,
            working_six,
        })
    } else {
        Err(faults)
    }
}

/// The value, or its fault put with the others.
fn heard<T>(read: Result<T, Fault>, faults: &mut Vec<Fault>) -> Option<T> {
    read.map_err(|fault| faults.push(fault)).ok()
}

/// The date, when its weekday agrees.
fn date(given: &str, weekday: &str) -> Result<NaiveDate, Fault> {
    let date = NaiveDate::parse_from_str(given, "%Y-%m-%d")
        .ok()
        .filter(|date| date.to_string() == given && (1..=9999).contains(&date.year()))
        .ok_or_else(|| Fault::Date(given.to_owned()))?;
    let actual = date.weekday();
    if actual.to_string() == weekday {
        Ok(date)
    } else {
        Err(Fault::Weekday {
            date,
            given: weekday.to_owned(),
            actual,
        })
    }
}

fn word<T: FromStr<Err = UnknownWord>>(column: &'static str, given: &str) -> Result<T, Fault> {
    given
        .parse()
        .map_err(|unknown| Fault::Word { column, unknown })
}

fn flag(column: &'static str, given: &str) -> Result<bool, Fault> {
    match given {
        "0" => Ok(false),
        "1" => Ok(true),
        _ => Err(Fault::Flag {
            column,
            given: given.to_owned(),
        }),
    }
}

const fn must_be_named(kind: DayKind) -> bool {
    matches!(
        kind,
        DayKind::Holiday | DayKind::TransferredHoliday | DayKind::LabourCodeDayOff
    )
}

/// Whether the working columns can belong to a day of this kind. Only Sundays move in a six-day
/// week, so a day off that was moved may be worked there; an order may concern one week alone.
fn agrees(kind: DayKind, date: NaiveDate, five: bool, six: bool) -> bool {
    match kind {
        DayKind::Holiday | DayKind::LabourCodeDayOff => !five && !six,
        DayKind::TransferredHoliday => !five,
        DayKind::MovedDayOff => !five || !six,
        DayKind::WorkingByOrder => five || six,
        DayKind::Unsettled => five == Week::Five.works(date) && six == Week::Six.works(date),
    }
}
