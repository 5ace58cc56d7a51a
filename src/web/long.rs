//! Answers too long to be kept in memory: made and sent piece by piece, never faster than the visitor takes them.
//! A visitor who is slow costs the pieces on their way and nothing of the database.

use std::io::{self, Write as _};

use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use flate2::Compression;
use flate2::write::GzEncoder;
use futures_util::stream::{self, BoxStream, Stream, StreamExt as _};

use super::gzip::takes_gzip;
use super::headers::wants_headers_alone;
use super::page_cache::Sending;
use crate::database::Broken;

/// Sends the beginning and these pieces after it, gzipped on the way for a visitor who takes that. A piece that
/// cannot be made breaks the connection off: half an answer is never taken for a whole one.
#[must_use]
pub fn send(
    request: &HttpRequest,
    sending: Sending,
    pieces: impl Stream<Item = Result<Bytes, Broken>> + Send + 'static,
) -> HttpResponse {
    let Sending {
        mut answer,
        beginning,
        ..
    } = sending;
    let gzips = takes_gzip(request);
    if gzips {
        answer.insert_header((header::CONTENT_ENCODING, "gzip"));
    }
    if wants_headers_alone(request) {
        return answer.streaming(stream::empty::<Result<Bytes, Broken>>());
    }
    let beginning = stream::once(async { Ok(beginning) });
    let pieces = beginning.chain(pieces).inspect(|piece| {
        if let Err(error) = piece {
            tracing::error!(%error, "an answer broke off on its way");
        }
    });
    if gzips {
        answer.streaming(gzipped(pieces.boxed()))
    } else {
        answer.streaming(pieces)
    }
}

type Encoder = GzEncoder<Vec<u8>>;

/// Fast rather than small: calendars repeat themselves so much that the first level packs them tenfold.
fn gzipped(
    pieces: BoxStream<'static, Result<Bytes, Broken>>,
) -> impl Stream<Item = Result<Bytes, Broken>> {
    let encoder = GzEncoder::new(Vec::new(), Compression::fast());
    stream::try_unfold(
        (pieces, Some(encoder)),
        |(mut pieces, encoder)| async move {
            let Some(encoder) = encoder else {
                return Ok(None);
            };
            let piece = pieces.next().await.transpose()?;
            let packed = tokio::task::spawn_blocking(move || pack(encoder, piece));
            let (packed, encoder) = packed
                .await
                .map_err(|_| Broken::Panicked)?
                .map_err(|error| Broken::Data(error.to_string()))?;
            Ok(Some((packed, (pieces, encoder))))
        },
    )
}

/// Never nothing, which would end a chunked answer: every piece is flushed.
fn pack(mut encoder: Encoder, piece: Option<Bytes>) -> io::Result<(Bytes, Option<Encoder>)> {
    let Some(piece) = piece else {
        return Ok((Bytes::from(encoder.finish()?), None));
    };
    encoder.write_all(&piece)?;
    encoder.flush()?;
    let packed = std::mem::take(encoder.get_mut());
    Ok((Bytes::from(packed), Some(encoder)))
}
