//! The form by which what was closed is opened again: with the titles that the public is to read. A title's field has
//! the id of its item in its name, so that it stays with it whatever becomes of the agenda meanwhile.

use std::collections::HashMap;

use maud::{Markup, html};

use super::closing_form::texts;
use super::fields_view::Filled;
use super::form::{self, SEEN};
use super::reading::{LONG, LONGER, Reader};
use super::refusals::{as_faults, too_late};
use crate::args;
use crate::language::{Language, Speech};
use crate::law::session_course::Access;
use crate::sessions::actions::{Former, Refusal, Reopening};
use crate::sessions::record::{AgendaItem, Session};
use crate::sessions::store::Details;
use crate::web::Problem;
use crate::web::desk::Fields;
use crate::web::form::{Checkbox, fault_of};
use crate::web::problem::FieldFault;

/// The items that are opened.
const OPEN: &str = "open";

fn is_chosen(fields: &Fields, item: &AgendaItem) -> bool {
    let id = item.id.to_string();
    fields.all(OPEN).any(|one| one == id)
}

/// The form for opening again, everything chosen, with the words that the public read before.
#[must_use]
pub fn of_closed(session: &Session, details: &Details, former: &Former) -> Fields {
    let mut fields = Fields::default();
    fields.add(SEEN, form::seen_field(session.updated_at));
    texts(&mut fields, "title", former.title.as_ref());
    for item in &details.agenda {
        if item.access == Access::Closed {
            fields.add(OPEN, item.id.to_string());
            texts(&mut fields, &title_of(item), former.items.get(&item.id));
        }
    }
    fields
}

fn title_of(item: &AgendaItem) -> String {
    format!("item-{}-title", item.id)
}

/// What the editor calls the same field, by the place of its item.
fn title_at(place: usize) -> String {
    format!("agenda-{place}-title")
}

/// Puts a fault that names an item by its place where its field is in this form.
fn put_to_item(fault: &mut FieldFault, details: &Details) {
    for (place, item) in details.agenda.iter().enumerate() {
        let rest = fault.field.strip_prefix(&title_at(place));
        if let Some(rest) = rest.filter(|rest| rest.starts_with('-')) {
            fault.field = format!("{}{rest}", title_of(item));
            return;
        }
    }
}

/// The faults of this form that a refusal amounts to, so that what was typed stays on the page.
///
/// # Errors
/// The answer, where it is about no field.
pub fn refused(
    speech: Speech<'_>,
    refusal: Refusal,
    (session, details): (&Session, &Details),
) -> Result<Vec<FieldFault>, Problem> {
    if let Refusal::NoSuchMove(no_move) = &refusal {
        let closed = details.agenda.iter();
        let mut closed = closed.filter(|item| item.access == Access::Closed);
        let first = closed
            .next()
            .map(title_of)
            .filter(|_| session.access == Access::Open);
        let field = first.unwrap_or_else(|| "title".to_owned());
        return Ok(vec![FieldFault {
            field: format!("{field}-kk"),
            code: "refused",
            message: speech.t(too_late(no_move.status)),
        }]);
    }
    let mut faults = as_faults(speech, refusal)?;
    for fault in &mut faults {
        put_to_item(fault, details);
    }
    Ok(faults)
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
    let by_place = by_place(fields, details);
    let mut reader = Reader::of(speech, &by_place);
    let title = reader.texts("title", LONG).unwrap_or_default();
    let why = reader.both_or_none("reason").unwrap_or_default();
    let mut items = HashMap::new();
    for (place, item) in details.agenda.iter().enumerate() {
        let title = reader.texts(&title_at(place), LONGER);
        if is_chosen(fields, item) {
            items.insert(item.id, title.unwrap_or_default());
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
        let mut faults = reader.faults;
        for fault in &mut faults {
            put_to_item(fault, details);
        }
        Err(faults)
    }
}

/// The fields as the reader calls them: each item by its place, so that faults say which one it is on the agenda.
fn by_place(fields: &Fields, details: &Details) -> Fields {
    let mut read = Fields::default();
    for name in [
        SEEN,
        "title-kk",
        "title-ru",
        "title-en",
        "reason-kk",
        "reason-ru",
        "reason-en",
    ] {
        read.add(name, fields.raw(name));
    }
    for (place, item) in details.agenda.iter().enumerate() {
        for language in Language::ALL {
            let code = language.code();
            let typed = fields.raw(&format!("{}-{code}", title_of(item)));
            read.add(format!("{}-{code}", title_at(place)), typed);
        }
    }
    read
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
        (items(&filled, details))
        @if session.status.is_public() {
            fieldset.group {
                legend { h2 { (speech.t("moving-reason")) } }
                (filled.in_languages("reason", 2))
            }
        }
    }
}

/// The closed items, each to be opened or not.
fn items(filled: &Filled<'_>, details: &Details) -> Markup {
    let speech = filled.speech;
    let fault = fault_of(filled.faults, OPEN);
    let closed = |item: &AgendaItem| item.access == Access::Closed;
    html! {
        div id=(format!("field-{OPEN}")) tabindex="-1" {
            @if let Some(fault) = fault { p.fault { (fault.message) } }
            @for (place, item) in details.agenda.iter().enumerate().filter(|(_, item)| closed(item)) {
                fieldset.group {
                    legend { (speech.tf("editor-matter", &args! { "n" => place.saturating_add(1) })) }
                    (Checkbox {
                        name: OPEN,
                        value: &item.id.to_string(),
                        label: html! { (speech.t("closing-open-this")) },
                        ticked: is_chosen(filled.fields, item),
                    }.show(filled.faults))
                    (filled.in_languages_called(&title_of(item), &title_at(place), 2))
                }
            }
        }
    }
}
