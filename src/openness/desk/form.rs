//! What the forms have in common: words in Kazakh and Russian, which both stand or neither.

use maud::{Markup, html};

use crate::args;
use crate::language::{Language, Multilingual, Speech};
use crate::web::desk::Fields;
use crate::web::form;
use crate::web::problem::FieldFault;
use crate::web::text_area::TextArea;

/// Letters of a text in one language.
const MOST: usize = 5_000;

const BOTH: [Language; 2] = [Language::Kk, Language::Ru];

/// What a field is called.
pub fn label(speech: Speech<'_>, name: &str) -> String {
    form::label(speech, name, |base| {
        speech.t(&format!("openness-field-{base}"))
    })
}

/// A fault of a field, which it names.
pub fn fault(speech: Speech<'_>, field: &str, message: &str) -> FieldFault {
    FieldFault {
        field: field.to_owned(),
        code: "openness",
        message: format!("{}: {message}", label(speech, field)),
    }
}

/// Areas for both languages, side by side.
pub fn areas(
    speech: Speech<'_>,
    fields: &Fields,
    (base, rows): (&str, u8),
    faults: &[FieldFault],
) -> Markup {
    html! {
        div.in-languages { @for language in BOTH {
            @let name = format!("{base}-{}", language.code());
            (TextArea {
                name: &name,
                label: label(speech, &name),
                hint: None,
                value: fields.raw(&name),
                rows,
                language: Some(language),
                optional: false,
                focus: false,
            }.show(speech, faults))
        } }
    }
}

/// What was typed in both languages; `None` where in neither. What the public reads stands in both (2023 Standard 8.4).
pub fn both(
    speech: Speech<'_>,
    fields: &Fields,
    (base, required): (&str, bool),
    faults: &mut Vec<FieldFault>,
) -> Option<Multilingual> {
    let read = |language: Language| {
        let raw = fields.raw(&format!("{base}-{}", language.code()));
        let lines: Vec<&str> = raw.lines().map(str::trim_end).collect();
        lines.join("\n").trim().to_owned()
    };
    let texts = BOTH.map(read);
    if !required && texts.iter().all(String::is_empty) {
        return None;
    }
    for (language, text) in BOTH.iter().zip(&texts) {
        let field = format!("{base}-{}", language.code());
        if text.is_empty() {
            let message = speech.t("editor-fault-both-languages");
            faults.push(fault(speech, &field, &message));
        } else if text.chars().count() > MOST {
            let message = speech.tf("editor-fault-too-long", &args! { "most" => MOST });
            faults.push(fault(speech, &field, &message));
        }
    }
    let [kk, ru] = texts;
    Some(Multilingual::new(kk, ru))
}
