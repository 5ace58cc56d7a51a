//! Calendar files (RFC 5545, 5546 and 7986) for people's own calendars: a download, a letter's
//! part, a feed.
//!
//! The `ics` crate knows the structure: components, properties, their order and their lines. It
//! trusts its caller with the rest: a value is written as it stands, so that a line break in a
//! title would begin a property of its own; parameters have no quotation marks; folded lines have
//! 76 octets where the standard allows 75. A calendar is read by programs that forgive nothing,
//! hence this wrapper: nobody else uses `ics`, and no text of a person reaches it that `lines`
//! has not made safe.
//!
//! `DTSTART` is in UTC, since many clients still believe that Almaty is on UTC+6; local time
//! belongs into the description.
//!
//! A feed is written in pieces, [`feed_opening`], any number of [`add_to_feed`] and [`FEED_END`], so
//! that no more of it need be in memory than is on its way.

mod lines;
#[cfg(test)]
mod tests;

use std::time::Duration;

use chrono::{DateTime, Utc};
use ics::components::{Parameter, Property};
use ics::parameters::{Feature, Label, PartStat, RSVP, Value};
use ics::properties::{
    Attendee, CalScale, Conference, DtEnd, DtStart, LastModified, Method, Organizer,
    RefreshInterval, Sequence, Source, Status, Transp, URL,
};
use ics::{Event, ICalendar};
use url::Url;

use crate::language::Language;
use lines::{by_person, escaped, instant, list, quoted, refold_into, refolded, text};

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
    /// The language that the summary really is in; none where it is in two.
    pub summary_language: Option<Language>,
    /// Several lines: local time with its zone, agenda, contact.
    pub description: String,
    /// The place in words.
    pub location: String,
    /// The language that they really are in; none of an address.
    pub location_language: Option<Language>,
    /// The announcement.
    pub url: Option<Url>,
    /// The broadcast.
    pub conference: Option<Broadcast>,
    /// The start.
    pub starts: DateTime<Utc>,
    /// The end where it is known; one that is not after the start is left out.
    pub ends: Option<DateTime<Utc>>,
    /// It has breaks: nobody is busy from its start to its end.
    pub breaks_off: bool,
    /// When this file was made.
    pub stamp: DateTime<Utc>,
    /// When the session was last changed.
    pub last_modified: DateTime<Utc>,
    /// The responsible person of the announcement.
    pub organizer: Person,
    /// The same in words: name, position, telephone, address.
    pub contact: String,
    /// Such as the kind of the session and its format.
    pub categories: Vec<String>,
    /// The language of the texts.
    pub language: Language,
}

/// Where an event can be watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broadcast {
    /// The address.
    pub url: Url,
    /// What a calendar calls it.
    pub label: String,
}

/// Whether an event takes place. A session that was put off has a new date, and takes place then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventStatus {
    /// It does.
    Confirmed,
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
    /// Where the calendar itself is fetched.
    pub source: Option<Url>,
    /// The page that shows the same to a person.
    pub url: Option<Url>,
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

/// The beginning of a feed, up to its first event.
#[must_use]
pub fn feed_opening(feed: &Feed) -> String {
    let refresh = format!("PT{}M", (feed.refresh.as_secs() / 60).max(1));
    let mut calendar = calendar(feed.language, "PUBLISH");
    for name in ["NAME", "X-WR-CALNAME"] {
        if let Some(name) = text(name, Some(feed.language), &feed.name) {
            calendar.push(name);
        }
    }
    if let Some(source) = &feed.source {
        calendar.push(Source::new(source.as_str()));
    }
    if let Some(page) = &feed.url {
        calendar.push(URL::new(page.as_str()));
    }
    calendar.push(RefreshInterval::new(refresh.as_str()));
    calendar.push(Property::new("X-PUBLISHED-TTL", refresh.as_str()));
    let whole = refolded(&calendar.to_string());
    whole.strip_suffix(FEED_END).unwrap_or(&whole).to_owned()
}

/// The next event of a feed. Cancelled ones stay in it, so that they vanish from the subscribers'
/// calendars as cancelled and not as forgotten. Nobody is busy for what one may go to.
pub fn add_to_feed(file: &mut String, event: &CalendarEvent) {
    let mut component = component(event, event.status);
    component.push(Transp::transparent());
    refold_into(&component.to_string(), file);
}

/// What a feed without an event holds in its place: a calendar has at least one component (RFC 5545 § 3.6).
pub const NO_EVENT: &str = "BEGIN:VTIMEZONE\r\nTZID:UTC\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n\
    TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";

/// The end of a feed.
pub const FEED_END: &str = "END:VCALENDAR\r\n";

fn single(
    method: &'static str,
    event: &CalendarEvent,
    status: EventStatus,
    attendee: Option<&Person>,
) -> String {
    let mut calendar = calendar(event.language, method);
    let mut component = component(event, status);
    if event.breaks_off {
        component.push(Transp::transparent());
    }
    if let Some(attendee) = attendee {
        let mut attendee = by_person(Attendee::new, attendee);
        // The applicant has said by applying that they come: nothing is asked in return.
        attendee.add(PartStat::ACCEPTED);
        attendee.add(RSVP::False);
        component.push(attendee);
    }
    calendar.add_event(component);
    refolded(&calendar.to_string())
}

fn calendar<'a>(language: Language, method: &'static str) -> ICalendar<'a> {
    let language = language.code().to_ascii_uppercase();
    let mut calendar = ICalendar::new("2.0", format!("-//Otyrys//Open sessions//{language}"));
    calendar.push(CalScale::default());
    calendar.push(Method::new(method));
    calendar
}

fn component(event: &CalendarEvent, status: EventStatus) -> Event<'_> {
    let mut component = Event::new(escaped(&event.uid), instant(event.stamp));
    component.push(LastModified::new(instant(event.last_modified)));
    component.push(Sequence::new(event.sequence.to_string()));
    component.push(status.property());
    component.push(DtStart::new(instant(event.starts)));
    if let Some(ends) = event.ends.filter(|&ends| ends > event.starts) {
        component.push(DtEnd::new(instant(ends)));
    }
    let texts = [
        text("SUMMARY", event.summary_language, &event.summary),
        text("DESCRIPTION", Some(event.language), &event.description),
        text("LOCATION", event.location_language, &event.location),
        text("CONTACT", None, &event.contact),
        list("CATEGORIES", event.language, &event.categories),
    ];
    for text in texts.into_iter().flatten() {
        component.push(text);
    }
    // A `Url` needs no cleaning: its control characters are percent-encoded.
    if let Some(announcement) = &event.url {
        let mut announcement = URL::new(announcement.as_str());
        announcement.add(Value::URI);
        component.push(announcement);
    }
    if let Some(Broadcast { url, label }) = &event.conference {
        let mut broadcast = Conference::new(url.as_str());
        // VIDEO: FEED would be a blog or an Atom feed (RFC 7986 § 6.3).
        broadcast.add(Feature::VIDEO);
        broadcast.add(Label::new(quoted(label)));
        broadcast.add(Parameter::new("LANGUAGE", event.language.code()));
        component.push(broadcast);
    }
    component.push(by_person(Organizer::new, &event.organizer));
    component
}

impl EventStatus {
    fn property(self) -> Status<'static> {
        match self {
            Self::Confirmed => Status::confirmed(),
            Self::Cancelled => Status::cancelled(),
        }
    }
}
