//! Headers of every answer, and the refusal of forms that another site sends.

use actix_web::body::MessageBody;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::http::{Method, Uri};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpMessage, HttpRequest, HttpResponse};

use super::problem::Problem;
use super::visit::{LANGUAGE_COOKIE, Visit, language_just_chosen};
use crate::app::App;
use crate::language::Language;

const POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
     object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const ALWAYS: [(HeaderName, &str); 3] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
];

/// What a page may load from elsewhere, once its visitor wants it to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Elsewhere {
    /// Scheme, host and port from which a player gets pictures and sound.
    pub media: Vec<String>,
    /// Scheme, host and port of what is shown in a frame.
    pub frames: Vec<String>,
}

impl Elsewhere {
    /// The policy of a page that may load this, and nothing else from elsewhere. A player hands what it got to the
    /// browser under an address of its own making (`blob:`).
    #[must_use]
    pub fn policy(&self) -> String {
        let mut policy = POLICY.to_owned();
        if !self.media.is_empty() {
            let media = self.media.join(" ");
            policy.push_str("; media-src 'self' blob: ");
            policy.push_str(&media);
            policy.push_str("; connect-src 'self' ");
            policy.push_str(&media);
        }
        if !self.frames.is_empty() {
            policy.push_str("; frame-src ");
            policy.push_str(&self.frames.join(" "));
        }
        policy
    }
}

/// An answer that carries a person's data is kept nowhere, and its address leaves with no referrer.
#[derive(Clone, Copy)]
struct Private {
    referrer: &'static str,
}

/// A request whose answer's body is left out; to handlers it looks like any other.
#[derive(Clone, Copy)]
struct HeadersAlone;

/// Whether the body of the answer is left out (HEAD), so that a long one need not be made.
#[must_use]
pub fn wants_headers_alone(request: &HttpRequest) -> bool {
    request.extensions().contains::<HeadersAlone>()
}

/// Makes the answer to this request `no-store` with no referrer.
pub fn private(request: &HttpRequest) {
    let referrer = "no-referrer";
    request.extensions_mut().insert(Private { referrer });
}

/// The same for a page with a form. Nothing leaves for other sites; but under `no-referrer` a browser would also
/// keep silent about the origin of the page's own form, and over plain http nothing else tells it from a foreign one.
pub fn private_form(request: &HttpRequest) {
    let referrer = "same-origin";
    request.extensions_mut().insert(Private { referrer });
}

/// Headers for every answer.
///
/// # Errors
/// Those of actix itself.
pub async fn add_headers(
    mut request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    // Answered as GET is; the connection knows what was asked and leaves the body out.
    if request.method() == Method::HEAD {
        request.head_mut().method = Method::GET;
        request.extensions_mut().insert(HeadersAlone);
    }
    drop_nul_of_query(&mut request);
    let mut response = next.call(request).await?;
    let private = response.request().extensions().get::<Private>().copied();
    if let Some(language) = language_just_chosen(response.request()) {
        response
            .response_mut()
            .add_cookie(&language_cookie(language))?;
    }
    let app = response.request().app_data::<Data<App>>();
    let encrypted = app.is_some_and(|app| app.settings.server.is_https());
    let headers = response.headers_mut();
    if encrypted {
        let year = HeaderValue::from_static("max-age=31536000");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    for (name, value) in ALWAYS {
        // A page that plays what lies elsewhere has a policy of its own.
        let own = name == header::CONTENT_SECURITY_POLICY && headers.contains_key(&name);
        if !own {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    if let Some(Private { referrer }) = private {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(header::REFERRER_POLICY, HeaderValue::from_static(referrer));
    }
    Ok(response)
}

/// U+0000 in an encoded address.
const NUL: &str = "%00";

/// Nobody types U+0000 and PostgreSQL takes no text with it: a search goes on without.
fn drop_nul_of_query(request: &mut ServiceRequest) {
    if !request.query_string().contains(NUL) {
        return;
    }
    let mut query = request.query_string().to_owned();
    while query.contains(NUL) {
        query = query.replace(NUL, "");
    }
    let whole = format!("{}?{query}", request.uri().path());
    let mut parts = request.uri().clone().into_parts();
    parts.path_and_query = whole.parse().ok();
    if let Ok(uri) = Uri::from_parts(parts) {
        request.head_mut().uri = uri;
    }
}

/// Nothing has a name with U+0000.
///
/// # Errors
/// Those of actix itself.
pub async fn refuse_impossible_names(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    if !request.uri().path().contains(NUL) {
        return Ok(next.call(request).await?.map_into_boxed_body());
    }
    let nothing = HttpResponse::from_error(Problem::NotFound);
    Ok(ServiceResponse::new(request.into_parts().0, nothing))
}

/// Remembers a language for a year.
#[must_use]
pub fn language_cookie(language: Language) -> Cookie<'static> {
    Cookie::build(LANGUAGE_COOKIE, language.code())
        .path("/")
        .max_age(Duration::days(365))
        .same_site(SameSite::Lax)
        .http_only(true)
        .finish()
}

/// A form of a foreign site gets 403 before anything else. Browsers send `Origin` with every POST; programs
/// that send none carry nobody's cookies.
///
/// # Errors
/// Those of actix itself.
pub async fn refuse_foreign_forms(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let safe = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    if safe || comes_from_here(request.request()) {
        return Ok(next.call(request).await?.map_into_boxed_body());
    }
    // Put together by hand: `into_response` would forget which problem it was.
    let refused = HttpResponse::from_error(Problem::Forbidden);
    Ok(ServiceResponse::new(request.into_parts().0, refused))
}

fn comes_from_here(request: &HttpRequest) -> bool {
    let Some(origin) = request.headers().get(header::ORIGIN) else {
        return true;
    };
    let (Ok(origin), Some(visit)) = (origin.to_str(), Visit::of(request)) else {
        return false;
    };
    // A page that sends no referrer makes browsers keep silent about the origin of its own form too. They say by
    // another header where it comes from, which no page can forge.
    if origin == "null" {
        let site = request.headers().get("sec-fetch-site");
        return site.is_some_and(|site| site == "same-origin");
    }
    // Behind a proxy the public address counts; straight on, the host that was asked.
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or_default();
    origin == visit.origin
        || origin == format!("http://{host}")
        || origin == format!("https://{host}")
}
