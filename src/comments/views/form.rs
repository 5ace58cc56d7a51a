//! The form of a comment; or why none is taken now, and where to write instead.

use maud::{Markup, html};

use super::address;
use crate::args;
use crate::comments::reading::{Section, Taking};
use crate::comments::typed::{Fault, MOST_LETTERS_OF_NAME, field, text};
use crate::language::Speech;
use crate::law::comments::MOST_LETTERS;
use crate::sessions::card::SessionCard;
use crate::web::Visit;
use crate::web::form::{Choice, Select, TextField, fault_summary};
use crate::web::layout::translated;
use crate::web::problem::FieldFault;
use crate::web::signs::{self, Tone};
use crate::web::submitted::Sent;
use crate::web::text_area::TextArea;

/// What stands in the way of a comment that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// The broadcast has ended, or not begun.
    NotOnAir,
    /// The session takes no more within this minute.
    TooMany,
    /// This address sends no more for so many seconds.
    Slowly(u64),
    /// The machine took nothing in.
    Busy,
}

/// A form as it was typed.
#[derive(Debug, Clone)]
pub struct Form {
    /// By what it is known when it is sent twice.
    pub key: String,
    /// What was typed.
    pub sent: Sent,
    /// What is wrong with it.
    pub faults: Vec<FieldFault>,
    /// What else stands in the way.
    pub notice: Option<Notice>,
}

impl Form {
    /// A form that nobody has touched.
    #[must_use]
    pub fn empty(key: String) -> Self {
        Self {
            key,
            sent: Sent::new(),
            faults: Vec::new(),
            notice: None,
        }
    }
}

/// Faults in words, each with its field.
#[must_use]
pub fn in_words(speech: Speech<'_>, faults: &[Fault]) -> Vec<FieldFault> {
    let word = |fault: &Fault| {
        let key = format!("comment-fault-{}", fault.code.replace('_', "-"));
        let most = if fault.field == field::NAME {
            MOST_LETTERS_OF_NAME
        } else {
            MOST_LETTERS
        };
        let label = speech.t(&format!("comment-field-{}", fault.field));
        let message = speech.tf(&key, &args! { "field" => label, "most" => most });
        FieldFault {
            field: fault.field.to_owned(),
            code: fault.code,
            message,
        }
    };
    faults.iter().map(word).collect()
}

/// The form, or what to do instead.
#[must_use]
pub fn form(visit: &Visit, card: &SessionCard, section: &Section, form: &Form) -> Markup {
    let speech = visit.speech();
    html! {
        div id="comment-form" data-open[section.taking == Taking::Now] {
            (sent(visit, section))
            (fault_summary(speech, &form.faults))
            @if let Some(notice) = form.notice { (noticed(speech, notice)) }
            @if section.taking == Taking::Now {
                (fields(visit, section, form))
                p class=(signs::notice_class(Tone::Bad)) hidden id="comments-not-sent" role="alert" tabindex="-1" { (speech.t("comment-not-sent")) }
                // Shown by the script when the broadcast ends; what was typed stays in its field.
                div class=(signs::notice_class(Tone::Warn)) hidden id="comments-over" role="status" { (over(speech, card)) }
            } @else {
                (not_taken(visit, card, section, form))
            }
        }
    }
}

/// What became of the comment that was just sent.
fn sent(visit: &Visit, section: &Section) -> Markup {
    let speech = visit.speech();
    html! {
        @if let Some(sent) = &section.sent {
            @let number = args! { "number" => sent.number.to_string() };
            @let own = format!("{}/{}", address(visit.language, section.place.session), sent.number);
            (signs::told(Tone::Good, html! {
                p { (speech.tf("comment-sent", &number)) }
                @if !sent.state.is_read() { p { (speech.t("comment-sent-held")) } }
                p { a href=(own) { (speech.t("comment-sent-own")) } }
            }))
        }
    }
}

fn noticed(speech: Speech<'_>, notice: Notice) -> Markup {
    let said = match notice {
        Notice::NotOnAir => speech.t("comment-refused-not-on-air"),
        Notice::TooMany => speech.t("comment-refused-too-many"),
        Notice::Busy => speech.t("comment-not-sent"),
        Notice::Slowly(seconds) => {
            speech.tf("comment-refused-slowly", &args! { "seconds" => seconds })
        }
    };
    signs::heard_first(Tone::Bad, None, html! { p { (said) } })
}

fn fields(visit: &Visit, section: &Section, form: &Form) -> Markup {
    let speech = visit.speech();
    let options = section.matters.iter().map(|matter| Choice {
        value: matter.id.as_str(),
        text: matter.title.in_language(visit.language),
    });
    let limit = args! { "most" => MOST_LETTERS };
    html! {
        form.stack method="post" action=(address(visit.language, section.place.session)) novalidate {
            input type="hidden" name=(field::KEY) value=(form.key);
            p.hint { (speech.t("comment-hint")) " " (speech.t(&format!("comment-hint-{}", section.moderation))) }
            (TextField {
                name: field::NAME,
                label: speech.t("comment-field-name"),
                hint: Some(speech.t("comment-hint-name")),
                value: text(&form.sent, field::NAME),
                kind: "text",
                autocomplete: "nickname",
                inputmode: None,
                optional: true,
            }.show(speech, &form.faults))
            @if !section.matters.is_empty() {
                (Select {
                    name: field::MATTER,
                    label: speech.t("comment-field-matter"),
                    any: speech.t("comment-any-matter"),
                    options: options.collect(),
                    chosen: text(&form.sent, field::MATTER),
                }.show(speech, &form.faults))
            }
            (TextArea {
                name: field::WORDS,
                label: speech.t("comment-field-words"),
                hint: Some(speech.tf("comment-hint-words", &limit)),
                value: text(&form.sent, field::WORDS),
                rows: 5,
                language: None,
                optional: false,
                focus: false,
            }.show(speech, &form.faults))
            p.hint { (speech.t("comment-hint-kept")) }
            div.actions { button { (speech.t("comment-send")) } }
        }
    }
}

/// Why none is taken, what was typed nevertheless, and where to write.
fn not_taken(visit: &Visit, card: &SessionCard, section: &Section, form: &Form) -> Markup {
    let speech = visit.speech();
    let typed = text(&form.sent, field::WORDS);
    html! {
        @if section.taking == Taking::Over {
            (signs::notice(Tone::Plain, over(speech, card)))
        } @else {
            (signs::notice(Tone::Plain, speech.t("comment-only-on-air")))
            @if form.notice.is_some() { (instead(speech, card)) }
        }
        @if !typed.is_empty() {
            div.field {
                label for="field-words" { (speech.t("comment-typed")) }
                p.hint id="hint-words" { (speech.t("comment-typed-hint")) }
                textarea id="field-words" rows="8" readonly aria-describedby="hint-words" { "\n" (typed) }
            }
        }
    }
}

fn over(speech: Speech<'_>, card: &SessionCard) -> Markup {
    html! {
        p { (speech.t("comment-over")) }
        (instead(speech, card))
    }
}

/// The responsible person, to whom one can write at any time.
fn instead(speech: Speech<'_>, card: &SessionCard) -> Markup {
    let contact = &card.session.contact;
    html! {
        p {
            (speech.t("comment-instead")) " "
            (contact.name) ", " (translated(speech.language(), &contact.position)) ", "
            a href=(format!("mailto:{}", contact.email)) { (contact.email) } ", "
            a href=(format!("tel:{}", contact.phone.replace(' ', ""))) { (contact.phone) }
        }
    }
}
