//! `/demo/broadcast`: what the demonstration sends instead of a media server. A short picture is sent again and again as a
//! stream that never ends, and a recording lies beside it. Anywhere else there are no such addresses.

use actix_web::http::header::{self, Header as _};
use actix_web::web::{self, Path};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};

use crate::app::Mode;
use crate::web::{Problem, Visit};

/// Where the stream of the demonstration is, and its recording.
pub const STREAM: &str = "/demo/broadcast/live.m3u8";
/// See [`STREAM`].
pub const RECORDING: &str = "/demo/broadcast/recording.mp4";

/// Four seconds of picture (H.264 in an MPEG transport stream), made by ffmpeg.
const PART: &[u8] = include_bytes!("../../config/demo/broadcast/live.ts");
const PART_SECONDS: i64 = 4;

/// Parts of which the playlist tells at a time.
const PARTS: i64 = 4;

/// The recording (MP4), made by ffmpeg.
pub const RECORDED: &[u8] = include_bytes!("../../config/demo/broadcast/recording.mp4");

/// Mounts the addresses.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/demo/broadcast/{file}", web::get().to(serve));
}

async fn serve(
    request: HttpRequest,
    visit: Visit,
    file: Path<String>,
) -> Result<HttpResponse, Problem> {
    if visit.app.mode != Mode::Demo {
        return Err(Problem::NotFound);
    }
    let (media_type, body) = match file.as_str() {
        "live.m3u8" => (
            "application/vnd.apple.mpegurl",
            playlist(visit.now).into_bytes().into(),
        ),
        "part.ts" => ("video/mp2t", web::Bytes::from_static(PART)),
        "recording.mp4" => ("video/mp4", web::Bytes::from_static(RECORDED)),
        _ => return Err(Problem::NotFound),
    };
    let (mut answer, body) = match part_of(&request, &body) {
        Some((range, part)) => {
            let mut answer = HttpResponse::PartialContent();
            answer.insert_header(header::ContentRange(range));
            (answer, part)
        }
        None => (HttpResponse::Ok(), body),
    };
    Ok(answer
        .content_type(media_type)
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::ACCEPT_RANGES, "bytes"))
        // A player on `localhost` asks for it at `127.0.0.1`.
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .body(body))
}

/// The part that a player asks for: browsers go to a second of a recording in no other way.
fn part_of(
    request: &HttpRequest,
    whole: &web::Bytes,
) -> Option<(header::ContentRangeSpec, web::Bytes)> {
    let asked = header::Range::parse(request).ok()?;
    let header::Range::Bytes(asked) = asked else {
        return None;
    };
    let length = u64::try_from(whole.len()).ok()?;
    let (from, to) = asked.first()?.to_satisfiable_range(length)?;
    let within = usize::try_from(from).ok()?..=usize::try_from(to).ok()?;
    let range = header::ContentRangeSpec::Bytes {
        range: Some((from, to)),
        instance_length: Some(length),
    };
    Some((range, whole.slice(within)))
}

/// The last parts as of an instant: the same one each time, by other numbers. Its own clock begins anew with each, which a
/// player must be told.
fn playlist(now: DateTime<Utc>) -> String {
    let first = now.timestamp().div_euclid(PART_SECONDS) - PARTS;
    let head = format!(
        "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:{PART_SECONDS}\n\
         #EXT-X-MEDIA-SEQUENCE:{first}\n#EXT-X-DISCONTINUITY-SEQUENCE:{first}\n"
    );
    let parts = (first..first + PARTS).map(|number| {
        format!("#EXT-X-DISCONTINUITY\n#EXTINF:{PART_SECONDS}.0,\npart.ts?n={number}\n")
    });
    std::iter::once(head).chain(parts).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_goes_on_part_by_part() {
        let at = |text: &str| playlist(text.parse().unwrap());
        let first = at("2026-12-07T04:00:00Z");
        assert_eq!(first, at("2026-12-07T04:00:03.9Z"));
        let next = at("2026-12-07T04:00:04Z");
        assert_ne!(first, next);
        let parts = |list: &str| -> Vec<String> {
            let lines = list.lines().filter(|line| line.starts_with("part.ts"));
            lines.map(str::to_owned).collect()
        };
        assert_eq!(parts(&first)[1..], parts(&next)[..3]);
        assert!(PART.len() + RECORDED.len() < 200 * 1024);
    }
}
