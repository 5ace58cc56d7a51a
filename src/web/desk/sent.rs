//! The extractor of every form of the desk. It has come from one of our own pages, under this very sign-in; what was
//! typed before the sign-in ran out is kept, and stands in the form again afterwards.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::web::{Bytes, Data};
use actix_web::{FromRequest, HttpRequest};

use url::Url;

use super::TODAY;
use super::fields::Fields;
use super::person::Person;
use super::sign_ins::Found;
use super::signed_in::{Asked, SignedIn};
use crate::database::Id;
use crate::web::Problem;
use crate::web::limits::Limits;
use crate::web::tokens;

/// The largest form of the desk, in bytes: an agenda of a hundred matters in three languages.
pub const FORM_BYTES: usize = 1024 * 1024;

/// The field of the token.
pub(super) const TOKEN: &str = "csrf";

/// The field of the page that a form stands on.
pub(super) const PAGE: &str = "stands_on";

/// The parameter of a page whose form or button did nothing, as the sign-in had ended.
const AGAIN: &str = "again";

/// Parameters that do not make another form of a page: what was looked for, and what the page says once.
const NO_OTHER_FORM: [&str; 5] = ["q", "list", "done", "language", AGAIN];

/// A form that somebody who is signed in has sent.
#[derive(Clone)]
pub struct Sent {
    /// Who, and the visit.
    pub desk: SignedIn,
    /// What, without the token.
    pub fields: Fields,
}

impl FromRequest for Sent {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = Bytes::from_request(request, payload);
        let request = request.clone();
        Box::pin(async move {
            let body = body.await.map_err(|_| Problem::TooLarge)?;
            let (desk, fields) = verify(&request, Fields::decode(&body)).await?;
            Ok(Self { desk, fields })
        })
    }
}

/// Whether the browser says that another site made it send this.
#[must_use]
pub fn sent_from_elsewhere(request: &HttpRequest) -> bool {
    let site = request.headers().get("sec-fetch-site");
    site.is_some_and(|site| site != "same-origin")
}

/// Whether a form whose fields are not read yet can come to anything: it is from here, and somebody's sign-in is known
/// who either may send it or has it kept.
///
/// # Errors
/// [`Problem::Forbidden`], or [`Problem::SignIn`] for a stranger.
pub async fn worth_reading(request: &HttpRequest) -> Result<(), Problem> {
    if sent_from_elsewhere(request) {
        return Err(Problem::Forbidden);
    }
    let asked = Asked::of(request)?;
    match asked.found().await? {
        Found::Nobody => Err(Problem::SignIn(again(&asked.page))),
        Found::In(_) | Found::RanOut { .. } => Ok(()),
    }
}

/// Makes sure of a form however its fields were sent; a form with files reads them itself.
///
/// # Errors
/// [`Problem::Forbidden`] for a form that is not from here, [`Problem::SignIn`] when the sign-in has run out: what
/// was typed is kept then. [`Problem::SendAgain`] for a page opened under a sign-in before, with the same.
pub async fn verify(request: &HttpRequest, fields: Fields) -> Result<(SignedIn, Fields), Problem> {
    if sent_from_elsewhere(request) {
        return Err(Problem::Forbidden);
    }
    let mut asked = Asked::of(request)?;
    let token = tokens::unmasked(fields.text(TOKEN));
    if let Some(page) = page_of_desk(fields.text(PAGE)) {
        asked.page = page;
    }
    let fields = fields.without(&[TOKEN, PAGE]);
    match asked.found().await? {
        Found::Nobody => Err(Problem::SignIn(again(&asked.page))),
        Found::RanOut { staff, csrf } => {
            if token == csrf || asked.is_former(staff, token).await? {
                keep(request, &asked, staff, fields).await?;
            }
            Err(Problem::SignIn(again(&asked.page)))
        }
        Found::In(person) if token == person.csrf => accept(asked, person, fields).await,
        Found::In(person) => {
            if !asked.is_former(person.id, token).await? {
                return Err(Problem::Forbidden);
            }
            keep(request, &asked, person.id, fields).await?;
            Err(Problem::SendAgain(again(&asked.page)))
        }
    }
}

async fn accept(
    asked: Asked,
    person: Person,
    fields: Fields,
) -> Result<(SignedIn, Fields), Problem> {
    if person.has_kept_forms {
        let app = Arc::clone(&asked.visit.app);
        let key = key_of(&asked.page);
        asked.sign_ins.forget(app, person.id, key).await?;
    }
    Ok((asked.admit(person)?, fields))
}

impl Asked {
    /// Whether a token is of a page that this person opened before.
    async fn is_former(&self, staff: Id, token: String) -> Result<bool, Problem> {
        let (app, now) = (Arc::clone(&self.visit.app), self.visit.now);
        let known = self.sign_ins.is_former_token(app, staff, token, now);
        Ok(known.await?)
    }
}

/// Keeps a form that carries the token of a sign-in of this person.
async fn keep(
    request: &HttpRequest,
    asked: &Asked,
    staff: Id,
    fields: Fields,
) -> Result<(), Problem> {
    let (app, now) = (Arc::clone(&asked.visit.app), asked.visit.now);
    if let Some(limits) = request.app_data::<Data<Limits>>() {
        limits.pass(&asked.visit)?;
    }
    let key = key_of(&asked.page);
    let kept = asked.sign_ins.keep(app, staff, key, fields.to_keep(), now);
    Ok(kept.await?)
}

/// A page of the desk that a form names as its own.
fn page_of_desk(named: &str) -> Option<String> {
    let here = Url::parse("http://here.invalid").ok()?;
    let whole = here.join(named).ok()?;
    let is_desk = whole.path() == TODAY || whole.path().starts_with("/desk/");
    if !named.starts_with('/') || whole.origin() != here.origin() || !is_desk {
        return None;
    }
    let query = whole.query().map(|query| format!("?{query}"));
    Some(format!("{}{}", whole.path(), query.unwrap_or_default()))
}

/// Under which name the form of a page is kept.
pub(super) fn key_of(page: &str) -> String {
    without(page, &NO_OTHER_FORM)
}

/// A page that says that what was sent did nothing.
fn again(page: &str) -> String {
    let page = without(page, &[AGAIN, "done"]);
    let sign = if page.contains('?') { '&' } else { '?' };
    format!("{page}{sign}{AGAIN}=1")
}

/// Whether an address is of a page that says so.
pub(super) fn is_to_be_sent_again(address: &str) -> bool {
    let query = address.split_once('?').map_or("", |(_, query)| query);
    let mut pairs = url::form_urlencoded::parse(query.as_bytes());
    pairs.any(|(name, _)| name == AGAIN)
}

fn without(page: &str, names: &[&str]) -> String {
    let Some((path, query)) = page.split_once('?') else {
        return page.to_owned();
    };
    let pairs = url::form_urlencoded::parse(query.as_bytes());
    let others = pairs.filter(|(name, _)| !names.contains(&name.as_ref()));
    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(others)
        .finish();
    if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{query}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_stands_on_pages_of_the_desk_alone() {
        for (named, page) in [
            ("/desk/sessions/new?a=1", Some("/desk/sessions/new?a=1")),
            ("/desk", Some("/desk")),
            ("", None),
            ("/kk/", None),
            ("/desk/../kk/", None),
            ("//evil.example/desk/", None),
            ("https://evil.example/desk/", None),
        ] {
            assert_eq!(page_of_desk(named).as_deref(), page, "{named}");
        }
    }

    #[test]
    fn nobody_who_was_looked_for_stands_in_the_name_of_a_form() {
        let page = "/desk/sessions/1/applicants?q=%D0%90&state=seated&done=x&list=%3Fq%3D1";
        assert_eq!(key_of(page), "/desk/sessions/1/applicants?state=seated");
        assert_eq!(key_of("/desk?again=1"), "/desk");
        assert_eq!(again("/desk?a=1&again=1"), "/desk?a=1&again=1");
        assert!(is_to_be_sent_again(&again("/desk")) && !is_to_be_sent_again("/desk?x=again"));
    }
}
