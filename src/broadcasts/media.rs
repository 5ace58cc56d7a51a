//! What lies at an address that is to be watched: a stream that our own player shows, a file, a video of a provider whose
//! frames can be shown here, or something to be opened where it is.

use url::Url;

use crate::web::headers::Elsewhere;

/// What lies at an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Media {
    /// A stream in pieces (HLS).
    Stream,
    /// A file that browsers play, with its type.
    File(&'static str),
    /// A video of `YouTube`, by its own number there.
    YouTube(String),
    /// Something to be opened where it is.
    Elsewhere,
}

/// The frames of `YouTube` that set no cookies before something is played.
const YOUTUBE: &str = "https://www.youtube-nocookie.com";

const FILES: [(&str, &str); 5] = [
    ("mp4", "video/mp4"),
    ("webm", "video/webm"),
    ("m4a", "audio/mp4"),
    ("mp3", "audio/mpeg"),
    ("ogg", "audio/ogg"),
];

impl Media {
    /// What lies at an address, as far as it tells.
    #[must_use]
    pub fn at(address: &str) -> Self {
        let Ok(url) = Url::parse(address) else {
            return Self::Elsewhere;
        };
        if let Some(video) = youtube(&url) {
            return Self::YouTube(video);
        }
        let ending = url.path().rsplit_once('.').map_or("", |(_, ending)| ending);
        if ending.eq_ignore_ascii_case("m3u8") {
            return Self::Stream;
        }
        let mut files = FILES.iter();
        let file = files.find(|(known, _)| ending.eq_ignore_ascii_case(known));
        file.map_or(Self::Elsewhere, |(_, kind)| Self::File(kind))
    }

    /// What a page that plays it loads from elsewhere.
    pub fn allow(&self, address: &str, elsewhere: &mut Elsewhere) {
        let add = |list: &mut Vec<String>, origin: String| {
            if !list.contains(&origin) {
                list.push(origin);
            }
        };
        match self {
            Self::Stream | Self::File(_) => {
                let url = Url::parse(address).ok().filter(has_plain_host);
                let origin = url.map(|url| url.origin()).filter(url::Origin::is_tuple);
                if let Some(origin) = origin {
                    add(&mut elsewhere.media, origin.ascii_serialization());
                }
            }
            Self::YouTube(_) => add(&mut elsewhere.frames, YOUTUBE.to_owned()),
            Self::Elsewhere => {}
        }
    }

    /// The address of the frame in which it is shown.
    #[must_use]
    pub fn frame(&self) -> Option<String> {
        match self {
            Self::YouTube(video) => Some(format!("{YOUTUBE}/embed/{video}?autoplay=1")),
            _ => None,
        }
    }
}

/// Whether the host is a name or a number and nothing else: `*` would be any host, `;` the end of a directive.
fn has_plain_host(url: &Url) -> bool {
    let is_plain = |one: char| one.is_ascii_alphanumeric() || ".-:[]".contains(one);
    url.host_str()
        .is_some_and(|host| host.chars().all(is_plain))
}

/// The host of an address, as it is told to people.
#[must_use]
pub fn host(address: &str) -> String {
    let url = Url::parse(address).ok();
    let host = url.and_then(|url| url.host_str().map(str::to_owned));
    host.unwrap_or_default()
}

/// The number of a video by any of the addresses that people copy.
fn youtube(url: &Url) -> Option<String> {
    let host = url.host_str()?;
    let host = host
        .strip_prefix("www.")
        .or(host.strip_prefix("m."))
        .unwrap_or(host);
    let mut parts = url.path_segments()?;
    let video = match host {
        "youtu.be" => parts.next()?.to_owned(),
        "youtube.com" | "youtube-nocookie.com" => match parts.next()? {
            "watch" => url
                .query_pairs()
                .find(|(name, _)| name == "v")
                .map(|(_, video)| video.into_owned())?,
            "live" | "embed" | "v" | "shorts" => parts.next()?.to_owned(),
            _ => return None,
        },
        _ => return None,
    };
    let fits = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_');
    (video.len() == 11 && video.chars().all(fits)).then_some(video)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_tell_what_lies_there() {
        let youtube = || Media::YouTube("dQw4w9WgXcQ".to_owned());
        for (address, expected) in [
            ("https://live.example.kz/hls/sess-7F.m3u8", Media::Stream),
            ("https://live.example.kz/a.M3U8?t=1", Media::Stream),
            ("https://example.kz/a.mp4", Media::File("video/mp4")),
            ("https://example.kz/live", Media::Elsewhere),
            ("https://www.youtube.com/watch?t=5&v=dQw4w9WgXcQ", youtube()),
            ("https://youtu.be/dQw4w9WgXcQ?si=a", youtube()),
            ("https://m.youtube.com/live/dQw4w9WgXcQ", youtube()),
            ("https://www.youtube.com/embed/dQw4w9WgXcQ", youtube()),
            (
                "https://www.youtube.com/watch?v=\"><script>",
                Media::Elsewhere,
            ),
            ("https://www.youtube.com/@akimat/live", Media::Elsewhere),
            (
                "https://youtube.com.example.kz/watch?v=dQw4w9WgXcQ",
                Media::Elsewhere,
            ),
            ("https://vimeo.com/123", Media::Elsewhere),
            ("javascript:alert(1)", Media::Elsewhere),
        ] {
            assert_eq!(Media::at(address), expected, "{address}");
        }
    }

    #[test]
    fn a_page_may_load_what_it_plays_and_nothing_else() {
        let allowed = |addresses: &[&str]| {
            let mut elsewhere = Elsewhere::default();
            for address in addresses {
                Media::at(address).allow(address, &mut elsewhere);
            }
            elsewhere
        };
        let of_stream = allowed(&[
            "https://live.example.kz:8443/hls/a.m3u8",
            "https://live.example.kz:8443/a.mp4",
        ]);
        assert_eq!(of_stream.media, ["https://live.example.kz:8443"]);
        assert!(of_stream.frames.is_empty());
        let of_frame = allowed(&["https://youtu.be/dQw4w9WgXcQ"]);
        assert_eq!(of_frame.frames, ["https://www.youtube-nocookie.com"]);
        for nothing in [
            "https://example.kz/live",
            "https://*/a.m3u8",
            "https://x;sandbox/a.m3u8",
            "https://x,y/a.m3u8",
        ] {
            assert_eq!(allowed(&[nothing]), Elsewhere::default(), "{nothing}");
        }
        let policy = of_stream.policy();
        assert!(
            policy.contains("media-src 'self' blob: https://live.example.kz:8443;"),
            "{policy}"
        );
        assert!(!policy.contains("frame-src"), "{policy}");
    }
}
