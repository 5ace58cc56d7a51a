//! The queue of a session.

use actix_web::HttpResponse;
use actix_web::web::Path;

use super::queue_views;
use super::reading::{self, Queue};
use super::wish::Wish;
use crate::applications::actions;
use crate::applications::refusal::Refusal;
use crate::database::Lane;
use crate::sessions::desk_frame::opened;
use crate::web::Problem;
use crate::web::desk::{self, Right, Sent, SignedIn};

/// The page.
pub async fn show(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let session = opened(&desk, &path, Right::SeeApplications).await?;
    let with_persons = desk.person.can(Right::SeePersons, session.body_id);
    let query = desk.visit.path_and_query.split_once('?');
    let wish = Wish::read(query.map_or("", |(_, query)| query), with_persons);
    let queue = read(&desk, session.id, &wish, with_persons).await?;
    let page = queue_views::page(&desk, &queue, &wish, with_persons, None);
    Ok(desk::shown(page))
}

async fn read(
    desk: &SignedIn,
    session: crate::database::Id,
    wish: &Wish,
    with_persons: bool,
) -> Result<Queue, Problem> {
    let wish = wish.clone();
    let database = &desk.visit.app.database;
    let found = database
        .read(move |connection| reading::queue(connection, session, &wish, with_persons))
        .await?;
    found.ok_or(Problem::NotFound)
}

/// Admits everyone who has a seat, if they are those of whom the page told.
pub async fn admit_all(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let desk = &sent.desk;
    let session = opened(desk, &path, Right::Decide).await?;
    let with_persons = desk.person.can(Right::SeePersons, session.body_id);
    let wish = Wish::read(sent.fields.text("list"), with_persons);
    let people = sent.fields.text("people").to_owned();
    let (id, now, staff) = (session.id, desk.visit.now, desk.person.id);
    let database = &desk.visit.app.database;
    let done = database
        .write(Lane::Session(id), move |work| {
            actions::admit_all(work, now, staff, id, &people)
        })
        .await;
    match done {
        Ok(_) => {}
        Err(Refusal::OthersToAdmit) => {
            let queue = read(desk, id, &wish, with_persons).await?;
            let said = sent.fields.text("count").parse::<i64>().unwrap_or(-1);
            let page = queue_views::page(desk, &queue, &wish, with_persons, Some(said));
            return Ok(desk::shown_stale(page));
        }
        Err(refusal) => return Err(refusal.said(desk.visit.speech())),
    }
    let query = wish.query(wish.page);
    let address = format!("/desk/sessions/{id}/applicants");
    let address = if query.is_empty() {
        address
    } else {
        format!("{address}?{query}")
    };
    Ok(desk::see_done(&address, "admitted-all"))
}
