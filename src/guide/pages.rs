//! `/{language}/demo`.

use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use chrono::NaiveDate;

use super::{store, views};
use crate::app::Mode;
use crate::database::{AnyConnection, Broken, Id, Topic};
use crate::web::page_cache::{self, HTML, Made};
use crate::web::{Problem, Visit};

/// Whose sessions the walk goes through.
const BODY: &str = "demo-ministry";

/// Mounts the page.
pub fn routes(config: &mut ServiceConfig) {
    config.route("/{language:kk|ru|en}/demo", web::get().to(page));
}

/// The sessions of the walk, where they are there; with another clock or another office's data they may not be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stations {
    /// To apply for.
    pub to_come: Option<Id>,
    /// On air as the demonstration begins.
    pub live: Option<Id>,
    /// Held, with its recording.
    pub held: Option<Id>,
}

impl Stations {
    fn find(connection: &mut AnyConnection) -> Result<Self, Broken> {
        let sessions = store::of_body(connection, BODY)?;
        let on = |year, month, day| {
            let wanted = NaiveDate::from_ymd_opt(year, month, day);
            let mut found = sessions.iter();
            found.find_map(|(date, id)| (Some(*date) == wanted).then_some(*id))
        };
        Ok(Self {
            to_come: on(2026, 12, 10),
            live: on(2026, 12, 7),
            held: on(2026, 12, 3),
        })
    }
}

async fn page(request: HttpRequest, visit: Visit) -> Result<HttpResponse, Problem> {
    if visit.app.mode != Mode::Demo {
        return Err(Problem::NotFound);
    }
    let topics = [Topic::Sessions, Topic::Bodies];
    page_cache::serve(&request, visit, HTML, &topics, |connection, visit| {
        let stations = Stations::find(connection)?;
        Ok(Made {
            body: views::page(visit, stations).into_string(),
            fresh_until: None,
        })
    })
    .await
}
