//! The seats of a session at the desk.

use actix_web::HttpResponse;
use actix_web::web::Path;
use chrono::DateTime;

use super::seats::{self, Refusal, SeatsOrder};
use super::seats_views::{self, Form, Told};
use crate::database::{Instant, Lane};
use crate::journal::Actor;
use crate::language::{Multilingual, Speech};
use crate::sessions::actions::Overflow;
use crate::sessions::desk_frame::opened_with_details;
use crate::sessions::record::{Seating, Session};
use crate::web::Problem;
use crate::web::desk::{self, Fields, Right, Sent, SignedIn};
use crate::web::problem::FieldFault;

/// The page.
pub async fn show(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let (session, details) = opened_with_details(&desk, &path, Right::SeeApplications).await?;
    let kept = desk.kept_fields().await?;
    let fields = kept.unwrap_or_else(|| stored(&session, &details.seating));
    let form = Form {
        fields: &fields,
        faults: &[],
        told: Told::Nothing,
    };
    let page = seats_views::page(&desk, &session, &details, &form);
    Ok(desk::shown(page))
}

fn stored(session: &Session, seating: &Seating) -> Fields {
    let mut fields = Fields::default();
    fields.add("seen", seen(session));
    fields.add("capacity", seating.capacity.to_string());
    let overflow = match seating.overflow_capacity {
        0 => String::new(),
        some => some.to_string(),
    };
    fields.add("overflow_capacity", overflow);
    if let Some(place) = seating.overflow_place.as_deref() {
        fields.add("place_kk", place.kk.clone());
        fields.add("place_ru", place.ru.clone());
    }
    fields
}

/// Changes the seats.
pub async fn change(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let (session, _) = opened_with_details(&sent.desk, &path, Right::Decide).await?;
    let (speech, now) = (sent.desk.visit.speech(), sent.desk.visit.now);
    let order = match read(speech, &sent.fields) {
        Ok(order) => order,
        Err(faults) => return again(&sent, &path, &faults, Told::Nothing).await,
    };
    let (id, actor) = (session.id, Actor::Staff(sent.desk.person.id));
    let database = &sent.desk.visit.app.database;
    let done = database
        .write(Lane::Session(id), move |work| {
            seats::change_seats(work, now, &actor, id, &order)
        })
        .await;
    let told = match done {
        Ok(_) => {
            let address = format!("/desk/sessions/{id}/seats");
            return Ok(desk::see_done(&address, "seats-changed"));
        }
        Err(Refusal::Stale(seating)) => Told::Stale(seating),
        Err(Refusal::SeatsTaken { main, overflow }) => Told::Taken { main, overflow },
        Err(Refusal::TooLate) => Told::TooLate,
        Err(Refusal::Emergency) => Told::Emergency,
        Err(Refusal::Application(refusal)) => return Err(refusal.said(speech)),
        Err(Refusal::NotFound) => return Err(Problem::NotFound),
        Err(Refusal::Broken(broken)) => return Err(broken.into()),
    };
    again(&sent, &path, &[], told).await
}

/// The form once more, over what stands now.
async fn again(
    sent: &Sent,
    path: &str,
    faults: &[FieldFault],
    told: Told,
) -> Result<HttpResponse, Problem> {
    let (session, details) = opened_with_details(&sent.desk, path, Right::Decide).await?;
    let answer = match told {
        Told::Stale(_) => desk::shown_stale,
        _ => desk::shown_again,
    };
    let form = Form {
        fields: &sent.fields,
        faults,
        told,
    };
    Ok(answer(seats_views::page(
        &sent.desk, &session, &details, &form,
    )))
}

/// What a form is made of, as its hidden field carries it: when the session was changed last, in microseconds.
pub fn seen(session: &Session) -> String {
    session.updated_at.utc().timestamp_micros().to_string()
}

fn read_seen(fields: &Fields) -> Option<Instant> {
    let micros = fields.text("seen").parse().ok()?;
    DateTime::from_timestamp_micros(micros).map(Into::into)
}

/// More seats than any hall has.
const MOST: i32 = 100_000;

fn read(speech: Speech<'_>, fields: &Fields) -> Result<SeatsOrder, Vec<FieldFault>> {
    let mut faults = Vec::new();
    let fault = |field: &str, key: &str| FieldFault {
        field: field.to_owned(),
        code: "invalid",
        message: speech.t(key),
    };
    let number = |text: &str| {
        text.parse::<i32>()
            .ok()
            .filter(|one| (0..=MOST).contains(one))
    };
    let capacity = number(fields.text("capacity"));
    if capacity.is_none() {
        faults.push(fault("capacity", "seats-number"));
    }
    let overflow_capacity = match fields.text("overflow_capacity") {
        "" => Some(0),
        text => number(text),
    };
    if overflow_capacity.is_none() {
        faults.push(fault("overflow_capacity", "seats-number"));
    }
    let opens = overflow_capacity.unwrap_or(0) > 0;
    for field in ["place_kk", "place_ru"] {
        if opens && fields.text(field).is_empty() {
            faults.push(fault(field, "seats-place-missing"));
        }
    }
    match (capacity, overflow_capacity) {
        (Some(capacity), Some(overflow)) if faults.is_empty() => Ok(SeatsOrder {
            seen: read_seen(fields),
            capacity,
            overflow: (overflow > 0).then(|| Overflow {
                capacity: overflow,
                place: Multilingual::new(fields.text("place_kk"), fields.text("place_ru")),
            }),
            move_the_last: fields.has("move_the_last"),
        }),
        _ => Err(faults),
    }
}
