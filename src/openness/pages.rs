//! The public pages: the figures of all bodies, those of one, and the lists behind the numbers.

use actix_web::web::{self, Path};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Datelike as _, TimeDelta, Utc};

use super::asked::{Wish, this_year};
use super::figures::{Entry, Figures, entries};
use super::known::{Known, Scope, from_tables};
use super::store;
use super::views::{self, page::Shown};
use crate::args;
use crate::bodies::reading::{self, Named};
use crate::database::{AnyConnection, Broken, Id, Topic};
use crate::web::layout::today_in_the_capital;
use crate::web::page_cache::{self, HTML, Made};
use crate::web::{Problem, Visit};

/// A comment touches none of the topics that are known here: figures are as fresh as this.
const FRESH_FOR: TimeDelta = TimeDelta::minutes(1);

/// Mounts the pages.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/{language:kk|ru|en}/openness", web::get().to(all))
        .route("/{language:kk|ru|en}/openness/{slug}", web::get().to(one));
}

/// What the figures are made of.
#[must_use]
pub fn topics() -> [Topic; 2] {
    [Topic::Sessions, Topic::Bodies]
}

/// Until when figures stand though nobody does anything.
#[must_use]
pub fn fresh_until(known: &[Known], now: DateTime<Utc>) -> DateTime<Utc> {
    let (_, midnight) = today_in_the_capital(now);
    let ends = known.iter().filter_map(|one| one.facts.next_change(now));
    ends.chain([midnight, now + FRESH_FOR]).min().unwrap_or(now)
}

/// Years that have sessions, and the present one; the last first.
///
/// # Errors
/// [`Broken::Query`].
pub fn years(
    connection: &mut AnyConnection,
    (body, year): (Option<Id>, i32),
    now: DateTime<Utc>,
) -> Result<Vec<i32>, Broken> {
    let (first, last) = store::years(connection, body)?;
    let present = this_year(now);
    let first = first.map_or(present, |day| day.year()).min(present);
    let last = last.map_or(present, |day| day.year()).max(present);
    let mut years: Vec<i32> = (first..=last).rev().collect();
    if !years.contains(&year) {
        years.push(year);
        years.sort_unstable_by(|one, other| other.cmp(one));
    }
    Ok(years)
}

/// The entries of a list.
fn behind(known: &[Known], wish: Wish, now: DateTime<Utc>) -> Vec<Entry<'_>> {
    let list = wish.list;
    let wanted = |entry: &Entry<'_>| {
        list.is_some_and(|list| {
            entry.judged.measure == list.measure && entry.judged.verdict == list.verdict
        })
    };
    entries(known, now).filter(wanted).collect()
}

async fn all(request: HttpRequest, visit: Visit) -> Result<HttpResponse, Problem> {
    let wish = Wish::read(&request, visit.now);
    page_cache::serve(
        &request,
        visit,
        HTML,
        &topics(),
        move |connection, visit| {
            let (today, _) = today_in_the_capital(visit.now);
            let bodies = reading::all(connection, today)?;
            let scope = Scope {
                year: wish.year,
                body: None,
            };
            let known = from_tables(connection, scope)?;
            let page = if let Some(list) = wish.list {
                let entries = behind(&known, wish, visit.now);
                views::list(visit, (&bodies, None), (wish.year, list), &entries)
            } else {
                let years = years(connection, (None, wish.year), visit.now)?;
                let figures = Figures::of(&known, visit.now);
                let each = Figures::by_body(&known, visit.now);
                let shown = Shown::of_all(&bodies, (wish.year, years), figures, each);
                views::page::page(visit, &shown)
            };
            Ok(Made {
                body: page.into_string(),
                fresh_until: Some(fresh_until(&known, visit.now)),
            })
        },
    )
    .await
}

/// The body of an address with its name of today.
///
/// # Errors
/// [`Problem::NotFound`].
pub fn named(connection: &mut AnyConnection, slug: &str, visit: &Visit) -> Result<Named, Problem> {
    let (today, _) = today_in_the_capital(visit.now);
    let portrait = reading::portrait(connection, slug, today)?.ok_or(Problem::NotFound)?;
    Ok(Named {
        body: portrait.body,
        name: portrait.name,
    })
}

/// What else the body has published: its reports and plans year by year, and its standing answers.
fn more(
    connection: &mut AnyConnection,
    body: &Named,
    visit: &Visit,
) -> Result<Vec<(String, String)>, Broken> {
    let (speech, id) = (visit.speech(), body.body.id);
    let words = |year: i32| args! { "year" => year.to_string() };
    let mut more = Vec::new();
    for year in store::reported_years(connection, id)? {
        let word = speech.tf("openness-report-year", &words(year));
        more.push((views::report_address(speech, body, year), word));
    }
    for year in store::planned_years(connection, id)? {
        let word = speech.tf("openness-plan-year", &words(year));
        more.push((views::plan_address(speech, body, year), word));
    }
    let questions = views::questions_address(speech, body);
    more.push((questions, speech.t("openness-questions")));
    Ok(more)
}

async fn one(
    request: HttpRequest,
    visit: Visit,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let wish = Wish::read(&request, visit.now);
    let (_, slug) = path.into_inner();
    page_cache::serve(
        &request,
        visit,
        HTML,
        &topics(),
        move |connection, visit| {
            let body = named(connection, &slug, visit)?;
            let scope = Scope {
                year: wish.year,
                body: Some(body.body.id),
            };
            let known = from_tables(connection, scope)?;
            let page = if let Some(list) = wish.list {
                let entries = behind(&known, wish, visit.now);
                views::list(visit, (&[], Some(&body)), (wish.year, list), &entries)
            } else {
                let years = years(connection, (scope.body, wish.year), visit.now)?;
                let figures = Figures::of(&known, visit.now);
                let mut shown = Shown::of_body(&body, wish.year, years, figures);
                shown.more = more(connection, &body, visit)?;
                views::page::page(visit, &shown)
            };
            Ok(Made {
                body: page.into_string(),
                fresh_until: Some(fresh_until(&known, visit.now)),
            })
        },
    )
    .await
}
