//! A yearly plan held against what took place.

use chrono::NaiveDate;
use maud::{Markup, html};

use super::page;
use crate::args;
use crate::bodies::reading::Named;
use crate::language::Speech;
use crate::openness::plan::{Plan, Planned};
use crate::openness::record::PlanItem;
use crate::sessions::record::Session;
use crate::web::Visit;
use crate::web::desk::{BoxName, table_box};
use crate::web::layout::{self, Head, translated};
use crate::web::signs;

/// The public page.
#[must_use]
pub fn plan(visit: &Visit, body: &Named, year: i32, plan: &Plan) -> Markup {
    let speech = visit.speech();
    let (name, _) = body.name.in_language(visit.language);
    let words = args! { "body" => name, "year" => year.to_string() };
    let title = speech.tf("openness-plan-of", &words);
    let content = html! {
        article.flow {
            (page::head(visit, Some(body)))
            h2 { (speech.tf("openness-plan-year", &args! { "year" => year.to_string() })) }
            p { (speech.t("openness-plan-says")) }
            (table(speech, plan, None))
            (unplanned(speech, &plan.unplanned))
            p { a href=(format!("/{}/openness/{}/plan/{year}.csv", visit.language.code(), body.body.slug)) {
                (speech.t("openness-csv"))
            } }
        }
    };
    layout::page(
        visit,
        &Head::public(title, speech.t("openness-plan-says")).with_tables(),
        &content,
    )
}

/// A month of a year in words.
#[must_use]
pub fn month(speech: Speech<'_>, year: i32, month: i32) -> String {
    let first = u32::try_from(month)
        .ok()
        .and_then(|month| NaiveDate::from_ymd_opt(year, month, 1));
    first.map_or_else(String::new, |first| speech.month_title(first))
}

/// The day where it is known, else the month.
fn when(speech: Speech<'_>, item: &PlanItem) -> String {
    item.day.map_or_else(
        || month(speech, item.year, item.month),
        |day| speech.date(day),
    )
}

/// The items; at the desk each leads to its form, which stands at `change`.
#[must_use]
pub fn table(speech: Speech<'_>, plan: &Plan, change: Option<&str>) -> Markup {
    let table = html! {
        table.cards.openness-table {
            thead { tr {
                th scope="col" { (speech.t("openness-column-when")) }
                th scope="col" { (speech.t("openness-column-session")) }
                th scope="col" { (speech.t("openness-column-came")) }
            } }
            tbody { @for one in &plan.items { tr {
                th scope="row" { (when(speech, &one.item)) }
                td data-label=(speech.t("openness-column-session")) { (item(speech, one, change)) }
                td data-label=(speech.t("openness-column-came")) { (came(speech, one)) }
            } } }
        }
    };
    html! {
        @if plan.items.is_empty() {
            (signs::empty(speech.t("openness-plan-none")))
        } @else {
            (table_box(BoxName::Words(&speech.t("openness-plan")), &table))
        }
    }
}

fn item(speech: Speech<'_>, one: &Planned, change: Option<&str>) -> Markup {
    let item = &one.item;
    html! {
        (translated(speech.language(), &item.title))
        @if let Some(topic) = &item.topic { br; (translated(speech.language(), topic)) }
        br; span.soft { (speech.t(&format!("kind-{}", item.kind))) }
        @if let Some(change) = change {
            br; a href=(format!("{change}?year={}&item={}#item", item.year, item.item_id)) {
                (speech.t("openness-plan-change"))
            }
        }
        @if !one.formers.is_empty() {
            details {
                summary { (speech.tf("openness-plan-formers", &args! { "count" => one.formers.len() })) }
                ul { @for former in &one.formers { li {
                    (when(speech, former)) ": " (translated(speech.language(), &former.title))
                } } }
            }
            @if let Some(reason) = &item.reason {
                p.hint { (speech.t("openness-column-reason")) ": " (translated(speech.language(), reason)) }
            }
        }
    }
}

fn came(speech: Speech<'_>, one: &Planned) -> Markup {
    html! {
        (speech.t(&format!("openness-came-{}", one.came)))
        @if let Some(session) = &one.session { br; (link(speech, session)) }
    }
}

fn link(speech: Speech<'_>, session: &Session) -> Markup {
    html! {
        a href=(format!("/{}/sessions/{}", speech.language().code(), session.id)) {
            (speech.date(session.local_date)) ": " (translated(speech.language(), &session.title))
        }
    }
}

fn unplanned(speech: Speech<'_>, sessions: &[Session]) -> Markup {
    html! {
        @if !sessions.is_empty() {
            h2 { (speech.t("openness-unplanned")) }
            ul { @for session in sessions { li { (link(speech, session)) } } }
        }
    }
}
