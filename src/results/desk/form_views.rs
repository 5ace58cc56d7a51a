//! The form of a result. Its file comes last: who sends it, and what is said of it, is known before it is read.

use maud::{Markup, html};

use super::{Known, address, form};
use crate::args;
use crate::language::{Language, Speech};
use crate::law::closing::Ground;
use crate::law::results::ResultKind;
use crate::results::record::Outcome;
use crate::results::views::parts;
use crate::sessions::desk::{SEEN, seen_field, upload};
use crate::sessions::files::Kind;
use crate::sessions::views::files::size;
use crate::web::desk::{self, Fields, SignedIn};
use crate::web::form::{Checkbox, Choice, Select, TextField, fault_of, fault_summary};
use crate::web::layout::translated;
use crate::web::problem::FieldFault;
use crate::web::signs::{self, Tone};
use crate::web::text_area::TextArea;

/// The fields of files: in Kazakh, in Russian, in both at once.
const FILES: [&str; 3] = ["file-kk", "file-ru", upload::FILE];

/// A form with what was typed.
pub struct Form<'a> {
    /// Who looks at it.
    pub desk: &'a SignedIn,
    /// Of which session.
    pub known: &'a Known,
    /// What it replaces.
    pub former: Option<&'a Outcome>,
    /// What was typed.
    pub fields: &'a Fields,
    /// What is wrong with it.
    pub faults: &'a [FieldFault],
}

impl<'a> Form<'a> {
    fn speech(&self) -> Speech<'a> {
        self.desk.visit.speech()
    }

    fn line(&self, name: &str, kind: &str, hint: Option<&str>, optional: bool) -> Markup {
        TextField {
            name,
            label: form::label(self.speech(), name),
            hint: hint.map(|key| self.speech().t(key)),
            value: self.fields.raw(name),
            kind,
            autocomplete: "off",
            inputmode: None,
            optional,
        }
        .show(self.speech(), self.faults)
    }

    fn area(&self, name: &str, hint: Option<&str>, rows: u8, language: Option<Language>) -> Markup {
        TextArea {
            name,
            label: form::label(self.speech(), name),
            hint: hint.map(|key| self.speech().t(key)),
            value: self.fields.raw(name),
            rows,
            language,
            optional: language == Some(Language::En),
            focus: false,
        }
        .show(self.speech(), self.faults)
    }

    fn in_languages(&self, name: &str, rows: u8) -> Markup {
        let area = |language: Language| {
            let name = format!("{name}-{}", language.code());
            self.area(&name, None, rows, Some(language))
        };
        html! { div.in-languages { @for language in Language::ALL { (area(language)) } } }
    }

    /// Why it is late: asked for once it is, or would be.
    fn is_late(&self) -> bool {
        let asked = fault_of(self.faults, "late_reason").is_some();
        let over = !self.known.bound.exempt
            && self.former.is_none()
            && self.desk.visit.now >= self.known.clocks.results_before.utc();
        asked || over || self.fields.given("late_reason").is_some()
    }
}

/// What a form was made of: what was typed was typed for the state that was shown then.
pub fn hidden(desk: &SignedIn, known: &Known, typed: &Fields) -> Markup {
    let made_of = if typed.has(SEEN) {
        typed.raw(SEEN).to_owned()
    } else {
        seen_field(known.session.updated_at)
    };
    html! {
        (desk::csrf_field(desk))
        input type="hidden" name=(SEEN) value=(made_of);
    }
}

/// The form to publish a result.
pub fn publishing(form: &Form<'_>) -> Markup {
    let action = address(form.known.session.id);
    fields(form, &action, "results-publish")
}

/// The page on which one is replaced.
pub fn replacing(form: &Form<'_>, above: Option<&Markup>) -> Markup {
    let speech = form.speech();
    let former = form.former;
    html! {
        (fault_summary(speech, form.faults))
        h1 { (speech.t("results-replace")) }
        @if let Some(above) = above { (above) }
        @if let Some(former) = former {
            p {
                (parts::kind(speech, former.kind))
                @if let Some(title) = &former.title { ": " (translated(speech.language(), title)) }
            }
            (parts::facts(speech, &form.known.session, former))
            @if former.stands() {
                p.hint { (speech.t("results-replace-says")) }
                (fields(form, &format!("/desk/results/{}/replace", former.id), "results-replace"))
            } @else {
                (signs::notice(Tone::Warn, speech.t("results-refusal-replaced")))
            }
        }
        p { a href=(address(form.known.session.id)) { (speech.t("results-title")) } }
    }
}

fn fields(form: &Form<'_>, action: &str, button: &str) -> Markup {
    let speech = form.speech();
    html! {
        form.stack method="post" action=(action) enctype="multipart/form-data" novalidate {
            (hidden(form.desk, form.known, form.fields))
            @if form.former.is_none() { (kinds(form)) }
            (form.in_languages("title", 2))
            (items(form))
            div.side-by-side {
                (form.line("number", "text", None, true))
                (form.line("created_on", "date", Some(day_hint(form)), false))
            }
            (form.line("signer", "text", Some("results-hint-signer"), true))
            @if form.is_late() { (form.area("late_reason", Some("results-hint-late-reason"), 2, None)) }
            p.hint { (speech.t("results-hint-content")) }
            p.hint { (speech.t("results-hint-times")) }
            (form.in_languages("text", 6))
            (withheld(form))
            @for name in FILES { (file(form, name)) }
            div.actions { button { (speech.t(button)) } }
        }
    }
}

fn day_hint(form: &Form<'_>) -> &'static str {
    if form.former.is_some() {
        "results-hint-created-again"
    } else {
        "results-hint-created-on"
    }
}

fn kinds(form: &Form<'_>) -> Markup {
    let speech = form.speech();
    let words: Vec<(ResultKind, String)> = ResultKind::ALL
        .iter()
        .map(|kind| (*kind, parts::kind(speech, *kind)))
        .collect();
    let options = words
        .iter()
        .map(|(kind, word)| Choice {
            value: kind.as_str(),
            text: (word, speech.language()),
        })
        .collect();
    Select {
        name: "kind",
        label: form::label(speech, "kind"),
        any: speech.t("editor-choose"),
        options,
        chosen: form.fields.text("kind"),
    }
    .show(speech, form.faults)
}

/// Of which matter it is.
fn items(form: &Form<'_>) -> Markup {
    let speech = form.speech();
    let agenda = &form.known.agenda;
    let lines: Vec<(String, String, Language)> = agenda
        .iter()
        .map(|item| {
            let (title, language) = item.title.in_language(speech.language());
            (
                item.id.to_string(),
                format!("{} {title}", item.number),
                language,
            )
        })
        .collect();
    let options = lines
        .iter()
        .map(|(value, text, language)| Choice {
            value,
            text: (text, *language),
        })
        .collect();
    html! {
        @if !agenda.is_empty() {
            (Select {
                name: "item",
                label: form::label(speech, "item"),
                any: speech.t("results-whole-session"),
                options,
                chosen: form.fields.text("item"),
            }
            .show(speech, form.faults))
        }
    }
}

/// That a part is left out, on what ground, and which.
fn withheld(form: &Form<'_>) -> Markup {
    let speech = form.speech();
    let words: Vec<(Ground, String)> = Ground::ALL
        .iter()
        .map(|ground| (*ground, parts::ground(speech, *ground)))
        .collect();
    let options = words
        .iter()
        .map(|(ground, word)| Choice {
            value: ground.as_str(),
            text: (word, speech.language()),
        })
        .collect();
    let is_given = form.fields.given("withheld").is_some();
    html! {
        details.stack open[is_given] {
            summary { (speech.t("results-withheld-title")) }
            p.hint { (speech.t("results-withheld-says")) }
            (Checkbox {
                name: "withheld",
                value: "true",
                label: html! { (form::label(speech, "withheld")) },
                ticked: is_given,
            }
            .show(form.faults))
            (Select {
                name: "withheld_ground",
                label: form::label(speech, "withheld_ground"),
                any: speech.t("editor-choose"),
                options,
                chosen: form.fields.text("withheld_ground"),
            }
            .show(speech, form.faults))
            (form.in_languages("withheld_says", 2))
        }
    }
}

fn file(form: &Form<'_>, name: &str) -> Markup {
    let speech = form.speech();
    let most = form.desk.visit.app.settings.files.largest_bytes;
    let most = size(speech, i64::try_from(most).unwrap_or(i64::MAX));
    let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.label()).collect();
    let taken = args! { "kinds" => kinds.join(", "), "most" => most };
    let fault = fault_of(form.faults, name);
    let (hint_id, fault_id) = (format!("hint-{name}"), format!("fault-{name}"));
    let described = if fault.is_some() {
        format!("{hint_id} {fault_id}")
    } else {
        hint_id.clone()
    };
    html! {
        div.field.field-wrong[fault.is_some()] {
            label for=(format!("field-{name}")) {
                (form::label(speech, name)) " " span.optional { (speech.t("form-optional")) }
            }
            p.hint id=(hint_id) {
                @if name == upload::FILE { (speech.t("results-file-both")) " " }
                (speech.tf("documents-taken", &taken))
                // Browsers give no file back to a page.
                @if !form.faults.is_empty() { " " (speech.t("results-file-again")) }
            }
            @if let Some(fault) = fault {
                p.fault id=(fault_id) {
                    span.visually-hidden { (speech.t("form-fault")) " " }
                    (fault.message)
                }
            }
            input id=(format!("field-{name}")) type="file" name=(name) accept=".pdf,.docx,.odt,.png,.jpg,.jpeg"
                aria-describedby=(described) aria-invalid=[fault.map(|_| "true")];
        }
    }
}
