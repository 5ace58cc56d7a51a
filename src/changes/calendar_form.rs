//! The form of an order, read. A row says what becomes of one day or two; a table of whole years may come with it.

use chrono::NaiveDate;

use crate::args;
use crate::language::{Speech, short_date};
use crate::law::working_days::{Calendar, Change, ChangeFault, ChangeKind, Holiday, WrongChange};
use crate::web::desk::Fields;
use crate::web::problem::FieldFault;
use crate::working_calendar::fault_words;

/// Rows that the form may have.
pub const MOST_ROWS: usize = 30;

/// Rows of an empty form.
const FIRST_ROWS: usize = 1;

/// No source is longer, in letters.
const LONGEST: usize = 300;

/// The number of rows of a form.
#[must_use]
pub fn rows(fields: &Fields) -> usize {
    let rows = fields.text("rows").parse().unwrap_or(FIRST_ROWS);
    rows.clamp(1, MOST_ROWS)
}

/// The form with one row more.
#[must_use]
pub fn with_a_row(fields: Fields) -> Fields {
    let rows = rows(&fields).saturating_add(1).min(MOST_ROWS);
    with_rows(fields, rows)
}

fn with_rows(fields: Fields, rows: usize) -> Fields {
    let mut fields = fields.without(&["rows"]);
    fields.add("rows", rows.to_string());
    fields
}

/// The form without a row; those behind it move up.
#[must_use]
pub fn without_row(fields: &Fields, gone: usize) -> Fields {
    let count = rows(fields);
    let mut kept = Fields::default();
    for (name, value) in fields.iter() {
        match row_of(name) {
            Some((_, number)) if number == gone || number >= count => {}
            Some((part, number)) if number > gone => {
                kept.add(format!("{part}-{}", number.saturating_sub(1)), value);
            }
            _ => kept.add(name, value),
        }
    }
    with_rows(kept, count.saturating_sub(1).max(1))
}

fn row_of(name: &str) -> Option<(&str, usize)> {
    let (part, number) = name.rsplit_once('-')?;
    let known = ["kind", "date", "to", "holiday"].contains(&part);
    Some((part, number.parse().ok()?)).filter(|_| known)
}

/// What a form says.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Who issued the order, when, under which number.
    pub source: String,
    citation: String,
    table: Option<Calendar>,
    changes: Vec<(usize, Change)>,
}

impl Draft {
    /// Reads a form.
    ///
    /// # Errors
    /// Every fault of it.
    pub fn read(fields: &Fields, speech: Speech<'_>) -> Result<Self, Vec<FieldFault>> {
        let mut faults = Vec::new();
        let (source, citation) = source(fields, speech, &mut faults);
        let changes: Vec<(usize, Change)> = (0..rows(fields))
            .filter_map(|number| Some((number, row(fields, speech, number, &mut faults)?)))
            .collect();
        let table = fields.given("csv").and_then(|text| {
            let parsed = Calendar::parse("", text);
            let told = |fault| FieldFault {
                field: "csv".to_owned(),
                code: "csv",
                message: fault_words::calendar_fault(speech, &fault),
            };
            parsed
                .map_err(|wrong| faults.extend(wrong.into_iter().map(told)))
                .ok()
        });
        if faults.is_empty() && changes.is_empty() && table.is_none() {
            faults.push(fault(speech, "kind-0", "calendar-fault-nothing"));
        }
        if faults.is_empty() {
            Ok(Self {
                source,
                citation,
                table,
                changes,
            })
        } else {
            Err(faults)
        }
    }

    /// The calendar that comes of it on top of another.
    ///
    /// # Errors
    /// Changes that cannot be made, each at its field.
    pub fn on(&self, base: &Calendar, speech: Speech<'_>) -> Result<Calendar, Vec<FieldFault>> {
        let with_table = match &self.table {
            Some(table) => base.with_years_of("", table),
            None => base.named(""),
        };
        let changes: Vec<Change> = self.changes.iter().map(|(_, change)| *change).collect();
        with_table
            .ordered("", &changes, &self.citation)
            .map_err(|wrong| wrong.iter().map(|one| self.told(speech, one)).collect())
    }

    fn told(&self, speech: Speech<'_>, wrong: &WrongChange) -> FieldFault {
        let of_row = self.changes.get(wrong.number);
        let (row, second) = of_row.map_or((0, false), |(row, change)| {
            let second =
                matches!(change, Change::Move { from, to } if *to == wrong.date && from != to);
            (*row, second)
        });
        let part = if second { "to" } else { "date" };
        let key = format!("calendar-change-{}", wrong.fault.as_str().replace('_', "-"));
        let message = speech.tf(&key, &args! { "date" => speech.date(wrong.date) });
        let basis = speech.t(&ChangeFault::PARAGRAPH.key());
        let message = match wrong.fault {
            ChangeFault::IsHoliday => {
                format!(
                    "{message} {}",
                    speech.tf("basis", &args! { "paragraph" => basis })
                )
            }
            _ => message,
        };
        FieldFault {
            field: format!("{part}-{row}"),
            code: wrong.fault.as_str(),
            message,
        }
    }
}

fn fault(speech: Speech<'_>, field: impl Into<String>, key: &str) -> FieldFault {
    FieldFault {
        field: field.into(),
        code: "invalid",
        message: speech.t(key),
    }
}

/// The order as it is cited, and its number and date alone for the notes of days.
fn source(fields: &Fields, speech: Speech<'_>, faults: &mut Vec<FieldFault>) -> (String, String) {
    let tidy = |name: &str| {
        let words: Vec<&str> = fields.text(name).split_whitespace().collect();
        words.join(" ").replace(';', ",")
    };
    let (issuer, number) = (tidy("issuer"), tidy("number"));
    if issuer.is_empty() {
        faults.push(fault(speech, "issuer", "calendar-fault-issuer"));
    }
    for (name, text) in [("issuer", &issuer), ("number", &number)] {
        if text.chars().count() > LONGEST {
            faults.push(fault(speech, name, "calendar-fault-long"));
        }
    }
    let date = day(fields, "order-date");
    if date.is_none() {
        faults.push(fault(speech, "order-date", "calendar-fault-order-date"));
    }
    let date = date.map(short_date).unwrap_or_default();
    let citation = if number.is_empty() {
        format!("{issuer}, {date}")
    } else {
        format!("№ {number}, {date}")
    };
    let source = if number.is_empty() {
        citation.clone()
    } else {
        format!("{issuer}, {date}, № {number}")
    };
    (source, citation)
}

fn day(fields: &Fields, name: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(fields.text(name), "%Y-%m-%d").ok()
}

/// A row that says something; an empty one says nothing.
fn row(
    fields: &Fields,
    speech: Speech<'_>,
    number: usize,
    faults: &mut Vec<FieldFault>,
) -> Option<Change> {
    let name = |part: &str| format!("{part}-{number}");
    let parts = ["kind", "date", "to", "holiday"];
    if parts.iter().all(|part| fields.given(&name(part)).is_none()) {
        return None;
    }
    let before = faults.len();
    let kind: Option<ChangeKind> = fields.text(&name("kind")).parse().ok();
    if kind.is_none() {
        faults.push(fault(speech, name("kind"), "calendar-fault-kind"));
    }
    let mut needed = |part: &str| {
        let read = day(fields, &name(part));
        if read.is_none() {
            faults.push(fault(speech, name(part), "calendar-fault-date"));
        }
        read
    };
    let date = needed("date");
    let to = if kind == Some(ChangeKind::Move) {
        needed("to")
    } else {
        None
    };
    let holiday: Option<Holiday> = fields.text(&name("holiday")).parse().ok();
    if kind == Some(ChangeKind::Holiday) && holiday.is_none() {
        faults.push(fault(speech, name("holiday"), "calendar-fault-holiday"));
    }
    if faults.len() > before {
        return None;
    }
    Some(match kind? {
        ChangeKind::Move => Change::Move {
            from: date?,
            to: to?,
        },
        ChangeKind::Working => Change::Working(date?),
        ChangeKind::Off => Change::Off(date?),
        ChangeKind::Holiday => Change::Holiday(date?, holiday?),
    })
}
