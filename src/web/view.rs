//! How large and plain pages are: as usual, or for people with low vision (large type, wide spacing, the strongest
//! contrast). A link on every page chooses, a cookie remembers; nothing else is in that cookie.

use actix_web::body::MessageBody;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, header};
use actix_web::middleware::Next;
use actix_web::{Error, HttpRequest, HttpResponse};
use maud::{Markup, html};

use super::visit::Visit;

/// The name of the cookie, and of the parameter by which a link asks for the other view.
pub const VIEW: &str = "view";

/// How a page is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum View {
    /// As most people see it.
    #[default]
    Usual,
    /// Large type, wide spacing, black and white.
    Large,
}

impl View {
    /// As it stands in the cookie and in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Usual => "usual",
            Self::Large => "large",
        }
    }

    fn parse(code: &str) -> Option<Self> {
        [Self::Usual, Self::Large]
            .into_iter()
            .find(|view| view.code() == code)
    }

    /// Up to which width rows of tables are cards; large type needs more room.
    #[must_use]
    pub const fn cards_up_to(self) -> &'static str {
        match self {
            Self::Usual => "(max-width: 60rem)",
            Self::Large => "(max-width: 105rem)",
        }
    }

    /// What this visitor chose last.
    #[must_use]
    pub fn of(request: &HttpRequest) -> Self {
        let chosen = request.cookie(VIEW);
        chosen
            .and_then(|cookie| Self::parse(cookie.value()))
            .unwrap_or_default()
    }

    /// What the page's root says of it, for the style; nothing as usual.
    #[must_use]
    pub fn mark(self) -> Option<&'static str> {
        (self == Self::Large).then_some(self.code())
    }
}

/// The link to this page in the other view.
#[must_use]
pub fn link(visit: &Visit) -> Markup {
    let speech = visit.speech();
    let (other, words) = match visit.view {
        View::Usual => (View::Large, speech.t("view-large")),
        View::Large => (View::Usual, speech.t("view-usual")),
    };
    html! {
        a.view-link href=(asking(&visit.path_and_query, Some(other))) rel="nofollow" {
            svg viewBox="0 0 24 16" width="24" height="16" aria-hidden="true" focusable="false" {
                path d="M1 8c5-8 17-8 22 0-5 8-17 8-22 0z" fill="none" stroke="currentColor" stroke-width="2" {}
                circle cx="12" cy="8" r="3.5" fill="currentColor" {}
            }
            span { (words) }
        }
    }
}

/// An address without the parameter, or with this one instead.
fn asking(path_and_query: &str, view: Option<View>) -> String {
    let (path, query) = path_and_query
        .split_once('?')
        .unwrap_or((path_and_query, ""));
    let others = url::form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != VIEW);
    let mut written = url::form_urlencoded::Serializer::new(String::new());
    written.extend_pairs(others);
    if let Some(view) = view {
        written.append_pair(VIEW, view.code());
    }
    let query = written.finish();
    if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{query}")
    }
}

fn asked_for(request: &ServiceRequest) -> Option<View> {
    if request.method() != Method::GET {
        return None;
    }
    let mut pairs = url::form_urlencoded::parse(request.query_string().as_bytes());
    let (_, value) = pairs.find(|(name, _)| name == VIEW)?;
    View::parse(&value)
}

/// Whoever asks for the other view gets it remembered for a year, and the page anew.
///
/// # Errors
/// Those of actix itself.
pub async fn choose(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let Some(view) = asked_for(&request) else {
        return Ok(next.call(request).await?.map_into_boxed_body());
    };
    let cookie = Cookie::build(VIEW, view.code())
        .path("/")
        .max_age(Duration::days(365))
        .same_site(SameSite::Lax)
        .http_only(true)
        .finish();
    // A path of two slashes would be read as another host.
    let whole = request
        .uri()
        .path_and_query()
        .map_or("/", |whole| whole.as_str());
    let to = format!("/{}", asking(whole, None).trim_start_matches('/'));
    let answer = HttpResponse::SeeOther()
        .cookie(cookie)
        .insert_header((header::LOCATION, to))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .finish();
    Ok(request.into_response(answer).map_into_boxed_body())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_what_else_it_asks_for() {
        let large = Some(View::Large);
        for (before, asked, after) in [
            ("/kk/", large, "/kk/?view=large"),
            (
                "/kk/?q=су&view=usual",
                large,
                "/kk/?q=%D1%81%D1%83&view=large",
            ),
            ("/kk/?view=large", None, "/kk/"),
            ("/kk/?page=2&view=large", None, "/kk/?page=2"),
        ] {
            assert_eq!(asking(before, asked), after);
        }
    }

    #[test]
    fn only_the_two_are_known() {
        assert_eq!(View::parse("large"), Some(View::Large));
        assert_eq!(View::parse("usual"), Some(View::Usual));
        assert_eq!(View::parse("LARGE"), None);
    }
}
