//! A session as JSON, in the shape of the contract (§ 3).

use chrono::NaiveDate;
use serde::Serialize;

use super::announce_clocks::{self, AnnounceClock};
use super::calendar_event;
use super::card::SessionCard;
use super::closing::record::Closing;
use super::emergency::OnlineBy;
use super::record::{AgendaItem, Contact, Document, Placed, Seating, Session};
use crate::database::{Id, Instant, Zone};
use crate::language::{Language, Multilingual};
use crate::law::Paragraph;
use crate::law::admission::{Bar, Verdict};
use crate::law::closing::Ground;
use crate::law::deadlines::zone::{Twice, instant};
use crate::law::deadlines::{ClockName, SessionKind};
use crate::law::emergency::EmergencyKind;
use crate::law::results::ResultKind;
use crate::law::session_course::{Access, Format, SessionStatus};
use crate::law::sittings::Sitting;

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
    agenda: Vec<MatterJson<'a>>,
    /// The decision that closes it, or items of it (605-4).
    closing: Option<ClosingJson<'a>>,
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

/// On what ground something is closed, by whose decision, until when; which items it is, their `access` says.
#[derive(Debug, Serialize)]
struct ClosingJson<'a> {
    grounds: &'a [Ground],
    named_law: Option<&'a str>,
    decision: &'a str,
    decided_on: NaiveDate,
    decider: &'a Multilingual,
    ends_on: Option<NaiveDate>,
    ends_with: Option<&'a Multilingual>,
}

impl<'a> ClosingJson<'a> {
    fn of(closing: &'a Closing) -> Self {
        Self {
            grounds: &closing.grounds,
            named_law: closing.named_law.as_deref(),
            decision: &closing.number,
            decided_on: closing.decided_on,
            decider: &closing.decider,
            ends_on: closing.ends_on,
            ends_with: closing.ends_with.as_deref(),
        }
    }
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

/// A result, or the statement that there is none of the kind: it has no title then.
#[derive(Debug, Serialize)]
struct ResultJson<'a> {
    kind: ResultKind,
    none: bool,
    title: Option<&'a Multilingual>,
    published_at: String,
    url: String,
}

/// The hall; a session held online has none.
#[derive(Debug, Serialize)]
struct SeatsJson {
    capacity: i32,
    taken: i32,
    waiting: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    overflow: Option<OverflowJson>,
}

#[derive(Debug, Serialize)]
struct OverflowJson {
    capacity: i32,
    taken: i32,
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

/// An emergency; `until`: when it is over, where that is known.
#[derive(Debug, Serialize)]
struct EmergencyJson<'a> {
    kind: EmergencyKind,
    basis: &'a Multilingual,
    from: String,
    until: Option<String>,
}

impl<'a> EmergencyJson<'a> {
    fn of(by: &'a OnlineBy, zone: Zone) -> Self {
        let emergency = &by.emergency;
        Self {
            kind: emergency.kind,
            basis: &emergency.basis,
            from: zone.rfc3339(emergency.from_at.utc()),
            until: emergency.over_from().map(|until| zone.rfc3339(until)),
        }
    }
}

#[derive(Debug, Serialize)]
struct ApplicationsJson {
    open: bool,
    reason: Option<&'static str>,
    paragraph: Option<Paragraph>,
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
            agenda: card
                .agenda
                .iter()
                .map(|item| MatterJson::of(item, card, origin))
                .collect(),
            closing: card.closing.as_ref().map(ClosingJson::of),
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

impl<'a> ResultJson<'a> {
    fn of(placed: &'a Placed, card: &SessionCard, origin: &str) -> Self {
        let session = &card.session;
        let page = format!("{origin}/kk/sessions/{}/results", session.id);
        Self {
            kind: placed.kind,
            none: placed.stated_none,
            title: placed.title.as_deref(),
            published_at: session.zone.rfc3339(placed.published_at.utc()),
            url: if placed.stated_none {
                page
            } else {
                format!("{page}/{}", placed.id)
            },
        }
    }
}

impl SeatsJson {
    fn of(seating: &Seating) -> Self {
        let overflow = OverflowJson {
            capacity: seating.overflow_capacity,
            taken: seating.overflow_seated,
        };
        Self {
            capacity: seating.capacity,
            taken: seating.seated,
            waiting: seating.waiting,
            overflow: (overflow.capacity > 0).then_some(overflow),
        }
    }
}

impl ApplicationsJson {
    fn of(verdict: &Verdict) -> Self {
        let bar = match verdict {
            Verdict::Open(_) => None,
            Verdict::Barred(bar) => Some(bar),
        };
        Self {
            open: bar.is_none(),
            reason: bar.map(Bar::code),
            paragraph: bar.map(Bar::paragraph),
        }
    }
}
