//! Every answer that is not the one asked for. Slices say what is wrong; this file, at the edge, decides how it
//! looks (a page in the visitor's language, or `application/problem+json`) and logs what is the machine's fault.

use std::collections::BTreeMap;
use std::fmt;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{StatusCode, header};
use actix_web::middleware::Next;
use actix_web::{Error, HttpResponse, ResponseError};
use maud::html;
use serde::Serialize;

use super::desk;
use super::layout::{self, Head};
use super::visit::Visit;
use super::ways_on;
use crate::args;
use crate::database::Broken;
use crate::language::Speech;
use crate::law::Paragraph;

/// What stands in the way of an answer.
#[derive(Debug)]
pub enum Problem {
    /// Nothing is there, or nothing this visitor may know of.
    NotFound,
    /// A form from another site, or a role that may not.
    Forbidden,
    /// The request breaks the rules of its form; every field is named.
    Invalid(Vec<FieldFault>),
    /// The law or the state of things says no.
    Refused(Refused),
    /// Nobody is signed in, or no longer; the page of the desk to go on to afterwards.
    SignIn(String),
    /// A form of a page that was opened under a sign-in before: it is kept, and stands in the page again.
    SendAgain(String),
    /// Too many acts from one address; seconds to wait.
    RateLimited(u64),
    /// More is sent than is taken.
    TooLarge,
    /// Overload: nothing was written.
    Unavailable,
    /// The database is away: nothing was written.
    Away(Broken),
    /// The machine's fault.
    Broken(Broken),
}

/// One field that is missing, unknown or wrong, with a sentence for the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldFault {
    /// The field as sent.
    pub field: String,
    /// A word for machines: `required`, `unknown`, `too_long`, …
    pub code: &'static str,
    /// A sentence in the visitor's language saying what to do.
    pub message: String,
}

/// A refusal that is nobody's fault.
#[derive(Debug, Clone)]
pub struct Refused {
    /// A word for machines, from the contract's table.
    pub code: &'static str,
    /// 409, or 422 for `key_reused`.
    pub status: StatusCode,
    /// The paragraph of the law, where it is the reason.
    pub paragraph: Option<&'static str>,
    /// A sentence in the visitor's language saying what to do next.
    pub detail: String,
    /// The same for programs, by name: the instant that passed, the address to watch.
    pub facts: BTreeMap<&'static str, String>,
}

impl From<Broken> for Problem {
    fn from(broken: Broken) -> Self {
        match broken {
            Broken::Busy => Self::Unavailable,
            Broken::Text(_) => Self::Invalid(Vec::new()),
            away @ Broken::Connection(_) => Self::Away(away),
            other => Self::Broken(other),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(self.code())
    }
}

impl Problem {
    /// A refusal of a page's form that no field is about.
    #[must_use]
    pub fn refused(paragraph: Option<Paragraph>, detail: String) -> Self {
        Self::Refused(Refused {
            code: "refused",
            status: StatusCode::CONFLICT,
            paragraph: paragraph.map(Paragraph::id),
            detail,
            facts: BTreeMap::new(),
        })
    }

    fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::Forbidden => "forbidden",
            Self::Invalid(_) => "invalid",
            Self::Refused(refused) => refused.code,
            Self::SignIn(_) | Self::SendAgain(_) => "sign_in",
            Self::RateLimited(_) => "rate_limited",
            Self::TooLarge => "too_large",
            Self::Unavailable | Self::Away(_) => "unavailable",
            Self::Broken(_) => "broken",
        }
    }

    fn title(&self, speech: Speech<'_>) -> String {
        match self {
            Self::NotFound => speech.t("problem-not-found"),
            Self::Forbidden | Self::SignIn(_) | Self::SendAgain(_) => speech.t("problem-forbidden"),
            Self::Invalid(_) => speech.t("problem-invalid"),
            Self::Refused(_) => speech.t("problem-refused"),
            Self::RateLimited(_) => speech.t("problem-rate-limited"),
            Self::TooLarge => speech.t("problem-too-large"),
            Self::Unavailable | Self::Away(_) => speech.t("problem-unavailable"),
            Self::Broken(_) => speech.t("problem-broken"),
        }
    }

    fn detail(&self, speech: Speech<'_>) -> String {
        match self {
            Self::NotFound => speech.t("problem-not-found-detail"),
            Self::Forbidden | Self::SignIn(_) | Self::SendAgain(_) => {
                speech.t("problem-forbidden-detail")
            }
            Self::Invalid(_) => speech.t("problem-invalid-detail"),
            Self::Refused(refused) => refused.detail.clone(),
            Self::RateLimited(seconds) => speech.tf(
                "problem-rate-limited-detail",
                &args! { "seconds" => *seconds },
            ),
            Self::TooLarge => speech.t("problem-too-large-detail"),
            Self::Unavailable | Self::Away(_) => speech.t("problem-unavailable-detail"),
            Self::Broken(_) => speech.t("problem-broken-detail"),
        }
    }

    fn retry_after(&self) -> Option<u64> {
        match self {
            Self::RateLimited(seconds) => Some(*seconds),
            Self::Unavailable | Self::Away(_) => Some(2),
            _ => None,
        }
    }

    fn as_json(&self, speech: Speech<'_>) -> HttpResponse {
        let status = self.status_code();
        let body = ProblemJson {
            kind: "about:blank",
            title: self.title(speech),
            status: status.as_u16(),
            code: self.code(),
            detail: self.detail(speech),
            paragraph: if let Self::Refused(refused) = self {
                refused.paragraph
            } else {
                None
            },
            errors: if let Self::Invalid(faults) = self {
                Some(faults)
            } else {
                None
            },
            facts: if let Self::Refused(refused) = self {
                Some(&refused.facts)
            } else {
                None
            },
        };
        let mut answer = HttpResponse::build(status);
        answer.insert_header((header::CONTENT_LANGUAGE, speech.language().code()));
        self.finish(&mut answer);
        match serde_json::to_string(&body) {
            Ok(text) => answer.content_type("application/problem+json").body(text),
            Err(_) => answer.finish(),
        }
    }

    fn as_page(&self, visit: &Visit) -> HttpResponse {
        let to = match self {
            Self::SignIn(page) => Some(desk::sign_in_address(page)),
            Self::SendAgain(page) => Some(page.clone()),
            _ => None,
        };
        if let Some(to) = to {
            return HttpResponse::SeeOther()
                .insert_header((header::LOCATION, to))
                .insert_header((header::CACHE_CONTROL, "no-store"))
                .finish();
        }
        let speech = visit.speech();
        let title = self.title(speech);
        let content = html! {
            h1 { (title) }
            p { (self.detail(speech)) }
            @if let Self::Invalid(faults) = self {
                ul { @for fault in faults { li { (fault.message) } } }
            }
            (ways_on::from(self, visit))
        };
        let page = if visit.is_at_desk() {
            desk::plain_page(visit, &title, &content)
        } else {
            layout::page(visit, &Head::titled(title.clone()), &content)
        };
        let mut answer = HttpResponse::build(self.status_code());
        self.finish(&mut answer);
        answer
            .content_type("text/html; charset=utf-8")
            .body(page.into_string())
    }

    fn finish(&self, answer: &mut actix_web::HttpResponseBuilder) {
        answer.insert_header((header::CACHE_CONTROL, "no-store"));
        if let Some(seconds) = self.retry_after() {
            answer.insert_header((header::RETRY_AFTER, seconds.to_string()));
        }
    }
}

#[derive(Serialize)]
struct ProblemJson<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    status: u16,
    code: &'a str,
    detail: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraph: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    errors: Option<&'a [FieldFault]>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    facts: Option<&'a BTreeMap<&'static str, String>>,
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Refused(refused) => refused.status,
            Self::SignIn(_) | Self::SendAgain(_) => StatusCode::SEE_OTHER,
            Self::RateLimited(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unavailable | Self::Away(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Replaced at the edge by [`answer_problems`], which knows the visitor.
    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}

/// The edge: gives every problem its looks, and logs the machine's faults once.
///
/// # Errors
/// Those of actix itself.
pub async fn answer_problems(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let machine = request.path().starts_with("/api/");
    let response = next.call(request).await?.map_into_boxed_body();
    let Some(error) = response.response().error() else {
        return Ok(response);
    };
    let Some(visit) = Visit::of(response.request()) else {
        return Ok(response);
    };
    let foreign;
    let problem = if let Some(problem) = error.as_error::<Problem>() {
        problem
    } else {
        foreign = of_status(response.status());
        &foreign
    };
    if let Problem::Broken(broken) | Problem::Away(broken) = problem {
        let route = response.request().match_pattern().unwrap_or_default();
        tracing::error!(route, error = %broken, "a request failed");
    }
    let answer = if machine {
        problem.as_json(visit.speech())
    } else {
        problem.as_page(&visit)
    };
    Ok(response.into_response(answer).map_into_boxed_body())
}

/// What actix itself refuses (a body too large, a path that does not parse).
fn of_status(status: StatusCode) -> Problem {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::TooLarge,
        StatusCode::FORBIDDEN => Problem::Forbidden,
        StatusCode::NOT_FOUND => Problem::NotFound,
        _ => Problem::Invalid(Vec::new()),
    }
}
