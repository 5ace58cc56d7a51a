//! The page of letters, and what is done on it.

use std::sync::Arc;

use actix_web::HttpResponse;

use super::actions::{self, NotDone};
use super::desk_views;
use super::reading::{self, Shown};
use super::wish::{Wish, address};
use crate::database::{Id, Lane, Work};
use crate::web::Problem;
use crate::web::desk::{self, Sent, SignedIn};

/// `GET /desk/letters`.
pub async fn show(desk: SignedIn) -> Result<HttpResponse, Problem> {
    let shown = gathered(&desk, Wish::of(&desk)).await?;
    Ok(desk::shown(desk_views::page(&desk, &shown, false)))
}

async fn gathered(desk: &SignedIn, wish: Wish) -> Result<Shown, Problem> {
    let (app, person, now) = (
        Arc::clone(&desk.visit.app),
        desk.person.clone(),
        desk.visit.now,
    );
    let read = desk
        .visit
        .app
        .database
        .read(move |connection| reading::gather(connection, &app, &person, wish, now));
    Ok(read.await?)
}

/// `POST /desk/letters/telephoned`.
pub async fn telephoned(sent: Sent) -> Result<HttpResponse, Problem> {
    let undo = sent.fields.has("undo");
    let item = Id::parse(sent.fields.text("item"));
    let word = if undo {
        "telephoned-undone"
    } else {
        "telephoned"
    };
    let (person, now) = (sent.desk.person.clone(), sent.desk.visit.now);
    ended(&sent, word, move |work| {
        let item = item.ok_or(NotDone::Gone)?;
        actions::telephoned(work, now, &person, item, undo)
    })
    .await
}

/// `POST /desk/letters/release`.
pub async fn release(sent: Sent) -> Result<HttpResponse, Problem> {
    let hash = sent.fields.text("address").to_owned();
    let (person, now) = (sent.desk.person.clone(), sent.desk.visit.now);
    ended(&sent, "address-released", move |work| {
        actions::release(work, now, &person, &hash)
    })
    .await
}

/// Back to the page, which says what was done, or that what the form was made of is not there any more.
async fn ended<F>(sent: &Sent, word: &str, act: F) -> Result<HttpResponse, Problem>
where
    F: FnOnce(&mut Work) -> Result<(), NotDone> + Send + 'static,
{
    let wish = Wish::read(sent.fields.text("list"));
    let done = sent.desk.visit.app.database.write(Lane::Any, act).await;
    match done {
        Ok(()) => Ok(desk::see_done(&address(&wish.query()), word)),
        Err(NotDone::Gone) => {
            let shown = gathered(&sent.desk, wish).await?;
            let page = desk_views::page(&sent.desk, &shown, true);
            Ok(desk::shown_stale(page))
        }
        Err(NotDone::May(problem)) => Err(problem),
        Err(NotDone::Broken(broken)) => Err(broken.into()),
    }
}
