//! `/desk`: what is due.

use actix_web::HttpResponse;

use super::{desk_views, reading};
use crate::web::Problem;
use crate::web::desk::{self, SignedIn};

/// The first page of everyone at the desk.
pub async fn today(desk: SignedIn) -> Result<HttpResponse, Problem> {
    let (person, now) = (desk.person.clone(), desk.visit.now);
    let today = desk
        .visit
        .app
        .database
        .read(move |connection| reading::gather(connection, &person, now))
        .await?;
    Ok(desk::shown(desk_views::today(&desk, &today)))
}
