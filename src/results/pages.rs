//! Public pages: what there is of a session's results, one of them as a page, its file, and its text as it is stored.

use actix_web::http::header;
use actix_web::web::{self, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::record::{Beside, Outcome};
use super::{store, views};
use crate::database::{AnyConnection, Id, Topic};
use crate::language::Language;
use crate::sessions::card::{self, SessionCard};
use crate::sessions::files;
use crate::web::page_cache::{self, HTML, Made};
use crate::web::{Problem, Visit};

/// Letters of a query that count.
const LONGEST_QUERY: usize = 200;

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
        .route(
            "/results/{result}/file/{language:kk|ru|en}",
            web::get().to(further),
        )
        .route("/results/{result}/text.json", web::get().to(text));
}

fn known(
    connection: &mut AnyConnection,
    id: Id,
    visit: &Visit,
) -> Result<(SessionCard, Vec<Outcome>, Beside), Problem> {
    let card = card::load(connection, id, visit.now)?.ok_or(Problem::NotFound)?;
    let outcomes = store::of_session(connection, id)?;
    let beside = store::beside_of_session(connection, id)?;
    Ok((card, outcomes, beside))
}

async fn all(
    request: HttpRequest,
    visit: Visit,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let id = Id::parse(&path.1).ok_or(Problem::NotFound)?;
    let topics = [Topic::Session(id), Topic::Bodies];
    page_cache::serve(&request, visit, HTML, &topics, move |connection, visit| {
        let (card, outcomes, beside) = known(connection, id, visit)?;
        Ok(Made {
            body: views::list::page(visit, &card, (&outcomes, &beside)).into_string(),
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
    let query = typed(&request);
    let topics = [Topic::Session(id), Topic::Bodies];
    page_cache::serve(&request, visit, HTML, &topics, move |connection, visit| {
        let (card, outcomes, beside) = known(connection, id, visit)?;
        let outcome = outcomes
            .iter()
            .find(|one| one.id == result && !one.stated_none)
            .ok_or(Problem::NotFound)?;
        let words = outcome.words()?;
        let (said, all) = ((outcome, words.as_ref()), (outcomes.as_slice(), &beside));
        let page = views::one::page(visit, &card, said, all, &query);
        Ok(Made {
            body: page.into_string(),
            fresh_until: None,
        })
    })
    .await
}

/// What is searched for in a transcript, so far as anybody would type it.
fn typed(request: &HttpRequest) -> String {
    let mut given = url::form_urlencoded::parse(request.query_string().as_bytes());
    let query = given.find(|(name, _)| name == "q");
    query.map_or_else(String::new, |(_, value)| {
        value.trim().chars().take(LONGEST_QUERY).collect()
    })
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

/// The same document as a file in a further language.
async fn further(
    request: HttpRequest,
    visit: Visit,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let id = Id::parse(&path.0).ok_or(Problem::NotFound)?;
    let language = Language::parse(&path.1).ok_or(Problem::NotFound)?;
    let file = visit
        .app
        .database
        .read(move |connection| store::further_file(connection, id, language))
        .await?;
    let file = file.ok_or(Problem::NotFound)?;
    files::serve(&request, &visit, file.file()).await
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
