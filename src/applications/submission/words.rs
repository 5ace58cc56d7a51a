//! What is wrong, in the visitor's language.

use super::{FIELDS, Fault};
use crate::args;
use crate::language::Speech;
use crate::web::problem::FieldFault;

/// The faults in the visitor's language, each saying what to do.
#[must_use]
pub fn in_words(speech: Speech<'_>, faults: &[Fault]) -> Vec<FieldFault> {
    faults
        .iter()
        .map(|fault| field_fault(speech, fault))
        .collect()
}

fn field_fault(speech: Speech<'_>, fault: &Fault) -> FieldFault {
    let name = if FIELDS.contains(&fault.field.as_str()) {
        speech.t(&format!("field-{}", fault.field.replace('_', "-")))
    } else {
        // A name of the sender's own making is not repeated at length.
        fault.field.chars().take(40).collect()
    };
    let message = speech.tf(
        &format!("fault-{}", fault.code.replace('_', "-")),
        &args! { "field" => name },
    );
    FieldFault {
        field: fault.field.clone(),
        code: fault.code,
        message,
    }
}
