//! The extractor of every page of the desk.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::http::Method;
use actix_web::http::header::{HOST, REFERER};
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};
use url::Url;

use super::TODAY;
use super::cookie::read_secret;
use super::fields::Fields;
use super::person::Person;
use super::rights::Right;
use super::sent::key_of;
use super::sign_ins::{Found, SignIns};
use super::ways::Needed;
use crate::database::Broken;
use crate::web::{Problem, Visit, headers};

/// A visit of somebody who is signed in and has, for some body at least, the right that the address needs.
#[derive(Clone)]
pub struct SignedIn {
    /// The visit.
    pub visit: Visit,
    /// Who.
    pub person: Person,
    sign_ins: Arc<dyn SignIns>,
    page: String,
}

impl FromRequest for SignedIn {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let asked = Asked::of(&request)?;
            match asked.found().await? {
                Found::In(person) => asked.admit(person),
                Found::RanOut { .. } | Found::Nobody => Err(Problem::SignIn(asked.page)),
            }
        })
    }
}

impl SignedIn {
    /// What was typed here before the sign-in ran out.
    ///
    /// # Errors
    /// [`Problem`] of the database.
    pub async fn kept_fields(&self) -> Result<Option<Fields>, Problem> {
        if !self.person.has_kept_forms {
            return Ok(None);
        }
        let app = Arc::clone(&self.visit.app);
        let (staff, key) = (self.person.id, key_of(&self.page));
        Ok(self.sign_ins.kept(app, staff, key, self.visit.now).await?)
    }

    /// The page on which a form stands, or the page asked for.
    #[must_use]
    pub fn page(&self) -> &str {
        &self.page
    }
}

/// A request to the desk of which nobody knows yet who sent it.
pub(super) struct Asked {
    pub(super) visit: Visit,
    pub(super) sign_ins: Arc<dyn SignIns>,
    /// Where the person goes on after signing in.
    pub(super) page: String,
    needed: Needed,
    secret: Option<String>,
}

impl Asked {
    pub(super) fn of(request: &HttpRequest) -> Result<Self, Problem> {
        headers::private_form(request);
        let visit = Visit::of(request).ok_or(Problem::NotFound)?;
        let unlisted = || Broken::Data(format!("{} is no listed address", request.path()));
        let needed = request.app_data::<Needed>().ok_or_else(unlisted)?;
        let sign_ins = request.app_data::<Data<dyn SignIns>>();
        let sign_ins = sign_ins.ok_or_else(unlisted)?;
        Ok(Self {
            sign_ins: Arc::clone(sign_ins),
            page: page_of(request, &visit),
            needed: *needed,
            secret: read_secret(request, &visit.app),
            visit,
        })
    }

    pub(super) async fn found(&self) -> Result<Found, Problem> {
        let Some(secret) = self.secret.clone() else {
            return Ok(Found::Nobody);
        };
        let app = Arc::clone(&self.visit.app);
        // The calendar that another process has entered is to be known before anything is counted.
        app.database.freshness().look().await;
        Ok(self.sign_ins.found(app, secret, self.visit.now).await?)
    }

    pub(super) fn admit(self, person: Person) -> Result<SignedIn, Problem> {
        // Whoever is signed in has a desk, if only to see that no body has given them anything to do yet.
        if self.needed.0 != Right::Desk && !person.may_somewhere(self.needed.0) {
            return Err(Problem::Forbidden);
        }
        Ok(SignedIn {
            visit: self.visit,
            person,
            sign_ins: self.sign_ins,
            page: self.page,
        })
    }
}

/// A page is its own address; a form stands on the page that sent it. It names that itself; where it does not, most
/// browsers name it to us alone.
fn page_of(request: &HttpRequest, visit: &Visit) -> String {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return visit.path_and_query.clone();
    }
    let header = |name| request.headers().get(name)?.to_str().ok();
    let sender = header(REFERER).and_then(|sender| Url::parse(sender).ok());
    let from_here = |sender: &Url| Some(sender.authority()) == header(HOST);
    let page = sender.filter(from_here).map(|sender| {
        let query = sender.query().map(|query| format!("?{query}"));
        format!("{}{}", sender.path(), query.unwrap_or_default())
    });
    page.filter(|page| page.starts_with(TODAY))
        .unwrap_or_else(|| TODAY.to_owned())
}
