//! Answers packed for those who unpack them.

use std::io::Write as _;

use actix_web::HttpRequest;
use actix_web::http::header;
use actix_web::web::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;

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
