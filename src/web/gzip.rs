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
