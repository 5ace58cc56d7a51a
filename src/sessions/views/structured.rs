//! What programs are told of a session and of a body on their pages: one object of schema.org each.

use serde_json::{Value, json};

use crate::bodies::reading::Portrait;
use crate::language::Language;
use crate::law::session_course::{Access, Format, SessionStatus};
use crate::sessions::card::SessionCard;
use crate::sessions::now;
use crate::web::Visit;
use crate::web::head::picture_of;

const CONTEXT: &str = "https://schema.org";

fn term(name: &str) -> String {
    format!("{CONTEXT}/{name}")
}

/// A session as an `Event`; `None` for one closed as a whole, to which nobody is invited.
#[must_use]
pub fn event(visit: &Visit, card: &SessionCard, description: &str) -> Option<Value> {
    let session = &card.session;
    if session.access == Access::Closed {
        return None;
    }
    let code = visit.language.code();
    let text =
        |words: &crate::language::Multilingual| words.in_language(visit.language).0.to_owned();
    let languages: Vec<&str> = session
        .languages
        .iter()
        .copied()
        .map(Language::code)
        .collect();
    let (status, former) = course(card);
    let former = former.map(|at| session.zone.rfc3339(at.utc()));
    let seats = session.format.has_hall().then_some(card.seating.capacity);
    let event = json!({
        "@context": CONTEXT,
        "@type": "Event",
        "url": visit.url(&format!("/{code}/sessions/{}", session.id)),
        "name": text(&session.title),
        "description": description,
        "image": [picture_of(visit)],
        "inLanguage": languages,
        "startDate": session.zone.rfc3339(session.starts_at.utc()),
        "endDate": session.ends_at.map(|ends| session.zone.rfc3339(ends.utc())),
        "previousStartDate": former,
        "eventStatus": term(status),
        "eventAttendanceMode": term(attendance(session.format)),
        "location": location(visit, card),
        "organizer": {
            "@type": "GovernmentOrganization",
            "name": text(&card.body_name),
            "url": visit.url(&format!("/{code}/bodies/{}", card.body.slug)),
        },
        "isAccessibleForFree": true,
        "maximumAttendeeCapacity": seats,
        "remainingAttendeeCapacity": card.seats_left(),
    });
    Some(without_nothing(event))
}

/// The status in the field's words, and the time before, where it was moved. An emergency that sends a session online
/// says more than that it was moved.
fn course(card: &SessionCard) -> (&'static str, Option<crate::database::Instant>) {
    let session = &card.session;
    let former = session
        .former_starts_at
        .filter(|_| session.moved_at.is_some());
    let status = match card.status {
        SessionStatus::Cancelled => "EventCancelled",
        _ if now::is_in_emergency(session) => "EventMovedOnline",
        _ if former.is_some() => "EventRescheduled",
        _ => "EventScheduled",
    };
    (status, former)
}

fn attendance(format: Format) -> &'static str {
    match format {
        Format::Online => "OnlineEventAttendanceMode",
        Format::Offline => "OfflineEventAttendanceMode",
        Format::Mixed => "MixedEventAttendanceMode",
    }
}

/// The hall, the page of the broadcast, or both.
fn location(visit: &Visit, card: &SessionCard) -> Value {
    let session = &card.session;
    let code = visit.language.code();
    let watched = json!({
        "@type": "VirtualLocation",
        "url": visit.url(&format!("/{code}/sessions/{}/live", session.id)),
    });
    let place = session.place.as_ref().filter(|_| session.format.has_hall());
    let Some(place) = place else {
        return watched;
    };
    let (place, _) = place.in_language(visit.language);
    let hall = json!({
        "@type": "Place",
        "name": place,
        "address": { "@type": "PostalAddress", "streetAddress": place, "addressCountry": "KZ" },
    });
    if session.format == Format::Mixed {
        json!([hall, watched])
    } else {
        hall
    }
}

/// A body as a `GovernmentOrganization`.
#[must_use]
pub fn organization(visit: &Visit, portrait: &Portrait) -> Value {
    let (name, _) = portrait.name.in_language(visit.language);
    json!({
        "@context": CONTEXT,
        "@type": "GovernmentOrganization",
        "name": name,
        "url": visit.url(&format!("/{}/bodies/{}", visit.language.code(), portrait.body.slug)),
        "areaServed": { "@type": "Country", "name": "KZ" },
    })
}

/// The same without members that say nothing.
fn without_nothing(value: Value) -> Value {
    match value {
        Value::Object(members) => members
            .into_iter()
            .filter(|(_, value)| !value.is_null())
            .collect(),
        other => other,
    }
}
