//! A session as it is to be.

use chrono::{NaiveDateTime, TimeDelta};

use super::Refusal;
use crate::database::{Id, Instant};
use crate::language::{Language, Multilingual};
use crate::law::announcement::{self, Announcement, Missing, Texts};
use crate::law::deadlines::SessionKind;
use crate::law::session_course::{Access, Format};
use crate::sessions::record::{AgendaItem, Contact, GREATEST_LENGTH, Session};
use crate::sessions::store::Details;

/// A session as the secretariat describes it; its times are those of the body's clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// What kind of session.
    pub kind: SessionKind,
    /// What it is called.
    pub title: Multilingual,
    /// When it begins.
    pub starts: NaiveDateTime,
    /// When it ends, where that is known.
    pub ends: Option<NaiveDateTime>,
    /// How one may take part (605-5).
    pub format: Format,
    /// The languages it is held in (605-7).
    pub languages: Vec<Language>,
    /// Where; nowhere for one held online.
    pub place: Option<Multilingual>,
    /// Access rules and accessibility of the venue (605-11).
    pub venue_access: Option<Multilingual>,
    /// Where it is broadcast (605-12).
    pub broadcast_url: Option<String>,
    /// What is planned for consideration, in order.
    pub agenda: Vec<Matter>,
    /// The person responsible for its preparation.
    pub contact: Contact,
    /// Seats in the hall.
    pub capacity: i32,
    /// A second hall in which the broadcast is shown.
    pub overflow: Option<Overflow>,
    /// Why it is announced late.
    pub late_reason: Option<String>,
    /// Why it is offline only or online only.
    pub format_reason: Option<String>,
}

/// A matter planned for consideration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matter {
    /// Which of the session's matters it is, where it is one of them already: its files stay with it.
    pub id: Option<Id>,
    /// Its number as printed.
    pub number: String,
    /// What it is about.
    pub title: Multilingual,
    /// Who reports.
    pub speaker: Option<String>,
    /// Open or closed (605-4).
    pub access: Access,
}

/// A second hall in which the broadcast is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overflow {
    /// Its seats.
    pub capacity: i32,
    /// Where it is.
    pub place: Multilingual,
}

impl Order {
    /// The order that a stored session follows.
    #[must_use]
    pub fn of(session: &Session, details: &Details) -> Self {
        let local = |at: Instant| session.zone.local(at.utc());
        let seating = &details.seating;
        Self {
            kind: session.kind,
            title: (*session.title).clone(),
            starts: local(session.starts_at),
            ends: session.ends_at.map(local),
            format: session.format,
            languages: (*session.languages).clone(),
            place: session.place.as_deref().cloned(),
            venue_access: session.venue_access.as_deref().cloned(),
            broadcast_url: session.broadcast_url.clone(),
            agenda: details.agenda.iter().map(Matter::of).collect(),
            contact: (*session.contact).clone(),
            capacity: seating.capacity,
            overflow: seating.overflow_place.as_deref().map(|place| Overflow {
                capacity: seating.overflow_capacity,
                place: place.clone(),
            }),
            late_reason: session.late_reason.clone(),
            format_reason: session.format_reason.clone(),
        }
    }

    /// What an announcement of it would lack (605-8).
    #[must_use]
    pub fn missing(&self) -> Vec<Missing> {
        let agenda: Vec<Texts<'_>> = self.agenda.iter().map(|item| texts(&item.title)).collect();
        let announcement = Announcement {
            title: texts(&self.title),
            place: self.place.as_ref().map(texts).unwrap_or_default(),
            broadcast_url: self.broadcast_url.as_deref().unwrap_or_default(),
            day: Some(self.starts.date()),
            time: Some(self.starts.time()),
            format: Some(self.format),
            agenda: &agenda,
            contact: contact(&self.contact),
        };
        announcement.missing()
    }

    /// Whether it ends after its start, and soon enough.
    ///
    /// # Errors
    /// [`Refusal::EndsTooSoon`], [`Refusal::EndsTooLate`].
    pub fn check_length(starts: NaiveDateTime, ends: Option<NaiveDateTime>) -> Result<(), Refusal> {
        match ends.map(|ends| ends - starts) {
            Some(length) if length <= TimeDelta::zero() => Err(Refusal::EndsTooSoon),
            Some(length) if length > GREATEST_LENGTH => Err(Refusal::EndsTooLate),
            _ => Ok(()),
        }
    }
}

impl Matter {
    fn of(item: &AgendaItem) -> Self {
        Self {
            id: Some(item.id),
            number: item.number.clone(),
            title: (*item.title).clone(),
            speaker: item.speaker.clone(),
            access: item.access,
        }
    }
}

fn texts(text: &Multilingual) -> Texts<'_> {
    Texts {
        kk: &text.kk,
        ru: &text.ru,
    }
}

fn contact(contact: &Contact) -> announcement::Contact<'_> {
    announcement::Contact {
        name: &contact.name,
        position: texts(&contact.position),
        phone: &contact.phone,
        email: &contact.email,
    }
}
