//! The files of each matter, with what can be done with them.

use maud::{Markup, html};

use super::overview_view::done_note;
use super::{form, upload};
use crate::args;
use crate::language::Speech;
use crate::law::session_course::Access;
use crate::sessions::files::Kind;
use crate::sessions::record::{AgendaItem, Document, Session};
use crate::sessions::store::Details;
use crate::sessions::views::files;
use crate::web::desk::{self, Fields, Right, SignedIn};
use crate::web::form::{TextField, fault_of, fault_summary};
use crate::web::layout::translated;
use crate::web::problem::FieldFault;
use crate::web::signs::{self, Tone};

/// What the page shows.
pub struct Page<'a> {
    /// Who looks at it.
    pub desk: &'a SignedIn,
    /// Whose files they are.
    pub session: &'a Session,
    /// Its matters and their files.
    pub details: &'a Details,
    /// What was typed.
    pub typed: &'a Fields,
    /// What is wrong with it.
    pub faults: &'a [FieldFault],
    /// What stands above.
    pub above: Option<Markup>,
}

impl Page<'_> {
    fn speech(&self) -> Speech<'_> {
        self.desk.visit.speech()
    }

    fn may_write(&self) -> bool {
        let body = self.session.body_id;
        self.desk.person.can(Right::KeepSessions, body)
    }
}

/// The content of the page.
pub fn content(page: &Page<'_>, heading: &str) -> Markup {
    let speech = page.speech();
    let most = i64::try_from(page.desk.visit.app.settings.files.largest_bytes).unwrap_or(i64::MAX);
    let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.label()).collect();
    let taken = args! { "kinds" => kinds.join(", "), "most" => files::size(speech, most) };
    html! {
        (fault_summary(speech, page.faults))
        h1 { (heading) }
        @if let Some(above) = &page.above { (above) }
        (done_note(page.desk))
        p.hint { (speech.tf("documents-taken", &taken)) }
        @if page.session.status.is_public() { p.hint { (speech.t("documents-new-version")) } }
        @if page.details.agenda.is_empty() { (signs::empty(speech.t("documents-no-matters"))) }
        @for item in &page.details.agenda { (matter(page, item)) }
    }
}

fn matter(page: &Page<'_>, item: &AgendaItem) -> Markup {
    let speech = page.speech();
    let documents: Vec<&Document> = page.details.documents_of(item.id).collect();
    let heading = format!("matter-{}", item.id);
    let closed = item.access == Access::Closed || page.session.access == Access::Closed;
    html! {
        section.card aria-labelledby=(heading) {
            h2 id=(heading) { (item.number) ". " (translated(speech.language(), &item.title)) }
            @if documents.is_empty() { p.hint { (speech.t("documents-none")) } }
            ol.documents {
                @for (place, document) in documents.iter().enumerate() {
                    li { (one(page, document, place > 0, place + 1 < documents.len())) }
                }
            }
            @if closed {
                (signs::notice(Tone::Plain, speech.t("refusal-closed-matter")))
            } @else if page.may_write() {
                (adding(page, item))
            }
        }
    }
}

fn one(page: &Page<'_>, document: &Document, up: bool, down: bool) -> Markup {
    let speech = page.speech();
    let address = format!("/desk/documents/{}", document.id);
    let field = format!("name-{}", document.id);
    let typed = page.typed.given(&field).unwrap_or(&document.name);
    // What was typed was typed for the state that was shown then.
    let made_of = if page.typed.has(&field) && page.typed.has(form::SEEN) {
        page.typed.raw(form::SEEN).to_owned()
    } else {
        form::seen_field(page.session.updated_at)
    };
    html! {
        p { (files::link_to(speech, document, &address)) }
        @if page.may_write() {
            form method="post" action=(format!("{address}/rename")) {
                (hidden_of(page, &made_of))
                (TextField {
                    name: &field,
                    label: speech.t("documents-name"),
                    hint: None,
                    value: typed,
                    kind: "text",
                    autocomplete: "off",
                    inputmode: None,
                    optional: false,
                }.show(speech, page.faults))
                button.button-quiet { (speech.t("documents-rename")) }
            }
            @if up || down {
                form.actions method="post" action=(format!("{address}/move")) {
                    (hidden(page))
                    @if up { (moving(speech, document, "up")) }
                    @if down { (moving(speech, document, "down")) }
                }
            }
            form method="post" action=(format!("{address}/remove")) {
                (hidden(page))
                button.button-quiet {
                    (speech.tf("documents-remove", &args! { "name" => document.name.as_str() }))
                }
            }
        }
    }
}

fn moving(speech: Speech<'_>, document: &Document, act: &str) -> Markup {
    let name = args! { "name" => document.name.as_str() };
    html! {
        button.button-quiet type="submit" name="act" value=(act) {
            (speech.tf(&format!("documents-move-{act}"), &name))
        }
    }
}

fn hidden(page: &Page<'_>) -> Markup {
    hidden_of(page, &form::seen_field(page.session.updated_at))
}

fn hidden_of(page: &Page<'_>, made_of: &str) -> Markup {
    html! {
        (desk::csrf_field(page.desk))
        input type="hidden" name=(form::SEEN) value=(made_of);
    }
}

/// The token and the matter come before the file: who sends it is known before it is read.
fn adding(page: &Page<'_>, item: &AgendaItem) -> Markup {
    let speech = page.speech();
    let name = format!("file-{}", item.id);
    let id = format!("field-{name}");
    let fault = fault_of(page.faults, &name);
    let fault_id = format!("fault-{name}");
    html! {
        form method="post" action=(format!("/desk/sessions/{}/documents", page.session.id))
            enctype="multipart/form-data" {
            (desk::csrf_field(page.desk))
            input type="hidden" name="item" value=(item.id);
            div.field.field-wrong[fault.is_some()] {
                label for=(id) { (speech.t("documents-file")) }
                @if let Some(fault) = fault {
                    p.fault id=(fault_id) {
                        span.visually-hidden { (speech.t("form-fault")) " " }
                        (fault.message)
                    }
                }
                input id=(id) type="file" name=(upload::FILE) accept=".pdf,.docx,.odt,.png,.jpg,.jpeg" required
                    aria-describedby=[fault.map(|_| fault_id.as_str())]
                    aria-invalid=[fault.map(|_| "true")];
            }
            button.button-quiet { (speech.t("documents-add")) }
        }
    }
}
