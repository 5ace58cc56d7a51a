//! The form by which the vote is entered on what a maslikhat gave notice of. Several may stand on one page: each field has
//! the id of its decision in its name.

use maud::{Markup, html};

use super::form;
use super::reading::{LONG, Reader};
use super::refusals::closing_missing;
use crate::database::Id;
use crate::language::Speech;
use crate::law::closing::{Missing, Vote};
use crate::sessions::actions::Voted;
use crate::sessions::closing::record::Closing;
use crate::web::desk::Fields;
use crate::web::form::TextField;
use crate::web::problem::FieldFault;

/// Each field, and what kind of one it is.
const FIELDS: [(&str, &str); 4] = [
    ("number", "text"),
    ("decided_on", "date"),
    ("votes_for", "text"),
    ("present", "text"),
];

fn name_of(closing: Id, field: &str) -> String {
    format!("{closing}-{field}")
}

fn named(closing: Id, mut faults: Vec<FieldFault>) -> Vec<FieldFault> {
    for fault in &mut faults {
        fault.field = name_of(closing, &fault.field);
    }
    faults
}

/// Reads the form.
///
/// # Errors
/// What cannot be read, each fault with its field.
pub fn read(
    speech: Speech<'_>,
    fields: &Fields,
    (session, closing): (Id, Id),
) -> Result<Voted, Vec<FieldFault>> {
    let mut own = Fields::default();
    for (field, _) in FIELDS {
        own.add(field, fields.raw(&name_of(closing, field)));
    }
    let mut reader = Reader::of(speech, &own);
    let votes_for = reader.seats("votes_for");
    let present = reader.seats("present");
    let voted = Voted {
        session,
        closing,
        number: reader.text("number", LONG).unwrap_or_default(),
        decided_on: reader.day("decided_on"),
        vote: votes_for
            .zip(present)
            .map(|(votes_for, present)| Vote { votes_for, present }),
    };
    if reader.faults.is_empty() {
        Ok(voted)
    } else {
        Err(named(closing, reader.faults))
    }
}

/// What the vote lacks, each with its field.
#[must_use]
pub fn missing(speech: Speech<'_>, closing: Id, missing: &[Missing]) -> Vec<FieldFault> {
    named(closing, closing_missing(speech, missing))
}

/// The fields, with what was typed, or what stands.
#[must_use]
pub fn show(
    speech: Speech<'_>,
    closing: &Closing,
    fields: &Fields,
    faults: &[FieldFault],
) -> Markup {
    let number = |number: Option<i32>| number.map(|one| one.to_string());
    let stands = |field: &str| match field {
        "number" => closing.number.clone(),
        "decided_on" => closing.decided_on.map(|day| day.to_string()),
        "votes_for" => number(closing.votes_for),
        _ => number(closing.present),
    };
    let field = |(field, kind): (&str, &str)| {
        let name = name_of(closing.id, field);
        let stands = stands(field).unwrap_or_default();
        let value = if fields.has(&name) {
            fields.raw(&name)
        } else {
            &stands
        };
        TextField {
            name: &name,
            label: form::label(speech, field),
            hint: None,
            value,
            kind,
            autocomplete: "off",
            inputmode: matches!(field, "votes_for" | "present").then_some("numeric"),
            optional: false,
        }
        .show(speech, faults)
    };
    let [number, decided_on, votes_for, present] = FIELDS.map(field);
    html! {
        div.side-by-side { (number) (decided_on) }
        div.side-by-side { (votes_for) (present) }
    }
}
