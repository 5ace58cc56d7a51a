//! The list of passes taken out: printed, as a workbook, as CSV. Each time is noted before anything is shown, and for
//! that asked for by a form: following a link changes nothing.

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::{self, Path};

use super::opened;
use crate::applications::attendees::{self, Naming};
use crate::applications::door::lists::{self, Form, PassList};
use crate::applications::door::views;
use crate::database::{Broken, Lane};
use crate::sessions::record::Session;
use crate::web::Problem;
use crate::web::desk::{self, Sent, SignedIn};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const CSV: &str = "text/csv; charset=utf-8";

/// Notes that the list is printed, and goes on to the page.
pub async fn note_print(
    Sent { desk, .. }: Sent,
    path: Path<String>,
) -> Result<HttpResponse, Problem> {
    let session = opened(&desk, &path).await?;
    taken_out(&desk, &session, Form::Print).await?;
    Ok(desk::see(&format!("/desk/sessions/{}/passes", session.id)))
}

/// The page to be printed.
pub async fn print(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let session = opened(&desk, &path).await?;
    let id = session.id;
    let database = &desk.visit.app.database;
    let list = database
        .read(move |connection| PassList::of(connection, id))
        .await?;
    Ok(desk::shown(views::print::page(&desk, &session, &list)))
}

/// The workbook.
pub async fn xlsx(Sent { desk, .. }: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let session = opened(&desk, &path).await?;
    let list = taken_out(&desk, &session, Form::Xlsx).await?;
    let naming = Naming::in_words(desk.visit.speech());
    let made = web::block(move || attendees::xlsx(list.into_attendees(), &naming)).await;
    let body = made
        .map_err(|_| Broken::Panicked)?
        .map_err(|error| Broken::Data(error.to_string()))?;
    Ok(file(&session, Form::Xlsx, XLSX, body))
}

/// The table as text.
pub async fn csv(Sent { desk, .. }: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let session = opened(&desk, &path).await?;
    let list = taken_out(&desk, &session, Form::Csv).await?;
    let naming = Naming::in_words(desk.visit.speech());
    let mut body = Vec::new();
    attendees::write_csv(&mut body, list.into_attendees(), &naming)
        .map_err(|error| Broken::Data(error.to_string()))?;
    Ok(file(&session, Form::Csv, CSV, body))
}

async fn taken_out(desk: &SignedIn, session: &Session, form: Form) -> Result<PassList, Problem> {
    let id = session.id;
    let database = &desk.visit.app.database;
    let list = database
        .read(move |connection| PassList::of(connection, id))
        .await?;
    let (now, by, session) = (desk.visit.now, desk.person.id, session.clone());
    let (people, version) = (list.people.len(), list.version.clone());
    let note = move |work: &mut crate::database::Work| {
        lists::note(work, now, by, &session, form, (people, &version));
        Ok::<_, Broken>(())
    };
    database.write(Lane::Session(id), note).await?;
    Ok(list)
}

fn file(session: &Session, form: Form, media_type: &str, body: Vec<u8>) -> HttpResponse {
    let name = lists::file_name(session, form);
    HttpResponse::Ok()
        .content_type(media_type)
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ))
        .body(body)
}
