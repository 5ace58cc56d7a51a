//! The fields of the editor, each with what was typed and what is wrong with it.

use maud::{Markup, html};

use super::form::label;
use crate::language::{Language, Speech};
use crate::web::desk::Fields;
use crate::web::form::TextField;
use crate::web::problem::FieldFault;
use crate::web::text_area::TextArea;

/// A form with what was typed.
pub struct Filled<'a> {
    /// The language of the labels.
    pub speech: Speech<'a>,
    /// What was typed.
    pub fields: &'a Fields,
    /// What is wrong.
    pub faults: &'a [FieldFault],
    /// The field at which the page opens.
    pub focus: Option<&'a str>,
}

impl Filled<'_> {
    /// One line; `kind` as browsers know it, `hint` a key.
    pub fn line(&self, name: &str, kind: &str, hint: Option<&str>) -> Markup {
        self.input(name, kind, hint, None)
    }

    /// A whole number.
    pub fn number(&self, name: &str) -> Markup {
        self.input(name, "text", None, Some("numeric"))
    }

    fn input(&self, name: &str, kind: &str, hint: Option<&str>, inputmode: Option<&str>) -> Markup {
        TextField {
            name,
            label: label(self.speech, name),
            hint: hint.map(|key| self.speech.t(key)),
            value: self.fields.raw(name),
            kind,
            autocomplete: "off",
            inputmode,
            optional: false,
        }
        .show(self.speech, self.faults)
    }

    /// Several lines.
    pub fn area(&self, name: &str, hint: Option<&str>) -> Markup {
        TextArea {
            name,
            label: label(self.speech, name),
            hint: hint.map(|key| self.speech.t(key)),
            value: self.fields.raw(name),
            rows: 2,
            language: None,
            optional: false,
            focus: self.focus == Some(name),
        }
        .show(self.speech, self.faults)
    }

    /// A text in Kazakh, Russian and, if wanted, English.
    pub fn in_languages(&self, name: &str, rows: u8) -> Markup {
        self.in_languages_called(name, name, rows)
    }

    /// The same, called as another field is.
    pub fn in_languages_called(&self, name: &str, called: &str, rows: u8) -> Markup {
        let area = |language: Language| {
            let called = format!("{called}-{}", language.code());
            let name = format!("{name}-{}", language.code());
            TextArea {
                name: &name,
                label: label(self.speech, &called),
                hint: None,
                value: self.fields.raw(&name),
                rows,
                language: Some(language),
                optional: language == Language::En,
                focus: self.focus == Some(name.as_str()),
            }
            .show(self.speech, self.faults)
        };
        html! { div.in-languages { @for language in Language::ALL { (area(language)) } } }
    }
}

/// Fields that belong together under a heading.
pub fn group(speech: Speech<'_>, name: &str, content: &Markup) -> Markup {
    html! {
        fieldset.group {
            legend { h2 { (speech.t(&format!("editor-group-{name}"))) } }
            (content)
        }
    }
}
