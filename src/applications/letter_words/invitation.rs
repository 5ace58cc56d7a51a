//! The session as an applicant's own calendar notes it: an invitation to that one person, or its end.

use chrono::{DateTime, Utc};

use crate::calendar_file::{self, CalendarEvent, Person};
use crate::language::Speech;
use crate::law::session_course::SessionStatus;
use crate::outbox::{Calendar, Method};
use crate::sessions::calendar_event;
use crate::sessions::card::SessionCard;

/// What an invitation is made of.
pub(super) struct Invitation<'a> {
    /// The session.
    pub card: &'a SessionCard,
    /// The application.
    pub application: &'a str,
    /// Its registration number.
    pub number: &'a str,
    /// Grows when the session changes, and when this person's place in it does: the sum of both counts, which only
    /// grow. Both as of one moment, so that an older letter sent late never undoes a newer one.
    pub sequence: i32,
    /// Whose calendar it goes to.
    pub attendee: &'a str,
    /// The reader's language.
    pub speech: Speech<'a>,
    /// Scheme and host of the office.
    pub origin: &'a str,
    /// The hall where the person's seat is, if it is not where the session is held.
    pub other_hall: Option<&'a str>,
    /// When the letter was ordered: a calendar that gets two letters in the wrong order keeps the later one.
    pub ordered_at: DateTime<Utc>,
}

impl Invitation<'_> {
    /// To note the session; none for one that does not take place.
    pub(super) fn to_come(&self) -> Option<Calendar> {
        (self.card.status != SessionStatus::Cancelled).then(|| Calendar {
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

    /// The event of the public calendar, with what is this person's own. No secret: calendars are shared.
    fn event(&self) -> CalendarEvent {
        let event = calendar_event::of(self.card, self.speech, self.origin);
        let mut own = vec![format!(
            "{}: {}",
            self.speech.t("letter-number"),
            self.number
        )];
        if let Some(hall) = self.other_hall {
            own.push(format!("{}: {hall}", self.speech.t("letter-your-hall")));
        }
        if self.card.session.format.has_hall() {
            own.push(self.speech.t("entry-note"));
        }
        CalendarEvent {
            // Of the application and not of the session: two people may share a mailbox, and one of them withdraw;
            // whoever applies again begins to count anew.
            uid: calendar_event::uid(self.application),
            sequence: u32::try_from(self.sequence).unwrap_or(0),
            stamp: self.ordered_at,
            location_language: event
                .location_language
                .filter(|_| self.other_hall.is_none()),
            location: self.other_hall.map_or(event.location, ToOwned::to_owned),
            description: format!("{}\n\n{}", own.join("\n"), event.description),
            ..event
        }
    }
}
