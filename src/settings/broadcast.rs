//! `[broadcast]`: the media server that sends streams, and what its callbacks mean.

use chrono::TimeDelta;

use super::section::Section;
use super::{Network, Secret};

/// The media server that sends streams, and what its callbacks mean.
#[derive(Clone, Debug)]
pub struct Broadcast {
    /// Where encoders send to, such as `rtmp://live.example.org/live`; none: streams have no keys here.
    pub ingest: Option<String>,
    /// Where viewers get a stream, with `{name}` in the place of its name.
    pub playlist: Option<String>,
    /// From where callbacks are heard.
    pub callback_from: Vec<Network>,
    /// With this they are heard from anywhere.
    pub callback_secret: Option<Secret>,
    /// A stream begins the broadcast by itself from so long before a sitting on.
    pub early: TimeDelta,
    /// A sender that was not heard of for so long is gone.
    pub silent: TimeDelta,
    /// A stream that stays away for so long has ended the broadcast.
    pub grace: TimeDelta,
}

impl Broadcast {
    pub(super) fn read(mut section: Section<'_>) -> Option<Self> {
        let ingest = section.take_optional("ingest").and_then(|address: String| {
            let fits = ["rtmp://", "rtmps://"]
                .iter()
                .any(|one| address.starts_with(one));
            let address = fits.then(|| address.trim_end_matches('/').to_owned());
            section.keep("ingest", address, "like rtmp://live.example.org/live")
        });
        let playlist = section
            .take_optional("playlist")
            .and_then(|address: String| {
                let fits = ["https://", "http://"]
                    .iter()
                    .any(|one| address.starts_with(one))
                    && address.contains(NAME);
                let wanted = "like https://live.example.org/hls/{name}.m3u8";
                section.keep("playlist", fits.then_some(address), wanted)
            });
        let callback_from = section.take("callback_from");
        let callback_secret = section.take_optional("callback_secret");
        let early = section.take_within("early_minutes", 0..=60);
        let silent = section.take_within("silent_seconds", 5..=600);
        let grace = section.take_within("grace_minutes", 1..=240);
        section.end();
        Some(Self {
            ingest,
            playlist,
            callback_from: callback_from?,
            callback_secret,
            early: TimeDelta::minutes(early?),
            silent: TimeDelta::seconds(silent?),
            grace: TimeDelta::minutes(grace?),
        })
    }

    /// Where viewers get the stream of this name.
    #[must_use]
    pub fn playlist_of(&self, name: &str) -> Option<String> {
        let playlist = self.playlist.as_deref()?;
        Some(playlist.replace(NAME, name))
    }
}

/// Stands in a playlist's address in the place of the stream's name.
const NAME: &str = "{name}";
