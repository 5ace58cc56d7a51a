//! Forms of pages: what was typed comes back with the faults named, nothing lost.

use maud::{Markup, html};

use super::problem::FieldFault;
use crate::language::Speech;

/// The list of faults above a form. It takes the focus without a script, and each line leads to its field.
#[must_use]
pub fn fault_summary(speech: Speech<'_>, faults: &[FieldFault]) -> Markup {
    html! {
        @if !faults.is_empty() {
            div.fault-summary role="alert" tabindex="-1" autofocus aria-labelledby="fault-summary-title" {
                h2 id="fault-summary-title" { (speech.t("form-faults")) }
                ul {
                    @for fault in faults {
                        li { a href=(format!("#field-{}", fault.field)) { (fault.message) } }
                    }
                }
            }
        }
    }
}

/// The fault of one field, to stand beside it.
#[must_use]
pub fn fault_of<'a>(faults: &'a [FieldFault], field: &str) -> Option<&'a FieldFault> {
    faults.iter().find(|fault| fault.field == field)
}

/// One line of text in a form.
pub struct TextField<'a> {
    /// The name it is sent under.
    pub name: &'a str,
    /// What stands above it.
    pub label: String,
    /// What helps to fill it.
    pub hint: Option<String>,
    /// What was typed.
    pub value: &'a str,
    /// `text`, `email`, `tel`, `search`, `date`.
    pub kind: &'a str,
    /// What the browser may fill in by itself.
    pub autocomplete: &'a str,
    /// `numeric` for digits.
    pub inputmode: Option<&'a str>,
    /// Whether it may stay empty.
    pub optional: bool,
}

impl TextField<'_> {
    /// The field with label, hint and fault tied together for screen readers.
    #[must_use]
    pub fn show(&self, speech: Speech<'_>, faults: &[FieldFault]) -> Markup {
        let fault = fault_of(faults, self.name);
        let id = format!("field-{}", self.name);
        let hint_id = format!("hint-{}", self.name);
        let fault_id = format!("fault-{}", self.name);
        let described = [
            self.hint.as_ref().map(|_| hint_id.as_str()),
            fault.map(|_| fault_id.as_str()),
        ];
        let described = described
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ");
        html! {
            div.field.field-wrong[fault.is_some()] {
                label for=(id) {
                    (self.label)
                    @if self.optional { " " span.optional { (speech.t("form-optional")) } }
                }
                @if let Some(hint) = &self.hint { p.hint id=(hint_id) { (hint) } }
                @if let Some(fault) = fault { p.fault id=(fault_id) { (fault.message) } }
                input id=(id) name=(self.name) type=(self.kind) value=(self.value)
                    autocomplete=(self.autocomplete) inputmode=[self.inputmode]
                    aria-describedby=[(!described.is_empty()).then_some(described)]
                    aria-invalid=[fault.map(|_| "true")];
            }
        }
    }
}

/// One box to tick.
pub struct Checkbox<'a> {
    /// The name it is sent under; several boxes may share one.
    pub name: &'a str,
    /// What is sent when it is ticked.
    pub value: &'a str,
    /// What stands beside it.
    pub label: Markup,
    /// Whether it is ticked.
    pub ticked: bool,
}

impl Checkbox<'_> {
    /// The box with its label and fault. Boxes that share a name differ in their value, and so in their id; a
    /// box that stands alone has the id that the list of faults leads to.
    #[must_use]
    pub fn show(&self, faults: &[FieldFault]) -> Markup {
        let alone = self.value == "true";
        let id = if alone {
            format!("field-{}", self.name)
        } else {
            format!("field-{}-{}", self.name, self.value)
        };
        let fault = fault_of(faults, self.name).filter(|_| alone);
        let fault_id = format!("fault-{}", self.name);
        html! {
            div.checkbox.field-wrong[fault.is_some()] {
                @if let Some(fault) = fault { p.fault id=(fault_id) { (fault.message) } }
                input id=(id) name=(self.name) type="checkbox" value=(self.value) checked[self.ticked]
                    aria-describedby=[fault.map(|_| fault_id.as_str())]
                    aria-invalid=[fault.map(|_| "true")];
                label for=(id) { (self.label) }
            }
        }
    }
}
