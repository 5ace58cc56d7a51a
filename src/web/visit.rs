//! One request as the slices see it.

use std::future::{Ready, ready};
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Once};

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::http::uri::PathAndQuery;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};
use chrono::{DateTime, Utc};
use url::Url;

use super::problem::Problem;
use super::view::View;
use crate::app::App;
use crate::language::{Language, Speech};

/// The cookie that remembers the language last chosen.
pub const LANGUAGE_COOKIE: &str = "language";

/// Who asks, in which language, when and from where.
#[derive(Clone)]
pub struct Visit {
    /// The office.
    pub app: Arc<App>,
    /// The language of the address, else of the cookie, else of `Accept-Language`, else Kazakh.
    pub language: Language,
    /// As usual, or for low vision.
    pub view: View,
    /// The instant of arrival: read once, used for everything in this request.
    pub now: DateTime<Utc>,
    /// Path and query as asked.
    pub path_and_query: String,
    /// The client's address, behind trusted proxies too.
    pub address: IpAddr,
    /// Scheme and host under which the visitor reached us.
    pub origin: String,
}

impl Visit {
    /// Sentences in the visitor's language.
    #[must_use]
    pub fn speech(&self) -> Speech<'_> {
        self.app.speech(self.language)
    }

    /// The same page in another language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> String {
        if is_desk(&self.path_and_query) {
            return desk_in_language(&self.path_and_query, language);
        }
        let rest = self
            .path_and_query
            .get(3..)
            .filter(|_| language_of_path(&self.path_and_query).is_some());
        format!("/{}{}", language.code(), rest.unwrap_or("/"))
    }

    /// Whether an address of the desk was asked for.
    #[must_use]
    pub fn is_at_desk(&self) -> bool {
        is_desk(&self.path_and_query)
    }

    /// The address of something here, whole, for letters and machines: the public one where it is set.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }
}

impl FromRequest for Visit {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(request).ok_or(Problem::NotFound))
    }
}

impl Visit {
    /// Reads what a request says of its sender.
    #[must_use]
    pub fn of(request: &HttpRequest) -> Option<Self> {
        let app = Arc::clone(request.app_data::<Data<App>>()?);
        let now = app.now();
        let path_and_query = request
            .uri()
            .path_and_query()
            .map_or("/", |whole| whole.as_str())
            .to_owned();
        let language = language_of_path(&path_and_query)
            .or_else(|| language_asked_of_the_desk(&path_and_query))
            .unwrap_or_else(|| preferred_language(request));
        let address = client_address(request, &app);
        let origin = origin(request, &app);
        Some(Self {
            app,
            language,
            view: View::of(request),
            now,
            path_and_query,
            address,
            origin,
        })
    }
}

/// `/kk/…` → Kazakh.
fn language_of_path(path: &str) -> Option<Language> {
    let first = path.strip_prefix('/')?.split(['/', '?']).next()?;
    Language::parse(first)
}

/// The desk has one address for all languages; a link in its frame asks for another one by a parameter.
const LANGUAGE_PARAMETER: &str = "language";

fn is_desk(path_and_query: &str) -> bool {
    let path = path_and_query.split('?').next().unwrap_or_default();
    path == "/desk" || path.starts_with("/desk/")
}

fn language_asked_of_the_desk(path_and_query: &str) -> Option<Language> {
    let (_, query) = path_and_query
        .split_once('?')
        .filter(|_| is_desk(path_and_query))?;
    let (_, value) = url::form_urlencoded::parse(query.as_bytes())
        .find(|(name, _)| name == LANGUAGE_PARAMETER)?;
    Language::parse(&value)
}

fn desk_in_language(path_and_query: &str, language: Language) -> String {
    let (path, query) = path_and_query
        .split_once('?')
        .unwrap_or((path_and_query, ""));
    let others = url::form_urlencoded::parse(query.as_bytes())
        .filter(|(name, _)| name != LANGUAGE_PARAMETER);
    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(others)
        .append_pair(LANGUAGE_PARAMETER, language.code())
        .finish();
    format!("{path}?{query}")
}

/// The language of the cookie, else of `Accept-Language`, else Kazakh.
#[must_use]
pub fn preferred_language(request: &HttpRequest) -> Language {
    let chosen = request
        .cookie(LANGUAGE_COOKIE)
        .and_then(|cookie| Language::parse(cookie.value()));
    let accepted = || {
        let header = request
            .headers()
            .get(header::ACCEPT_LANGUAGE)?
            .to_str()
            .ok()?;
        Language::from_accept_language(header)
    };
    chosen.or_else(accepted).unwrap_or(Language::Kk)
}

/// The language that the visitor has just chosen: by a link from a page of ours in another one.
#[must_use]
pub fn language_just_chosen(request: &HttpRequest) -> Option<Language> {
    let whole = request.uri().path_and_query().map(PathAndQuery::as_str);
    if let Some(asked) = whole.and_then(language_asked_of_the_desk) {
        return Some(asked);
    }
    let here = language_of_path(request.path())?;
    let header = |name| request.headers().get(name)?.to_str().ok();
    let before = Url::parse(header(header::REFERER)?).ok()?;
    let from_here = before.authority() == header(header::HOST)?;
    let there = language_of_path(before.path())?;
    (from_here && there != here).then_some(here)
}

/// The nearest address that is not one of our own proxies: earlier entries of the header are anybody's words.
fn client_address(request: &HttpRequest, app: &App) -> IpAddr {
    let peer = request
        .peer_addr()
        .map_or(IpAddr::from([127, 0, 0, 1]), |peer| peer.ip());
    let trusted = |address: IpAddr| {
        app.settings
            .server
            .trusted_proxies
            .iter()
            .any(|net| net.contains(address))
    };
    if !trusted(peer) {
        if request.headers().contains_key("x-forwarded-for") {
            warn_of_proxy(peer);
        }
        return peer;
    }
    let forwarded = request
        .headers()
        .get_all("x-forwarded-for")
        .filter_map(|value| value.to_str().ok());
    let mut chain: Vec<&str> = forwarded
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .collect();
    while let Some(last) = chain.pop() {
        match forwarded_address(last) {
            Some(address) if trusted(address) => {}
            Some(address) => return address,
            None => return peer,
        }
    }
    peer
}

/// Says once that a proxy may stand before the office of which the settings know nothing: all visitors then share its
/// address, and with it the limits of one.
fn warn_of_proxy(peer: IpAddr) {
    static SAID: Once = Once::new();
    SAID.call_once(|| {
        tracing::warn!(
            %peer,
            "somebody speaks for other addresses (X-Forwarded-For) and is not trusted: if this is a proxy of yours, \
             name it in server.trusted_proxies, or all visitors count as one"
        );
    });
}

/// An address as proxies write it: some add the port.
fn forwarded_address(text: &str) -> Option<IpAddr> {
    let with_port = || text.parse().map(|address: SocketAddr| address.ip());
    text.parse().or_else(|_| with_port()).ok()
}

fn origin(request: &HttpRequest, app: &App) -> String {
    if let Some(url) = &app.settings.server.public_url {
        return url.as_str().trim_end_matches('/').to_owned();
    }
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    format!("http://{}", host.unwrap_or("localhost"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_with_and_without_a_port() {
        for (text, expected) in [
            ("192.0.2.7", Some("192.0.2.7")),
            ("192.0.2.7:5678", Some("192.0.2.7")),
            ("2001:db8::1", Some("2001:db8::1")),
            ("[2001:db8::1]:443", Some("2001:db8::1")),
            ("unknown", None),
        ] {
            let address = forwarded_address(text).map(|address| address.to_string());
            assert_eq!(address.as_deref(), expected, "{text}");
        }
    }
}
