//! The cookie of a sign-in. Over https, and on this machine, its name begins with `__Host-`: browsers then take it
//! from this host alone and send it over nothing weaker. Over plain http in a network anybody on the way could read
//! it: there only the demo, which has nothing to hide, lets people sign in.

use actix_web::HttpRequest;
use actix_web::cookie::{Cookie, SameSite};
use url::Host;

use crate::app::{App, Mode};
use crate::settings::Server;

/// Whether one can sign in here, and how the cookie goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signing {
    /// Safely.
    Safe,
    /// In the open: in the demo only, with a warning.
    InTheOpen,
    /// Not at all.
    Refused,
}

const SAFE_NAME: &str = "__Host-otyrys";
const OPEN_NAME: &str = "otyrys-demo";

impl Signing {
    fn cookie_name(self) -> Option<&'static str> {
        match self {
            Self::Safe => Some(SAFE_NAME),
            Self::InTheOpen => Some(OPEN_NAME),
            Self::Refused => None,
        }
    }
}

/// Whether one can sign in under the office's public address.
#[must_use]
pub fn signing(app: &App) -> Signing {
    signing_under(&app.settings.server, app.mode)
}

/// The same of settings alone.
#[must_use]
pub fn signing_under(server: &Server, mode: Mode) -> Signing {
    let safe = url::Url::parse(&server.origin()).is_ok_and(|url| {
        url.scheme() == "https"
            || match url.host() {
                Some(Host::Ipv4(address)) => address.is_loopback(),
                Some(Host::Ipv6(address)) => address.is_loopback(),
                Some(Host::Domain(name)) => name == "localhost" && listens_here_only(server),
                None => false,
            }
    });
    match (safe, mode) {
        (true, _) => Signing::Safe,
        (false, Mode::Demo) => Signing::InTheOpen,
        (false, Mode::Office) => Signing::Refused,
    }
}

/// An office that listens everywhere names itself `localhost` for want of a better word, and is none.
fn listens_here_only(server: &Server) -> bool {
    server.public_url.is_some() || server.listen.ip().is_loopback()
}

/// The secret that the browser sent, if it sent one.
#[must_use]
pub fn read_secret(request: &HttpRequest, app: &App) -> Option<String> {
    let name = signing(app).cookie_name()?;
    Some(request.cookie(name)?.value().to_owned())
}

/// The cookie that holds a secret until the browser is closed or the sign-in ends; `None` where nobody signs in.
#[must_use]
pub fn with_secret(app: &App, secret: &str) -> Option<Cookie<'static>> {
    let signing = signing(app);
    let cookie = Cookie::build(signing.cookie_name()?, secret.to_owned())
        .path("/")
        .http_only(true)
        .secure(signing == Signing::Safe)
        .same_site(SameSite::Lax)
        .finish();
    Some(cookie)
}

/// The cookie that takes the one before away.
#[must_use]
pub fn removed(app: &App) -> Option<Cookie<'static>> {
    let mut cookie = with_secret(app, "")?;
    cookie.make_removal();
    Some(cookie)
}
