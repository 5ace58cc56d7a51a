//! A transcript with times: each mark leads to its place in the recording, and words are found in it.

use maud::{Markup, html};

use crate::args;
use crate::language::{Multilingual, fold};
use crate::results::record::Outcome;
use crate::results::transcript::Passage;
use crate::sessions::card::SessionCard;
use crate::sessions::search::Words;
use crate::web::Visit;
use crate::web::form::TextField;

/// The passages, all of them or those that a query finds.
pub fn shown(
    visit: &Visit,
    (card, outcome): (&SessionCard, &Outcome),
    (text, passages): (&Multilingual, &[Passage]),
    query: &str,
) -> Markup {
    let speech = visit.speech();
    let code = visit.language.code();
    let live = format!("/{code}/sessions/{}/live", card.session.id);
    let (_, language) = text.in_language(visit.language);
    let words = Words::typed(query);
    let found: Vec<&Passage> = passages
        .iter()
        .filter(|passage| words.is_empty() || words.are_in(&folded(passage)))
        .collect();
    let address = super::parts::address(speech, outcome);
    let is_recorded = card.broadcast.recording.is_some();
    html! {
        form.filters role="search" method="get" action=(address) {
            (TextField {
                name: "q",
                label: speech.t("results-transcript-search"),
                hint: None,
                value: query,
                kind: "search",
                autocomplete: "off",
                inputmode: None,
                optional: false,
            }.show(speech, &[]))
            button { (speech.t("filter-find")) }
        }
        @if !words.is_empty() {
            p role="status" {
                (speech.tf("results-transcript-found", &args! { "count" => found.len() })) " "
                a href=(address) { (speech.t("results-transcript-all")) }
            }
        }
        @if is_recorded { p.hint { (speech.t("results-transcript-jumps")) } }
        ol.transcript.plain lang=[(language != visit.language).then_some(language.code())] {
            @for passage in found {
                li {
                    @if let Some(from) = passage.from {
                        @let at = from / 1000;
                        @if is_recorded {
                            a.transcript-time id=(format!("t-{at}")) href=(format!("{live}#t={at}")) { (clock(at)) }
                        } @else {
                            span.transcript-time id=(format!("t-{at}")) { (clock(at)) }
                        }
                    }
                    @if let Some(item) = &passage.item {
                        " " span.hint { (speech.t("results-of-item")) ": " (item) }
                    }
                    @if let Some(speaker) = &passage.speaker {
                        " " strong { (marked(speaker, &words)) }
                    }
                    @for line in passage.text.lines() { p { (marked(line, &words)) } }
                }
            }
        }
    }
}

fn folded(passage: &Passage) -> String {
    let speaker = passage.speaker.as_deref().unwrap_or_default();
    fold(&format!("{speaker} {}", passage.text))
}

/// `00:12:30`.
fn clock(seconds: u64) -> String {
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    format!("{hours:02}:{minutes:02}:{:02}", seconds % 60)
}

/// A line with the words that were found marked.
fn marked(line: &str, words: &Words) -> Markup {
    let is_apart = |letter: char| !letter.is_alphanumeric();
    html! {
        @if words.is_empty() {
            (line)
        } @else {
            @for piece in line.split_inclusive(is_apart) {
                @let word = piece.trim_end_matches(is_apart);
                @let after = piece.strip_prefix(word).unwrap_or_default();
                @let plain = fold(word);
                @if !plain.is_empty() && words.iter().any(|wanted| plain.starts_with(wanted)) {
                    mark { (word) }
                } @else {
                    (word)
                }
                (after)
            }
        }
    }
}
