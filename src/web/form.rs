//! Forms of pages: what was typed comes back with the faults named, nothing lost.

use maud::{Markup, html};

use super::problem::FieldFault;
use crate::args;
use crate::language::{Language, Speech};

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

/// What a field is called: `Title (Kazakh)` for `title-kk`. `called` puts the name before the language, with hyphens, into
/// words.
pub fn label(speech: Speech<'_>, name: &str, called: impl Fn(&str) -> String) -> String {
    let suffix = name.rsplit_once('-');
    let in_language = suffix.and_then(|(base, code)| Some((base, Language::parse(code)?)));
    let called = |base: &str| called(&base.replace('_', "-"));
    match in_language {
        Some((base, language)) => {
            let language = speech.t(&format!("language-name-{}", language.code()));
            format!("{} ({language})", called(base))
        }
        None => called(name),
    }
}

/// The title of a page with a form: with faults it begins with the word for them, as that is heard first.
#[must_use]
pub fn title(speech: Speech<'_>, title: String, faults: &[FieldFault]) -> String {
    title_after(speech, title, !faults.is_empty())
}

/// The same where it is not a field that stood against it.
#[must_use]
pub fn title_after(speech: Speech<'_>, title: String, went_wrong: bool) -> String {
    if went_wrong {
        speech.tf("fault-title", &args! { "title" => title })
    } else {
        title
    }
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
    /// Whether it may stay empty, where that needs saying.
    pub optional: bool,
}

impl TextField<'_> {
    /// The field with label, hint and fault tied together for screen readers.
    #[must_use]
    pub fn show(&self, speech: Speech<'_>, faults: &[FieldFault]) -> Markup {
        let ties = Ties::of(self.name, self.hint.is_some(), faults);
        let control = html! {
            input id=(ties.id) name=(self.name) type=(self.kind) value=(self.value)
                autocomplete=(self.autocomplete) inputmode=[self.inputmode]
                aria-describedby=[ties.described_by.as_deref()]
                aria-invalid=[ties.fault.map(|_| "true")];
        };
        let label = html! {
            (self.label)
            @if self.optional { " " span.optional { (speech.t("form-optional")) } }
        };
        ties.frame(speech, &label, self.hint.as_deref(), &control)
    }
}

/// A choice of one among several.
pub struct Select<'a> {
    /// The name it is sent under.
    pub name: &'a str,
    /// What stands above it.
    pub label: String,
    /// The words of the first line, which chooses nothing.
    pub any: String,
    /// What can be chosen.
    pub options: Vec<Choice<'a>>,
    /// The value that is chosen.
    pub chosen: &'a str,
}

/// One line of a [`Select`].
pub struct Choice<'a> {
    /// What is sent.
    pub value: &'a str,
    /// What is read, and the language it is in.
    pub text: (&'a str, Language),
}

impl Select<'_> {
    /// The choice with label and fault.
    #[must_use]
    pub fn show(&self, speech: Speech<'_>, faults: &[FieldFault]) -> Markup {
        let ties = Ties::of(self.name, false, faults);
        let control = html! {
            select id=(ties.id) name=(self.name)
                aria-describedby=[ties.described_by.as_deref()]
                aria-invalid=[ties.fault.map(|_| "true")] {
                option value="" { (self.any) }
                @for Choice { value, text: (text, language) } in &self.options {
                    option value=(value) selected[*value == self.chosen]
                        lang=[(*language != speech.language()).then_some(language.code())] { (text) }
                }
            }
        };
        ties.frame(speech, &html! { (self.label) }, None, &control)
    }
}

/// What ties a field to its label, hint and fault.
pub(super) struct Ties<'a> {
    pub(super) id: String,
    hint_id: String,
    fault_id: String,
    pub(super) described_by: Option<String>,
    pub(super) fault: Option<&'a FieldFault>,
}

impl<'a> Ties<'a> {
    pub(super) fn of(name: &str, has_hint: bool, faults: &'a [FieldFault]) -> Self {
        let fault = fault_of(faults, name);
        let (hint_id, fault_id) = (format!("hint-{name}"), format!("fault-{name}"));
        let described_by = match (has_hint, fault) {
            (true, Some(_)) => Some(format!("{hint_id} {fault_id}")),
            (true, None) => Some(hint_id.clone()),
            (false, Some(_)) => Some(fault_id.clone()),
            (false, None) => None,
        };
        Self {
            id: format!("field-{name}"),
            hint_id,
            fault_id,
            described_by,
            fault,
        }
    }

    pub(super) fn frame(
        &self,
        speech: Speech<'_>,
        label: &Markup,
        hint: Option<&str>,
        control: &Markup,
    ) -> Markup {
        html! {
            div.field.field-wrong[self.fault.is_some()] {
                label for=(self.id) { (label) }
                @if let Some(hint) = hint { p.hint id=(self.hint_id) { (hint) } }
                @if let Some(fault) = self.fault {
                    p.fault id=(self.fault_id) {
                        span.visually-hidden { (speech.t("form-fault")) " " }
                        (fault.message)
                    }
                }
                (control)
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
