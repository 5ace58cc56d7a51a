//! Sessions and their clocks as JSON (contract § 3).

use actix_web::web::{self, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::card;
use super::deadlines::{Counting, Question, USUAL_KIND, USUAL_ZONE, local_time};
use super::json::SessionJson;
use super::search::Words;
use super::store::Filter;
use crate::bodies;
use crate::database::{AnyConnection, Id, Topic, Zone};
use crate::law::deadlines::SessionKind;
use crate::law::session_course::{Format, SessionStatus};
use crate::law::working_days::{NoCalendar, Week};
use crate::web::page_cache::{self, JSON, Made};
use crate::web::paging::{Cursor, ListJson};
use crate::web::query::{LIMITS, Query};
use crate::web::{Problem, Visit};

/// Mounts the calls.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/sessions", web::get().to(list))
        .route("/api/v1/sessions/{id}", web::get().to(one))
        .route("/api/v1/deadlines", web::get().to(deadlines));
}

/// What a list is asked for.
struct Asked {
    filter: Filter,
    body: Option<String>,
    after: Option<Cursor>,
    limit: usize,
}

/// A draft is nobody's business: its status is none that may be asked for.
const STATUSES: [&str; 5] = ["announced", "postponed", "cancelled", "live", "held"];

fn asked(query: &mut Query) -> Asked {
    let (usual, _) = LIMITS;
    let filter = Filter {
        body: None,
        region: query.read("region", "unknown_region", |kato| {
            bodies::regions::by_kato(kato).map(|region| region.kato.clone())
        }),
        format: query.choice("format", Format::WORDS),
        status: query.choice::<SessionStatus>("status", &STATUSES),
        from: query.date("from"),
        to: query.date("to"),
        modified_since: query.instant("modified_since"),
        words: query
            .text("q")
            .map_or_else(Words::default, |text| Words::typed(&text)),
        ..Filter::default()
    };
    if let (Some(from), Some(to)) = (filter.from, filter.to)
        && to < from
    {
        query.fault("to", "order", "");
    }
    Asked {
        filter,
        body: query.text("body"),
        after: query.cursor(),
        limit: query.limit(usual),
    }
}

async fn list(request: HttpRequest, visit: Visit) -> Result<HttpResponse, Problem> {
    let mut query = Query::of(&request);
    let asked = asked(&mut query);
    let topics = [Topic::Sessions, Topic::AnySession, Topic::Bodies];
    page_cache::serve(&request, visit, JSON, &topics, move |connection, visit| {
        let filter = with_body(connection, &mut query, &asked)?;
        query.finish(visit.speech())?;
        let page = card::list(connection, &filter, visit.now, asked.after, asked.limit)?;
        let list = ListJson {
            items: page
                .items
                .iter()
                .map(|card| SessionJson::of(card, &visit.origin))
                .collect(),
            next: page.next.map(|cursor| cursor.encode()),
        };
        Made::json(&list, card::fresh_until(&filter, &page.items, visit.now))
    })
    .await
}

/// The filter with the body that is meant by a slug.
fn with_body(
    connection: &mut AnyConnection,
    query: &mut Query,
    asked: &Asked,
) -> Result<Filter, Problem> {
    let mut filter = asked.filter.clone();
    if let Some(slug) = &asked.body {
        let body = bodies::store::by_slug(connection, slug)?;
        filter.body = body.map(|body| body.id);
        if filter.body.is_none() {
            query.fault("body", "unknown_body", "");
        }
    }
    Ok(filter)
}

async fn one(
    request: HttpRequest,
    visit: Visit,
    path: Path<String>,
) -> Result<HttpResponse, Problem> {
    let id = Id::parse(&path).ok_or(Problem::NotFound)?;
    Query::of(&request).finish(visit.speech())?;
    let topics = [Topic::Session(id), Topic::Bodies];
    page_cache::serve(&request, visit, JSON, &topics, move |connection, visit| {
        let card = card::load(connection, id, visit.now)?.ok_or(Problem::NotFound)?;
        let session = SessionJson::of(&card, &visit.origin);
        Made::json(&session, card.next_change(visit.now))
    })
    .await
}

async fn deadlines(request: HttpRequest, visit: Visit) -> Result<HttpResponse, Problem> {
    let mut query = Query::of(&request);
    let question = question(&mut query);
    // Counted only once the page has noted which calendar it is made of.
    page_cache::serve(
        &request,
        visit,
        JSON,
        &[Topic::Calendar],
        move |_, visit| {
            let counting = Counting::of(&visit.app);
            let counted = question.and_then(|question| {
                let deadlines = counting.deadlines(&question);
                if let Err(NoCalendar { year }) = &deadlines {
                    query.fault("starts", "no_calendar", &year.to_string());
                }
                Some((question, deadlines.ok()?))
            });
            let (question, deadlines) = query.finish_with(counted, visit.speech())?;
            Made::json(
                &counting.json(&question, &deadlines, &visit.app.words),
                None,
            )
        },
    )
    .await
}

/// The session thought of; `None` when its start is missing or wrong, which `query` has noted then.
fn question(query: &mut Query) -> Option<Question> {
    let starts = query.required("starts", "local_time", local_time);
    let ends = query.read("ends", "local_time", local_time);
    if starts
        .zip(ends)
        .is_some_and(|(starts, ends)| ends <= starts)
    {
        query.fault("ends", "ends_order", "");
    }
    let zone = query.read("zone", "zone", |name| name.parse::<Zone>().ok());
    let kind = query.choice("kind", SessionKind::WORDS);
    let week = query.choice("week", &["5", "6"]);
    let at = query.instant("at");
    Some(Question {
        starts: starts?,
        ends,
        zone: zone.unwrap_or(USUAL_ZONE),
        kind: kind.unwrap_or(USUAL_KIND),
        week: week.unwrap_or(Week::Five),
        at,
    })
}
