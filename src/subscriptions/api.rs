//! Subscribing by JSON (contract § 3).

use actix_web::web::{self, Bytes, Data};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;

use super::asking::{self, Office};
use crate::web::headers::private;
use crate::web::limits::Limits;
use crate::web::problem::FieldFault;
use crate::web::{Problem, Visit, submitted};

/// Mounts the call.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/api/v1/subscriptions", web::post().to(ask));
}

/// 202 and the same words, whatever is known of the address.
async fn ask(
    request: HttpRequest,
    visit: Visit,
    limits: Data<Limits>,
    body: Bytes,
) -> Result<HttpResponse, Problem> {
    private(&request);
    limits.pass_letter(&visit)?;
    let no_object = || FieldFault {
        field: "body".to_owned(),
        code: "json",
        message: visit.speech().t("fault-json"),
    };
    let (sent, _) = submitted::of_json(&body).ok_or_else(|| Problem::Invalid(vec![no_object()]))?;
    let office = Office::read(&visit).await?;
    let (email, wish) = office.asked(&visit, &sent).map_err(Problem::Invalid)?;
    asking::ask(&visit, email, wish).await?;
    let days = visit.app.settings.subscriptions.confirm_days;
    Ok(HttpResponse::Accepted().json(json!({
        "state": "confirmation_sent",
        "confirm_within_days": days,
    })))
}
