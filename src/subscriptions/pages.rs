//! Pages of subscribers: ask, confirm, change, leave. Nothing changes on GET: mail programs open links by themselves.

use actix_web::http::StatusCode;
use actix_web::web::{self, Bytes, Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use maud::Markup;

use super::actions;
use super::asking::{self, Office, see};
use super::chosen::Chosen;
use super::refusal::Refusal;
use super::store;
use super::views::{self, Found, Typed};
use super::wish::LISTS;
use crate::database::{AnyConnection, Broken, Lane, Work};
use crate::outbox;
use crate::web::headers::{private, private_form};
use crate::web::limits::Limits;
use crate::web::submitted::{self, Sent, Value};
use crate::web::{Problem, Visit};

/// Mounts the pages.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(
            web::resource("/{language:kk|ru|en}/subscribe")
                .route(web::get().to(form))
                .route(web::post().to(ask)),
        )
        .route("/{language:kk|ru|en}/subscribe/sent", web::get().to(sent))
        .route("/{language:kk|ru|en}/subscribe/left", web::get().to(left))
        .service(
            web::resource("/{language:kk|ru|en}/subscriptions/{secret}")
                .route(web::get().to(show))
                .route(web::post().to(change)),
        )
        .service(
            web::resource("/{language:kk|ru|en}/subscriptions/{secret}/confirm")
                .route(web::get().to(to_page))
                .route(web::post().to(confirm)),
        )
        .service(
            web::resource("/{language:kk|ru|en}/subscriptions/{secret}/leave")
                .route(web::get().to(ask_leaving))
                .route(web::post().to(leave)),
        );
}

fn page(status: StatusCode, markup: Markup) -> HttpResponse {
    HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .body(markup.into_string())
}

/// The page of a subscription, in the language of the visit.
fn own_page(visit: &Visit, secret: &str) -> String {
    format!("/{}/subscriptions/{secret}", visit.language.code())
}

async fn form(request: HttpRequest, visit: Visit) -> Result<HttpResponse, Problem> {
    private_form(&request);
    let office = Office::read(&visit).await?;
    let typed = Typed::prefilled(&visit, request.query_string());
    Ok(page(StatusCode::OK, views::form(&visit, &office, &typed)))
}

async fn ask(
    request: HttpRequest,
    visit: Visit,
    limits: Data<Limits>,
    body: Bytes,
) -> Result<HttpResponse, Problem> {
    private_form(&request);
    limits.pass_letter(&visit)?;
    let sent = of_form(&body);
    let office = Office::read(&visit).await?;
    match office.asked(&visit, &sent) {
        Ok((email, wish)) => {
            asking::ask(&visit, email, wish).await?;
            Ok(see(&format!("/{}/subscribe/sent", visit.language.code())))
        }
        Err(faults) => {
            let typed = Typed { sent, faults };
            let markup = views::form(&visit, &office, &typed);
            Ok(page(StatusCode::UNPROCESSABLE_ENTITY, markup))
        }
    }
}

/// The fields of a form. Boxes of which none is ticked are not sent at all, and mean just that.
fn of_form(body: &[u8]) -> Sent {
    let mut sent = submitted::of_form(body, &LISTS);
    let none = Value::List(Vec::new());
    sent.entry("about".to_owned()).or_insert(none);
    sent
}

async fn sent(request: HttpRequest, visit: Visit) -> HttpResponse {
    private(&request);
    page(StatusCode::OK, views::sent(&visit))
}

async fn left(request: HttpRequest, visit: Visit) -> HttpResponse {
    private(&request);
    page(StatusCode::OK, views::left(&visit))
}

/// The subscription of a secret; `None` where it opens nothing any more.
async fn found(visit: &Visit, secret: &str) -> Result<Option<Found>, Problem> {
    let (now, secret) = (visit.now, secret.to_owned());
    let term = visit.app.settings.subscriptions.term();
    let read = move |connection: &mut AnyConnection| {
        let row = store::by_secret(connection, &secret)?;
        let Some(row) = row.filter(|row| !row.has_lapsed(now, term)) else {
            return Ok(None);
        };
        let digest = std::slice::from_ref(&row.email_digest);
        let unread = !outbox::store::suppressed(connection, digest)?.is_empty();
        let chosen = Chosen::of(connection, &row, now)?;
        Ok::<_, Broken>(Some(Found {
            row,
            chosen,
            unread,
        }))
    };
    Ok(visit.app.database.read(read).await?)
}

fn unknown(visit: &Visit) -> HttpResponse {
    page(StatusCode::NOT_FOUND, views::unknown(visit))
}

async fn show(
    request: HttpRequest,
    visit: Visit,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    private_form(&request);
    let Some(found) = found(&visit, &path.1).await? else {
        return Ok(unknown(&visit));
    };
    if !found.row.is_confirmed() {
        return Ok(page(StatusCode::OK, views::unconfirmed(&visit, &found)));
    }
    let office = Office::read(&visit).await?;
    let typed = Typed::of(&found.row, &office);
    let news = views::News::read(request.query_string());
    let markup = views::own(&visit, &office, (&found, news), &typed);
    Ok(page(StatusCode::OK, markup))
}

/// Opened by a link: the page with the button. What is no secret leads nowhere.
async fn to_page(request: HttpRequest, visit: Visit, path: Path<(String, String)>) -> HttpResponse {
    private(&request);
    if path
        .1
        .bytes()
        .all(|letter| letter.is_ascii_alphanumeric() || letter == b'-')
    {
        see(&own_page(&visit, &path.1))
    } else {
        unknown(&visit)
    }
}

async fn confirm(
    request: HttpRequest,
    visit: Visit,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    private(&request);
    let (now, secret) = (visit.now, path.into_inner().1);
    let term = visit.app.settings.subscriptions.term();
    let own = secret.clone();
    let act = move |work: &mut Work<'_>| actions::confirm(work, now, &own, term);
    let done = visit.app.database.write(Lane::Any, act).await;
    match done {
        Ok(()) => Ok(see(&format!(
            "{}?done=confirmed",
            own_page(&visit, &secret)
        ))),
        Err(Refusal::Full) => Ok(page(StatusCode::CONFLICT, views::full(&visit))),
        Err(Refusal::Broken(broken)) => Err(broken.into()),
        Err(_) => Ok(unknown(&visit)),
    }
}

async fn change(
    request: HttpRequest,
    visit: Visit,
    path: Path<(String, String)>,
    body: Bytes,
) -> Result<HttpResponse, Problem> {
    private_form(&request);
    let (now, secret) = (visit.now, path.into_inner().1);
    let sent = of_form(&body);
    let office = Office::read(&visit).await?;
    let seen = match sent.get("revision") {
        Some(Value::Typed(revision)) => revision.parse().unwrap_or(0),
        _ => 0,
    };
    let wish = match office.changed(&visit, &sent) {
        Ok(wish) => wish,
        Err(faults) => {
            let typed = Typed { sent, faults };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return again(
                &visit,
                &office,
                &secret,
                typed,
                (status, views::News::Faults),
            )
            .await;
        }
    };
    let own = secret.clone();
    let act = move |work: &mut Work<'_>| actions::change(work, now, &own, (wish, seen));
    let done = visit.app.database.write(Lane::Any, act).await;
    let conflict = |news| (StatusCode::CONFLICT, news);
    match done {
        Ok(()) => Ok(see(&format!("{}?done=changed", own_page(&visit, &secret)))),
        Err(Refusal::Broken(broken)) => Err(broken.into()),
        Err(Refusal::Stale(row)) => {
            let typed = Typed::kept(sent).seen(&row);
            let news = conflict(views::News::Stale);
            again(&visit, &office, &secret, typed, news).await
        }
        Err(Refusal::Same) => {
            let news = conflict(views::News::Same);
            again(&visit, &office, &secret, Typed::kept(sent), news).await
        }
        Err(Refusal::Unconfirmed) => Ok(see(&own_page(&visit, &secret))),
        Err(_) => Ok(unknown(&visit)),
    }
}

/// The page once more with what was typed.
async fn again(
    visit: &Visit,
    office: &Office,
    secret: &str,
    typed: Typed,
    (status, news): (StatusCode, views::News),
) -> Result<HttpResponse, Problem> {
    let Some(found) = found(visit, secret).await? else {
        return Ok(unknown(visit));
    };
    let markup = views::own(visit, office, (&found, Some(news)), &typed);
    Ok(page(status, markup))
}

async fn ask_leaving(
    request: HttpRequest,
    visit: Visit,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    private_form(&request);
    match found(&visit, &path.1).await? {
        Some(found) => Ok(page(StatusCode::OK, views::ask_leaving(&visit, &found))),
        None => Ok(unknown(&visit)),
    }
}

async fn leave(
    request: HttpRequest,
    visit: Visit,
    path: Path<(String, String)>,
    body: Bytes,
) -> Result<HttpResponse, Problem> {
    private(&request);
    let (now, secret) = (visit.now, path.into_inner().1);
    if is_one_click(&body) {
        let act = move |work: &mut Work<'_>| actions::leave_all(work, now, &secret);
        visit.app.database.write(Lane::Any, act).await?;
        return Ok(HttpResponse::Ok()
            .content_type("text/plain; charset=utf-8")
            .body("unsubscribed\n"));
    }
    let act = move |work: &mut Work<'_>| actions::leave(work, now, &secret);
    let was_there = visit.app.database.write(Lane::Any, act).await?;
    if was_there {
        return Ok(see(&format!("/{}/subscribe/left", visit.language.code())));
    }
    Ok(unknown(&visit))
}

/// RFC 8058: a mail program asks for the reader, as a form of either kind, and wants no page.
fn is_one_click(body: &[u8]) -> bool {
    let has = |words: &[u8]| body.windows(words.len()).any(|part| part == words);
    has(b"List-Unsubscribe") && has(b"One-Click")
}
