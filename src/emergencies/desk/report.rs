//! `/desk/emergencies/{emergency}/report`: who was told, when and how; and the same as tables to take out. Taking one
//! out is an act, and asked for by a form: following a link is none.

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Path;
use serde_json::json;

use super::{one, opened, report_views, tables};
use crate::database::{Broken, Id, Lane, Work};
use crate::emergencies::told::{self, Told};
use crate::journal::{self, Actor, Entry};
use crate::sessions::emergency::Declared;
use crate::web::Problem;
use crate::web::desk::{self, Reach, Right, Sent, SignedIn};
use crate::web::layout::today_in_the_capital;

/// Of which bodies the person sees both this emergency and applicants.
fn of_persons(desk: &SignedIn) -> Reach {
    desk.person.reach(Right::SeePersons)
}

fn is_nobody(reach: &Reach) -> bool {
    matches!(reach, Reach::Only(bodies) if bodies.is_empty())
}

pub(super) async fn page(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let declared = opened(&desk, &path, Right::SeeEmergencies).await?;
    let (id, persons) = (declared.emergency.id, of_persons(&desk));
    let shown = one::Shown::of(&desk, declared).await?;
    let unreached: Vec<Told> = if is_nobody(&persons) {
        Vec::new()
    } else {
        let read = move |connection: &mut _| told::unreached(connection, id, &persons);
        desk.visit.app.database.read(read).await?
    };
    Ok(desk::shown(report_views::page(&desk, &shown, &unreached)))
}

/// A line a session: counts and instants.
pub(super) async fn sessions_csv(
    Sent { desk, .. }: Sent,
    path: Path<String>,
) -> Result<HttpResponse, Problem> {
    let declared = opened(&desk, &path, Right::SeeEmergencies).await?;
    let id = declared.emergency.id;
    let shown = one::Shown::of(&desk, declared.clone()).await?;
    let body = tables::of_sessions(desk.visit.speech(), &shown.report)?;
    let counts = (shown.report.lines.len(), 0);
    taken_out(&desk, &declared, "sessions", counts).await?;
    Ok(file(&desk, "emergency", id, body))
}

/// A line a person, of the bodies whose applicants one sees.
pub(super) async fn people_csv(
    Sent { desk, .. }: Sent,
    path: Path<String>,
) -> Result<HttpResponse, Problem> {
    let declared = opened(&desk, &path, Right::SeeEmergencies).await?;
    let (id, persons) = (declared.emergency.id, of_persons(&desk));
    let shown = one::Shown::of(&desk, declared.clone()).await?;
    let read = move |connection: &mut _| told::everybody(connection, id, &persons);
    let people = desk.visit.app.database.read(read).await?;
    let body = tables::of_people(desk.visit.speech(), &shown.report, &people)?;
    let counts = (shown.report.lines.len(), people.len());
    taken_out(&desk, &declared, "people", counts).await?;
    Ok(file(&desk, "emergency-people", id, body))
}

/// Notes what was taken out, by numbers alone.
async fn taken_out(
    desk: &SignedIn,
    declared: &Declared,
    table: &'static str,
    (sessions, people): (usize, usize),
) -> Result<(), Problem> {
    let (now, by) = (desk.visit.now, desk.person.id);
    let (id, body) = (declared.emergency.id, declared.emergency.body_id);
    let note = move |work: &mut Work| {
        let entry = Entry {
            actor: Actor::Staff(by),
            act: "emergency.report_exported",
            object_kind: "emergency",
            object: id,
            body,
            before: None,
            after: Some(json!({ "table": table, "sessions": sessions, "people": people })),
            calendar_version: None,
        };
        journal::record(work, now, entry);
        Ok::<_, Broken>(())
    };
    Ok(desk.visit.app.database.write(Lane::Any, note).await?)
}

fn file(desk: &SignedIn, what: &str, id: Id, body: Vec<u8>) -> HttpResponse {
    let day = today_in_the_capital(desk.visit.now).0;
    HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{what}-{id}-{day}.csv\""),
        ))
        .body(body)
}
