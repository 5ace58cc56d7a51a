//! One comment: its number, its state, its text where that is public, and its answers.

use maud::{Markup, html};

use super::address;
use crate::args;
use crate::comments::reading::{Entry, Place};
use crate::comments::record::{Answer, Comment};
use crate::language::Speech;
use crate::law::comments::{CommentState, HidingGround};
use crate::web::layout::translated;
use crate::web::signs::{self, Tone};

/// A comment in a list.
#[must_use]
pub fn entry(speech: Speech<'_>, place: Place, entry: &Entry) -> Markup {
    let comment = &entry.comment;
    html! {
        li.comment.card id=(format!("comment-{}", comment.number)) data-number=(comment.number) {
            (head(speech, place, comment))
            (content(speech, place, entry))
        }
    }
}

/// Number, name, moment and state.
#[must_use]
pub fn head(speech: Speech<'_>, place: Place, comment: &Comment) -> Markup {
    let at = comment.received_at.utc();
    let own = format!(
        "{}/{}",
        address(speech.language(), place.session),
        comment.number
    );
    html! {
        p.comment-head {
            a href=(own) { (number(speech, comment.number)) }
            @if comment.state.is_read() { " " strong { bdi { (name(speech, comment)) } } }
            " " (signs::badge(Tone::Plain, state(speech, comment.state)))
        }
        p.hint {
            time datetime=(place.zone.rfc3339(at)) { (speech.date_time(place.zone.local(at))) }
            ", " (speech.tf("comment-moment", &args! { "moment" => moment(comment.moment_seconds) }))
        }
    }
}

/// «№ 17».
#[must_use]
pub fn number(speech: Speech<'_>, number: i32) -> String {
    speech.tf("comment-number", &args! { "number" => number.to_string() })
}

/// The name that was chosen, or the word for whoever chose none.
#[must_use]
pub fn name(speech: Speech<'_>, comment: &Comment) -> String {
    let chosen = comment.name.clone();
    chosen.unwrap_or_else(|| speech.t("comment-guest"))
}

/// A state in words.
#[must_use]
pub fn state(speech: Speech<'_>, state: CommentState) -> String {
    speech.t(&format!("comment-state-{state}"))
}

/// Hours, minutes and seconds of the broadcast.
#[must_use]
pub fn moment(seconds: i64) -> String {
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    format!("{}:{:02}:{seconds:02}", minutes / 60, minutes % 60)
}

/// The matter, the text or why there is none, the answers.
#[must_use]
pub fn content(speech: Speech<'_>, place: Place, entry: &Entry) -> Markup {
    let comment = &entry.comment;
    let is_read = comment.state.is_read();
    // Whoever is hidden has no answer of its own to show; one given for others too is theirs.
    let shows_answers = is_read || !entry.joined.is_empty();
    html! {
        @if is_read {
            @if let Some(matter) = &entry.matter {
                p.hint {
                    (speech.tf("comment-matter", &args! { "number" => matter.number.as_str() })) " "
                    (translated(speech.language(), &matter.title))
                }
            }
            div.comment-words { (lines(&comment.words)) }
        }
        @if comment.state == CommentState::Held { p.hint { (speech.t("comment-held-says")) } }
        @if comment.state == CommentState::Hidden { p { (hidden(speech, comment)) } }
        @if shows_answers { (answers(speech, place, entry)) }
        @if let (Some(main), true) = (entry.main, is_read) {
            p { (speech.t("comment-answered-with")) " " (link(speech, place, main)) }
        }
        @if !entry.joined.is_empty() {
            p.hint {
                (speech.t("comment-joined"))
                @for number in &entry.joined { " " (link(speech, place, *number)) }
            }
        }
    }
}

fn link(speech: Speech<'_>, place: Place, of: i32) -> Markup {
    let own = format!("{}/{of}", address(speech.language(), place.session));
    html! { a href=(own) { (number(speech, of)) } }
}

/// That it is hidden, and why.
#[must_use]
pub fn hidden(speech: Speech<'_>, comment: &Comment) -> String {
    let why = comment.hidden_ground.map(|why| ground(speech, why));
    let ground = args! { "ground" => why.unwrap_or_default() };
    let mut said = speech.tf("comment-hidden-because", &ground);
    if let Some(words) = &comment.hidden_words {
        said.push(' ');
        said.push_str(words);
    }
    said
}

/// A ground in words.
#[must_use]
pub fn ground(speech: Speech<'_>, ground: HidingGround) -> String {
    speech.t(&format!(
        "comment-ground-{}",
        ground.as_str().replace('_', "-")
    ))
}

/// Each line is a paragraph of its own; a link is text like any other.
#[must_use]
pub fn lines(text: &str) -> Markup {
    html! {
        @for line in text.lines().filter(|line| !line.trim().is_empty()) { p { (line) } }
    }
}

/// The answer that stands, and those that were corrected.
#[must_use]
pub fn answers(speech: Speech<'_>, place: Place, entry: &Entry) -> Markup {
    let standing = entry.answers.iter().find(|answer| answer.stands());
    let former: Vec<&Answer> = entry.answers.iter().filter(|one| !one.stands()).collect();
    html! {
        @if let Some(standing) = standing { (answer(speech, place, standing)) }
        @if !former.is_empty() {
            details {
                summary { (speech.t("comment-former-answers")) }
                @for former in former { (answer(speech, place, former)) }
            }
        }
    }
}

fn answer(speech: Speech<'_>, place: Place, answer: &Answer) -> Markup {
    let at = answer.answered_at.utc();
    let reader = speech.language();
    html! {
        div.comment-answer {
            p.hint {
                (speech.t("comment-answer")) ": " bdi { (answer.by_name) }
                @if let Some(position) = &answer.by_position { ", " (position) }
                ", " time datetime=(place.zone.rfc3339(at)) { (speech.date_time(place.zone.local(at))) }
            }
            @for (language, text) in answer.texts(reader) {
                div lang=[(language != reader).then_some(language.code())] { (lines(text)) }
            }
        }
    }
}
