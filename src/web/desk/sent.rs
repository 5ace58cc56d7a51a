//! The extractor of every form of the desk. It has come from one of our own pages, under this very sign-in; what was
//! typed before the sign-in ran out is kept, and stands in the form again afterwards.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpRequest};

use super::fields::Fields;
use super::person::Person;
use super::sign_ins::Found;
use super::signed_in::{Asked, SignedIn};
use crate::web::Problem;

/// The largest form of the desk, in bytes: an agenda of a hundred matters in three languages.
pub const FORM_BYTES: usize = 1024 * 1024;

/// The field of the token.
pub(super) const TOKEN: &str = "csrf";

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
        Found::Nobody => Err(Problem::SignIn(asked.page)),
        Found::In(_) | Found::RanOut(_) => Ok(()),
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
    let asked = Asked::of(request)?;
    let token = fields.text(TOKEN).to_owned();
    let fields = fields.without(&[TOKEN]);
    match asked.found().await? {
        Found::Nobody => Err(Problem::SignIn(asked.page)),
        Found::RanOut(staff) => {
            let app = Arc::clone(&asked.visit.app);
            let (page, now) = (asked.page.clone(), asked.visit.now);
            let fields = fields.to_keep();
            asked.sign_ins.keep(app, staff, page, fields, now).await?;
            Err(Problem::SignIn(asked.page))
        }
        Found::In(person) if token == person.csrf => accept(asked, person, fields).await,
        Found::In(person) => Err(of_another_sign_in(asked, person, token, fields).await?),
    }
}

async fn accept(
    asked: Asked,
    person: Person,
    fields: Fields,
) -> Result<(SignedIn, Fields), Problem> {
    if person.has_kept_forms {
        let app = Arc::clone(&asked.visit.app);
        let page = asked.page.clone();
        asked.sign_ins.forget(app, person.id, page).await?;
    }
    Ok((asked.admit(person)?, fields))
}

async fn of_another_sign_in(
    asked: Asked,
    person: Person,
    token: String,
    fields: Fields,
) -> Result<Problem, Problem> {
    let app = || Arc::clone(&asked.visit.app);
    let now = asked.visit.now;
    let known = asked
        .sign_ins
        .is_former_token(app(), person.id, token, now)
        .await?;
    if !known {
        return Ok(Problem::Forbidden);
    }
    let page = asked.page.clone();
    asked
        .sign_ins
        .keep(app(), person.id, page, fields.to_keep(), now)
        .await?;
    Ok(Problem::SendAgain(asked.page))
}
