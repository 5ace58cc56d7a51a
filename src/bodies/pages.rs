//! The public page of bodies. That of one body shows its sessions too and stands with them.

use actix_web::{HttpRequest, HttpResponse, web};

use super::{reading, views};
use crate::database::Topic;
use crate::web::layout::today_in_the_capital;
use crate::web::page_cache::{self, HTML, Made};
use crate::web::{Problem, Visit};

/// Mounts the page.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/{language:kk|ru|en}/bodies", web::get().to(list));
}

async fn list(request: HttpRequest, visit: Visit) -> Result<HttpResponse, Problem> {
    let topics = [Topic::Bodies];
    page_cache::serve(&request, visit, HTML, &topics, |connection, visit| {
        // A name counts from a day on.
        let (today, midnight) = today_in_the_capital(visit.now);
        let bodies = reading::all(connection, today)?;
        Ok(Made {
            body: views::list(visit, &bodies).into_string(),
            fresh_until: Some(midnight),
        })
    })
    .await
}
