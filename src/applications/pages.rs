//! Pages of applicants: the form, the receipt, the pass, the withdrawal in two steps.

use std::sync::Arc;

use actix_web::http::{StatusCode, header};
use actix_web::web::{self, Bytes, Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use maud::Markup;

use super::actions::{self, Apply, RequestKey};
use super::consent::Consent;
use super::reading::{self, Occasion};
use super::refusal::Refusal;
use super::submission::{self, Sent, Value};
use super::{store, views};
use crate::database::{Id, Lane};
use crate::law::admission::Verdict;
use crate::sessions;
use crate::web::desk::{Found, Right, SignIns, read_secret};
use crate::web::headers::{private, private_form};
use crate::web::limits::Limits;
use crate::web::{Problem, Visit, submitted, tokens};

/// Mounts the pages.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(
            web::resource("/{language:kk|ru|en}/sessions/{id}/apply")
                .route(web::get().to(form))
                .route(web::post().to(send)),
        )
        .route(
            "/{language:kk|ru|en}/applications/{secret}",
            web::get().to(receipt),
        )
        .service(
            web::resource("/{language:kk|ru|en}/applications/{secret}/withdraw")
                .route(web::get().to(ask_withdrawal))
                .route(web::post().to(withdraw)),
        )
        .route("/{language:kk|ru|en}/passes/{pass}", web::get().to(pass));
}

fn page(status: StatusCode, markup: Markup) -> HttpResponse {
    HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .body(markup.into_string())
}

fn session_id(text: &str) -> Result<Id, Problem> {
    Id::parse(text).ok_or(Problem::NotFound)
}

async fn occasion_of(visit: &Visit, id: Id) -> Result<Occasion, Problem> {
    let found = visit
        .app
        .database
        .read(move |connection| reading::occasion(connection, id))
        .await?;
    found.ok_or(Problem::NotFound)
}

async fn form(
    request: HttpRequest,
    visit: Visit,
    path: Path<(String, String)>,
    consent: Data<Consent>,
) -> Result<HttpResponse, Problem> {
    private_form(&request);
    let occasion = occasion_of(&visit, session_id(&path.1)?).await?;
    let markup = match sessions::now::admission(&occasion.session, &occasion.clocks, visit.now) {
        Verdict::Barred(bar) => views::barred(&visit, &occasion, &bar),
        Verdict::Open(_) => views::form(
            &visit,
            &occasion,
            &consent,
            &views::Typed::empty(tokens::secret()),
        ),
    };
    Ok(page(StatusCode::OK, markup))
}

async fn send(
    request: HttpRequest,
    visit: Visit,
    path: Path<(String, String)>,
    consent: Data<Consent>,
    limits: Data<Limits>,
    body: Bytes,
) -> Result<HttpResponse, Problem> {
    private_form(&request);
    limits.pass(&visit)?;
    let id = session_id(&path.1)?;
    let (form_key, sent) = read_form(&body);
    let again = |faults, notice| views::Typed {
        form_key: form_key.clone().unwrap_or_else(tokens::secret),
        sent: sent.clone(),
        faults,
        notice,
    };
    let submission = match submission::read(&sent, visit.language, visit.now) {
        Ok(submission) => submission,
        Err(faults) => {
            let occasion = occasion_of(&visit, id).await?;
            let typed = again(submission::in_words(visit.speech(), &faults), None);
            return Ok(page(
                StatusCode::UNPROCESSABLE_ENTITY,
                views::form(&visit, &occasion, &consent, &typed),
            ));
        }
    };
    let request_key = form_key.clone().map(|key| RequestKey {
        key: format!("form:{key}"),
        digest: digest_of(&sent),
    });
    let order = Apply::new(id, submission, consent.version.clone(), request_key);
    let now = visit.now;
    let done = visit
        .app
        .database
        .write(Lane::Session(id), move |work| {
            actions::apply(work, now, &order)
        })
        .await;
    match done {
        Ok(receipt) => Ok(see(&format!(
            "/{}/applications/{}",
            visit.language.code(),
            receipt.application.secret
        ))),
        Err(Refusal::Barred { bar, .. }) => Ok(page(
            StatusCode::CONFLICT,
            views::barred(&visit, &occasion_of(&visit, id).await?, &bar),
        )),
        Err(refusal @ (Refusal::AlreadyApplied | Refusal::KeyReused)) => {
            // The key of a form that was sent before is spent: the next person needs a new one.
            let typed = views::Typed {
                form_key: tokens::secret(),
                ..again(Vec::new(), Some(&refusal))
            };
            let occasion = occasion_of(&visit, id).await?;
            Ok(page(
                StatusCode::CONFLICT,
                views::form(&visit, &occasion, &consent, &typed),
            ))
        }
        Err(refusal) => Err(refusal.said(visit.speech())),
    }
}

fn see(address: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, address))
        .finish()
}

/// The one-time key and the fields of a form.
fn read_form(body: &[u8]) -> (Option<String>, Sent) {
    let mut sent = submitted::of_form(body, &["needs"]);
    let key = match sent.remove("form_key") {
        Some(Value::Typed(key)) => Some(key).filter(|key| (1..=100).contains(&key.len())),
        _ => None,
    };
    (key, sent)
}

fn digest_of(sent: &Sent) -> String {
    let parts: Vec<String> = sent
        .iter()
        .map(|(name, value)| format!("{name}={value:?}"))
        .collect();
    tokens::digest(parts.iter().map(String::as_str))
}

async fn receipt(
    request: HttpRequest,
    visit: Visit,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    private(&request);
    let secret = path.into_inner().1;
    let mine = visit
        .app
        .database
        .read(move |connection| reading::mine(connection, &secret))
        .await?;
    let mine = mine.ok_or(Problem::NotFound)?;
    Ok(page(StatusCode::OK, views::receipt(&visit, &mine)))
}

async fn ask_withdrawal(
    request: HttpRequest,
    visit: Visit,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    private_form(&request);
    let secret = path.into_inner().1;
    let mine = visit
        .app
        .database
        .read(move |connection| reading::mine(connection, &secret))
        .await?;
    let mine = mine.ok_or(Problem::NotFound)?;
    Ok(page(StatusCode::OK, views::ask_withdrawal(&visit, &mine)))
}

async fn withdraw(
    request: HttpRequest,
    visit: Visit,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    private(&request);
    let secret = path.into_inner().1;
    withdraw_by(&visit, &secret).await?;
    Ok(see(&format!(
        "/{}/applications/{secret}",
        visit.language.code()
    )))
}

/// Withdraws in the lane of the session, so that it stands in order with those who apply.
pub(super) async fn withdraw_by(visit: &Visit, secret: &str) -> Result<(), Problem> {
    let (now, own) = (visit.now, secret.to_owned());
    let found = visit
        .app
        .database
        .read(move |connection| store::by_secret(connection, &own))
        .await?;
    let application = found.ok_or(Problem::NotFound)?;
    let own = secret.to_owned();
    let lane = Lane::Session(application.session_id);
    let done = visit
        .app
        .database
        .write(lane, move |work| actions::withdraw(work, now, &own))
        .await;
    done.map(drop)
        .map_err(|refusal| refusal.said(visit.speech()))
}

async fn pass(
    request: HttpRequest,
    visit: Visit,
    path: Path<(String, String)>,
    sign_ins: Data<dyn SignIns>,
) -> Result<HttpResponse, Problem> {
    private(&request);
    let pass = path.into_inner().1;
    let asked = pass.clone();
    let shown = visit
        .app
        .database
        .read(move |connection| reading::passed(connection, &asked))
        .await?;
    let (application, occasion) = shown.ok_or(Problem::NotFound)?;
    if keeps_the_door(&request, &visit, &sign_ins, occasion.session.body_id).await? {
        return Ok(see(&format!("/desk/passes/{pass}")));
    }
    Ok(page(
        StatusCode::OK,
        views::pass(&visit, &application, &occasion),
    ))
}

/// Whether a guard of this body asks, whose telephone has opened the code of a pass. A visitor without the cookie of
/// the desk costs nothing and sees no difference.
async fn keeps_the_door(
    request: &HttpRequest,
    visit: &Visit,
    sign_ins: &Data<dyn SignIns>,
    body: Id,
) -> Result<bool, Problem> {
    let Some(secret) = read_secret(request, &visit.app) else {
        return Ok(false);
    };
    let app = Arc::clone(&visit.app);
    let found = sign_ins.found(app, secret, visit.now).await?;
    Ok(matches!(found, Found::In(person) if person.can(Right::KeepDoor, body)))
}
