//! Looking at the calendar at the desk.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::http::header::{ContentDisposition, DispositionParam, DispositionType};
use actix_web::web::Path;
use chrono::Datelike as _;

use super::{desk_views, store};
use crate::web::Problem;
use crate::web::desk::{self, Right, SignedIn, Ways};
use crate::web::layout::today_in_the_capital;

/// The addresses of this slice behind the sign-in.
pub fn desk_routes(ways: &mut Ways<'_>) {
    ways.get("/desk/calendar", Right::SeeCalendar, year);
    ways.get("/desk/calendar/{version}.csv", Right::SeeCalendar, table);
}

/// One year, and all versions. The calendar is the same for all bodies.
async fn year(desk: SignedIn) -> Result<HttpResponse, Problem> {
    let (today, _) = today_in_the_capital(desk.visit.now);
    let query = desk.visit.path_and_query.split_once('?');
    let asked = query.and_then(|(_, query)| {
        let mut pairs = url::form_urlencoded::parse(query.as_bytes());
        let (_, year) = pairs.find(|(name, _)| name == "year")?;
        year.parse()
            .ok()
            .filter(|year| (1900..=2999).contains(year))
    });
    let versions = desk.visit.app.database.read(store::all).await?;
    let shown = desk_views::Shown {
        calendar: desk.visit.app.calendar(),
        year: asked.unwrap_or(today.year()),
        versions,
    };
    Ok(desk::shown(desk_views::year(&desk, &shown)))
}

/// The days of a version in the form of the file.
async fn table(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let name = path.into_inner();
    let built_in = Arc::clone(desk.visit.app.calendar_in_force.built_in());
    let rows = if name == built_in.version() {
        built_in.to_csv()
    } else {
        let asked = name.clone();
        let found = desk
            .visit
            .app
            .database
            .read(move |connection| store::by_name(connection, &asked));
        found.await?.ok_or(Problem::NotFound)?.rows_csv
    };
    let disposition = ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![DispositionParam::Filename(format!("{name}.csv"))],
    };
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header(disposition)
        .body(rows))
}
