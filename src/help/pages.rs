//! `/{language}/help`, `/{language}/accessibility`, `/{language}/privacy`.

use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};

use super::views::{self, Text};
use crate::web::page_cache::{self, HTML, Made};
use crate::web::{Problem, Visit};

/// Mounts the pages.
pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/{language:kk|ru|en}/help", web::get().to(attending))
        .route("/{language:kk|ru|en}/accessibility", web::get().to(access))
        .route("/{language:kk|ru|en}/privacy", web::get().to(privacy));
}

async fn attending(request: HttpRequest, visit: Visit) -> Result<HttpResponse, Problem> {
    shown(request, visit, &views::ATTENDING).await
}

async fn access(request: HttpRequest, visit: Visit) -> Result<HttpResponse, Problem> {
    shown(request, visit, &views::ACCESS).await
}

async fn privacy(request: HttpRequest, visit: Visit) -> Result<HttpResponse, Problem> {
    shown(request, visit, &views::PRIVACY).await
}

async fn shown(
    request: HttpRequest,
    visit: Visit,
    text: &'static Text,
) -> Result<HttpResponse, Problem> {
    page_cache::serve(&request, visit, HTML, &[], move |_, visit| {
        Ok(Made {
            body: views::page(visit, text).into_string(),
            fresh_until: None,
        })
    })
    .await
}
