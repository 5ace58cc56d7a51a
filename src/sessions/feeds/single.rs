//! `GET /sessions/{id}.ics`: a session for people's own calendars.

use actix_web::web::Path;
use actix_web::{HttpRequest, HttpResponse};

use crate::calendar_file::{self, MEDIA_TYPE};
use crate::database::{Id, Topic};
use crate::language::Language;
use crate::sessions::{calendar_event, card};
use crate::web::page_cache::{self, Made};
use crate::web::query::Query;
use crate::web::{Problem, Visit};

/// In the language of `?lang=`, else in the visitor's. A session that was called off stays, as cancelled: taken
/// away, it would stand in people's calendars for ever.
pub(super) async fn file(
    request: HttpRequest,
    mut visit: Visit,
    path: Path<String>,
) -> Result<HttpResponse, Problem> {
    let id = Id::parse(&path).ok_or(Problem::NotFound)?;
    let mut query = Query::of(&request);
    let language = query.choice("lang", &Language::ALL.map(Language::code));
    query.finish(visit.speech())?;
    visit.language = language.unwrap_or(visit.language);
    let topics = [Topic::Session(id), Topic::Bodies];
    page_cache::serve(
        &request,
        visit,
        MEDIA_TYPE,
        &topics,
        move |connection, visit| {
            let card = card::load(connection, id, visit.now)?.ok_or(Problem::NotFound)?;
            let event = calendar_event::of(&card, visit.speech(), &visit.origin);
            Ok(Made {
                body: calendar_file::publish(&event),
                fresh_until: card.online_by.and_then(|by| by.next_change(visit.now)),
            })
        },
    )
    .await
}
