//! Every announced version of a session, for everyone to read: what was done when, what changed, and the digest by
//! which it can be shown that nothing was changed afterwards (605-8).

mod changes;
mod snapshot;

use actix_web::web::{self, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::card;
use super::closing::Hidden;
use super::record::Version;
use super::store;
use super::views;
use crate::database::{Broken, Id, Topic};
use crate::web::page_cache::{self, HTML, Made};
use crate::web::{Problem, Visit};

pub use changes::{Change, MatterChange, between};
pub use snapshot::{FileThen, MatterThen, Row, Snapshot};

/// A version as it is read.
#[derive(Debug)]
pub struct Known {
    /// The row.
    pub version: Version,
    /// What it says.
    pub snapshot: Snapshot,
    /// Something of it is closed now, and left out.
    pub left_out: bool,
}

impl Known {
    /// The same without what is closed now.
    #[must_use]
    pub fn without(mut self, hidden: &Hidden) -> Self {
        self.left_out |= hidden.hide(&mut self.snapshot);
        self
    }
}

/// Mounts the pages.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route(
            "/{language:kk|ru|en}/sessions/{id}/history",
            web::get().to(history),
        )
        .route(
            "/{language:kk|ru|en}/sessions/{id}/history/{revision}",
            web::get().to(one),
        );
}

/// Reads a version back.
///
/// # Errors
/// [`Broken::Data`] for a text that is none of ours.
pub fn read(version: Version) -> Result<Known, Broken> {
    let snapshot = serde_json::from_str(&version.snapshot).map_err(|error| {
        let (session, revision) = (version.session_id, version.revision);
        Broken::Data(format!("version {revision} of {session}: {error}"))
    })?;
    Ok(Known {
        version,
        snapshot,
        left_out: false,
    })
}

async fn history(
    request: HttpRequest,
    visit: Visit,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let id = Id::parse(&path.1).ok_or(Problem::NotFound)?;
    let topics = [Topic::Session(id), Topic::Bodies];
    page_cache::serve(&request, visit, HTML, &topics, move |connection, visit| {
        let card = card::load(connection, id, visit.now)?.ok_or(Problem::NotFound)?;
        let versions = store::versions_of(connection, id)?;
        let hidden = Hidden::of(&card.session, &card.agenda);
        let known = versions
            .into_iter()
            .map(|version| Ok(read(version)?.without(&hidden)))
            .collect::<Result<Vec<_>, Broken>>()?;
        Ok(Made {
            body: views::history::page(visit, &card, &known).into_string(),
            fresh_until: None,
        })
    })
    .await
}

async fn one(
    request: HttpRequest,
    visit: Visit,
    path: Path<(String, String, String)>,
) -> Result<HttpResponse, Problem> {
    let id = Id::parse(&path.1).ok_or(Problem::NotFound)?;
    let revision = path.2.parse().map_err(|_| Problem::NotFound)?;
    let topics = [Topic::Session(id), Topic::Bodies];
    page_cache::serve(&request, visit, HTML, &topics, move |connection, visit| {
        let card = card::load(connection, id, visit.now)?.ok_or(Problem::NotFound)?;
        let version = store::version(connection, id, revision)?.ok_or(Problem::NotFound)?;
        let known = read(version)?.without(&Hidden::of(&card.session, &card.agenda));
        let page = views::history::version_page(visit, &card, &known);
        Ok(Made {
            body: page.into_string(),
            fresh_until: None,
        })
    })
    .await
}
