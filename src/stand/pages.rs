//! The screen of a body's stand and the sheet of a session.

use actix_web::web::{self, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::reading::{self, Board};
use super::views;
use crate::database::{Id, Topic};
use crate::sessions::card;
use crate::web::page_cache::{self, HTML, Made};
use crate::web::{Problem, Visit};

/// Mounts the pages.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/stand/{slug}", web::get().to(screen)).route(
        "/{language:kk|ru|en}/sessions/{id}/stand",
        web::get().to(sheet),
    );
}

/// The screen says as of which minute it is true, so it is made anew once a minute at the most.
async fn screen(
    request: HttpRequest,
    visit: Visit,
    path: Path<String>,
) -> Result<HttpResponse, Problem> {
    let slug = path.into_inner();
    let topics = [Topic::Sessions, Topic::Bodies];
    page_cache::serve(&request, visit, HTML, &topics, move |connection, visit| {
        let board = Board::load(connection, &slug, visit.now)?.ok_or(Problem::NotFound)?;
        Ok(Made {
            body: views::screen::page(visit, &board).into_string(),
            fresh_until: Some(reading::fresh_until(visit.now)),
        })
    })
    .await
}

async fn sheet(
    request: HttpRequest,
    visit: Visit,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let id = Id::parse(&path.1).ok_or(Problem::NotFound)?;
    let topics = [Topic::Session(id), Topic::Bodies];
    page_cache::serve(&request, visit, HTML, &topics, move |connection, visit| {
        let card = card::load(connection, id, visit.now)?.ok_or(Problem::NotFound)?;
        Ok(Made {
            body: views::sheet::page(visit, &card).into_string(),
            fresh_until: card.next_change(visit.now),
        })
    })
    .await
}
