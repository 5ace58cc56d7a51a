//! The figures of all bodies, or of one.

use std::collections::HashMap;

use chrono::Datelike as _;
use maud::{Markup, html};

use super::table::{self, Of};
use super::{address, basis, measure, picture};
use crate::args;
use crate::bodies::reading::Named;
use crate::database::Id;
use crate::language::Speech;
use crate::law::openness::{Measure, PARAGRAPH, Verdict};
use crate::openness::figures::Figures;
use crate::web::Visit;
use crate::web::desk::{BoxName, table_box};
use crate::web::layout::{self, CAPITAL_ZONE, Head, translated};
use crate::web::signs::{self, Tone};

/// What a page is made of.
pub struct Shown<'a> {
    /// The body; else all of them.
    pub body: Option<&'a Named>,
    /// The year.
    pub year: i32,
    /// Years that have sessions, the last first.
    pub years: Vec<i32>,
    /// The figures.
    pub figures: Figures,
    /// All bodies with their own figures, on the page of all.
    pub bodies: Vec<(&'a Named, Figures)>,
    /// What else is published of the body: address below that of its figures, and word.
    pub more: Vec<(String, String)>,
}

impl<'a> Shown<'a> {
    /// The page of one body.
    #[must_use]
    pub fn of_body(body: &'a Named, year: i32, years: Vec<i32>, figures: Figures) -> Self {
        Self {
            body: Some(body),
            year,
            years,
            figures,
            bodies: Vec::new(),
            more: Vec::new(),
        }
    }

    /// The page of all, with the figures of each.
    #[must_use]
    pub fn of_all(
        bodies: &'a [Named],
        (year, years): (i32, Vec<i32>),
        figures: Figures,
        mut each: HashMap<Id, Figures>,
    ) -> Self {
        let own = |one: &'a Named| (one, each.remove(&one.body.id).unwrap_or_default());
        Self {
            body: None,
            year,
            years,
            figures,
            bodies: bodies.iter().map(own).collect(),
            more: Vec::new(),
        }
    }
}

/// The title of a page.
#[must_use]
pub fn title(speech: Speech<'_>, body: Option<&Named>) -> String {
    match body {
        None => speech.t("openness-title"),
        Some(one) => {
            let (name, _) = one.name.in_language(speech.language());
            speech.tf("openness-of-body", &args! { "body" => name })
        }
    }
}

/// The pages at `/{l}/openness` and `/{l}/openness/{slug}`.
#[must_use]
pub fn page(visit: &Visit, shown: &Shown<'_>) -> Markup {
    let speech = visit.speech();
    let exempt = shown.body.is_some_and(|one| one.body.exempt);
    let content = html! {
        article.flow {
            (head(visit, shown.body))
            p.lead { (speech.t("openness-lead")) " " span.soft { (basis(speech, PARAGRAPH)) } }
            (years(visit, shown))
            @if exempt {
                (signs::notice(Tone::Plain, html! { p { strong { (speech.t("body-exempt")) } } p { (speech.t("openness-exempt")) } }))
            }
            (figures(visit, shown))
            @if shown.body.is_none() { (bodies(speech, shown)) }
            (more(speech, shown))
            (table::says(speech))
        }
    };
    let title = title(speech, shown.body);
    // The present year is what the address without a year shows.
    let (today, _) = layout::today_in_the_capital(visit.now);
    let query = if shown.year == today.year() {
        String::new()
    } else {
        format!("year={}", shown.year)
    };
    layout::page(
        visit,
        &Head::public(title, speech.t("openness-lead"))
            .of_query(query)
            .with_tables(),
        &content,
    )
}

/// The way up, and the heading.
#[must_use]
pub fn head(visit: &Visit, body: Option<&Named>) -> Markup {
    let speech = visit.speech();
    html! {
        header.announcement-head {
            @if let Some(one) = body {
                p.kicker {
                    a href=(address(speech, None)) { (speech.t("openness-title")) } " · "
                    a href=(crate::bodies::views::address(visit, &one.body)) { (translated(visit.language, &one.name)) }
                }
            }
            h1 { (title(speech, body)) }
        }
    }
}

fn years(visit: &Visit, shown: &Shown<'_>) -> Markup {
    let speech = visit.speech();
    let here = address(speech, shown.body);
    html! {
        nav.openness-years aria-label=(speech.t("openness-years")) {
            ul { @for year in &shown.years { li {
                a href=(format!("{here}?year={year}")) aria-current=[(*year == shown.year).then_some("page")] {
                    (year)
                }
            } } }
        }
    }
}

fn figures(visit: &Visit, shown: &Shown<'_>) -> Markup {
    let speech = visit.speech();
    let (year, sessions) = (shown.year.to_string(), shown.figures.sessions);
    let slug = shown
        .body
        .map(|one| format!("&body={}", one.body.slug))
        .unwrap_or_default();
    let local = visit.now.with_timezone(&CAPITAL_ZONE).naive_local();
    let as_of = args! {
        "datetime" => speech.date_time(local),
        "zone" => speech.zone_in_brackets(CAPITAL_ZONE, visit.now),
    };
    let of = Of {
        body: shown.body,
        year: shown.year,
    };
    html! {
        section.flow aria-labelledby="openness-table" {
            h2 id="openness-table" { (speech.tf("openness-figures", &args! { "year" => year })) }
            p { (speech.tf("openness-sessions", &args! { "count" => sessions })) }
            @if shown.figures.sessions == 0 { (signs::empty(speech.t("openness-none"))) }
            (picture::picture(speech, &shown.figures))
            (table::table(speech, of, &shown.figures))
            p.hint { (speech.t("openness-numbers-lead")) " " (speech.tf("openness-as-of", &as_of)) }
            p {
                a href=(format!("/{}/openness.csv?year={}{slug}", visit.language.code(), shown.year)) {
                    (speech.t("openness-csv"))
                }
                " · "
                a href=(format!("/api/v1/openness?year={}{slug}", shown.year)) { (speech.t("openness-json")) }
            }
        }
    }
}

fn bodies(speech: Speech<'_>, shown: &Shown<'_>) -> Markup {
    let table = html! {
        table.cards.openness-table {
            thead { tr {
                th scope="col" { (speech.t("openness-column-body")) }
                th.number scope="col" { (speech.t("openness-column-sessions")) }
                @for one in Measure::ALL { th.number scope="col" { (measure(speech, *one)) } }
            } }
            tbody { @for (one, figures) in &shown.bodies { (body(speech, shown.year, one, figures)) } }
        }
    };
    html! {
        @if !shown.bodies.is_empty() {
            section.flow aria-labelledby="openness-bodies" {
                h2 id="openness-bodies" { (speech.t("openness-bodies")) }
                p.hint { (speech.t("openness-bodies-says")) }
                (table_box(BoxName::Heading("openness-bodies"), &table))
            }
        }
    }
}

fn body(speech: Speech<'_>, year: i32, one: &Named, figures: &Figures) -> Markup {
    let done = |measure: Measure| {
        let counts = args! {
            "count" => figures.count(measure, Verdict::InTime),
            "judged" => figures.judged(measure),
        };
        speech.tf("openness-of", &counts)
    };
    html! {
        tr {
            th scope="row" {
                a href=(format!("{}?year={year}", address(speech, Some(one)))) {
                    (translated(speech.language(), &one.name))
                }
            }
            td.number data-label=(speech.t("openness-column-sessions")) { (figures.sessions) }
            @if one.body.exempt {
                td colspan=(Measure::ALL.len()) { (speech.t("body-exempt")) }
            } @else {
                @for one in Measure::ALL {
                    td.number data-label=(measure(speech, *one)) { (done(*one)) }
                }
            }
        }
    }
}

fn more(speech: Speech<'_>, shown: &Shown<'_>) -> Markup {
    html! {
        @if !shown.more.is_empty() {
            section.flow aria-labelledby="openness-more" {
                h2 id="openness-more" { (speech.t("openness-more")) }
                ul { @for (address, word) in &shown.more { li { a href=(address) { (word) } } } }
            }
        }
    }
}
