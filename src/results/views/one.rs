//! One result: its text in the reader's language.

use maud::{Markup, html};

use super::{list, parts};
use crate::language::Multilingual;
use crate::results::record::Outcome;
use crate::sessions::card::SessionCard;
use crate::web::Visit;
use crate::web::layout::{self, Head, translated};

/// The page at `/{l}/sessions/{id}/results/{result}`.
pub fn page(
    visit: &Visit,
    card: &SessionCard,
    (outcome, words): (&Outcome, Option<&Multilingual>),
    all: &[Outcome],
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
                p.notice.notice-warn {
                    (speech.t("results-replaced")) " "
                    a href=(format!("{results}/{by}")) { (speech.t("results-replaced-by")) }
                }
            }
            (parts::facts(speech, &card.session, outcome))
            (parts::file(speech, outcome))
            @if let Some(words) = words { (text(visit, words)) }
            (parts::digests(speech, outcome))
            (parts::formers(visit, &card.session, outcome, all))
            p { a href=(results) { (speech.t("results-all")) } }
        }
    };
    let head = Head::public(format!("{kind}: {title_in_short}"), String::new());
    layout::page(visit, &head, &content)
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
