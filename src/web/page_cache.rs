//! Public pages and public JSON, kept in memory while everything they show stands.
//!
//! A page notes, before it reads anything, how the topics it is made of stand ([`Freshness`]); it is served while
//! they still stand so, and until the next instant at which the law changes what it says. It is stored with its
//! tag and its gzipped twin, so that a hit copies nothing and a known tag costs a header.
//!
//! [`Freshness`]: crate::database::Freshness

use std::io::Write as _;
use std::time::Duration;

use actix_web::http::header;
use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use flate2::Compression;
use flate2::write::GzEncoder;
use moka::sync::Cache;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::sync::Arc;

use super::hex::hex;
use super::problem::Problem;
use super::visit::Visit;
use crate::database::{AnyConnection, Broken, Topic};

/// What a page is when it has been made.
pub struct Made {
    /// The whole body.
    pub body: String,
    /// The next instant at which it would say something else though nothing was written.
    pub fresh_until: Option<DateTime<Utc>>,
}

impl Made {
    /// A value as JSON.
    ///
    /// # Errors
    /// [`Problem::Broken`] for a value that has no JSON form, such as a map by other keys than words.
    pub fn json(
        value: &impl Serialize,
        fresh_until: Option<DateTime<Utc>>,
    ) -> Result<Self, Problem> {
        let body = serde_json::to_string(value).map_err(|error| Broken::Data(error.to_string()))?;
        Ok(Self { body, fresh_until })
    }
}

struct Kept {
    body: Bytes,
    gzipped: Bytes,
    tag: String,
    media_type: &'static str,
    marks: Vec<(usize, u64)>,
    fresh_until: Option<DateTime<Utc>>,
}

/// The cache of one process, bounded by bytes.
#[derive(Clone)]
pub struct PageCache(Cache<String, Arc<Kept>>);

impl PageCache {
    /// A cache of at most so many bytes.
    #[must_use]
    pub fn of_bytes(most: u64) -> Self {
        let weigh = |key: &String, kept: &Arc<Kept>| {
            u32::try_from(key.len() + kept.body.len() + kept.gzipped.len() + 200)
                .unwrap_or(u32::MAX)
        };
        Self(
            Cache::builder()
                .max_capacity(most)
                .weigher(weigh)
                .time_to_idle(Duration::from_hours(1))
                .build(),
        )
    }
}

/// HTML.
pub const HTML: &str = "text/html; charset=utf-8";
/// JSON.
pub const JSON: &str = "application/json";

/// Serves the page of this address from the cache, or makes it by `make` off the async threads and keeps it.
/// `variant` tells apart what one address answers to different visitors (the language of an API call).
///
/// # Errors
/// What `make` answers.
pub async fn serve<F>(
    request: &HttpRequest,
    visit: Visit,
    media_type: &'static str,
    topics: &[Topic],
    make: F,
) -> Result<HttpResponse, Problem>
where
    F: FnOnce(&mut AnyConnection, &Visit) -> Result<Made, Problem> + Send + 'static,
{
    let cache = request
        .app_data::<Data<PageCache>>()
        .ok_or(Problem::NotFound)?;
    let key = format!(
        "{} {} {}",
        visit.language.code(),
        visit.origin,
        visit.path_and_query
    );
    let freshness = visit.app.database.freshness();
    freshness.look().await;
    if let Some(kept) = cache.0.get(&key)
        && kept.fresh_until.is_none_or(|until| visit.now < until)
        && freshness.stands(&kept.marks)
    {
        metrics::counter!("otyrys_pages_total", "kept" => "yes").increment(1);
        return Ok(answer(request, &kept));
    }
    metrics::counter!("otyrys_pages_total", "kept" => "no").increment(1);
    let marks = freshness.marks(topics);
    let database = visit.app.database.clone();
    let page = database
        .read(move |connection| make(connection, &visit))
        .await?;
    let body = Bytes::from(page.body);
    let kept = Arc::new(Kept {
        gzipped: gzip(&body),
        tag: tag_of(&body),
        body,
        media_type,
        marks: marks.clone().unwrap_or_default(),
        fresh_until: page.fresh_until,
    });
    if marks.is_some() {
        cache.0.insert(key, Arc::clone(&kept));
    }
    Ok(answer(request, &kept))
}

fn answer(request: &HttpRequest, kept: &Kept) -> HttpResponse {
    let known = request
        .headers()
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|tags| {
            tags.split(',')
                .any(|tag| matches!(tag.trim().trim_start_matches("W/"), known if known == kept.tag || known == "*"))
        });
    let mut answer = if known {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    answer
        .insert_header((header::ETAG, kept.tag.as_str()))
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .insert_header((header::VARY, "Accept-Encoding, Accept-Language"));
    if known {
        return answer.finish();
    }
    answer.content_type(kept.media_type);
    if takes_gzip(request) {
        answer
            .insert_header((header::CONTENT_ENCODING, "gzip"))
            .body(kept.gzipped.clone())
    } else {
        answer.body(kept.body.clone())
    }
}

/// Weak in spirit, strong in form: the same tag stands for the page and its gzipped twin, as both say the same.
fn tag_of(body: &Bytes) -> String {
    let hash = Sha256::digest(body);
    format!(
        "\"{}\"",
        hex(hash.first_chunk::<16>().map_or(&[][..], |half| half))
    )
}

/// Whether the visitor's browser unpacks gzip.
#[must_use]
pub fn takes_gzip(request: &HttpRequest) -> bool {
    let accepted = request
        .headers()
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok());
    accepted.is_some_and(|list| {
        list.split(',').any(|one| {
            let mut parts = one.split(';').map(str::trim);
            matches!(parts.next(), Some("gzip" | "*"))
                && !parts.any(|part| part.replace(' ', "") == "q=0")
        })
    })
}

/// Gzips once, to be sent many times.
#[must_use]
pub fn gzip(body: &Bytes) -> Bytes {
    let mut encoder = GzEncoder::new(Vec::with_capacity(body.len() / 3), Compression::new(6));
    // Writing into memory does not fail; were it to, the empty twin would show at once in every test.
    let packed = encoder.write_all(body).and_then(|()| encoder.finish());
    packed.map(Bytes::from).unwrap_or_default()
}
