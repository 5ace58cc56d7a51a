//! Public pages: what there is of a session's results, one of them as a page, its file, and its text as it is stored.

use actix_web::http::header;
use actix_web::web::{self, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::record::Outcome;
use super::{store, views};
use crate::database::{AnyConnection, Id, Topic};
use crate::sessions::card::{self, SessionCard};
use crate::sessions::files;
use crate::web::page_cache::{self, HTML, Made};
use crate::web::{Problem, Visit};

/// Mounts the addresses.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route(
            "/{language:kk|ru|en}/sessions/{id}/results",
            web::get().to(all),
        )
        .route(
            "/{language:kk|ru|en}/sessions/{id}/results/{result}",
            web::get().to(one),
        )
        .route("/results/{result}/file", web::get().to(file))
        .route("/results/{result}/text.json", web::get().to(text));
}

fn known(
    connection: &mut AnyConnection,
    id: Id,
    visit: &Visit,
) -> Result<(SessionCard, Vec<Outcome>), Problem> {
    let card = card::load(connection, id, visit.now)?.ok_or(Problem::NotFound)?;
    let outcomes = store::of_session(connection, id)?;
    Ok((card, outcomes))
}

async fn all(
    request: HttpRequest,
    visit: Visit,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let id = Id::parse(&path.1).ok_or(Problem::NotFound)?;
    let topics = [Topic::Session(id), Topic::Bodies];
    page_cache::serve(&request, visit, HTML, &topics, move |connection, visit| {
        let (card, outcomes) = known(connection, id, visit)?;
        Ok(Made {
            body: views::list::page(visit, &card, &outcomes).into_string(),
            fresh_until: card.next_change(visit.now),
        })
    })
    .await
}

async fn one(
    request: HttpRequest,
    visit: Visit,
    path: Path<(String, String, String)>,
) -> Result<HttpResponse, Problem> {
    let id = Id::parse(&path.1).ok_or(Problem::NotFound)?;
    let result = Id::parse(&path.2).ok_or(Problem::NotFound)?;
    let topics = [Topic::Session(id), Topic::Bodies];
    page_cache::serve(&request, visit, HTML, &topics, move |connection, visit| {
        let (card, outcomes) = known(connection, id, visit)?;
        let outcome = outcomes
            .iter()
            .find(|one| one.id == result && !one.stated_none)
            .ok_or(Problem::NotFound)?;
        let words = outcome.words()?;
        let page = views::one::page(visit, &card, (outcome, words.as_ref()), &outcomes);
        Ok(Made {
            body: page.into_string(),
            fresh_until: None,
        })
    })
    .await
}

/// What was published of a session that is public; what was replaced too.
async fn published(visit: &Visit, path: &str) -> Result<Outcome, Problem> {
    let id = Id::parse(path).ok_or(Problem::NotFound)?;
    let outcome = visit
        .app
        .database
        .read(move |connection| store::by_id(connection, id))
        .await?;
    outcome.ok_or(Problem::NotFound)
}

async fn file(
    request: HttpRequest,
    visit: Visit,
    path: Path<String>,
) -> Result<HttpResponse, Problem> {
    let outcome = published(&visit, &path).await?;
    let file = outcome.file().ok_or(Problem::NotFound)?;
    files::serve(&request, &visit, file).await
}

/// The very text whose digest is shown, so that anybody can check it.
async fn text(visit: Visit, path: Path<String>) -> Result<HttpResponse, Problem> {
    let outcome = published(&visit, &path).await?;
    let text = outcome.text.ok_or(Problem::NotFound)?;
    Ok(HttpResponse::Ok()
        .content_type("application/json; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .body(text))
}
