//! A session as an event of people's own calendars: the file to download, and the calendar part of letters.

use std::fmt::Display;

use url::Url;

use super::card::SessionCard;
use super::course_words;
use super::emergency_words;
use super::record::Session;
use super::sittings_words;
use crate::args;
use crate::calendar_file::{Broadcast, CalendarEvent, EventStatus, Person};
use crate::database::Instant;
use crate::language::{Language, Multilingual, Speech};
use crate::law::session_course::{Access, SessionStatus};

/// The event in one language. It is another one only when somebody changed the session or a name of its body, or when the
/// time of the emergency that it names has passed while another one stands; it says when that was. `origin` is where the office is reached, as `https://otyrys.example.kz`; it leads to
/// the announcement and is no part of the event's identity, which must outlive a change of address.
#[must_use]
pub fn of(card: &SessionCard, speech: Speech<'_>, origin: &str) -> CalendarEvent {
    let session = &card.session;
    let language = speech.language();
    let (body, of_body) = card.body_name.in_language(language);
    let (title, of_title) = session.title.in_language(language);
    let url = format!("{origin}/{}/sessions/{}", language.code(), session.id);
    CalendarEvent {
        uid: uid(session.id),
        sequence: u32::try_from(session.sequence).unwrap_or(0),
        status: match session.status {
            SessionStatus::Cancelled => EventStatus::Cancelled,
            _ => EventStatus::Confirmed,
        },
        summary: format!("{body}: {title}"),
        summary_language: (of_body == of_title).then_some(of_title),
        description: description(card, speech, &url),
        location: location(session, speech).0,
        location_language: location(session, speech).1,
        url: Url::parse(&url).ok(),
        conference: broadcast(session)
            .and_then(|url| Url::parse(url).ok())
            .map(|url| Broadcast {
                url,
                label: speech.t("label-broadcast"),
            }),
        starts: session.starts_at.utc(),
        ends: session.ends_at.map(Instant::utc),
        breaks_off: !session.several().is_empty(),
        // Of the last change and not of the request: the same event is the same file, and its tag holds.
        stamp: card.last_change(),
        last_modified: card.last_change(),
        organizer: Person {
            name: session.contact.name.clone(),
            email: session.contact.email.clone(),
        },
        contact: contact(session, speech),
        categories: vec![kind(session, speech), format(session, speech)],
        language,
    }
}

/// The name of an event for ever, from the id of what it is of: the same in every language, file and letter.
#[must_use]
pub fn uid(id: impl Display) -> String {
    format!("{id}@otyrys")
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
    lines.extend(course_words::lines(speech, session));
    lines.extend(emergency_words::line(speech, card));
    lines.push(labelled("label-start", &starts));
    lines.extend(sittings_words::lines_of_all(speech, session));
    lines.push(labelled("format", &format(session, speech)));
    if let Some(place) = &session.place {
        lines.push(labelled("label-place", text(speech, place)));
    }
    if let Some(broadcast) = broadcast(session) {
        lines.push(labelled("label-broadcast", broadcast));
    }
    lines.push(String::new());
    lines.push(labelled("label-agenda", "").trim_end().to_owned());
    let matters = card.agenda.iter();
    lines.extend(matters.map(|item| format!("{}. {}", item.number, text(speech, &item.title))));
    lines.push(String::new());
    let takes_place = session.status != SessionStatus::Cancelled;
    if takes_place && session.format.has_hall() && session.access == Access::Open {
        let before = card.clocks.apply_before.utc();
        let until = args! { "datetime" => speech.until(session.zone.local(before)), "zone" => zone(before) };
        lines.push(speech.tf("cutoff-info", &until));
    }
    let access = session.venue_access.as_ref();
    if let Some(access) = access.filter(|_| session.format.has_hall()) {
        lines.push(text(speech, access).to_owned());
    }
    let person = contact(session, speech);
    lines.push(labelled("label-responsible-person", &person));
    lines.push(url.to_owned());
    lines.join("\n")
}

/// Where to go; for a session held online, where to watch. With the language that it really is in.
pub(super) fn location(session: &Session, speech: Speech<'_>) -> (String, Option<Language>) {
    let reader = speech.language();
    match (&session.place, broadcast(session)) {
        (Some(place), _) => {
            let (place, language) = place.in_language(reader);
            (place.to_owned(), Some(language))
        }
        (None, Some(broadcast)) => (broadcast.to_owned(), None),
        (None, None) => (format(session, speech), Some(reader)),
    }
}

/// Where to watch; a closed session is for nobody to watch (605-4).
#[must_use]
pub fn broadcast(session: &Session) -> Option<&str> {
    let address = session.broadcast_url.as_deref();
    address.filter(|_| session.access == Access::Open)
}

fn contact(session: &Session, speech: Speech<'_>) -> String {
    let contact = &session.contact;
    let said = [
        contact.name.as_str(),
        text(speech, &contact.position),
        &contact.phone,
        &contact.email,
    ];
    let said: Vec<&str> = said.into_iter().filter(|one| !one.is_empty()).collect();
    said.join(", ")
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
