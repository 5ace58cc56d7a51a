//! Calendars and feeds that others' programs come back for.
//!
//! | file | what it is for |
//! |---|---|
//! | `address` | which feeds there are, and where |
//! | `single` | one session as a calendar file |
//! | `chosen` | which sessions a feed holds, and what it is called |
//! | `calendar` | a feed as a calendar |
//! | `reading` | the rest of a long calendar, read while it is sent |
//! | `atom` | a feed as Atom: what is said of a feed and of its entries |
//! | `xml` | how that is written down |
//!
//! A feed holds every public session to come and those of the last [`KEPT_DAYS`]: so that what is over or was
//! called off stays in people's calendars. Drafts are in none.
//!
//! **A calendar of any length** is the same handler. Its first sessions are read; if they are all, it is a page like
//! any other, kept and tagged by what it says. If there are more, it is sent as it is read, and its tag is made of
//! what those first sessions say, of the versions of the topics that feeds are made of, and of when the time of an
//! emergency last passed: nothing else in an event depends on the present instant. So such a calendar changes when a
//! topic does, when an emergency is over, or when a day leaves its far end and with it the first session; and then,
//! and only then, its tag is another one, in every process.

pub mod address;
mod atom;
mod calendar;
mod chosen;
mod reading;
mod single;
mod xml;

use actix_web::web::{self, Path};
use actix_web::{HttpRequest, HttpResponse};
use chrono::TimeDelta;

use crate::database::Topic;
use crate::language::Language;
use crate::web::query::Query;
use crate::web::{Problem, Visit};
use address::{Asked, Feed, Form};

/// For so many days a session stays in feeds after its start.
pub const KEPT_DAYS: TimeDelta = TimeDelta::days(180);

/// What feeds are made of: no seats, which change by the minute and no calendar shows.
const TOPICS: [Topic; 2] = [Topic::Sessions, Topic::Bodies];

/// For how long a feed may be used without asking. Programs come back for it in hours.
const CACHE_CONTROL: &str = "public, max-age=300";

/// The language is in the address.
const VARY: &str = "Accept-Encoding";

/// Mounts the addresses.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/sessions/{id}.ics", web::get().to(single::file))
        .route("/feeds/all.{form:ics|atom}", web::get().to(of_all))
        .route(
            "/feeds/{kind:bodies|regions|topics}/{name}.{form:ics|atom}",
            web::get().to(of_some),
        );
}

async fn of_all(
    request: HttpRequest,
    visit: Visit,
    path: Path<String>,
) -> Result<HttpResponse, Problem> {
    serve(request, visit, Feed::All, &path).await
}

async fn of_some(
    request: HttpRequest,
    visit: Visit,
    path: Path<(String, String, String)>,
) -> Result<HttpResponse, Problem> {
    let (kind, name, form) = path.into_inner();
    let feed = Feed::named(&kind, &name).ok_or(Problem::NotFound)?;
    serve(request, visit, feed, &form).await
}

/// In the language of `?lang=`, else in Kazakh: a subscribed calendar is fetched by machines of another country.
async fn serve(
    request: HttpRequest,
    mut visit: Visit,
    feed: Feed,
    form: &str,
) -> Result<HttpResponse, Problem> {
    let form = Form::parse(form).ok_or(Problem::NotFound)?;
    let mut query = Query::of(&request);
    visit.language = Language::Kk;
    let language = query.choice("lang", &Language::ALL.map(Language::code));
    let after = (form == Form::Atom).then(|| query.cursor()).flatten();
    query.finish(visit.speech())?;
    visit.language = language.unwrap_or_default();
    let asked = Asked { feed, after };
    // One address for a topic, however it was typed.
    let own = asked.feed.path(form);
    if own != request.path() {
        return Ok(address::moved(&own, request.query_string()));
    }
    match form {
        Form::Calendar => calendar::serve(&request, visit, asked.feed).await,
        Form::Atom => atom::serve(&request, visit, asked).await,
    }
}
