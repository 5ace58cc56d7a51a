//! What stands behind a number: each session with what was due, what was done, and why it is so.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use super::{address, as_key, list_address, measure, page, reason, verdict};
use crate::args;
use crate::bodies::reading::Named;
use crate::language::Speech;
use crate::law::openness::{Measure, Verdict};
use crate::openness::asked::List;
use crate::openness::figures::Entry;
use crate::web::Visit;
use crate::web::desk::{BoxName, table_box};
use crate::web::layout::{self, Head, translated};
use crate::web::signs;

/// Lines of a page.
const LINES: usize = 200;

/// The page of a list; `entries` are all of it.
#[must_use]
pub fn list(
    visit: &Visit,
    bodies: (&[Named], Option<&Named>),
    (year, list): (i32, List),
    entries: &[Entry<'_>],
) -> Markup {
    let speech = visit.speech();
    let (all, body) = bodies;
    let pages = entries.len().div_ceil(LINES).max(1);
    let page = list.page.min(pages);
    let shown = entries.iter().skip((page - 1) * LINES).take(LINES);
    let counted = args! { "count" => entries.len() };
    let heading = speech.tf(
        "openness-list-title",
        &args! {
            "measure" => measure(speech, list.measure),
            "verdict" => verdict(speech, list.verdict),
            "year" => year.to_string(),
        },
    );
    let content = html! {
        article.flow {
            (page::head(visit, body))
            p { a href=(format!("{}?year={year}", address(speech, body))) { (speech.t("openness-back")) } }
            h2 id="openness-list" { (heading) }
            p { (speech.tf("openness-list-count", &counted)) }
            p.hint { (speech.t(&format!("openness-says-{}", list.measure))) }
            @if entries.is_empty() {
                (signs::empty(speech.t("openness-list-empty")))
            } @else {
                (lines(visit, all, body, shown))
            }
            @if pages > 1 { (turning(speech, body, (year, list), (page, pages))) }
        }
    };
    let title = format!("{heading} – {}", page::title(speech, body));
    layout::page(visit, &Head::titled(title).with_tables(), &content)
}

fn lines<'a>(
    visit: &Visit,
    all: &[Named],
    of: Option<&Named>,
    entries: impl Iterator<Item = &'a Entry<'a>>,
) -> Markup {
    let speech = visit.speech();
    let name = |entry: &Entry<'_>| all.iter().find(|one| one.body.id == entry.session.body);
    let table = html! {
        table.cards.openness-table {
            thead { tr {
                th scope="col" { (speech.t("openness-column-session")) }
                th scope="col" { (speech.t("openness-column-due")) }
                th scope="col" { (speech.t("openness-column-done")) }
                th scope="col" { (speech.t("openness-column-reason")) }
            } }
            tbody { @for entry in entries { tr {
                th scope="row" {
                    (session(visit, entry))
                    @if let (None, Some(one)) = (of, name(entry)) {
                        br; span.soft { (translated(visit.language, &one.name)) }
                    }
                }
                td data-label=(speech.t("openness-column-due")) { (due(speech, entry)) }
                td data-label=(speech.t("openness-column-done")) { (moment(speech, entry, entry.judged.done)) }
                td data-label=(speech.t("openness-column-reason")) { (why(speech, entry)) }
            } } }
        }
    };
    table_box(BoxName::Heading("openness-list"), &table)
}

fn session(visit: &Visit, entry: &Entry<'_>) -> Markup {
    let speech = visit.speech();
    let one = entry.session;
    let code = visit.language.code();
    let below = match (entry.judged.measure, entry.comment) {
        (Measure::Results, _) => "/results".to_owned(),
        (Measure::Comments, Some(number)) => format!("/broadcast#comment-{number}"),
        (Measure::Broadcasts, _) => "/broadcast".to_owned(),
        _ => String::new(),
    };
    html! {
        a href=(format!("/{code}/sessions/{}{below}", one.id)) { (translated(visit.language, &one.title)) }
        br; span.soft {
            (speech.date_time(one.zone.local(one.facts.starts_at)))
            @if let Some(number) = entry.comment {
                " · " (speech.tf("openness-comment", &args! { "number" => number }))
            }
        }
    }
}

/// Terms end at midnight, as everywhere; that of a broadcast is the start, that of an answer an instant.
fn due(speech: Speech<'_>, entry: &Entry<'_>) -> Markup {
    let zone = entry.session.zone;
    match (entry.judged.due, entry.judged.measure) {
        (None, _) => html! { "–" },
        (Some(due), Measure::Announcements | Measure::Results) => {
            html! { (speech.until(zone.local(due))) }
        }
        (Some(due), Measure::Broadcasts | Measure::Comments) => {
            html! { (speech.date_time(zone.local(due))) }
        }
    }
}

fn moment(speech: Speech<'_>, entry: &Entry<'_>, at: Option<DateTime<Utc>>) -> Markup {
    let local = at.map(|at| entry.session.zone.local(at));
    html! {
        @match local {
            Some(local) => (speech.date_time(local)),
            None => "–",
        }
    }
}

fn why(speech: Speech<'_>, entry: &Entry<'_>) -> Markup {
    if let Some(aside) = entry.judged.aside {
        return html! { (speech.t(&format!("openness-aside-{}", as_key(aside.as_str())))) };
    }
    let without = matches!(entry.judged.verdict, Verdict::Late | Verdict::Missing);
    html! {
        @match entry.reason() {
            Some(given) => (reason(speech, given)),
            None if without => (speech.t("openness-no-reason")),
            None => "–",
        }
    }
}

fn turning(
    speech: Speech<'_>,
    body: Option<&Named>,
    (year, list): (i32, List),
    (page, pages): (usize, usize),
) -> Markup {
    let here = list_address(speech, body, year, (list.measure, list.verdict));
    let said = args! { "page" => page, "pages" => pages };
    html! {
        nav aria-label=(speech.t("openness-pages")) {
            p {
                (speech.tf("openness-page", &said))
                @if page > 1 { " · " a href=(format!("{here}&page={}", page - 1)) { (speech.t("openness-page-before")) } }
                @if page < pages { " · " a href=(format!("{here}&page={}", page + 1)) { (speech.t("openness-page-next")) } }
            }
        }
    }
}
