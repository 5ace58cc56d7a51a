//! A draft: the rows that an order becomes.

use chrono::{DateTime, Utc};

use super::{Order, clocks};
use crate::bodies::record::Body;
use crate::database::{Id, Json};
use crate::law::deadlines::Deadlines;
use crate::law::deadlines::zone::{Twice, instant};
use crate::law::session_course::{Access, SessionStatus, over_at};
use crate::sessions::record::{AgendaItem, Seating, Session};
use crate::sessions::store::Details;

/// A session and what belongs to it, new from an order.
pub(crate) fn draft(
    id: Id,
    code: String,
    now: DateTime<Utc>,
    body: &Body,
    order: &Order,
    deadlines: &Deadlines,
) -> (Session, Details) {
    let ends_at = order
        .ends
        .map(|ends| instant(body.zone.0, ends, Twice::Second));
    let session = Session {
        id,
        body_id: body.id,
        code,
        kind: order.kind,
        status: SessionStatus::Draft,
        access: Access::Open,
        format: order.format,
        title: Json::from(order.title.clone()),
        starts_at: deadlines.starts_at.into(),
        ends_at: ends_at.map(Into::into),
        closes_at: over_at(deadlines.starts_at, ends_at).into(),
        local_date: order.starts.date(),
        zone: body.zone,
        languages: Json::from(order.languages.clone()),
        place: order.place.clone().map(Json::from),
        venue_access: order.venue_access.clone().map(Json::from),
        broadcast_url: order.broadcast_url.clone(),
        contact: Json::from(order.contact.clone()),
        revision: 0,
        sequence: 0,
        announced_at: None,
        announced_in_time: None,
        late_reason: order.late_reason.clone(),
        format_reason: order.format_reason.clone(),
        created_at: now.into(),
        updated_at: now.into(),
        former_starts_at: None,
        moved_at: None,
        cancelled_at: None,
        course_reason: None,
        results_complete_at: None,
        emergency_id: None,
        sittings: None,
    };
    let details = Details {
        clocks: clocks::row(id, deadlines),
        seating: empty_seats(id, order),
        agenda: agenda(id, order),
        documents: Vec::new(),
    };
    (session, details)
}

fn empty_seats(session: Id, order: &Order) -> Seating {
    let overflow = order.overflow.as_ref();
    Seating {
        session_id: session,
        capacity: order.capacity,
        seated: 0,
        last_seat: 0,
        overflow_capacity: overflow.map_or(0, |hall| hall.capacity),
        overflow_seated: 0,
        last_overflow_seat: 0,
        overflow_place: overflow.map(|hall| Json::from(hall.place.clone())),
        waiting: 0,
        received: 0,
    }
}

fn agenda(session: Id, order: &Order) -> Vec<AgendaItem> {
    (0_i32..)
        .zip(&order.agenda)
        .map(|(position, matter)| AgendaItem {
            id: matter.id.unwrap_or_default(),
            session_id: session,
            position,
            number: matter.number.clone(),
            title: Json::from(matter.title.clone()),
            speaker: matter.speaker.clone(),
            access: matter.access,
        })
        .collect()
}
