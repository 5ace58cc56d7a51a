//! What a session is to the public, as the journal keeps it and as changes are found.

use serde_json::{Map, Value, json};

use super::Recounted;
use crate::database::{Instant, Work};
use crate::journal::{self, Actor, Changes, Entry};
use crate::sessions::record::{AgendaItem, Clocks, Session};
use crate::sessions::store::Details;

/// A change of one of these is one that calendars must learn of (RFC 5545 SEQUENCE). The broadcast is the place of a
/// session held online, the overflow hall that of those who sit there.
pub(super) const FOR_CALENDARS: &[&str] = &[
    "starts_at",
    "ends_at",
    "place",
    "overflow_place",
    "broadcast_url",
    "format",
    "status",
];

/// A reason may be given at any time: it changes nothing of what was announced.
pub(super) const REASONS: &[&str] = &["late_reason", "format_reason"];

/// Everything that is shown, under its name.
pub(super) fn facts(session: &Session, details: &Details) -> Map<String, Value> {
    let (clocks, seating) = (&details.clocks, &details.seating);
    let facts = json!({
        "kind": session.kind,
        "status": session.status,
        "access": session.access,
        "title": &*session.title,
        "starts_at": session.starts_at.utc(),
        "ends_at": session.ends_at.map(Instant::utc),
        "zone": session.zone.as_str(),
        "format": session.format,
        "languages": &*session.languages,
        "place": session.place.as_deref(),
        "venue_access": session.venue_access.as_deref(),
        "broadcast_url": session.broadcast_url,
        "agenda": details.agenda.iter().map(|item| matter(item, details)).collect::<Vec<_>>(),
        "contact": &*session.contact,
        "capacity": seating.capacity,
        "overflow_capacity": seating.overflow_capacity,
        "overflow_place": seating.overflow_place.as_deref(),
        "late_reason": session.late_reason,
        "format_reason": session.format_reason,
        "former_starts_at": session.former_starts_at.map(Instant::utc),
        "course_reason": session.course_reason.as_deref(),
        "sittings": session.sittings.as_deref(),
        "announced_in_time": session.announced_in_time,
        "announce_before": clocks.announce_before.utc(),
        "apply_before": clocks.apply_before.utc(),
        "apply_by_hand_before": clocks.apply_by_hand_before.utc(),
        "results_target_before": clocks.results_target_before.utc(),
        "results_before": clocks.results_before.utc(),
    });
    match facts {
        Value::Object(facts) => facts,
        _ => Map::new(),
    }
}

fn matter(item: &AgendaItem, details: &Details) -> Value {
    let files = details.documents_of(item.id).map(|document| {
        json!({
            "id": document.id,
            "name": document.name,
            "media_type": document.media_type,
            "bytes": document.bytes,
            "sha256": document.sha256,
        })
    });
    json!({
        "id": item.id,
        "number": item.number,
        "title": &*item.title,
        "speaker": item.speaker,
        "access": item.access,
        "files": files.collect::<Vec<_>>(),
    })
}

/// The clocks alone; with that of the notice of what is closed, where it moves.
pub(super) fn clock_facts(clocks: &Clocks, notice: Option<Instant>) -> Map<String, Value> {
    let mut facts = json!({
        "uncertain": clocks.uncertain,
        "announce_before": clocks.announce_before.utc(),
        "apply_before": clocks.apply_before.utc(),
        "apply_by_hand_before": clocks.apply_by_hand_before.utc(),
        "results_target_before": clocks.results_target_before.utc(),
        "results_before": clocks.results_before.utc(),
    });
    if let (Value::Object(facts), Some(notice)) = (&mut facts, notice) {
        facts.insert("closed_notice_before".to_owned(), json!(notice.utc()));
    }
    match facts {
        Value::Object(facts) => facts,
        _ => Map::new(),
    }
}

/// Notes that clocks were counted anew.
pub(super) fn note_clocks(
    work: &mut Work,
    now: chrono::DateTime<chrono::Utc>,
    actor: &Actor,
    recounted: &Recounted,
    changes: &Changes,
) {
    let entry = Entry {
        actor: actor.clone(),
        act: "session.clocks_recounted",
        object_kind: "session",
        object: recounted.session.id,
        body: Some(recounted.session.body_id),
        before: Some(changes.before()),
        after: Some(changes.after()),
        calendar_version: Some(&recounted.after.calendar_version),
    };
    journal::record(work, now, entry);
}

/// Notes an act on a session.
pub(super) fn note(
    work: &mut Work,
    now: chrono::DateTime<chrono::Utc>,
    actor: &Actor,
    act: &str,
    session: &Session,
    details: &Details,
    changes: &Changes,
) {
    let entry = Entry {
        actor: actor.clone(),
        act,
        object_kind: "session",
        object: session.id,
        body: Some(session.body_id),
        before: Some(changes.before()),
        after: Some(changes.after()),
        calendar_version: Some(&details.clocks.calendar_version),
    };
    journal::record(work, now, entry);
}
