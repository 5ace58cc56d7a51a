//! A feed as Atom: one entry a session with what it was last announced to be, the last change first.

use std::convert::Infallible;

use actix_web::{HttpRequest, HttpResponse};
use chrono::TimeDelta;
use maud::{Markup, html};
use sha2::{Digest, Sha256};
use uuid::Builder;

use super::address::{Asked, Feed, Form};
use super::chosen::Chosen;
use super::xml::{self, AtomFeed, Author, Entry};
use super::{CACHE_CONTROL, TOPICS, VARY};
use crate::database::{AnyConnection, Broken, Instant};
use crate::language::{Language, Multilingual};
use crate::law::session_course::SessionStatus;
use crate::sessions::calendar_event;
use crate::sessions::card::{self, SessionCard};
use crate::sessions::course_words;
use crate::sessions::emergency_words;
use crate::sessions::store;
use crate::web::layout::translated;
use crate::web::page_cache::{self, Answer, Made, Manner};
use crate::web::paging::{Cursor, Page};
use crate::web::{Problem, Visit};

/// Entries of a page; the next one is a link away (RFC 5005).
const ON_A_PAGE: usize = 50;

const MANNER: Manner = Manner {
    media_type: xml::MEDIA_TYPE,
    cache_control: CACHE_CONTROL,
    vary: VARY,
};

pub(super) async fn serve(
    request: &HttpRequest,
    visit: Visit,
    asked: Asked,
) -> Result<HttpResponse, Problem> {
    page_cache::serve_or_send(
        request,
        visit,
        MANNER,
        &TOPICS,
        move |connection, visit| made(connection, visit, &asked),
        |rest, _| match rest {},
    )
    .await
}

fn made(
    connection: &mut AnyConnection,
    visit: &Visit,
    asked: &Asked,
) -> Result<Answer<Infallible>, Problem> {
    let chosen = Chosen::at(connection, visit, &asked.feed)?;
    let page = card::last_changed(
        connection,
        &chosen.filter,
        visit.now,
        asked.after,
        ON_A_PAGE,
    )?;
    let changed = page.items.iter().map(SessionCard::last_change).max();
    let passing = store::emergencies_pass(connection, visit.now)?;
    let fresh_until = passing.next.into_iter().chain([chosen.fresh_until]).min();
    let body = xml::written(&feed(visit, asked, chosen, &page))
        .map_err(|error| Broken::Data(error.to_string()))?;
    Ok(Answer {
        made: Made { body, fresh_until },
        elsewhere: None,
        changed,
        rest: None,
    })
}

fn feed(visit: &Visit, asked: &Asked, chosen: Chosen, page: &Page<SessionCard>) -> AtomFeed {
    let language = visit.language;
    let first = asked.feed.url(&visit.origin, Form::Atom, language);
    let from = |cursor: Cursor| format!("{first}&cursor={}", cursor.encode());
    let last_change = page.items.iter().map(SessionCard::last_change).max();
    let (author, entered) = match chosen.body {
        Some((body, name)) => {
            let page = Feed::Body(body.slug).page(language);
            let author = Author {
                name,
                page: Some(visit.url(&page)),
            };
            (author, Some(body.created_at))
        }
        None => (office(visit), None),
    };
    AtomFeed {
        id: id_of(&first),
        title: chosen.title,
        language,
        // Of a feed without a session nothing is told but that it is there today.
        updated: last_change
            .or(entered.map(Instant::utc))
            .unwrap_or(chosen.fresh_until - TimeDelta::days(1)),
        author,
        own: asked.after.map_or_else(|| first.clone(), from),
        next: page.next.map(from),
        first,
        page: visit.url(&asked.feed.page(language)),
        entries: page.items.iter().map(|card| entry(visit, card)).collect(),
    }
}

fn office(visit: &Visit) -> Author {
    Author {
        name: visit.speech().t("site-name"),
        page: Some(visit.url(&Feed::All.page(visit.language))),
    }
}

/// A name-based UUID (RFC 9562 § 5.8) of a feed's address, which has no other name that lasts.
fn id_of(address: &str) -> String {
    let hash = Sha256::digest(address);
    let bytes = hash.first_chunk::<16>().copied().unwrap_or_default();
    let id = Builder::from_custom_bytes(bytes).into_uuid();
    format!("urn:uuid:{id}")
}

fn entry(visit: &Visit, card: &SessionCard) -> Entry {
    let session = &card.session;
    let speech = visit.speech();
    let in_words = |text: &Multilingual| text.in_language(visit.language).0.to_owned();
    let body = in_words(&card.body_name);
    let title = in_words(&session.title);
    let kind = session.kind.as_str();
    let format = session.format.as_str();
    let path = format!("/{}/sessions/{}", visit.language.code(), session.id);
    let calendar = format!(
        "/sessions/{}.ics?lang={}",
        session.id,
        visit.language.code()
    );
    let (place, _) = calendar_event::location(session, speech);
    Entry {
        id: format!("urn:uuid:{}", session.id),
        title: match said_first(card) {
            Some(word) => format!("{}: {body}: {title}", speech.t(word)),
            None => format!("{body}: {title}"),
        },
        updated: card.last_change(),
        published: session.announced_at.map(Instant::utc),
        page: visit.url(&path),
        calendar: visit.url(&calendar),
        categories: vec![
            (kind, speech.t(&format!("kind-{kind}"))),
            (format, speech.t(&format!("format-{format}"))),
        ],
        summary: format!("{}. {place}", start(visit, card)),
        html: content(visit, card).into_string(),
        author: Author {
            name: body,
            page: Some(visit.url(&Feed::Body(card.body.slug.clone()).page(visit.language))),
        },
    }
}

/// What was decided about the session, which nobody must miss. Not what time alone brings: in a feed that is only which
/// emergency is named.
fn said_first(card: &SessionCard) -> Option<&'static str> {
    match card.session.status {
        SessionStatus::Cancelled => Some("status-cancelled"),
        SessionStatus::Postponed => Some("status-postponed"),
        _ => None,
    }
}

fn start(visit: &Visit, card: &SessionCard) -> String {
    let speech = visit.speech();
    let zone = speech.zone_in_brackets(card.session.zone.0, card.session.starts_at.utc());
    format!(
        "{} ({zone})",
        speech.date_time_with_weekday(card.starts_locally())
    )
}

fn content(visit: &Visit, card: &SessionCard) -> Markup {
    let speech = visit.speech();
    let session = &card.session;
    let reader: Language = visit.language;
    let format = speech.t(&format!("format-{}", session.format.as_str()));
    html! {
        @for line in course_words::lines(speech, session) { p { strong { (line) } } }
        @if let Some(line) = emergency_words::line(speech, card) { p { strong { (line) } } }
        p { (speech.t("label-start")) ": " (start(visit, card)) }
        p { (speech.t("format")) ": " (format) }
        @if let Some(place) = &session.place {
            p { (speech.t("label-place")) ": " (translated(reader, place)) }
        }
        @if let Some(broadcast) = calendar_event::broadcast(session) {
            p { (speech.t("label-broadcast")) ": " a href=(broadcast) { (broadcast) } }
        }
        @if !card.agenda.is_empty() {
            p { (speech.t("label-agenda")) ":" }
            ul { @for item in &card.agenda { li { (item.number) ". " (translated(reader, &item.title)) } } }
        }
        p {
            (speech.t("label-responsible-person")) ": " (session.contact.name) ", "
            (translated(reader, &session.contact.position)) ", " (session.contact.phone) ", " (session.contact.email)
        }
    }
}
