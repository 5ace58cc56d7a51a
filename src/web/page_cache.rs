//! Public pages and public JSON, kept in memory while everything they show stands.
//!
//! A page notes, before it reads anything, how the topics it is made of stand ([`Freshness`]); it is served while
//! they still stand so, and until the next instant at which the law changes what it says. It is stored with its
//! tag and its gzipped twin, so that a hit copies nothing and a known tag costs a header.
//!
//! What is too long to be kept is sent as it is read ([`super::long`]); of it the tag alone is kept, so that a known
//! one costs a header too.
//!
//! [`Freshness`]: crate::database::Freshness

use std::convert::Infallible;
use std::time::{Duration, SystemTime};

use actix_web::http::header::{self, HttpDate};
use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use chrono::{DateTime, Utc};
use moka::sync::Cache;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::sync::Arc;

use super::gzip::{gzip, takes_gzip};
use super::headers::Elsewhere;
use super::hex::hex;
use super::problem::Problem;
use super::visit::Visit;
use crate::database::{AnyConnection, Broken, Marks, Topic};

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

/// How an answer may be kept by others.
#[derive(Debug, Clone, Copy)]
pub struct Manner {
    /// What it is.
    pub media_type: &'static str,
    /// For how long it may be used without asking.
    pub cache_control: &'static str,
    /// What else of the request it depends on.
    pub vary: &'static str,
}

impl Manner {
    /// A page: asked for each time, in the visitor's language.
    #[must_use]
    pub const fn of_page(media_type: &'static str) -> Self {
        Self {
            media_type,
            cache_control: "no-cache",
            vary: "Accept-Encoding, Accept-Language",
        }
    }
}

/// What was made, when its length is not known beforehand.
pub struct Answer<R> {
    /// All of it; or its beginning, where there is a rest.
    pub made: Made,
    /// What it may load from elsewhere, where it may.
    pub elsewhere: Option<Elsewhere>,
    /// When something it shows was last changed, where that is told.
    pub changed: Option<DateTime<Utc>>,
    /// What is still to be read, and what its tag is made of beside the beginning: something that is another one
    /// whenever the rest is.
    pub rest: Option<(R, String)>,
}

struct Kept {
    /// None of what is sent as it is read.
    body: Option<Packed>,
    tag: String,
    manner: Manner,
    policy: Option<String>,
    changed: Option<HttpDate>,
    marks: Vec<(usize, u64)>,
    fresh_until: Option<DateTime<Utc>>,
}

struct Packed {
    plain: Bytes,
    gzipped: Bytes,
}

/// The cache of one process, bounded by bytes.
#[derive(Clone)]
pub struct PageCache(Cache<String, Arc<Kept>>);

impl PageCache {
    /// A cache of at most so many bytes.
    #[must_use]
    pub fn of_bytes(most: u64) -> Self {
        let weigh = |key: &String, kept: &Arc<Kept>| {
            let body = kept.body.as_ref();
            let body = body.map_or(0, |body| body.plain.len() + body.gzipped.len());
            u32::try_from(key.len() + body + 200).unwrap_or(u32::MAX)
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
    let make = move |connection: &mut AnyConnection, visit: &Visit| {
        Ok(Answer::<Infallible> {
            made: make(connection, visit)?,
            elsewhere: None,
            changed: None,
            rest: None,
        })
    };
    let manner = Manner::of_page(media_type);
    serve_or_send(
        request,
        visit,
        manner,
        topics,
        make,
        |rest, _| match rest {},
    )
    .await
}

/// As [`serve`], of a page that plays what lies elsewhere: `make` says what it may load.
///
/// # Errors
/// What `make` answers.
pub async fn serve_playing<F>(
    request: &HttpRequest,
    visit: Visit,
    topics: &[Topic],
    make: F,
) -> Result<HttpResponse, Problem>
where
    F: FnOnce(&mut AnyConnection, &Visit) -> Result<(Made, Elsewhere), Problem> + Send + 'static,
{
    let make = move |connection: &mut AnyConnection, visit: &Visit| {
        let (page, elsewhere) = make(connection, visit)?;
        Ok(Answer::<Infallible> {
            made: page,
            elsewhere: Some(elsewhere),
            changed: None,
            rest: None,
        })
    };
    let manner = Manner::of_page(HTML);
    serve_or_send(
        request,
        visit,
        manner,
        topics,
        make,
        |rest, _| match rest {},
    )
    .await
}

/// As [`serve`], of what may be too long to be kept: then `send` answers with the beginning and the rest.
///
/// # Errors
/// What `make` answers.
pub async fn serve_or_send<F, R, S>(
    request: &HttpRequest,
    visit: Visit,
    manner: Manner,
    topics: &[Topic],
    make: F,
    send: S,
) -> Result<HttpResponse, Problem>
where
    F: FnOnce(&mut AnyConnection, &Visit) -> Result<Answer<R>, Problem> + Send + 'static,
    R: Send + 'static,
    S: FnOnce(R, Sending) -> Result<HttpResponse, Problem>,
{
    let cache = request
        .app_data::<Data<PageCache>>()
        .ok_or(Problem::NotFound)?;
    let key = format!(
        "{} {} {} {}",
        visit.language.code(),
        visit.view.code(),
        visit.origin,
        visit.path_and_query
    );
    let freshness = visit.app.database.freshness();
    freshness.look().await;
    if let Some(kept) = cache.0.get(&key)
        && kept.fresh_until.is_none_or(|until| visit.now < until)
        && freshness.stands(&kept.marks)
        && let Some(answer) = answer(request, &kept)
    {
        metrics::counter!("otyrys_pages_total", "kept" => "yes").increment(1);
        return Ok(answer);
    }
    metrics::counter!("otyrys_pages_total", "kept" => "no").increment(1);
    let marks = freshness.marks(topics);
    let database = visit.app.database.clone();
    let Answer {
        made,
        elsewhere,
        changed,
        rest,
    } = database
        .read(move |connection| make(connection, &visit))
        .await?;
    let plain = Bytes::from(made.body);
    let version = rest.as_ref().map_or("", |(_, version)| version);
    let tag = tag_of(&plain, version);
    let body = rest.is_none().then(|| Packed {
        gzipped: gzip(&plain),
        plain: plain.clone(),
    });
    let kept = Arc::new(Kept {
        body,
        tag,
        manner,
        policy: elsewhere.map(|elsewhere| elsewhere.policy()),
        changed: changed.map(|changed| HttpDate::from(SystemTime::from(changed))),
        marks: marks.clone().unwrap_or_default(),
        fresh_until: made.fresh_until,
    });
    if marks.is_some() {
        cache.0.insert(key, Arc::clone(&kept));
    }
    if let Some(answer) = answer(request, &kept) {
        return Ok(answer);
    }
    let (rest, _) = rest.ok_or(Problem::NotFound)?;
    let mut answer = HttpResponse::Ok();
    add_headers(&mut answer, &kept);
    answer.content_type(kept.manner.media_type);
    let sending = Sending {
        answer,
        beginning: plain,
        marks,
    };
    send(rest, sending)
}

/// An answer that is about to be sent as it is read.
pub struct Sending {
    /// Its headers.
    pub answer: HttpResponseBuilder,
    /// What was read already.
    pub beginning: Bytes,
    /// How its topics stood before that.
    pub marks: Option<Marks>,
}

fn add_headers(answer: &mut HttpResponseBuilder, kept: &Kept) {
    answer
        .insert_header((header::ETAG, kept.tag.as_str()))
        .insert_header((header::CACHE_CONTROL, kept.manner.cache_control))
        .insert_header((header::VARY, kept.manner.vary));
    if let Some(policy) = &kept.policy {
        answer.insert_header((header::CONTENT_SECURITY_POLICY, policy.as_str()));
    }
    if let Some(changed) = kept.changed {
        answer.insert_header((header::LAST_MODIFIED, changed));
    }
}

/// From memory; `None` of what is not kept there and not known to the visitor.
///
/// Only tags are compared: a session that leaves a list changes what it says and no date, so `If-Modified-Since`
/// would call it unchanged.
fn answer(request: &HttpRequest, kept: &Kept) -> Option<HttpResponse> {
    let mut known = request
        .headers()
        .get_all(header::IF_NONE_MATCH)
        .filter_map(|value| value.to_str().ok())
        .flat_map(|tags| tags.split(','))
        .map(str::trim);
    let own = opaque(&kept.tag);
    if known.any(|tag| tag == "*" || opaque(tag) == own) {
        let mut answer = HttpResponse::NotModified();
        add_headers(&mut answer, kept);
        return Some(answer.finish());
    }
    let body = kept.body.as_ref()?;
    let mut answer = HttpResponse::Ok();
    add_headers(&mut answer, kept);
    answer.content_type(kept.manner.media_type);
    Some(if takes_gzip(request) {
        answer
            .insert_header((header::CONTENT_ENCODING, "gzip"))
            .body(body.gzipped.clone())
    } else {
        answer.body(body.plain.clone())
    })
}

/// Two tags are compared without their weakness (RFC 9110 § 13.1.2).
fn opaque(tag: &str) -> &str {
    tag.strip_prefix("W/").unwrap_or(tag)
}

/// Weak: the same tag stands for the page and its gzipped twin, which say the same in other bytes.
fn tag_of(body: &Bytes, version: &str) -> String {
    let hash = Sha256::new().chain_update(body).chain_update(version);
    let hash = hash.finalize();
    format!(
        "W/\"{}\"",
        hex(hash.first_chunk::<16>().map_or(&[][..], |half| half))
    )
}
