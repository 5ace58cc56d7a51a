//! The form by which what was closed is opened again: with the titles that the public is to read.

use std::collections::HashMap;

use maud::{Markup, html};

use super::closing_form::texts;
use super::fields_view::Filled;
use super::form::{self, SEEN};
use super::reading::{LONG, LONGER, Reader};
use crate::args;
use crate::language::Speech;
use crate::law::session_course::Access;
use crate::sessions::actions::{Former, Reopening};
use crate::sessions::record::Session;
use crate::sessions::store::Details;
use crate::web::desk::Fields;
use crate::web::problem::FieldFault;

/// The form for opening again, with the words that the public read before.
#[must_use]
pub fn of_closed(session: &Session, details: &Details, former: &Former) -> Fields {
    let mut fields = Fields::default();
    fields.add(SEEN, form::seen_field(session.updated_at));
    texts(&mut fields, "title", former.title.as_ref());
    for (place, item) in details.agenda.iter().enumerate() {
        if item.access == Access::Closed {
            let name = format!("agenda-{place}-title");
            texts(&mut fields, &name, former.items.get(&item.id));
        }
    }
    fields
}

/// Reads the form for opening again.
///
/// # Errors
/// What cannot be read, each fault with its field.
pub fn read(
    speech: Speech<'_>,
    fields: &Fields,
    (session, details): (&Session, &Details),
) -> Result<Reopening, Vec<FieldFault>> {
    let mut reader = Reader::of(speech, fields);
    let title = reader.texts("title", LONG).unwrap_or_default();
    let why = reader.both_or_none("reason").unwrap_or_default();
    let mut items = HashMap::new();
    for (place, item) in details.agenda.iter().enumerate() {
        if let Some(title) = reader.texts(&format!("agenda-{place}-title"), LONGER) {
            items.insert(item.id, title);
        }
    }
    if reader.faults.is_empty() {
        Ok(Reopening {
            session: session.id,
            seen: form::seen(fields),
            why,
            title,
            items,
        })
    } else {
        Err(reader.faults)
    }
}

/// The fields of opening again.
#[must_use]
pub fn show(
    speech: Speech<'_>,
    (session, details): (&Session, &Details),
    fields: &Fields,
    faults: &[FieldFault],
) -> Markup {
    let filled = Filled {
        speech,
        fields,
        faults,
        focus: None,
    };
    html! {
        @if session.access == Access::Closed { (filled.in_languages("title", 2)) }
        @for (place, item) in details.agenda.iter().enumerate() {
            @if item.access == Access::Closed {
                fieldset.group {
                    legend { (speech.tf("editor-matter", &args! { "n" => place.saturating_add(1) })) }
                    (filled.in_languages(&format!("agenda-{place}-title"), 2))
                }
            }
        }
        @if session.status.is_public() {
            fieldset.group {
                legend { h2 { (speech.t("moving-reason")) } }
                (filled.in_languages("reason", 2))
            }
        }
    }
}
