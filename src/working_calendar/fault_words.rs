//! Faults of a calendar file in words, each with its line.

use crate::args;
use crate::language::Speech;
use crate::law::working_days::{CalendarFault, Fault};

/// The fault as a sentence.
#[must_use]
pub fn calendar_fault(speech: Speech<'_>, fault: &CalendarFault) -> String {
    let what = match &fault.fault {
        Fault::Header { expected } => speech.tf(
            "csv-fault-header",
            &args! { "expected" => expected.as_str() },
        ),
        Fault::Unreadable(_) => speech.t("csv-fault-unreadable"),
        Fault::Columns { found, expected } => speech.tf(
            "csv-fault-columns",
            &args! { "found" => *found, "expected" => *expected },
        ),
        Fault::Date(given) => speech.tf("csv-fault-date", &args! { "given" => given.as_str() }),
        Fault::Weekday { given, actual, .. } => speech.tf(
            "csv-fault-weekday",
            &args! { "given" => given.as_str(), "actual" => actual.to_string() },
        ),
        Fault::Word { column, unknown } => speech.tf(
            "csv-fault-word",
            &args! {
                "column" => *column,
                "given" => unknown.given.as_str(),
                "expected" => unknown.expected.join(", "),
            },
        ),
        Fault::Flag { column, given } => speech.tf(
            "csv-fault-flag",
            &args! { "column" => *column, "given" => given.as_str() },
        ),
        Fault::Nameless(_) => speech.t("csv-fault-nameless"),
        Fault::Contradiction { kind, .. } => speech.tf(
            "csv-fault-contradiction",
            &args! { "kind" => kind.as_str() },
        ),
        Fault::Repeated { first_line, .. } => speech.tf(
            "csv-fault-repeated",
            &args! { "line" => first_line.to_string() },
        ),
        Fault::Empty => speech.t("csv-fault-empty"),
    };
    let line = fault.line.to_string();
    speech.tf("csv-fault", &args! { "line" => line, "what" => what })
}
