//! Parts of a session as JSON.

use chrono::NaiveDate;
use serde::Serialize;

use crate::database::{Instant, Zone};
use crate::language::{Language, Multilingual};
use crate::law::Paragraph;
use crate::law::admission::{Bar, Verdict};
use crate::law::broadcast::BroadcastState;
use crate::law::closing::Ground;
use crate::law::emergency::EmergencyKind;
use crate::law::results::ResultKind;
use crate::sessions::card::SessionCard;
use crate::sessions::closing::record::Closing;
use crate::sessions::emergency::OnlineBy;
use crate::sessions::record::{AgendaItem, Placed, Seating};

/// On what ground something is closed, by whose decision, until when: the session, or the items with these numbers. A
/// maslikhat's has neither number nor day before it has voted.
#[derive(Debug, Serialize)]
pub(super) struct ClosingJson<'a> {
    whole: bool,
    items: Vec<&'a str>,
    grounds: &'a [Ground],
    named_law: Option<&'a str>,
    decision: Option<&'a str>,
    decided_on: Option<NaiveDate>,
    decider: &'a Multilingual,
    ends_on: Option<NaiveDate>,
    ends_with: Option<&'a Multilingual>,
}

impl<'a> ClosingJson<'a> {
    pub(super) fn all(card: &'a SessionCard) -> Vec<Self> {
        let each = card.closed_by().into_iter();
        each.map(|(closing, items)| Self::of(closing, &items))
            .collect()
    }

    fn of(closing: &'a Closing, items: &[&'a AgendaItem]) -> Self {
        Self {
            whole: closing.whole,
            items: items.iter().map(|item| item.number.as_str()).collect(),
            grounds: &closing.grounds,
            named_law: closing.named_law.as_deref(),
            decision: closing.number.as_deref(),
            decided_on: closing.decided_on,
            decider: &closing.decider,
            ends_on: closing.ends_on,
            ends_with: closing.ends_with.as_deref(),
        }
    }
}

/// What the broadcast is, and since when; where it is shown and where it is recorded.
#[derive(Debug, Serialize)]
pub(super) struct BroadcastJson<'a> {
    state: BroadcastState,
    /// The page on which it is shown.
    url: String,
    /// When the last one began.
    began_at: Option<String>,
    /// When it ended.
    ended_at: Option<String>,
    /// Since when nothing comes through.
    interrupted_since: Option<String>,
    /// Why there is none, and what stands instead.
    impossible: Option<ImpossibleJson<'a>>,
    recording: Option<RecordingJson<'a>>,
}

#[derive(Debug, Serialize)]
struct ImpossibleJson<'a> {
    why: &'a Multilingual,
    instead: &'a Multilingual,
    since: String,
}

#[derive(Debug, Serialize)]
struct RecordingJson<'a> {
    url: &'a str,
    sha256: Option<&'a str>,
}

impl<'a> BroadcastJson<'a> {
    pub(super) fn of(card: &'a SessionCard, origin: &str) -> Self {
        let (session, known) = (&card.session, &card.broadcast);
        let state = card.broadcast_state();
        let at = |instant: Instant| session.zone.rfc3339(instant.utc());
        let recording = known.recording.as_ref();
        // Of what is closed nothing is told but that it is (CL-6).
        let recording = recording.filter(|_| state != BroadcastState::Closed);
        Self {
            state,
            url: format!("{origin}/kk/sessions/{}/live", session.id),
            began_at: known.began_at.map(at),
            ended_at: known.ended_at.map(at),
            interrupted_since: known.interrupted_since.map(at),
            impossible: known.impossible.as_ref().map(|one| ImpossibleJson {
                why: &one.why,
                instead: &one.instead,
                since: at(one.since),
            }),
            recording: recording.map(|one| RecordingJson {
                url: &one.url,
                sha256: one.sha256.as_deref(),
            }),
        }
    }
}

/// A result, or the statement that there is none of the kind: it has no title then.
#[derive(Debug, Serialize)]
pub(super) struct ResultJson<'a> {
    kind: ResultKind,
    none: bool,
    title: Option<&'a Multilingual>,
    /// The number of the matter that it is of, where it is of one.
    item: Option<&'a str>,
    number: Option<&'a str>,
    created_on: Option<NaiveDate>,
    published_at: String,
    /// Null for a body that the Rules do not bind.
    in_time: Option<bool>,
    /// On what ground a part is left out.
    withheld: Option<Ground>,
    url: String,
    /// Its text as it is stored, in the languages that it has.
    text: Option<ResultTextJson<'a>>,
    files: Vec<ResultFileJson<'a>>,
}

#[derive(Debug, Serialize)]
struct ResultTextJson<'a> {
    url: String,
    sha256: &'a str,
}

/// A file of a result; no language: in all of them, or it was not said.
#[derive(Debug, Serialize)]
struct ResultFileJson<'a> {
    language: Option<Language>,
    name: &'a str,
    url: String,
    media_type: &'a str,
    bytes: i64,
    sha256: &'a str,
}

/// The hall; a session held online has none.
#[derive(Debug, Serialize)]
pub(super) struct SeatsJson {
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

/// An emergency; `until`: when it is over, where that is known.
#[derive(Debug, Serialize)]
pub(super) struct EmergencyJson<'a> {
    kind: EmergencyKind,
    basis: &'a Multilingual,
    from: String,
    until: Option<String>,
}

impl<'a> EmergencyJson<'a> {
    pub(super) fn of(by: &'a OnlineBy, zone: Zone) -> Self {
        let emergency = &by.emergency;
        Self {
            kind: emergency.kind,
            basis: &emergency.basis,
            from: zone.rfc3339(emergency.from_at.utc()),
            until: emergency.over_from().map(|until| zone.rfc3339(until)),
        }
    }
}

/// Whether one may apply, and by which paragraph not.
#[derive(Debug, Serialize)]
pub(super) struct ApplicationsJson {
    open: bool,
    reason: Option<&'static str>,
    paragraph: Option<Paragraph>,
}

impl<'a> ResultJson<'a> {
    pub(super) fn of(placed: &'a Placed, card: &'a SessionCard, origin: &str) -> Self {
        let (session, row) = (&card.session, &placed.row);
        let page = format!("{origin}/kk/sessions/{}/results", session.id);
        let item = |id| card.agenda.iter().find(|item| item.id == id);
        Self {
            kind: row.kind,
            none: row.stated_none,
            title: row.title.as_deref(),
            item: row
                .agenda_item_id
                .and_then(item)
                .map(|item| item.number.as_str()),
            number: row.number.as_deref(),
            created_on: row.created_on,
            published_at: session.zone.rfc3339(row.published_at.utc()),
            in_time: (!card.body.exempt).then_some(row.in_time),
            withheld: row.withheld_ground,
            url: if row.stated_none {
                page
            } else {
                format!("{page}/{}", row.id)
            },
            text: row.text_sha256.as_deref().map(|sha256| ResultTextJson {
                url: format!("{origin}/results/{}/text.json", row.id),
                sha256,
            }),
            files: ResultFileJson::all(placed, origin),
        }
    }
}

impl<'a> ResultFileJson<'a> {
    fn all(placed: &'a Placed, origin: &str) -> Vec<Self> {
        let row = &placed.row;
        let address = format!("{origin}/results/{}/file", row.id);
        let first = || {
            Some(Self {
                language: row.file_language,
                name: row.file_name.as_deref()?,
                url: address.clone(),
                media_type: row.media_type.as_deref()?,
                bytes: row.bytes?,
                sha256: row.file_sha256.as_deref()?,
            })
        };
        let further = placed.files.iter().map(|file| Self {
            language: Some(file.language),
            name: &file.file_name,
            url: format!("{address}/{}", file.language.code()),
            media_type: &file.media_type,
            bytes: file.bytes,
            sha256: &file.file_sha256,
        });
        first().into_iter().chain(further).collect()
    }
}

impl SeatsJson {
    pub(super) fn of(seating: &Seating) -> Self {
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
    pub(super) fn of(verdict: &Verdict) -> Self {
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
