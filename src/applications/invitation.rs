//! The session as an applicant's own calendar notes it: an invitation to that one person, or its end.

use chrono::{DateTime, Utc};
use url::Url;

use super::letters::Facts;
use super::reading::Occasion;
use crate::app::App;
use crate::calendar_file::{self, CalendarEvent, EventStatus, Person};
use crate::language::{Language, Speech};
use crate::law::session_course::SessionStatus;
use crate::outbox::{Calendar, Method};

/// What an invitation is made of.
pub(super) struct Invitation<'a> {
    /// The office.
    pub app: &'a App,
    /// The session with its body.
    pub occasion: &'a Occasion,
    /// What was true of the application.
    pub facts: &'a Facts,
    /// Whose calendar it goes to.
    pub attendee: &'a str,
    /// The reader's language.
    pub language: Language,
    /// Where the person's seat is.
    pub place: &'a str,
    /// When the letter was ordered: a calendar that gets two letters in the wrong order keeps the later one.
    pub ordered_at: DateTime<Utc>,
}

impl Invitation<'_> {
    /// To note the session; none for one that does not take place.
    pub(super) fn to_come(&self) -> Option<Calendar> {
        let cancelled = self.occasion.session.status == SessionStatus::Cancelled;
        (!cancelled).then(|| Calendar {
            method: Method::Request,
            file: calendar_file::request(&self.event(), &self.person()),
        })
    }

    /// To strike it out again.
    pub(super) fn no_more(&self) -> Calendar {
        Calendar {
            method: Method::Cancel,
            file: calendar_file::cancel(&self.event(), &self.person()),
        }
    }

    /// The person appears by the address alone: a name that nobody checked is not sent about.
    fn person(&self) -> Person {
        Person {
            name: self.attendee.to_owned(),
            email: self.attendee.to_owned(),
        }
    }

    fn event(&self) -> CalendarEvent {
        let session = &self.occasion.session;
        let (title, _) = session.title.in_language(self.language);
        let (body, _) = self.occasion.body_name.in_language(self.language);
        let announcement = format!(
            "{}/{}/sessions/{}",
            self.app.public_origin(),
            self.language.code(),
            session.id
        );
        let broadcast = session.broadcast_url.as_deref();
        CalendarEvent {
            uid: session.id.to_string(),
            sequence: self.sequence(),
            status: if session.status == SessionStatus::Postponed {
                EventStatus::Tentative
            } else {
                EventStatus::Confirmed
            },
            summary: format!("{body}: {title}"),
            description: self.description(self.app.speech(self.language)),
            location: self.place.to_owned(),
            url: Url::parse(&announcement).ok(),
            conference: broadcast.and_then(|url| Url::parse(url).ok()),
            starts: session.starts_at.utc(),
            ends: session.ends_at.map(DateTime::from),
            stamp: self.ordered_at,
            last_modified: session.updated_at.utc(),
            organizer: Person {
                name: session.contact.name.clone(),
                email: session.contact.email.clone(),
            },
            categories: Vec::new(),
            language: self.language,
        }
    }

    /// Grows when the session changes, and when this person's place in it does: both counts only grow.
    fn sequence(&self) -> u32 {
        let changes = self
            .occasion
            .session
            .sequence
            .saturating_add(self.facts.revision);
        u32::try_from(changes).unwrap_or(0)
    }

    /// Local time in words, as many programs show a time of their own; no secret, as calendars are shared.
    fn description(&self, speech: Speech<'_>) -> String {
        let session = &self.occasion.session;
        let start = session.starts_at.utc();
        let contact = &session.contact;
        let asked = crate::args! {
            "name" => contact.name.as_str(),
            "phone" => contact.phone.as_str(),
            "email" => contact.email.as_str(),
        };
        [
            format!(
                "{} ({})",
                speech.date_time_with_weekday(session.zone.local(start)),
                speech.zone_in_brackets(session.zone.0, start)
            ),
            format!("{}: {}", speech.t("letter-number"), self.facts.number),
            speech.t("entry-note"),
            speech.tf("ask-responsible", &asked),
        ]
        .join("\n")
    }
}
