//! A session as JSON, in the shape of the contract (§ 3).

mod parts;

use serde::Serialize;

use super::announce_clocks::{self, AnnounceClock};
use super::calendar_event;
use super::card::SessionCard;
use super::record::{AgendaItem, Contact, Document, Session};
use crate::database::{Id, Instant};
use crate::language::{Language, Multilingual};
use crate::law::Paragraph;
use crate::law::deadlines::zone::{Twice, instant};
use crate::law::deadlines::{ClockName, SessionKind};
use crate::law::session_course::{Access, Format, SessionStatus};
use crate::law::sittings::Sitting;
use parts::{ApplicationsJson, BroadcastJson, ClosingJson, EmergencyJson, ResultJson, SeatsJson};

/// One session.
#[derive(Debug, Serialize)]
pub struct SessionJson<'a> {
    id: Id,
    url: String,
    status: SessionStatus,
    access: Access,
    revision: i32,
    body: BodyJson<'a>,
    kind: SessionKind,
    title: &'a Multilingual,
    starts_at: String,
    ends_at: Option<String>,
    zone: &'static str,
    format: Format,
    languages: &'a [Language],
    place: Option<&'a Multilingual>,
    venue_access: Option<&'a Multilingual>,
    broadcast_url: Option<&'a str>,
    /// Its broadcast (605-12).
    broadcast: BroadcastJson<'a>,
    agenda: Vec<MatterJson<'a>>,
    /// The decisions that close it, or items of it (605-4).
    closings: Vec<ClosingJson<'a>>,
    contact: &'a Contact,
    seats: Option<SeatsJson>,
    deadlines: DeadlinesJson,
    announced_at: Option<String>,
    announced_in_time: Option<bool>,
    /// When it was to begin before it was last moved.
    former_starts_at: Option<String>,
    /// Its sittings, where it breaks off and goes on later.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sittings: Vec<SittingJson>,
    /// Why it was last moved, or called off.
    reason: Option<&'a Multilingual>,
    applications: ApplicationsJson,
    /// By which emergency it is held online only (605-6).
    emergency: Option<EmergencyJson<'a>>,
    /// What stands of its results, the first placed first.
    results: Vec<ResultJson<'a>>,
    updated_at: String,
}

#[derive(Debug, Serialize)]
struct BodyJson<'a> {
    slug: &'a str,
    name: &'a Multilingual,
    /// Said of those that the Rules do not bind.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    exempt: bool,
}

#[derive(Debug, Serialize)]
struct SittingJson {
    starts_at: String,
    ends_at: String,
}

/// One of the clocks of announcing, where two run beside each other.
#[derive(Debug, Serialize)]
struct AnnounceClockJson {
    clock: ClockName,
    paragraph: Paragraph,
    before: String,
    governs: bool,
}

#[derive(Debug, Serialize)]
struct MatterJson<'a> {
    number: &'a str,
    title: &'a Multilingual,
    speaker: Option<&'a str>,
    access: Access,
    /// Files of the matter.
    files: Vec<FileJson<'a>>,
}

/// A file to be fetched.
#[derive(Debug, Serialize)]
struct FileJson<'a> {
    id: Id,
    name: &'a str,
    url: String,
    media_type: &'a str,
    bytes: i64,
    sha256: &'a str,
}

#[derive(Debug, Serialize)]
struct DeadlinesJson {
    /// Null for a body that the Rules do not bind, as that of the results.
    announce_before: Option<String>,
    apply_before: String,
    results_before: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    announce_clocks: Vec<AnnounceClockJson>,
}

impl<'a> SessionJson<'a> {
    /// Which session.
    #[must_use]
    pub fn id(&self) -> Id {
        self.id
    }

    /// The session as programs get it; its address is that of the Kazakh page. `origin`: scheme and host under which
    /// the reader reaches the office.
    #[must_use]
    pub fn of(card: &'a SessionCard, origin: &str) -> Self {
        let session = &card.session;
        let at = |instant| session.zone.rfc3339(instant);
        Self {
            id: session.id,
            url: format!("{origin}/kk/sessions/{}", session.id),
            status: card.status,
            access: session.access,
            revision: session.revision,
            body: BodyJson {
                slug: &card.body.slug,
                name: &card.body_name,
                exempt: card.body.exempt,
            },
            kind: session.kind,
            title: &session.title,
            starts_at: at(session.starts_at.utc()),
            ends_at: session.ends_at.map(|ends_at| at(ends_at.utc())),
            zone: session.zone.as_str(),
            format: session.format,
            languages: &session.languages,
            place: session.place.as_deref(),
            venue_access: session.venue_access.as_deref(),
            broadcast_url: calendar_event::broadcast(session),
            broadcast: BroadcastJson::of(card, origin),
            agenda: card
                .agenda
                .iter()
                .map(|item| MatterJson::of(item, card, origin))
                .collect(),
            closings: ClosingJson::all(card),
            contact: &session.contact,
            seats: session
                .format
                .has_hall()
                .then(|| SeatsJson::of(&card.seating)),
            deadlines: DeadlinesJson::of(card),
            announced_at: session.announced_at.map(|instant| at(instant.utc())),
            announced_in_time: session.announced_in_time.filter(|_| !card.body.exempt),
            former_starts_at: session.former_starts_at.map(|instant| at(instant.utc())),
            sittings: session
                .several()
                .iter()
                .map(|one| SittingJson::of(*one, session))
                .collect(),
            reason: session.course_reason.as_deref(),
            applications: ApplicationsJson::of(&card.admission),
            emergency: card
                .online_by
                .as_ref()
                .map(|by| EmergencyJson::of(by, session.zone)),
            results: card
                .results
                .iter()
                .map(|placed| ResultJson::of(placed, card, origin))
                .collect(),
            updated_at: at(session.updated_at.utc()),
        }
    }
}

impl SittingJson {
    fn of(sitting: Sitting, session: &Session) -> Self {
        let at = |local| {
            session
                .zone
                .rfc3339(instant(session.zone.0, local, Twice::First))
        };
        Self {
            starts_at: at(sitting.starts),
            ends_at: at(sitting.ends),
        }
    }
}

impl DeadlinesJson {
    /// A body without duties has no deadlines of its own; whoever wants to attend keeps the one that was published.
    fn of(card: &SessionCard) -> Self {
        let at = |instant: Instant| card.session.zone.rfc3339(instant.utc());
        let duty = |instant: Instant| (!card.body.exempt).then(|| at(instant));
        let both = announce_clocks::both(card).into_iter();
        let clock = |one: AnnounceClock| AnnounceClockJson {
            clock: one.name,
            paragraph: one.paragraph,
            before: at(one.before),
            governs: one.governs,
        };
        Self {
            announce_before: duty(card.clocks.announce_before),
            apply_before: at(card.clocks.apply_before),
            results_before: duty(card.clocks.results_before),
            announce_clocks: both.filter(|_| !card.body.exempt).map(clock).collect(),
        }
    }
}

impl<'a> MatterJson<'a> {
    fn of(item: &'a AgendaItem, card: &'a SessionCard, origin: &str) -> Self {
        let file = |document: &'a Document| FileJson {
            id: document.id,
            name: &document.name,
            url: format!("{origin}/files/{}", document.id),
            media_type: &document.media_type,
            bytes: document.bytes,
            sha256: &document.sha256,
        };
        Self {
            number: &item.number,
            title: &item.title,
            speaker: item.speaker.as_deref(),
            access: item.access,
            files: card.documents_of(item.id).map(file).collect(),
        }
    }
}
