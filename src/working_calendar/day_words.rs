//! Days of the calendar in words: what makes them unlike others, by what, and how sure that is.

use chrono::{Datelike as _, NaiveDate};

use crate::args;
use crate::language::Speech;
use crate::law::working_days::{Holiday, Mark, Remark, Row};

/// The name of the holiday behind a day, else what kind of day it is.
#[must_use]
pub fn reason(speech: Speech<'_>, date: NaiveDate, mark: Mark) -> String {
    match mark.holiday {
        Some(Holiday::RepublicDay) if date.year() <= 2025 => {
            speech.t("holiday-republic-day-until-2025")
        }
        Some(holiday) => holiday_name(speech, holiday),
        None => kind(speech, mark),
    }
}

/// The name of a holiday.
#[must_use]
pub fn holiday_name(speech: Speech<'_>, holiday: Holiday) -> String {
    speech.t(&format!("holiday-{}", holiday.as_str().replace('_', "-")))
}

/// What kind of day it is.
#[must_use]
pub fn kind(speech: Speech<'_>, mark: Mark) -> String {
    let kind = mark.kind.as_str().replace('_', "-");
    speech.t(&format!("day-kind-{kind}"))
}

/// What a row says beside its kind: the other day of a move, the order.
#[must_use]
pub fn remarks(speech: Speech<'_>, row: &Row) -> Vec<String> {
    let dated = |key: &str, date: NaiveDate| speech.tf(key, &args! { "date" => speech.date(date) });
    let remarks = row.remarks().into_iter();
    remarks
        .map(|remark| match remark {
            Remark::MovedTo(date) => dated("day-remark-moved-to", date),
            Remark::RestDayOf(date) => dated("day-remark-rest-day-of", date),
            Remark::For(date) => dated("day-remark-for", date),
            Remark::IfKurbanAit => speech.t("day-remark-if-kurban-ait"),
            Remark::Text(text) => text.to_owned(),
        })
        .collect()
}

/// How sure a day is.
#[must_use]
pub fn confidence(speech: Speech<'_>, mark: Mark) -> String {
    if mark.is_uncertain() {
        return speech.t("day-confidence-d");
    }
    let confidence = mark.confidence.as_str().to_ascii_lowercase();
    speech.t(&format!("day-confidence-{confidence}"))
}

/// Whether a day is worked, in words.
#[must_use]
pub fn worked(speech: Speech<'_>, worked: bool) -> String {
    speech.t(if worked {
        "day-worked"
    } else {
        "day-not-worked"
    })
}
