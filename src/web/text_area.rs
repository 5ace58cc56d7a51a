//! Longer text in a form, in a language of its own.

use maud::{Markup, html};

use super::form::Ties;
use super::problem::FieldFault;
use crate::language::{Language, Speech};

/// Several lines of text in a form.
pub struct TextArea<'a> {
    /// The name it is sent under.
    pub name: &'a str,
    /// What stands above it.
    pub label: String,
    /// What helps to fill it.
    pub hint: Option<String>,
    /// What was typed.
    pub value: &'a str,
    /// Lines that are seen at once.
    pub rows: u8,
    /// The language that it is to be written in, where that is settled.
    pub language: Option<Language>,
    /// Whether it may stay empty, where that needs saying.
    pub optional: bool,
    /// Whether the page opens here.
    pub focus: bool,
}

impl TextArea<'_> {
    /// The field with label, hint and fault tied together for screen readers.
    #[must_use]
    pub fn show(&self, speech: Speech<'_>, faults: &[FieldFault]) -> Markup {
        let ties = Ties::of(self.name, self.hint.is_some(), faults);
        let language = self.language.map(Language::code);
        let control = html! {
            textarea id=(ties.id) name=(self.name) rows=(self.rows) lang=[language] autocomplete="off"
                autofocus[self.focus]
                aria-describedby=[ties.described_by.as_deref()]
                aria-invalid=[ties.fault.map(|_| "true")] { "\n" (self.value) }
        };
        let label = html! {
            (self.label)
            @if self.optional { " " span.optional { (speech.t("form-optional")) } }
        };
        ties.frame(speech, &label, self.hint.as_deref(), &control)
    }
}
