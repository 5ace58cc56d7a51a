//! The editor's form. Nothing is saved until "Save": the other buttons send it all and get it all back.

use maud::{Markup, html};

use super::fields_view::{Filled, group};
use super::form::{self, label, matters};
use crate::args;
use crate::bodies::record::Body;
use crate::language::{Language, Speech};
use crate::law::deadlines::SessionKind;
use crate::law::session_course::{Format, SessionAct};
use crate::sessions::actions::allowed;
use crate::sessions::plausible::is_mobile_only;
use crate::sessions::record::Session;
use crate::web::desk::{self, Fields, SignedIn};
use crate::web::form::{Checkbox, Choice, Select, fault_of, fault_summary};
use crate::web::layout::translated;
use crate::web::problem::FieldFault;
use crate::web::signs::{self, Tone};

/// What the editor shows.
pub struct Editor<'a> {
    /// Who looks at it.
    pub desk: &'a SignedIn,
    /// Whose session it is.
    pub body: &'a Body,
    /// The name of the body today.
    pub body_name: &'a crate::language::Multilingual,
    /// The session as it is stored; none for a new one.
    pub known: Option<&'a Session>,
    /// What stands in the form.
    pub fields: Fields,
    /// What is wrong with it.
    pub faults: Vec<FieldFault>,
    /// What stands above the form: both states, where somebody was faster; a refusal.
    pub above: Markup,
    /// The clocks, where the form says when the session begins.
    pub clocks: Markup,
    /// The field at which the page opens.
    pub focus: Option<String>,
}

/// The content of the page.
pub fn content(editor: &Editor<'_>, title: &str, action: &str) -> Markup {
    let desk = editor.desk;
    let speech = desk.visit.speech();
    let fields = &editor.fields;
    let public = editor.known.is_some_and(|known| known.status.is_public());
    html! {
        (fault_summary(speech, &editor.faults))
        (editor.above)
        h1 { (title) }
        p { (translated(speech.language(), editor.body_name)) }
        @if public { (signs::notice(Tone::Plain, speech.t("editor-announced-says"))) } @else { p.hint { (speech.t("editor-draft-says")) } }
        form.editor method="post" action=(action) novalidate {
            (desk::csrf_field(desk))
            @if fields.has(form::SEEN) { input type="hidden" name=(form::SEEN) value=(fields.raw(form::SEEN)); }
            @if editor.known.is_none() { input type="hidden" name="body" value=(editor.body.slug); }
            // Enter in a field presses the first button of a form.
            button.visually-hidden type="submit" name="act" value="save" tabindex="-1" aria-hidden="true" { (speech.t("editor-save")) }
            (what(editor))
            (when(editor, public))
            (editor.clocks)
            (how(editor))
            (where_to(editor, public))
            (agenda(editor))
            (contact(editor))
            (reasons(editor, public))
            div.actions {
                button type="submit" name="act" value="save" { (speech.t(if public { "editor-save-version" } else { "editor-save" })) }
                @if let Some(known) = editor.known {
                    a.button-quiet href=(format!("/desk/sessions/{}", known.id)) { (speech.t("editor-leave")) }
                }
            }
        }
    }
}

impl<'a> Editor<'a> {
    fn speech(&self) -> Speech<'_> {
        self.desk.visit.speech()
    }

    fn filled(&'a self) -> Filled<'a> {
        Filled {
            speech: self.speech(),
            fields: &self.fields,
            faults: &self.faults,
            focus: self.focus.as_deref(),
        }
    }
}

fn what(editor: &Editor<'_>) -> Markup {
    let filled = editor.filled();
    let kinds: Vec<(&str, String)> = SessionKind::ALL
        .iter()
        .map(|kind| (kind.as_str(), filled.speech.t(&format!("kind-{kind}"))))
        .collect();
    let body = html! {
        (choice(editor, "kind", &kinds))
        (filled.in_languages("title", 2))
    };
    group(filled.speech, "what", &body)
}

fn choice(editor: &Editor<'_>, name: &str, options: &[(&str, String)]) -> Markup {
    let speech = editor.speech();
    let options = options.iter().map(|(value, text)| Choice {
        value,
        text: (text.as_str(), speech.language()),
    });
    Select {
        name,
        label: label(speech, name),
        any: speech.t("editor-choose"),
        options: options.collect(),
        chosen: editor.fields.text(name),
    }
    .show(speech, &editor.faults)
}

/// The start of an announced session is told, not asked for.
fn when(editor: &Editor<'_>, public: bool) -> Markup {
    let filled = editor.filled();
    let speech = filled.speech;
    let body = html! {
        @if let (true, Some(known)) = (public, editor.known) {
            @let local = known.zone.local(known.starts_at.utc());
            p { (speech.t("label-start")) ": " strong { (speech.date_time_with_weekday(local)) } }
            p.hint {
                (speech.t("editor-start-fixed"))
                @if allowed(known, SessionAct::Postpone, editor.desk.visit.now).is_ok() {
                    " " a href=(format!("/desk/sessions/{}/postpone", known.id)) { (speech.t("moving-postpone")) }
                }
            }
            @for name in ["starts-day", "starts-time"] {
                input type="hidden" name=(name) value=(editor.fields.raw(name));
            }
        } @else {
            div.side-by-side {
                (filled.line("starts-day", "date", None))
                (filled.line("starts-time", "time", None))
            }
        }
        div.side-by-side {
            (filled.line("ends-day", "date", Some("editor-hint-ends-day")))
            (filled.line("ends-time", "time", None))
        }
        p.actions {
            button.button-quiet type="submit" name="act" value="deadlines" { (speech.t("editor-show-deadlines")) }
        }
    };
    group(speech, "when", &body)
}

fn how(editor: &Editor<'_>) -> Markup {
    let filled = editor.filled();
    let speech = filled.speech;
    let formats: Vec<(&str, String)> = Format::ALL
        .iter()
        .map(|format| (format.as_str(), speech.t(&format!("format-{format}"))))
        .collect();
    let fault = fault_of(&editor.faults, "languages");
    let body = html! {
        (choice(editor, "format", &formats))
        p.hint { (speech.t("editor-hint-format")) }
        fieldset.choices id="field-languages" {
            legend { (speech.t("label-languages")) }
            @if let Some(fault) = fault { p.fault { (fault.message) } }
            @for language in [Language::Kk, Language::Ru] {
                (Checkbox {
                    name: "languages",
                    value: language.code(),
                    label: html! { (speech.t(&format!("language-name-{}", language.code()))) },
                    ticked: editor.fields.all("languages").any(|one| one == language.code()),
                }.show(&editor.faults))
            }
        }
    };
    group(speech, "how", &body)
}

fn where_to(editor: &Editor<'_>, public: bool) -> Markup {
    let filled = editor.filled();
    let speech = filled.speech;
    let body = html! {
        (filled.in_languages("place", 2))
        (filled.in_languages("venue-access", 2))
        (filled.line("broadcast_url", "url", Some("editor-hint-broadcast")))
        @if let (true, Some(known)) = (public, editor.known) {
            p { a href=(format!("/desk/sessions/{}/seats", known.id)) { (speech.t("editor-to-seats")) } }
            @for name in ["capacity", "overflow-capacity", "overflow-kk", "overflow-ru", "overflow-en"] {
                input type="hidden" name=(name) value=(editor.fields.raw(name));
            }
        } @else {
            (filled.number("capacity"))
            (filled.number("overflow-capacity"))
            (filled.in_languages("overflow", 1))
        }
    };
    group(speech, "where", &body)
}

fn agenda(editor: &Editor<'_>) -> Markup {
    let filled = editor.filled();
    let speech = filled.speech;
    let count = matters(&editor.fields);
    let body = html! {
        @for place in 0..count { (matter(&filled, place, count)) }
        p.actions {
            button.button-quiet id="field-agenda-add" type="submit" name="act" value="add" { (speech.t("editor-add-matter")) }
        }
        p.hint { (speech.t("editor-hint-files")) }
    };
    group(speech, "agenda", &body)
}

fn matter(filled: &Filled<'_>, place: usize, count: usize) -> Markup {
    let speech = filled.speech;
    let name = |part: &str| format!("agenda-{place}-{part}");
    let n = place.saturating_add(1);
    let act = |word: &str, act: &str| {
        let label = speech.tf(&format!("editor-matter-{word}"), &args! { "n" => n });
        html! {
            button.button-quiet type="submit" name="act" value=(format!("{act}-{place}")) { (label) }
        }
    };
    html! {
        fieldset.group {
            legend { (speech.tf("editor-matter", &args! { "n" => n })) }
            input type="hidden" name=(name("id")) value=(filled.fields.raw(&name("id")));
            (filled.line(&name("number"), "text", None))
            (filled.in_languages(&name("title"), 2))
            (filled.line(&name("speaker"), "text", None))
            p.actions {
                @if place > 0 { (act("up", "up")) }
                @if n < count { (act("down", "down")) }
                (act("remove", "remove"))
            }
        }
    }
}

fn contact(editor: &Editor<'_>) -> Markup {
    let filled = editor.filled();
    let speech = filled.speech;
    let body = html! {
        (filled.line("contact-name", "text", None))
        (filled.in_languages("contact-position", 1))
        (filled.line("contact-phone", "tel", Some("editor-hint-phone")))
        @if is_mobile_only(editor.fields.text("contact-phone")) {
            (signs::notice(Tone::Warn, speech.t("editor-mobile-only")))
        }
        (filled.line("contact-email", "email", None))
    };
    group(speech, "contact", &body)
}

fn reasons(editor: &Editor<'_>, public: bool) -> Markup {
    let filled = editor.filled();
    let body = html! {
        (filled.area("late_reason", Some("editor-hint-late-reason")))
        (filled.area("format_reason", Some("editor-hint-format-reason")))
        @if public {
            p.hint { (filled.speech.t("editor-hint-why")) }
            (filled.in_languages("why", 2))
        }
    };
    group(filled.speech, "reasons", &body)
}
