//! One application.

use actix_web::HttpResponse;
use actix_web::web::Path;

use super::one_views;
use super::opened::opened;
use super::parts::Told;
use crate::web::Problem;
use crate::web::desk::{self, Right, SignedIn};

/// The page.
pub async fn show(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let opened = opened(&desk, &path, Right::SeeApplications).await?;
    let page = one_views::page(&desk, &opened, &Told::Nothing);
    Ok(desk::shown(page))
}

/// The receipt, to be printed and handed over.
pub async fn receipt(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let opened = opened(&desk, &path, Right::Decide).await?;
    desk.person.may(Right::SeePersons, opened.session.body_id)?;
    Ok(desk::shown(one_views::receipt(&desk, &opened)))
}
