//! Answers packed for those who unpack them.

use std::io::Write as _;

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Bytes;
use actix_web::{Error, HttpRequest};
use flate2::Compression;
use flate2::write::GzEncoder;

/// Whether the visitor's browser unpacks gzip.
#[must_use]
pub fn takes_gzip(request: &HttpRequest) -> bool {
    let accepted = request.headers().get_all(header::ACCEPT_ENCODING);
    takes(accepted.filter_map(|value| value.to_str().ok()))
}

/// What is said of gzip itself goes before what is said of all the rest (RFC 9110 § 12.5.3).
fn takes<'a>(lists: impl Iterator<Item = &'a str>) -> bool {
    let (mut gzip, mut rest) = (None, None);
    for one in lists.flat_map(|list| list.split(',')) {
        let mut parts = one.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default();
        let quality =
            parts.find_map(|part| part.strip_prefix(['q', 'Q'])?.trim().strip_prefix('='));
        let wanted =
            quality.is_none_or(|quality| quality.trim().parse().is_ok_and(|q: f32| q > 0.0));
        if name.eq_ignore_ascii_case("gzip") || name.eq_ignore_ascii_case("x-gzip") {
            gzip = Some(wanted);
        } else if name == "*" {
            rest = Some(wanted);
        }
    }
    gzip.or(rest).unwrap_or(false)
}

/// What is shorter gains nothing.
const WORTH_PACKING: usize = 1024;
/// What is longer would hold up those who share a thread with it.
const QUICKLY_PACKED: usize = 512 * 1024;

/// Packs what is text, whole and not packed yet. What is sent as it is read (streams, long feeds) goes as it comes.
///
/// # Errors
/// Those of actix itself.
pub async fn pack_answers(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let wanted = takes_gzip(request.request());
    let mut response = next.call(request).await?.map_into_boxed_body();
    let headers = response.headers();
    let is_text = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(is_text);
    // A part of something, and what a strong tag names to the byte, stay as they are.
    let named = headers.get(header::ETAG);
    let strong = named.is_some_and(|tag| !tag.as_bytes().starts_with(b"W/"));
    let settled = [
        header::CONTENT_ENCODING,
        header::ACCEPT_RANGES,
        header::CONTENT_RANGE,
    ];
    if !is_text || strong || settled.iter().any(|name| headers.contains_key(name)) {
        return Ok(response);
    }
    if !headers.contains_key(header::VARY) {
        let vary = HeaderValue::from_static("Accept-Encoding");
        response.headers_mut().insert(header::VARY, vary);
    }
    let fits = match response.response().body().size() {
        BodySize::Sized(bytes) => usize::try_from(bytes)
            .is_ok_and(|bytes| (WORTH_PACKING..=QUICKLY_PACKED).contains(&bytes)),
        BodySize::None | BodySize::Stream => false,
    };
    if !wanted || !fits {
        return Ok(response);
    }
    let mut packed = false;
    let mut response = response.map_body(|_, body| match body.try_into_bytes() {
        Ok(plain) => {
            packed = true;
            BoxBody::new(gzip(&plain))
        }
        Err(body) => body,
    });
    if packed {
        let encoding = HeaderValue::from_static("gzip");
        response
            .headers_mut()
            .insert(header::CONTENT_ENCODING, encoding);
    }
    Ok(response)
}

fn is_text(media_type: &str) -> bool {
    let kind = media_type.split(';').next().unwrap_or_default().trim();
    kind.starts_with("text/") && kind != "text/event-stream"
        || ["json", "xml"].iter().any(|ending| kind.ends_with(ending))
}

/// Gzips once, to be sent many times.
#[must_use]
pub fn gzip(body: &Bytes) -> Bytes {
    let mut encoder = GzEncoder::new(Vec::with_capacity(body.len() / 3), Compression::new(6));
    // Writing into memory does not fail; were it to, the empty twin would show at once in every test.
    let packed = encoder.write_all(body).and_then(|()| encoder.finish());
    packed.map(Bytes::from).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::takes;

    #[test]
    fn gzip_is_taken_by_whom_it_is_offered() {
        for list in [
            "gzip",
            "GZIP;q=0.5",
            "br, gzip; q=1.0",
            "*",
            "identity;q=0, *;q=0.1",
        ] {
            assert!(takes([list].into_iter()), "{list}");
        }
        for list in ["", "br", "gzip;q=0", "gzip;q=0.000", "gzip;q=0, *", "*;q=0"] {
            assert!(!takes([list].into_iter()), "{list}");
        }
        assert!(takes(["br", "gzip"].into_iter()), "two lines of the header");
    }
}
