//! A feed as a calendar (RFC 5545 and 7986).

use std::time::Duration;

use actix_web::{HttpRequest, HttpResponse};
use url::Url;

use super::address::{Feed, Form};
use super::chosen::Chosen;
use super::reading::{Rest, rest_of};
use super::{CACHE_CONTROL, TOPICS, VARY};
use crate::bodies;
use crate::calendar_file::{self, FEED_END, MEDIA_TYPE, NO_EVENT};
use crate::database::{self, AnyConnection, Broken};
use crate::sessions::card::{self, SessionCard};
use crate::sessions::store::Passing;
use crate::sessions::{calendar_event, store};
use crate::web::page_cache::{self, Answer, Made, Manner};
use crate::web::paging::Page;
use crate::web::{Problem, Visit, long};

/// Sessions that are read together at first. A calendar of no more is kept in memory.
pub(super) const TOGETHER: usize = 128;

/// How often programs are asked to come back.
const REFRESH: Duration = Duration::from_hours(1);

const MANNER: Manner = Manner {
    media_type: MEDIA_TYPE,
    cache_control: CACHE_CONTROL,
    vary: VARY,
};

pub(super) async fn serve(
    request: &HttpRequest,
    visit: Visit,
    feed: Feed,
) -> Result<HttpResponse, Problem> {
    let (visitor, address) = (visit.clone(), visit.address);
    page_cache::serve_or_send(
        request,
        visit,
        MANNER,
        &TOPICS,
        move |connection, visit| made(connection, visit, &feed),
        |rest, sending| {
            let pieces = rest_of(visitor, rest, sending.marks.clone());
            long::send(request, address, sending, pieces)
        },
    )
    .await
}

/// The calendar, or its beginning where it is long.
fn made(
    connection: &mut AnyConnection,
    visit: &Visit,
    feed: &Feed,
) -> Result<Answer<Rest>, Problem> {
    // Before anything else: what is read later is at least as new, and never older than its tag says.
    let passing = store::emergencies_pass(connection, visit.now)?;
    let version = version(connection, passing)?;
    let chosen = Chosen::at(connection, visit, feed)?;
    let Page { items, next } =
        card::list_for_calendar(connection, &chosen.filter, visit.now, None, TOGETHER)?;
    let mut body = calendar_file::feed_opening(&calendar_file::Feed {
        name: chosen.title,
        language: visit.language,
        source: Url::parse(&feed.url(&visit.origin, Form::Calendar, visit.language)).ok(),
        url: Url::parse(&visit.url(&feed.page(visit.language))).ok(),
        refresh: REFRESH,
    });
    add_events(&mut body, visit, &items);
    if items.is_empty() {
        body.push_str(NO_EVENT);
    }
    let changed = if next.is_some() {
        store::last_change(connection)?.max(passing.last)
    } else {
        items.iter().map(SessionCard::last_change).max()
    };
    let rest = next.map(|next| {
        let rest = Rest {
            filter: chosen.filter,
            next,
            sent: items.iter().map(|card| card.session.id.spread()).collect(),
        };
        (rest, version)
    });
    if rest.is_none() {
        body.push_str(FEED_END);
    }
    Ok(Answer {
        made: Made {
            body,
            fresh_until: passing.next.into_iter().chain([chosen.fresh_until]).min(),
        },
        elsewhere: None,
        changed,
        rest,
    })
}

/// Another one whenever a session or a body was written, on whatever node, and whenever the time of an emergency has
/// passed, so that events may name another; the last change tells a database that
/// was restored, and has counted on from an earlier state, from the one before.
fn version(connection: &mut AnyConnection, passing: Passing) -> Result<String, Broken> {
    let versions = database::versions(connection, &TOPICS)?;
    let last = store::last_change(connection)?;
    let last_of_bodies = bodies::store::last_change(connection)?;
    Ok(format!(
        "{versions:?} {last:?} {last_of_bodies:?} {:?}",
        passing.last
    ))
}

pub(super) fn add_events(file: &mut String, visit: &Visit, cards: &[SessionCard]) {
    for card in cards {
        let event = calendar_event::of(card, visit.speech(), &visit.origin);
        calendar_file::add_to_feed(file, &event);
    }
}
