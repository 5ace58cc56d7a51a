//! What the pages of signing in share.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use maud::Markup;
use url::Url;

use crate::database::{Broken, Lane};
use crate::staff::actions::Beginning;
use crate::staff::record::{Member, SignIn};
use crate::staff::throttle::{self, Admission, Attempt, Trying};
use crate::staff::{browser, store, tokens};
use crate::web::desk::{self, SIGN_IN, Signing, TODAY};
use crate::web::limits::{Limits, shared_address};
use crate::web::visit::LANGUAGE_COOKIE;
use crate::web::{Problem, Visit, headers};

/// Somebody who is about to sign in.
pub(super) struct Arriving {
    pub(super) visit: Visit,
    pub(super) signing: Signing,
    browser: String,
    secret: Option<String>,
    knows_language: bool,
}

impl Arriving {
    /// Whoever opens a page.
    pub(super) fn at_page(request: &HttpRequest, visit: Visit) -> Self {
        headers::private_form(request);
        let agent = request.headers().get(header::USER_AGENT);
        let agent = agent.and_then(|agent| agent.to_str().ok());
        Self {
            signing: desk::signing(&visit.app),
            browser: browser::short_name(agent.unwrap_or_default()),
            secret: desk::read_secret(request, &visit.app),
            knows_language: request.cookie(LANGUAGE_COOKIE).is_some(),
            visit,
        }
    }

    /// Whoever sends a form: from here, and not too often.
    pub(super) fn with_form(
        request: &HttpRequest,
        visit: Visit,
        limits: &Limits,
    ) -> Result<Self, Problem> {
        let arriving = Self::at_page(request, visit);
        if desk::sent_from_elsewhere(request) {
            return Err(Problem::Forbidden);
        }
        limits.pass(&arriving.visit)?;
        Ok(arriving)
    }

    pub(super) fn secret(&self) -> Option<&str> {
        self.secret.as_deref()
    }

    /// Who tries, if the account is this one.
    pub(super) fn trying(&self, email: &str) -> Trying {
        Trying::of(email, shared_address(self.visit.address))
    }

    /// A sign-in of this browser, after this attempt or by a link.
    pub(super) fn beginning(&self, attempt: Option<Attempt>) -> Beginning {
        Beginning {
            attempt,
            browser: self.browser.clone(),
            secret: tokens::secret(),
            longest: self.visit.app.settings.staff.longest,
        }
    }

    /// Whoever has shown the right password here and not yet the second factor.
    pub(super) async fn half_way(&self) -> Result<Option<(SignIn, Member)>, Problem> {
        let (Some(secret), false) = (&self.secret, self.signing == Signing::Refused) else {
            return Ok(None);
        };
        let (digest, now) = (tokens::digest(secret), self.visit.now);
        let database = &self.visit.app.database;
        let found = database
            .read(move |connection| store::sign_in_by_digest(connection, &digest))
            .await?;
        Ok(found.filter(|(sign_in, member)| {
            let open = sign_in.ended_at.is_none() && sign_in.ends_at.utc() > now;
            open && !sign_in.complete && member.disabled_at.is_none()
        }))
    }

    /// An answer with the secret of a sign-in in its cookie, and the person's language where none was chosen yet.
    pub(super) fn carrying(
        &self,
        mut answer: HttpResponse,
        secret: &str,
        member: &Member,
    ) -> Result<HttpResponse, Problem> {
        let bad = |error: actix_web::error::HttpError| Broken::Data(error.to_string());
        let cookie = desk::with_secret(&self.visit.app, secret).ok_or(Problem::Forbidden)?;
        answer.add_cookie(&cookie).map_err(bad)?;
        if !self.knows_language {
            let language = headers::language_cookie(member.language);
            answer.add_cookie(&language).map_err(bad)?;
        }
        Ok(answer)
    }
}

/// Counts an attempt, or says until when to wait.
pub(super) async fn count(visit: &Visit, trying: &Trying) -> Result<Admission, Problem> {
    let (trying, now) = (trying.clone(), visit.now);
    let counted = visit
        .app
        .database
        .write(Lane::SigningIn, move |work| {
            throttle::count(work, &trying, now)
        })
        .await?;
    Ok(counted)
}

/// How many seconds to wait, of which none is too few.
pub(super) fn seconds_until(until: DateTime<Utc>, now: DateTime<Utc>) -> i64 {
    (until - now).num_seconds().saturating_add(1)
}

/// A page that says how long to wait.
pub(super) fn shown_to_wait(page: Markup, seconds: i64) -> HttpResponse {
    HttpResponse::TooManyRequests()
        .insert_header((header::RETRY_AFTER, seconds.to_string()))
        .content_type("text/html; charset=utf-8")
        .body(page.into_string())
}

/// A page with a status of its own.
pub(super) fn shown_as(status: StatusCode, page: Markup) -> HttpResponse {
    HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .body(page.into_string())
}

/// Where to go on after signing in: a page of the desk that is not one of signing in, and nothing else.
pub(super) fn next_page(wanted: &str) -> String {
    let page = || {
        let here = Url::parse("http://here.invalid").ok()?;
        let whole = here.join(wanted).ok()?;
        let path = whole.path();
        let is_desk = path == TODAY || path.starts_with("/desk/");
        let is_front = [SIGN_IN, "/desk/sign-out", "/desk/set-up"]
            .iter()
            .any(|front| path.starts_with(front));
        if !wanted.starts_with('/') || whole.origin() != here.origin() || !is_desk || is_front {
            return None;
        }
        let query = whole.query().map(|query| format!("?{query}"));
        Some(format!("{path}{}", query.unwrap_or_default()))
    };
    page().unwrap_or_else(|| TODAY.to_owned())
}

/// The page to go on to that an address names.
pub(super) fn next_of(visit: &Visit) -> String {
    let query = visit.path_and_query.split_once('?');
    let wanted = query.and_then(|(_, query)| {
        let mut pairs = url::form_urlencoded::parse(query.as_bytes());
        pairs.find_map(|(name, value)| (name == "next").then(|| value.into_owned()))
    });
    next_page(&wanted.unwrap_or_default())
}

/// An address of signing in that knows where to go on.
pub(super) fn with_next(address: &str, next: &str) -> String {
    let next: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
    format!("{address}?next={next}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_goes_on_to_pages_of_the_desk_alone() {
        for (wanted, goes_to) in [
            ("/desk/sessions/new?a=1&b=2", "/desk/sessions/new?a=1&b=2"),
            ("/desk", "/desk"),
            ("/desk?done=x", "/desk?done=x"),
            ("", "/desk"),
            ("/kk/", "/desk"),
            ("/deskelsewhere", "/desk"),
            ("desk/staff", "/desk"),
            ("//evil.example/desk/", "/desk"),
            ("/\\evil.example/desk/", "/desk"),
            ("https://evil.example/desk/", "/desk"),
            ("/desk/../kk/", "/desk"),
            ("/desk/%2e%2e/kk/", "/desk"),
            ("/desk/..//evil.example/desk", "/desk"),
            ("/\t/evil.example/desk", "/desk"),
            ("javascript:alert(1)", "/desk"),
            ("/desk/sign-in?next=/desk", "/desk"),
            ("/desk/sign-out", "/desk"),
        ] {
            assert_eq!(next_page(wanted), goes_to, "{wanted}");
        }
    }
}
