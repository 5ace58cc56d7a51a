//! What search engines are told: which addresses are for them (`/robots.txt`), and every public page in every language
//! (`/sitemap.xml`, an index of parts, each as small as a page).

use actix_web::web::{self, Query, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use maud::{Markup, html};
use serde::Deserialize;

use super::store::sitemap;
use crate::app::Mode;
use crate::bodies;
use crate::database::{AnyConnection, Topic};
use crate::language::Language;
use crate::web::page_cache::{self, Made};
use crate::web::paging::Cursor;
use crate::web::{Problem, Visit};

/// Sessions of one part.
const PART: i64 = 2_000;

const XML: &str = "application/xml; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

/// What is nobody's but one person's, or is asked for again and again under other parameters.
const NOT_FOR_SEARCH: [&str; 7] = [
    "/desk",
    "/demo",
    "/*/applications",
    "/*/passes",
    "/*/subscriptions",
    "/*view=",
    "/health",
];

/// The addresses of this file.
pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/robots.txt", web::get().to(robots))
        .route("/sitemap.xml", web::get().to(index))
        .route("/sitemap/pages.xml", web::get().to(pages))
        .route("/sitemap/sessions.xml", web::get().to(sessions));
}

/// An invented office is not to be found by people who look for a real one.
async fn robots(visit: Visit) -> HttpResponse {
    let mut lines = vec!["User-agent: *".to_owned()];
    if visit.app.mode == Mode::Demo {
        lines.push("Disallow: /".to_owned());
    } else {
        lines.extend(NOT_FOR_SEARCH.map(|path| format!("Disallow: {path}")));
        lines.push(format!("Sitemap: {}", visit.url("/sitemap.xml")));
    }
    HttpResponse::Ok()
        .content_type(TEXT)
        .body(lines.join("\n") + "\n")
}

async fn index(request: HttpRequest, visit: Visit) -> Result<HttpResponse, Problem> {
    let topics = [Topic::Sessions];
    page_cache::serve(&request, visit, XML, &topics, |connection, visit| {
        let ends = sitemap::ends_of_parts(connection, PART)?;
        let first = visit.url("/sitemap/sessions.xml");
        let after = |end: &Cursor| format!("{first}?after={}", end.encode());
        let mut parts = vec![visit.url("/sitemap/pages.xml"), first.clone()];
        parts.extend(ends.iter().map(after));
        Ok(made(&html! {
            sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" {
                @for part in &parts { sitemap { loc { (part) } } }
            }
        }))
    })
    .await
}

async fn pages(request: HttpRequest, visit: Visit) -> Result<HttpResponse, Problem> {
    let topics = [Topic::Bodies];
    page_cache::serve(&request, visit, XML, &topics, |connection, visit| {
        let mut paths: Vec<String> = [
            "/",
            "/bodies",
            "/openness",
            "/subscribe",
            "/help",
            "/accessibility",
            "/privacy",
        ]
        .map(str::to_owned)
        .to_vec();
        for body in bodies::store::all(connection, None)? {
            paths.push(format!("/bodies/{}", body.slug));
            paths.push(format!("/openness/{}", body.slug));
        }
        Ok(set(
            &html! { @for path in &paths { (urls(visit, path, None)) } },
        ))
    })
    .await
}

#[derive(Deserialize)]
struct Part {
    after: Option<String>,
}

async fn sessions(
    request: HttpRequest,
    visit: Visit,
    part: Query<Part>,
) -> Result<HttpResponse, Problem> {
    let after = match &part.after {
        Some(text) => Some(Cursor::decode(text).ok_or(Problem::NotFound)?),
        None => None,
    };
    let topics = [Topic::Sessions];
    let make = move |connection: &mut AnyConnection, visit: &Visit| {
        let listed = sitemap::listed(connection, after, PART)?;
        Ok(set(&html! {
            @for one in &listed {
                (urls(visit, &format!("/sessions/{}", one.id), Some(one.updated_at.utc())))
            }
        }))
    };
    page_cache::serve(&request, visit, XML, &topics, make).await
}

/// A page in each language, and with each the others.
fn urls(visit: &Visit, path: &str, changed: Option<DateTime<Utc>>) -> Markup {
    let address = |language: Language| visit.url(&format!("/{}{path}", language.code()));
    html! {
        @for language in Language::ALL {
            url {
                loc { (address(language)) }
                @if let Some(at) = changed { lastmod { (at.format("%Y-%m-%dT%H:%M:%SZ")) } }
                @for other in Language::ALL {
                    xhtml:link rel="alternate" hreflang=(other.code()) href=(address(other)) {}
                }
                xhtml:link rel="alternate" hreflang="x-default" href=(address(Language::Kk)) {}
            }
        }
    }
}

fn set(urls: &Markup) -> Made {
    made(&html! {
        urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml" { (urls) }
    })
}

fn made(content: &Markup) -> Made {
    Made {
        body: format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>{}", content.0),
        fresh_until: None,
    }
}
