//! The pages of closing a session or items of it: the form, what follows from it, opening again.

use maud::{Markup, html};

use super::closing_desk::Case;
use super::closing_state;
use crate::applications::store::reach::Reached;
use crate::args;
use crate::language::{Language, Multilingual, Speech};
use crate::law::Paragraph;
use crate::law::closing::{Topic, may_close};
use crate::law::session_course::Access;
use crate::sessions::closing::words::Wording;
use crate::sessions::desk::{SEEN, closing_form, reopening_form, too_late};
use crate::sessions::desk_frame::{self, Part};
use crate::web::desk::{Difference, Fields, both_states, csrf_field, done_note};
use crate::web::form::{fault_of, fault_summary, title_after};
use crate::web::problem::FieldFault;
use crate::web::signs::{self, Tone};

const DONE: [&str; 5] = [
    "closing-closed",
    "closing-noticed",
    "closing-voted",
    "closing-part-began",
    "closing-part-ended",
];

/// What a page is made of.
pub(super) struct Page<'a> {
    pub(super) case: &'a Case,
    /// What stands in the form.
    pub(super) fields: &'a Fields,
    /// What is wrong with it.
    pub(super) faults: &'a [FieldFault],
    /// What differs from the session that was looked at.
    pub(super) stale: &'a [Difference],
}

impl Page<'_> {
    pub(super) fn speech(&self) -> Speech<'_> {
        self.case.desk.visit.speech()
    }

    fn went_wrong(&self) -> bool {
        !self.faults.is_empty() || !self.stale.is_empty()
    }

    fn shown(&self, heading: String, content: &Markup) -> Markup {
        let title = title_after(self.speech(), heading, self.went_wrong());
        let case = self.case;
        desk_frame::page(&case.desk, &case.session, Part::Overview, &title, content)
    }

    fn made_of(&self) -> Markup {
        html! {
            (csrf_field(&self.case.desk))
            input type="hidden" name=(SEEN) value=(self.fields.raw(SEEN));
        }
    }

    fn basis(&self, paragraph: Paragraph) -> String {
        let speech = self.speech();
        speech.tf(
            "basis",
            &args! { "paragraph" => speech.t(&paragraph.key()) },
        )
    }

    fn leave(&self) -> Markup {
        let address = format!("/desk/sessions/{}", self.case.session.id);
        html! { a.button-quiet href=(address) { (self.speech().t("editor-leave")) } }
    }
}

/// The page: what stands, its notices, and the form.
pub(super) fn form(page: &Page<'_>) -> Markup {
    let (speech, case) = (page.speech(), page.case);
    let heading = speech.t("closing-title");
    // What was typed stays, though nothing more can be done with it.
    let kept = !page.stale.is_empty() || fault_of(page.faults, "scope").is_some();
    let content = html! {
        (fault_summary(speech, page.faults))
        @if !page.stale.is_empty() { (both_states(speech, page.stale)) }
        h1 { (heading) }
        (done_note(&case.desk, &DONE))
        p { (speech.t("closing-says")) }
        (signs::notice(Tone::Plain, speech.t("closing-neutral")))
        p.hint { (page.basis(Paragraph::Rules4)) }
        (closing_state::standing(page))
        @if case.body.exempt && !kept {
            (signs::notice(Tone::Plain, speech.t("refusal-exempt")))
        } @else if may_close(case.status(), false) || kept {
            h2 id="form" { (speech.t(if case.standing.is_empty() { "closing-form" } else { "closing-another" })) }
            form.editor method="post" action=(case.address()) novalidate {
                (page.made_of())
                (closing_form::show(speech, case.subject(), page.fields, page.faults))
                p.hint { (speech.t("moving-nothing-yet")) }
                div.actions {
                    button type="submit" name="act" value="look" { (speech.t("moving-look")) }
                    (page.leave())
                }
            }
        } @else {
            (signs::notice(Tone::Plain, speech.t("closing-over")))
        }
        (closing_state::former(page))
    };
    page.shown(heading, &content)
}

/// What follows from closing.
pub(super) struct Foreseen<'a> {
    /// It is the whole session.
    pub(super) whole: bool,
    /// What the public will read.
    pub(super) wording: &'a Wording,
    /// Who can be told, and how.
    pub(super) reached: Reached,
}

/// What follows, to be confirmed: exactly this is done.
pub(super) fn preview(page: &Page<'_>, foreseen: &Foreseen<'_>) -> Markup {
    let (speech, case) = (page.speech(), page.case);
    let heading = speech.t("closing-confirm-title");
    let public = case.session.status.is_public();
    let Reached {
        by_letter,
        by_telephone,
        by_nothing,
    } = foreseen.reached;
    let told = |key: &str, count: i64| {
        html! { @if count > 0 { li { (speech.tf(key, &args! { "n" => count })) } } }
    };
    let content = html! {
        h1 { (heading) }
        p { (speech.t("closing-public-reads")) }
        (signs::facts(html! {
            @for (language, text) in texts(&foreseen.wording.notice) {
                dt { (speech.t(&format!("language-name-{}", language.code()))) }
                dd lang=(language.code()) { (text) }
            }
        }))
        p { strong { (speech.t("closing-words-go")) } }
        @if case.session.course_reason.is_some() { p { (speech.t("closing-reason-goes")) } }
        @if public {
            p { (speech.t(if foreseen.whole { "closing-seats-go" } else { "closing-seats-stay" })) }
            ul {
                (told("moving-by-letter", by_letter))
                (told("moving-by-telephone", by_telephone))
                (told("moving-by-nothing", by_nothing))
            }
            p { (speech.t("closing-told-at-once")) }
        }
        form method="post" action=(case.address()) {
            (csrf_field(&case.desk))
            @for (name, value) in page.fields.iter() { input type="hidden" name=(name) value=(value); }
            div.actions {
                button.button-warning type="submit" name="act" value="do" { (speech.t("closing-do")) }
                button.button-quiet type="submit" name="act" value="edit" { (speech.t("moving-edit")) }
                (page.leave())
            }
        }
    };
    page.shown(heading, &content)
}

fn texts(text: &Multilingual) -> impl Iterator<Item = (Language, &str)> {
    [
        (Language::Kk, Some(text.kk.as_str())),
        (Language::Ru, Some(text.ru.as_str())),
        (Language::En, text.en.as_deref()),
    ]
    .into_iter()
    .filter_map(|(language, text)| Some((language, text?)))
}

/// Why nothing is closed that touches a topic of article 6.
pub(super) fn barred(speech: Speech<'_>, topic: Topic) -> String {
    let topic = closing_form::label_of(speech, &format!("topic-{topic}"));
    speech.tf("closing-barred-topic", &args! { "topic" => topic })
}

/// The page of opening again.
pub(super) fn reopening(page: &Page<'_>) -> Markup {
    let (speech, case) = (page.speech(), page.case);
    let heading = speech.t("closing-reopen");
    let closed = !case.standing.is_empty() || case.session.access == Access::Closed;
    let of = (&case.session, &case.details);
    let content = html! {
        (fault_summary(speech, page.faults))
        @if !page.stale.is_empty() { (both_states(speech, page.stale)) }
        h1 { (heading) }
        @if closed && !case.may_reopen() && !page.went_wrong() {
            (signs::notice(Tone::Plain, speech.t(too_late(case.status()))))
        } @else if closed {
            p { (speech.t("closing-reopen-says")) }
            form.editor method="post" action=(format!("/desk/sessions/{}/reopen", case.session.id)) novalidate {
                (page.made_of())
                (reopening_form::show(speech, of, page.fields, page.faults))
                div.actions {
                    button { (speech.t("closing-reopen")) }
                    (page.leave())
                }
            }
        } @else {
            (signs::notice(Tone::Plain, speech.t("closing-nothing")))
        }
    };
    page.shown(heading, &content)
}
