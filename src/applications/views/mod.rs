//! What applicants see: `form`, `receipt` (with the withdrawal), `pass`; and what stands on all of them.

mod form;
mod pass;
mod receipt;

use maud::{Markup, html};

use super::reading::Occasion;
use super::record::Application;
use super::refusal::bar_in_words;
use crate::args;
use crate::language::Speech;
use crate::law::Paragraph;
use crate::law::admission::Bar;
use crate::law::application_course::ApplicationState;
use crate::sessions::record::Session;
use crate::sessions::{calendar_event, sittings_words};
use crate::web::Visit;
use crate::web::layout::{self, Head, translated};
use crate::web::signs::{self, Tone};

pub use form::{Typed, form};
pub use pass::pass;
pub use receipt::{ask_withdrawal, receipt};

/// What, when, where: at the head of every page of an applicant.
fn occasion_card(visit: &Visit, occasion: &Occasion) -> Markup {
    let speech = visit.speech();
    let session = &occasion.session;
    let start = session.starts_at.utc();
    signs::facts(html! {
        dt { (speech.t("fact-session")) }
        dd {
            a href=(format!("/{}/sessions/{}", visit.language.code(), session.id)) {
                (translated(visit.language, &session.title))
            }
        }
        dt { (speech.t("label-body")) } dd { (translated(visit.language, &occasion.body_name)) }
        dt { (speech.t("label-start")) }
        dd {
            time datetime=(session.zone.rfc3339(start)) {
                (speech.date_time_with_weekday(session.zone.local(start)))
            }
            " (" (speech.zone_in_brackets(session.zone.0, start)) ")"
        }
        (sittings_words::facts(speech, session))
        @if let Some(place) = &session.place {
            dt { (speech.t("label-place")) } dd { (translated(visit.language, place)) }
        }
    })
}

/// Why nobody can apply, and what to do instead.
#[must_use]
pub fn barred(visit: &Visit, occasion: &Occasion, bar: &Bar) -> Markup {
    let speech = visit.speech();
    let session = &occasion.session;
    let why = bar_in_words(speech, bar, session.broadcast_url.as_deref(), session.zone);
    let content = html! {
        h1 { (speech.t("apply-title")) }
        (signs::notice(Tone::Plain, html! { p { (why) } p.hint { (basis(speech, bar.paragraph())) } }))
        (occasion_card(visit, occasion))
        (watch(speech, occasion))
        p { (speech.tf("ask-responsible", &args! {
            "name" => session.contact.name.as_str(),
            "phone" => session.contact.phone.as_str(),
            "email" => session.contact.email.as_str(),
        })) }
        p { a href=(format!("/{}/", visit.language.code())) { (speech.t("other-sessions")) } }
    };
    layout::page(visit, &Head::titled(speech.t("apply-title")), &content)
}

fn watch(speech: Speech<'_>, occasion: &Occasion) -> Markup {
    html! {
        @if calendar_event::broadcast(&occasion.session).is_some() {
            @let language = speech.language().code();
            @let live = format!("/{language}/sessions/{}/live", occasion.session.id);
            p { (speech.t("watch-needs-no-application")) " " a href=(live) { (speech.t("button-watch")) } }
        }
    }
}

/// That one pass is for every sitting, where there are several.
fn pass_holds(speech: Speech<'_>, session: &Session) -> Markup {
    html! {
        @if !session.several().is_empty() { p { (speech.t("notice-pass-holds")) } }
    }
}

fn has_seat(application: &Application) -> bool {
    application.hall.is_some()
}

fn state_word(speech: Speech<'_>, state: ApplicationState) -> String {
    speech.t(&format!(
        "application-state-{}",
        state.as_str().replace('_', "-")
    ))
}

/// The paragraph behind a rule, and what it says.
fn basis(speech: Speech<'_>, paragraph: Paragraph) -> Markup {
    let key = paragraph.key();
    html! { (speech.t(&key)) ": " (speech.t(&format!("{key}-says"))) }
}
