//! One result: its text in the reader's language.

use maud::{Markup, html};

use super::{list, parts, spoken};
use crate::language::Multilingual;
use crate::law::results::ResultKind;
use crate::results::record::{Beside, Outcome};
use crate::results::transcript::{self, Passage};
use crate::sessions::card::SessionCard;
use crate::sessions::views::announcement;
use crate::web::Visit;
use crate::web::layout::{self, Head, translated};
use crate::web::signs::{self, Tone};

/// The page at `/{l}/sessions/{id}/results/{result}`.
pub fn page(
    visit: &Visit,
    card: &SessionCard,
    (outcome, words): (&Outcome, Option<&Multilingual>),
    (all, beside): (&[Outcome], &Beside),
    query: &str,
) -> Markup {
    let speech = visit.speech();
    let kind = parts::kind(speech, outcome.kind);
    let title = outcome.title.as_ref();
    let (title_in_short, _) = title.map_or(("", visit.language), |title| {
        title.in_language(visit.language)
    });
    let results = format!(
        "/{}/sessions/{}/results",
        visit.language.code(),
        card.session.id
    );
    let content = html! {
        article.flow {
            (list::head(visit, card, &kind))
            @if let Some(title) = title { h2 { (translated(visit.language, title)) } }
            @if let Some(by) = outcome.replaced_by {
                (signs::notice(Tone::Warn, html! {
                    (speech.t("results-replaced")) " "
                    a href=(format!("{results}/{by}")) { (speech.t("results-replaced-by")) }
                }))
            }
            (parts::matter(speech, outcome, &card.agenda))
            (parts::facts(speech, &card.session, outcome))
            (parts::withheld(speech, outcome))
            (parts::missing(speech, &beside.missing_of(outcome).unwrap_or_default()))
            (parts::files(speech, outcome, beside))
            @if let Some(words) = words {
                @match timed(visit, card, outcome, words) {
                    Some(passages) => (spoken::shown(visit, (card, outcome), (words, &passages), query)),
                    None => (text(visit, words)),
                }
            }
            (parts::digests(speech, outcome, beside))
            (parts::formers(visit, &card.session, outcome, all))
            p { a href=(results) { (speech.t("results-all")) } }
        }
    };
    let head = Head::public(
        format!("{kind}: {title_in_short}"),
        format!("{kind}. {}", announcement::description(visit, card)),
    );
    layout::page(visit, &head, &content)
}

/// The passages of a transcript with times, in the language that the reader gets.
fn timed(
    visit: &Visit,
    card: &SessionCard,
    outcome: &Outcome,
    words: &Multilingual,
) -> Option<Vec<Passage>> {
    let (text, _) = words.in_language(visit.language);
    let items: Vec<&str> = card
        .agenda
        .iter()
        .map(|item| item.number.as_str())
        .collect();
    let is_transcript = outcome.kind == ResultKind::Transcript;
    let read = is_transcript.then(|| transcript::read(text, &items).ok());
    read.flatten().flatten()
}

/// Each line is a paragraph of its own.
fn text(visit: &Visit, words: &Multilingual) -> Markup {
    let (text, language) = words.in_language(visit.language);
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    html! {
        div.card.flow lang=[(language != visit.language).then_some(language.code())] {
            @for line in lines { p { (line) } }
        }
    }
}
