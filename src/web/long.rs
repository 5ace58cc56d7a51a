//! Answers too long to be kept in memory: made and sent piece by piece, never faster than the visitor takes them.
//! A visitor who is slow costs the pieces on their way and nothing of the database; so many at once are sent, and so
//! many to one address, that this stays little.

use std::collections::HashMap;
use std::io::{self, Write as _};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use actix_web::http::header;
use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, HttpResponse};
use flate2::Compression;
use flate2::write::GzEncoder;
use futures_util::stream::{self, BoxStream, Stream, StreamExt as _};

use super::gzip::takes_gzip;
use super::headers::wants_headers_alone;
use super::page_cache::Sending;
use super::problem::Problem;
use crate::database::Broken;

/// Long answers under way at once.
const AT_ONCE: usize = 32;

/// Those of them that go to one address.
const TO_ONE: usize = 4;

/// The long answers under way in this process.
#[derive(Debug, Clone, Default)]
pub struct LongAnswers(Arc<Mutex<HashMap<IpAddr, usize>>>);

/// One of them; it ends with this value.
struct Place {
    all: LongAnswers,
    address: IpAddr,
}

impl LongAnswers {
    fn begin(&self, address: IpAddr) -> Option<Place> {
        let mut under_way = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let all: usize = under_way.values().sum();
        let own = under_way.entry(address).or_default();
        if all >= AT_ONCE || *own >= TO_ONE {
            return None;
        }
        *own += 1;
        drop(under_way);
        Some(Place {
            all: self.clone(),
            address,
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut under_way = self.all.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = under_way.get_mut(&self.address) {
            *own -= 1;
            if *own == 0 {
                under_way.remove(&self.address);
            }
        }
    }
}

/// Sends the beginning and these pieces after it, gzipped on the way for a visitor who takes that. A piece that
/// cannot be made breaks the connection off: half an answer is never taken for a whole one.
///
/// # Errors
/// [`Problem::Unavailable`] when too many are under way.
pub fn send(
    request: &HttpRequest,
    address: IpAddr,
    sending: Sending,
    pieces: impl Stream<Item = Result<Bytes, Broken>> + Send + 'static,
) -> Result<HttpResponse, Problem> {
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
        return Ok(answer.streaming(stream::empty::<Result<Bytes, Broken>>()));
    }
    let under_way = request.app_data::<Data<LongAnswers>>();
    let place = under_way.and_then(|answers| answers.begin(address));
    let place = place.ok_or(Problem::Unavailable)?;
    let beginning = stream::once(async { Ok(beginning) });
    let pieces = beginning.chain(pieces).inspect(move |piece| {
        // Held as long as there is something to send.
        let _under_way = &place;
        if let Err(error) = piece {
            tracing::error!(%error, "an answer broke off on its way");
        }
    });
    Ok(if gzips {
        answer.streaming(gzipped(pieces.boxed()))
    } else {
        answer.streaming(pieces)
    })
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
