//! The public pages of what a body has published: reports, plans, standing answers.

use actix_web::http::header;
use actix_web::web::{self, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::asked::year_of;
use super::csv::Table;
use super::figures::Figures;
use super::known::{Scope, from_tables};
use super::pages::{fresh_until, named, topics};
use super::report::Report;
use super::{api, plan, store, views};
use crate::bodies;
use crate::database::Broken;
use crate::web::page_cache::{self, HTML, Made};
use crate::web::{Problem, Visit};

/// Mounts the pages.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route(
            "/{language:kk|ru|en}/openness/{slug}/reports/{year}",
            web::get().to(report),
        )
        .route(
            "/{language:kk|ru|en}/openness/{slug}/questions",
            web::get().to(questions),
        )
        .route(
            "/{language:kk|ru|en}/openness/{slug}/plan/{year}.csv",
            web::get().to(plan_table),
        )
        .route(
            "/{language:kk|ru|en}/openness/{slug}/plan/{year}",
            web::get().to(plan_page),
        )
        .route("/openness/{slug}/reports/{year}.json", web::get().to(json));
}

async fn report(
    request: HttpRequest,
    visit: Visit,
    path: Path<(String, String, String)>,
) -> Result<HttpResponse, Problem> {
    let (_, slug, year) = path.into_inner();
    let year = year_of(&year).ok_or(Problem::NotFound)?;
    page_cache::serve(
        &request,
        visit,
        HTML,
        &topics(),
        move |connection, visit| {
            let body = named(connection, &slug, visit)?;
            let row = store::report_of(connection, body.body.id, year)?.ok_or(Problem::NotFound)?;
            let report = Report::of(&row)?;
            let scope = Scope {
                year,
                body: Some(body.body.id),
            };
            let known = from_tables(connection, scope)?;
            let now = Figures::of(&known, visit.now);
            let page = views::published::report(visit, &body, (&row, &report), &now);
            Ok(Made {
                body: page.into_string(),
                fresh_until: Some(fresh_until(&known, visit.now)),
            })
        },
    )
    .await
}

/// The very text whose digest is shown, so that anybody can check it.
async fn json(visit: Visit, path: Path<(String, String)>) -> Result<HttpResponse, Problem> {
    let (slug, year) = path.into_inner();
    let year = year_of(&year).ok_or(Problem::NotFound)?;
    let read = visit.app.database.read(move |connection| {
        let Some(body) = bodies::store::by_slug(connection, &slug)? else {
            return Ok(None);
        };
        store::report_of(connection, body.id, year)
    });
    let row = read.await?.ok_or(Problem::NotFound)?;
    Ok(HttpResponse::Ok()
        .content_type("application/json; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .body(row.report))
}

async fn questions(
    request: HttpRequest,
    visit: Visit,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (_, slug) = path.into_inner();
    page_cache::serve(
        &request,
        visit,
        HTML,
        &topics(),
        move |connection, visit| {
            let body = named(connection, &slug, visit)?;
            let answers = store::answers_of(connection, body.body.id)?;
            Ok(Made {
                body: views::published::questions(visit, &body, &answers).into_string(),
                fresh_until: None,
            })
        },
    )
    .await
}

async fn plan_page(
    request: HttpRequest,
    visit: Visit,
    path: Path<(String, String, String)>,
) -> Result<HttpResponse, Problem> {
    let (_, slug, year) = path.into_inner();
    let year = year_of(&year).ok_or(Problem::NotFound)?;
    page_cache::serve(
        &request,
        visit,
        HTML,
        &topics(),
        move |connection, visit| {
            let body = named(connection, &slug, visit)?;
            let plan = plan::of(connection, (body.body.id, year), visit.now)?;
            Ok(Made {
                body: views::plan::plan(visit, &body, year, &plan).into_string(),
                fresh_until: Some(fresh_until(&[], visit.now)),
            })
        },
    )
    .await
}

/// A line an item: when, what, and what became of it.
async fn plan_table(
    visit: Visit,
    path: Path<(String, String, String)>,
) -> Result<HttpResponse, Problem> {
    let (_, slug, year) = path.into_inner();
    let year = year_of(&year).ok_or(Problem::NotFound)?;
    let (asking, of) = (visit.clone(), slug.clone());
    let read = visit.app.database.read(move |connection| {
        let body = named(connection, &of, &asking)?;
        Ok::<_, Problem>(plan::of(connection, (body.body.id, year), asking.now)?)
    });
    let plan = read.await?;
    let table = plan_lines(&plan)?;
    Ok(api::download(table, &format!("plan-{slug}-{year}")))
}

fn plan_lines(plan: &plan::Plan) -> Result<Vec<u8>, Broken> {
    let mut table = Table::with_head(&[
        "year", "month", "day", "kind", "title_kk", "title_ru", "topic_kk", "topic_ru", "revision",
        "came", "session",
    ])?;
    for one in &plan.items {
        let item = &one.item;
        let topic = item.topic.as_deref();
        table.line([
            item.year.to_string(),
            item.month.to_string(),
            item.day.map(|day| day.to_string()).unwrap_or_default(),
            item.kind.to_string(),
            item.title.kk.clone(),
            item.title.ru.clone(),
            topic.map(|topic| topic.kk.clone()).unwrap_or_default(),
            topic.map(|topic| topic.ru.clone()).unwrap_or_default(),
            item.revision.to_string(),
            one.came.to_string(),
            item.session_id.map(|id| id.to_string()).unwrap_or_default(),
        ])?;
    }
    table.finish()
}
