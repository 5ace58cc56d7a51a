//! The form by which an announced session is moved to another time, or called off.

use maud::{Markup, html};

use super::fields_view::Filled;
use super::form::{self, SEEN};
use super::reading::{LONG, LONGER, Reader};
use crate::language::{Language, Multilingual, Speech};
use crate::sessions::actions::{Cancellation, Order, Postponement};
use crate::sessions::record::Session;
use crate::sessions::store::Details;
use crate::web::desk::Fields;
use crate::web::problem::FieldFault;

/// The form of a session that is to be moved: the hours and the place that it has, and no day yet.
#[must_use]
pub fn to_postpone(session: &Session, details: &Details) -> Fields {
    let stored = form::of_order(&Order::of(session, details));
    let mut fields = Fields::default();
    for name in [
        "starts-time",
        "ends-time",
        "place-kk",
        "place-ru",
        "place-en",
    ] {
        fields.add(name, stored.raw(name));
    }
    fields.add(SEEN, form::seen_field(session.updated_at));
    fields
}

/// The form of a session that is to be called off.
#[must_use]
pub fn to_cancel(session: &Session) -> Fields {
    let mut fields = Fields::default();
    fields.add(SEEN, form::seen_field(session.updated_at));
    fields
}

/// Reads where and when a session is to be instead, and why.
///
/// # Errors
/// Everything that is wrong, each fault with its field.
pub fn read_postponement(
    speech: Speech<'_>,
    fields: &Fields,
    session: &Session,
) -> Result<Postponement, Vec<FieldFault>> {
    let mut reader = Reader::of(speech, fields);
    let starts = reader.starts();
    let ends = reader.ends(starts.map(|starts| starts.date()));
    let place = reader.texts("place", LONG);
    let why = why(&mut reader);
    let late_reason = reader.text("late_reason", LONGER);
    match (starts, why) {
        (Some(starts), Some(why)) if reader.faults.is_empty() => Ok(Postponement {
            id: session.id,
            seen: form::seen(fields),
            starts,
            ends,
            place: place.filter(|_| session.format.has_hall()),
            why,
            late_reason,
        }),
        _ => Err(reader.faults),
    }
}

/// Reads why a session is called off.
///
/// # Errors
/// Everything that is wrong, each fault with its field.
pub fn read_cancellation(
    speech: Speech<'_>,
    fields: &Fields,
    session: &Session,
) -> Result<Cancellation, Vec<FieldFault>> {
    let mut reader = Reader::of(speech, fields);
    match why(&mut reader) {
        Some(why) if reader.faults.is_empty() => Ok(Cancellation {
            id: session.id,
            seen: form::seen(fields),
            why,
        }),
        _ => Err(reader.faults),
    }
}

/// The reason is due, in both languages: nothing typed at all is a fault of both fields.
pub(super) fn why(reader: &mut Reader<'_>) -> Option<Multilingual> {
    let faults = reader.faults.len();
    let why = reader.both_or_none("reason");
    if why.is_none() && reader.faults.len() == faults {
        for language in [Language::Kk, Language::Ru] {
            reader.fault(&format!("reason-{}", language.code()), "both_languages");
        }
    }
    why
}

/// The fields of moving a session. Why it is late is asked for once it would be.
#[must_use]
pub fn postponing(
    speech: Speech<'_>,
    session: &Session,
    fields: &Fields,
    faults: &[FieldFault],
) -> Markup {
    let filled = filled(speech, fields, faults);
    let late = fields.given("late_reason").is_some()
        || faults.iter().any(|fault| fault.field == "late_reason");
    html! {
        fieldset.group {
            legend { h2 { (speech.t("moving-new-time")) } }
            div.side-by-side {
                (filled.line("starts-day", "date", None))
                (filled.line("starts-time", "time", None))
            }
            div.side-by-side {
                (filled.line("ends-day", "date", Some("editor-hint-ends-day")))
                (filled.line("ends-time", "time", None))
            }
        }
        @if session.format.has_hall() {
            fieldset.group {
                legend { h2 { (speech.t("label-place")) } }
                p.hint { (speech.t("moving-place-stays")) }
                (filled.in_languages("place", 2))
            }
        }
        (reason(&filled))
        @if late { (filled.area("late_reason", Some("moving-hint-late-reason"))) }
    }
}

/// The fields of calling a session off.
#[must_use]
pub fn cancelling(speech: Speech<'_>, fields: &Fields, faults: &[FieldFault]) -> Markup {
    reason(&filled(speech, fields, faults))
}

fn filled<'a>(speech: Speech<'a>, fields: &'a Fields, faults: &'a [FieldFault]) -> Filled<'a> {
    Filled {
        speech,
        fields,
        faults,
        focus: None,
    }
}

pub(super) fn reason(filled: &Filled<'_>) -> Markup {
    let speech = filled.speech;
    html! {
        fieldset.group {
            legend { h2 { (speech.t("moving-reason")) } }
            p.hint { (speech.t("moving-reason-hint")) }
            (filled.in_languages("reason", 3))
        }
    }
}
