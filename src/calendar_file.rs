//! Calendar files (RFC 5545, 5546 and 7986) for people's own calendars: a download, a letter's
//! part, a feed.
//!
//! Written line by line here, because a calendar is read by programs that forgive nothing: text
//! is escaped, control characters cannot slip in a line of their own, parameters are quoted, lines
//! are folded at 75 octets and never inside a letter. `DTSTART` is in UTC, since many clients
//! still believe that Almaty is on UTC+6; local time belongs into the description.

mod lines;
#[cfg(test)]
mod tests;

use std::time::Duration;

use chrono::{DateTime, Utc};
use url::Url;

use crate::language::Language;
use lines::{Lines, escaped, quoted, unbroken};

/// The media type of what is written here; a letter's part adds `method=…`.
pub const MEDIA_TYPE: &str = "text/calendar; charset=utf-8";

/// A session as a calendar shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarEvent {
    /// Never changes as long as the session lives.
    pub uid: String,
    /// Raised on every change of time, place, format or status.
    pub sequence: u32,
    /// Whether it takes place.
    pub status: EventStatus,
    /// One line: body and title.
    pub summary: String,
    /// Several lines: local time with its zone, agenda, contact.
    pub description: String,
    /// The place in words.
    pub location: String,
    /// The announcement.
    pub url: Option<Url>,
    /// The broadcast.
    pub conference: Option<Url>,
    /// The start.
    pub starts: DateTime<Utc>,
    /// The end where it is known; one that is not after the start is left out.
    pub ends: Option<DateTime<Utc>>,
    /// When this file was made.
    pub stamp: DateTime<Utc>,
    /// When the session was last changed.
    pub last_modified: DateTime<Utc>,
    /// The responsible person of the announcement.
    pub organizer: Person,
    /// Such as the kind of the session and its format.
    pub categories: Vec<String>,
    /// The language of the texts.
    pub language: Language,
}

/// Whether an event takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventStatus {
    /// It does.
    Confirmed,
    /// Its new date is not settled.
    Tentative,
    /// It does not.
    Cancelled,
}

/// Someone with an e-mail address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// As it is shown.
    pub name: String,
    /// The bare address.
    pub email: String,
}

/// A calendar that others' programs come back for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// Its name in the subscriber's list of calendars.
    pub name: String,
    /// The language of the texts.
    pub language: Language,
    /// How often to come back, in whole minutes; most programs take their own time.
    pub refresh: Duration,
}

/// A file for anyone: downloads and the letters to subscribers (`METHOD:PUBLISH`).
#[must_use]
pub fn publish(event: &CalendarEvent) -> String {
    single("PUBLISH", event, event.status, None)
}

/// An applicant's own appointment (`METHOD:REQUEST`), with nobody else's name in it.
#[must_use]
pub fn request(event: &CalendarEvent, attendee: &Person) -> String {
    single("REQUEST", event, event.status, Some(attendee))
}

/// Takes the appointment out of the applicant's calendar again (`METHOD:CANCEL`), because the
/// session does not take place or the applicant does not come.
#[must_use]
pub fn cancel(event: &CalendarEvent, attendee: &Person) -> String {
    single("CANCEL", event, EventStatus::Cancelled, Some(attendee))
}

/// Many sessions to subscribe to. Cancelled ones stay in it, so that they vanish from the
/// subscribers' calendars as cancelled and not as forgotten.
#[must_use]
pub fn feed(feed: &Feed, events: &[CalendarEvent]) -> String {
    let refresh = format!("PT{}M", (feed.refresh.as_secs() / 60).max(1));
    let mut lines = begun(feed.language, "PUBLISH");
    lines.text("NAME", feed.language, &feed.name);
    lines.text("X-WR-CALNAME", feed.language, &feed.name);
    lines.put_with("REFRESH-INTERVAL", &[("VALUE", "DURATION")], &refresh);
    lines.put("X-PUBLISHED-TTL", &refresh);
    for event in events {
        add_event(&mut lines, event, event.status, None);
    }
    ended(lines)
}

fn single(
    method: &str,
    event: &CalendarEvent,
    status: EventStatus,
    attendee: Option<&Person>,
) -> String {
    let mut lines = begun(event.language, method);
    add_event(&mut lines, event, status, attendee);
    ended(lines)
}

fn begun(language: Language, method: &str) -> Lines {
    let mut lines = Lines::default();
    let language = language.code().to_ascii_uppercase();
    lines.put("BEGIN", "VCALENDAR");
    lines.put("VERSION", "2.0");
    lines.put("PRODID", &format!("-//Otyrys//Open sessions//{language}"));
    lines.put("CALSCALE", "GREGORIAN");
    lines.put("METHOD", method);
    lines
}

fn ended(mut lines: Lines) -> String {
    lines.put("END", "VCALENDAR");
    lines.into_text()
}

fn add_event(
    lines: &mut Lines,
    event: &CalendarEvent,
    status: EventStatus,
    attendee: Option<&Person>,
) {
    lines.put("BEGIN", "VEVENT");
    lines.put("UID", &escaped(&event.uid));
    lines.instant("DTSTAMP", event.stamp);
    lines.instant("LAST-MODIFIED", event.last_modified);
    lines.put("SEQUENCE", &event.sequence.to_string());
    lines.put("STATUS", status.name());
    lines.instant("DTSTART", event.starts);
    if let Some(ends) = event.ends.filter(|&ends| ends > event.starts) {
        lines.instant("DTEND", ends);
    }
    lines.text("SUMMARY", event.language, &event.summary);
    lines.text("DESCRIPTION", event.language, &event.description);
    lines.text("LOCATION", event.language, &event.location);
    if let Some(announcement) = &event.url {
        lines.put_with("URL", &[("VALUE", "URI")], announcement.as_str());
    }
    if let Some(broadcast) = &event.conference {
        let parameters = [("VALUE", "URI"), ("FEATURE", "FEED")];
        lines.put_with("CONFERENCE", &parameters, broadcast.as_str());
    }
    if !event.categories.is_empty() {
        let categories: Vec<String> = event.categories.iter().map(|one| escaped(one)).collect();
        lines.put("CATEGORIES", &categories.join(","));
    }
    add_person(lines, "ORGANIZER", &event.organizer, &[]);
    if let Some(attendee) = attendee {
        // The applicant has said by applying that they come: nothing is asked in return.
        let comes = [("PARTSTAT", "ACCEPTED"), ("RSVP", "FALSE")];
        add_person(lines, "ATTENDEE", attendee, &comes);
    }
    lines.put("END", "VEVENT");
}

fn add_person(lines: &mut Lines, name: &str, person: &Person, more: &[(&str, &str)]) {
    let shown = quoted(&person.name);
    let mut parameters = vec![("CN", shown.as_str())];
    parameters.extend(more);
    let address = format!("mailto:{}", unbroken(&person.email));
    lines.put_with(name, &parameters, &address);
}

impl EventStatus {
    const fn name(self) -> &'static str {
        match self {
            Self::Confirmed => "CONFIRMED",
            Self::Tentative => "TENTATIVE",
            Self::Cancelled => "CANCELLED",
        }
    }
}
