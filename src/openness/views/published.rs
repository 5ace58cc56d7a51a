//! Pages of what a body has published: a report that is frozen, and standing answers.

use maud::{Markup, html};

use super::{address, basis, measure, page, table, verdict};
use crate::args;
use crate::bodies::reading::Named;
use crate::law::openness::REPEATED;
use crate::openness::figures::Figures;
use crate::openness::record::{ReportRow, StandingAnswer};
use crate::openness::report::{Report, Since};
use crate::web::Visit;
use crate::web::layout::{self, Head, translated};
use crate::web::signs::{self, Tone};

/// The page of a report; what has changed since stands beside it, not in it.
#[must_use]
pub fn report(
    visit: &Visit,
    body: &Named,
    (row, report): (&ReportRow, &Report),
    now: &Figures,
) -> Markup {
    let speech = visit.speech();
    let (name, _) = report.body.name.in_language(visit.language);
    let year = report.year.to_string();
    let title = speech.tf(
        "openness-report-of",
        &args! { "body" => name, "year" => year.clone() },
    );
    let at = body.body.zone.local(row.frozen_at.utc());
    let content = html! {
        article.flow {
            (page::head(visit, Some(body)))
            h2 id="openness-table" { (title) }
            p { (speech.tf("openness-frozen-at", &args! { "datetime" => speech.date_time(at) })) }
            @if report.body.exempt { (signs::notice(Tone::Plain, speech.t("openness-exempt"))) }
            p { (speech.tf("openness-sessions", &args! { "count" => report.sessions })) }
            (table::frozen(speech, &report.figures()))
            @if let Some(words) = &report.explanation {
                h3 { (speech.t("openness-explanation")) }
                p { (translated(visit.language, words)) }
            }
            (signs::facts(html! { dt { "SHA-256" } dd { code { (row.sha256) } } }))
            p.hint { (speech.t("openness-digest-says")) }
            p { a href=(format!("/openness/{}/reports/{year}.json", body.body.slug)) { (speech.t("openness-report-json")) } }
            (since(visit, &report.since(now)))
            p { a href=(format!("{}?year={year}", address(speech, Some(body)))) { (speech.t("openness-present")) } }
        }
    };
    layout::page(
        visit,
        &Head::public(title, speech.t("openness-lead")).with_tables(),
        &content,
    )
}

fn since(visit: &Visit, since: &[Since]) -> Markup {
    let speech = visit.speech();
    html! {
        section.flow {
            h3 { (speech.t("openness-since")) }
            @if since.is_empty() {
                p { (speech.t("openness-since-nothing")) }
            } @else {
                table.openness-table {
                    thead { tr {
                        th scope="col" { (speech.t("openness-column-measure")) }
                        th.number scope="col" { (speech.t("openness-column-frozen")) }
                        th.number scope="col" { (speech.t("openness-column-now")) }
                    } }
                    tbody { @for one in since { tr {
                        th scope="row" { (measure(speech, one.measure)) ": " (verdict(speech, one.verdict)) }
                        td.number { (one.frozen) }
                        td.number { (one.now) }
                    } } }
                }
            }
        }
    }
}

/// The page of standing answers.
#[must_use]
pub fn questions(visit: &Visit, body: &Named, answers: &[StandingAnswer]) -> Markup {
    let speech = visit.speech();
    let (name, _) = body.name.in_language(visit.language);
    let title = speech.tf("openness-questions-of", &args! { "body" => name });
    let content = html! {
        article.flow {
            (page::head(visit, Some(body)))
            h2 { (speech.t("openness-questions")) }
            p.soft { (basis(speech, REPEATED)) }
            @if answers.is_empty() { (signs::empty(speech.t("openness-answers-none"))) }
            @for one in answers {
                section.card {
                    h3 { (translated(visit.language, &one.question)) }
                    p { (translated(visit.language, &one.answer)) }
                    p.soft { (speech.date(body.body.zone.local(one.published_at.utc()).date())) }
                }
            }
        }
    };
    layout::page(
        visit,
        &Head::public(title, speech.t("openness-questions-about")),
        &content,
    )
}
