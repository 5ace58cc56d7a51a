//! Applications as JSON: receive, look, withdraw (contract § 3).

use actix_web::http::StatusCode;
use actix_web::web::{self, Bytes, Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;

use super::actions::{self, Apply, RequestKey};
use super::consent::Consent;
use super::pages::withdraw_by;
use super::reading;
use super::record::Application;
use super::submission::{self, Fault};
use crate::database::{Id, Lane, Zone};
use crate::law::application_course::ApplicationState;
use crate::web::headers::private;
use crate::web::limits::Limits;
use crate::web::{Problem, Visit, submitted, tokens};

/// Mounts the calls.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route(
            "/api/v1/sessions/{id}/applications",
            web::post().to(receive),
        )
        .service(
            web::resource("/api/v1/applications/{secret}")
                .route(web::get().to(show))
                .route(web::delete().to(withdraw)),
        );
}

/// What the applicant is told; no name, no contact.
#[derive(Serialize)]
struct ApplicationJson<'a> {
    id: Id,
    number: &'a str,
    state: ApplicationState,
    queue_place: Option<i64>,
    received_at: String,
    manage_url: String,
    secret: &'a str,
}

fn answer(
    status: StatusCode,
    visit: &Visit,
    application: &Application,
    queue_place: Option<i64>,
    zone: Zone,
) -> HttpResponse {
    let path = format!(
        "/{}/applications/{}",
        application.language.code(),
        application.secret
    );
    HttpResponse::build(status).json(ApplicationJson {
        id: application.id,
        number: &application.number,
        state: application.state,
        queue_place,
        received_at: zone.rfc3339(application.received_at.utc()),
        manage_url: visit.url(&path),
        secret: &application.secret,
    })
}

async fn receive(
    request: HttpRequest,
    visit: Visit,
    path: Path<String>,
    consent: Data<Consent>,
    limits: Data<Limits>,
    body: Bytes,
) -> Result<HttpResponse, Problem> {
    private(&request);
    limits.pass(&visit)?;
    let id = Id::parse(&path).ok_or(Problem::NotFound)?;
    let invalid =
        |faults: Vec<Fault>| Problem::Invalid(submission::in_words(visit.speech(), &faults));
    let key = idempotency_key(&request).map_err(|fault| invalid(vec![fault]))?;
    let (sent, canonical) = submitted::of_json(&body).ok_or_else(|| {
        invalid(vec![Fault {
            field: "body".to_owned(),
            code: "json",
        }])
    })?;
    let submission = submission::read(&sent, visit.language, visit.now).map_err(invalid)?;
    let request_key = key.map(|key| RequestKey {
        key: format!("api:{key}"),
        digest: tokens::digest([canonical.as_str()]),
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
    let receipt = done.map_err(|refusal| refusal.said(visit.speech()))?;
    Ok(answer(
        StatusCode::CREATED,
        &visit,
        &receipt.application,
        receipt.queue_place,
        receipt.zone,
    ))
}

async fn show(
    request: HttpRequest,
    visit: Visit,
    path: Path<String>,
) -> Result<HttpResponse, Problem> {
    private(&request);
    shown(visit, path.into_inner()).await
}

async fn withdraw(
    request: HttpRequest,
    visit: Visit,
    path: Path<String>,
) -> Result<HttpResponse, Problem> {
    private(&request);
    withdraw_by(&visit, &path).await?;
    shown(visit, path.into_inner()).await
}

async fn shown(visit: Visit, secret: String) -> Result<HttpResponse, Problem> {
    let mine = visit
        .app
        .database
        .read(move |connection| reading::mine(connection, &secret))
        .await?;
    let mine = mine.ok_or(Problem::NotFound)?;
    Ok(answer(
        StatusCode::OK,
        &visit,
        &mine.application,
        mine.queue_place,
        mine.occasion.session.zone,
    ))
}

const LONGEST_KEY: usize = 255;

fn idempotency_key(request: &HttpRequest) -> Result<Option<String>, Fault> {
    const HEADER: &str = "Idempotency-Key";
    let Some(value) = request.headers().get(HEADER) else {
        return Ok(None);
    };
    let fault = |code| Fault {
        field: HEADER.to_owned(),
        code,
    };
    let key = std::str::from_utf8(value.as_bytes()).map_err(|_| fault("type"))?;
    match key.chars().count() {
        0 => Err(fault("required")),
        1..=LONGEST_KEY => Ok(Some(key.to_owned())),
        _ => Err(fault("too_long")),
    }
}
