//! How a file is handed out: whole, to be saved, under its own name and type; never from a page's memory, as it may
//! be taken away.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::PathBuf;
use std::time::SystemTime;

use actix_web::body::SizedStream;
use actix_web::http::header::{self, HttpDate, IfModifiedSince};
use actix_web::web::{Bytes, Path, block};
use actix_web::{HttpMessage as _, HttpRequest, HttpResponse};
use futures_util::stream::{self, Stream};

use super::name::disposition;
use crate::database::{Broken, Id, Instant};
use crate::sessions::record::Document;
use crate::sessions::store;
use crate::web::{Problem, Visit};

/// Bytes read at once.
const PORTION: usize = 64 * 1024;

/// `GET /files/{document}`: of public sessions, and only what was not taken away.
pub async fn public(
    request: HttpRequest,
    visit: Visit,
    path: Path<String>,
) -> Result<HttpResponse, Problem> {
    let id = Id::parse(&path).ok_or(Problem::NotFound)?;
    let document = visit
        .app
        .database
        .read(move |connection| {
            let document = not_removed(store::document(connection, id)?)?;
            store::public_by_id(connection, document.session_id)?.ok_or(Problem::NotFound)?;
            Ok::<_, Problem>(document)
        })
        .await?;
    serve(&request, &visit, Lying::from(&document)).await
}

/// A file, unless it was taken away.
///
/// # Errors
/// [`Problem::NotFound`].
pub fn not_removed(document: Option<Document>) -> Result<Document, Problem> {
    document
        .filter(|document| document.removed_at.is_none())
        .ok_or(Problem::NotFound)
}

/// A file of the folder, as far as it is handed out.
#[derive(Debug, Clone, Copy)]
pub struct Lying<'a> {
    /// What it is called when a reader saves it.
    pub name: &'a str,
    /// Its type by its content.
    pub media_type: &'a str,
    /// Its size.
    pub bytes: i64,
    /// SHA-256 of its content, in hexadecimal digits.
    pub sha256: &'a str,
    /// Its name in the folder.
    pub stored_as: &'a str,
    /// Since when it is there.
    pub since: Instant,
}

impl<'a> From<&'a Document> for Lying<'a> {
    fn from(document: &'a Document) -> Self {
        Self {
            name: &document.name,
            media_type: &document.media_type,
            bytes: document.bytes,
            sha256: &document.sha256,
            stored_as: &document.stored_as,
            since: document.added_at,
        }
    }
}

/// The content of a file that may be seen.
///
/// # Errors
/// [`Problem::Broken`] when the folder has it no longer.
pub async fn serve(
    request: &HttpRequest,
    visit: &Visit,
    file: Lying<'_>,
) -> Result<HttpResponse, Problem> {
    let tag = format!("\"{}\"", file.sha256);
    let added_at = SystemTime::from(file.since.utc());
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header((header::ETAG, tag.as_str()))
        .insert_header((header::LAST_MODIFIED, HttpDate::from(added_at)))
        .insert_header((header::CACHE_CONTROL, "no-cache"));
    if is_known(request, &tag, added_at) {
        answer.status(actix_web::http::StatusCode::NOT_MODIFIED);
        return Ok(answer.finish());
    }
    let path = visit.app.settings.files.folder.join(file.stored_as);
    let content = opened(path).await?;
    answer
        .content_type(file.media_type)
        .insert_header((header::CONTENT_DISPOSITION, disposition(file.name)));
    let size = u64::try_from(file.bytes).unwrap_or(0);
    Ok(answer.body(SizedStream::new(size, portions(content))))
}

async fn opened(path: PathBuf) -> Result<File, Problem> {
    let shown = path.display().to_string();
    let missing = |error: &dyn std::fmt::Display| {
        Problem::Broken(Broken::Data(format!("the file {shown}: {error}")))
    };
    match block(move || File::open(path)).await {
        Ok(Ok(file)) => Ok(file),
        Ok(Err(error)) => Err(missing(&error)),
        Err(error) => Err(missing(&error)),
    }
}

fn is_known(request: &HttpRequest, tag: &str, added_at: SystemTime) -> bool {
    let tags = request.headers().get(header::IF_NONE_MATCH);
    if let Some(tags) = tags {
        let tags = tags.to_str().unwrap_or_default();
        return tags
            .split(',')
            .any(|one| matches!(one.trim().trim_start_matches("W/"), known if known == tag || known == "*"));
    }
    let since = request.get_header::<IfModifiedSince>();
    since.is_some_and(|since| HttpDate::from(added_at) <= since.0)
}

fn portions(file: File) -> impl Stream<Item = io::Result<Bytes>> {
    stream::unfold(Some(file), |file| async move {
        let mut file = file?;
        let read = block(move || {
            let mut portion = Vec::with_capacity(PORTION);
            let limit = u64::try_from(PORTION).unwrap_or(u64::MAX);
            file.by_ref().take(limit).read_to_end(&mut portion)?;
            Ok::<_, io::Error>((file, portion))
        })
        .await;
        match read {
            Ok(Ok((_, portion))) if portion.is_empty() => None,
            Ok(Ok((file, portion))) => Some((Ok(Bytes::from(portion)), Some(file))),
            Ok(Err(error)) => Some((Err(error), None)),
            Err(error) => Some((Err(io::Error::other(error)), None)),
        }
    })
}
