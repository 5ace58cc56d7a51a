//! One comment: what it says, what became of it, and the forms of what can be done to it.

use maud::{Markup, html};

use super::form::{hidden, hidden_as_typed};
use super::inbox_views::head;
use super::{Known, inbox_of, place_of};
use crate::comments::record::Answer;
use crate::comments::views::entry;
use crate::language::{Language, Speech};
use crate::law::comments::{CommentState, HidingGround};
use crate::web::desk::{Fields, Right, SignedIn};
use crate::web::form::{Choice, Select, TextField, fault_summary};
use crate::web::problem::FieldFault;
use crate::web::text_area::TextArea;

/// What the page shows.
pub struct Page<'a> {
    /// Who looks at it.
    pub desk: &'a SignedIn,
    /// The comment.
    pub known: &'a Known,
    /// What was typed, or stands.
    pub fields: &'a Fields,
    /// What is wrong with it.
    pub faults: &'a [FieldFault],
    /// What stands above.
    pub above: Option<Markup>,
}

impl<'a> Page<'a> {
    fn speech(&self) -> Speech<'a> {
        self.desk.visit.speech()
    }

    fn line(&self, name: &str, hint: Option<&str>, optional: bool) -> Markup {
        TextField {
            name,
            label: self.speech().t(&format!("comment-desk-{name}")),
            hint: hint.map(|key| self.speech().t(key)),
            value: self.fields.raw(name),
            kind: "text",
            autocomplete: "off",
            inputmode: (name == "number").then_some("numeric"),
            optional,
        }
        .show(self.speech(), self.faults)
    }

    fn area(&self, name: &str, language: Language) -> Markup {
        TextArea {
            name,
            label: self.speech().t(&format!("comment-desk-{name}")),
            hint: None,
            value: self.fields.raw(name),
            rows: 5,
            language: Some(language),
            optional: false,
            focus: false,
        }
        .show(self.speech(), self.faults)
    }
}

/// The content of the page.
pub fn content(page: &Page<'_>) -> Markup {
    let (speech, known) = (page.speech(), page.known);
    let comment = &known.entry.comment;
    let may_write = page
        .desk
        .person
        .can(Right::KeepComments, known.session.body_id);
    let place = place_of(&known.session);
    let is_hidden = comment.state == CommentState::Hidden;
    html! {
        (fault_summary(speech, page.faults))
        h1 { (entry::number(speech, comment.number)) }
        @if let Some(above) = &page.above { (above) }
        section.card.comment {
            (head(speech, place, &known.entry))
            div.comment-words { (entry::lines(&comment.words)) }
        }
        @if !known.entry.answers.is_empty() {
            section.card aria-labelledby="answers-title" {
                h2 id="answers-title" { (speech.t("comment-desk-answers")) }
                (entry::answers(speech, place, &known.entry))
            }
        }
        @if may_write {
            @if !comment.state.is_read() { (showing(page)) }
            @if is_hidden {
                p.hint { (speech.t("comment-desk-show-first")) }
            } @else {
                (answering(page))
                (joining(page))
                (hiding(page))
            }
        }
        p { a href=(inbox_of(known.session.id)) { (speech.t("comments-desk-back")) } }
    }
}

fn action(page: &Page<'_>, act: &str) -> String {
    format!("/desk/comments/{}/{act}", page.known.entry.comment.id)
}

fn showing(page: &Page<'_>) -> Markup {
    html! {
        form method="post" action=(action(page, "show")) {
            (hidden(page.desk, &page.known.entry.comment))
            div.actions { button { (page.speech().t("comment-act-show")) } }
        }
    }
}

fn answering(page: &Page<'_>) -> Markup {
    let speech = page.speech();
    let corrects = page.known.entry.answers.iter().any(Answer::stands);
    let word = if corrects {
        "comment-act-correct"
    } else {
        "comment-act-answer"
    };
    html! {
        section.stack aria-labelledby="answer-title" {
            h2 id="answer-title" { (speech.t(word)) }
            form.stack method="post" action=(action(page, "answer")) novalidate {
                (hidden_as_typed(page.desk, &page.known.entry.comment, page.fields))
                p.hint { (speech.t("comment-desk-answer-hint")) }
                @if corrects { p.hint { (speech.t("comment-desk-correct-hint")) } }
                div.in-languages {
                    (page.area("answer-kk", Language::Kk))
                    (page.area("answer-ru", Language::Ru))
                }
                (page.line("by-name", Some("comment-desk-by-hint"), false))
                (page.line("by-position", None, true))
                div.actions { button { (speech.t(word)) } }
            }
        }
    }
}

fn joining(page: &Page<'_>) -> Markup {
    let speech = page.speech();
    html! {
        section.stack aria-labelledby="join-title" {
            h2 id="join-title" { (speech.t("comment-act-join")) }
            form.stack method="post" action=(action(page, "join")) novalidate {
                (hidden_as_typed(page.desk, &page.known.entry.comment, page.fields))
                (page.line("number", Some("comment-desk-join-hint"), false))
                div.actions {
                    button.button-quiet { (speech.t("comment-act-join")) }
                    @if page.known.entry.main.is_some() {
                        button.button-quiet name="separate" value="true" { (speech.t("comment-act-separate")) }
                    }
                }
            }
        }
    }
}

fn hiding(page: &Page<'_>) -> Markup {
    let speech = page.speech();
    let words: Vec<(HidingGround, String)> = HidingGround::ALL
        .iter()
        .map(|ground| (*ground, entry::ground(speech, *ground)))
        .collect();
    let options = words
        .iter()
        .map(|(ground, word)| Choice {
            value: ground.as_str(),
            text: (word, speech.language()),
        })
        .collect();
    html! {
        section.stack aria-labelledby="hide-title" {
            h2 id="hide-title" { (speech.t("comment-act-hide")) }
            form.stack method="post" action=(action(page, "hide")) novalidate {
                (hidden_as_typed(page.desk, &page.known.entry.comment, page.fields))
                p.hint { (speech.t("comment-desk-hide-hint")) }
                (Select {
                    name: "ground",
                    label: speech.t("comment-desk-ground"),
                    any: speech.t("editor-choose"),
                    options,
                    chosen: page.fields.text("ground"),
                }.show(speech, page.faults))
                (page.line("ground-words", Some("comment-desk-ground-words-hint"), true))
                div.actions { button.button-warning { (speech.t("comment-act-hide")) } }
            }
        }
    }
}
