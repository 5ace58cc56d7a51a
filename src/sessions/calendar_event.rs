//! A session as an event of people's own calendars: the file to download, and the calendar part of letters.

use url::Url;

use super::card::SessionCard;
use super::record::Session;
use crate::args;
use crate::calendar_file::{CalendarEvent, EventStatus, Person};
use crate::database::Instant;
use crate::language::{Multilingual, Speech};
use crate::law::session_course::{Access, SessionStatus};

/// The event in one language. `origin` is where the office is reached, as `https://otyrys.example.kz`; it leads to
/// the announcement and is no part of the event's identity, which must outlive a change of address.
#[must_use]
pub fn of(card: &SessionCard, speech: Speech<'_>, origin: &str) -> CalendarEvent {
    let session = &card.session;
    let language = speech.language();
    let url = format!("{origin}/{}/sessions/{}", language.code(), session.id);
    CalendarEvent {
        uid: uid(session),
        sequence: u32::try_from(session.sequence).unwrap_or(0),
        status: match card.status {
            SessionStatus::Cancelled => EventStatus::Cancelled,
            SessionStatus::Postponed | SessionStatus::Draft => EventStatus::Tentative,
            SessionStatus::Announced | SessionStatus::Live | SessionStatus::Held => {
                EventStatus::Confirmed
            }
        },
        summary: format!(
            "{}: {}",
            text(speech, &card.body_name),
            text(speech, &session.title)
        ),
        description: description(card, speech, &url),
        location: location(session, speech),
        url: Url::parse(&url).ok(),
        conference: session
            .broadcast_url
            .as_deref()
            .and_then(|url| Url::parse(url).ok()),
        starts: session.starts_at.utc(),
        ends: session.ends_at.map(Instant::utc),
        // Of the last change and not of the request: the same event is the same file, and its tag holds.
        stamp: session.updated_at.utc(),
        last_modified: session.updated_at.utc(),
        organizer: Person {
            name: session.contact.name.clone(),
            email: session.contact.email.clone(),
        },
        categories: vec![kind(session, speech), format(session, speech)],
        language,
    }
}

/// The same in every language, file and letter.
fn uid(session: &Session) -> String {
    format!("{}@otyrys", session.id)
}

/// For programs that show nothing else: local time in words, since many still think that Almaty is on UTC+6.
fn description(card: &SessionCard, speech: Speech<'_>, url: &str) -> String {
    let session = &card.session;
    let labelled = |label: &str, value: &str| format!("{}: {value}", speech.t(label));
    let zone = |at| speech.zone_in_brackets(session.zone.0, at);
    let starts = format!(
        "{} ({})",
        speech.date_time_with_weekday(card.starts_locally()),
        zone(session.starts_at.utc())
    );
    let mut lines = Vec::new();
    if card.status == SessionStatus::Cancelled {
        lines.push(speech.t("status-cancelled"));
    }
    lines.push(labelled("label-start", &starts));
    lines.push(labelled("format", &format(session, speech)));
    if let Some(place) = &session.place {
        lines.push(labelled("label-place", text(speech, place)));
    }
    if let Some(broadcast) = &session.broadcast_url {
        lines.push(labelled("label-broadcast", broadcast));
    }
    lines.push(String::new());
    lines.push(labelled("label-agenda", "").trim_end().to_owned());
    let matters = card.agenda.iter();
    lines.extend(matters.map(|item| format!("{}. {}", item.number, text(speech, &item.title))));
    lines.push(String::new());
    if session.format.has_hall() && session.access == Access::Open {
        let before = card.clocks.apply_before.utc();
        let until = args! { "datetime" => speech.until(session.zone.local(before)), "zone" => zone(before) };
        lines.push(speech.tf("cutoff-info", &until));
    }
    if let Some(access) = &session.venue_access {
        lines.push(text(speech, access).to_owned());
    }
    let contact = &session.contact;
    let person = [
        &contact.name,
        text(speech, &contact.position),
        &contact.phone,
        &contact.email,
    ];
    lines.push(labelled("label-responsible-person", &person.join(", ")));
    lines.push(url.to_owned());
    lines.join("\n")
}

/// Where to go; for a session held online, where to watch.
fn location(session: &Session, speech: Speech<'_>) -> String {
    match (&session.place, &session.broadcast_url) {
        (Some(place), _) => text(speech, place).to_owned(),
        (None, Some(broadcast)) => broadcast.clone(),
        (None, None) => format(session, speech),
    }
}

fn kind(session: &Session, speech: Speech<'_>) -> String {
    speech.t(&format!("kind-{}", session.kind))
}

fn format(session: &Session, speech: Speech<'_>) -> String {
    speech.t(&format!("format-{}", session.format))
}

fn text<'a>(speech: Speech<'_>, text: &'a Multilingual) -> &'a str {
    text.in_language(speech.language()).0
}
