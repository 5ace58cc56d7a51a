//! How an announcement or the results stand towards their clocks. Publication is never blocked,
//! only marked.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::clock::Clock;
use super::notice::AnnounceClocks;
use super::readings::AnnounceReading;
use super::results::ResultsClocks;
use crate::law::text_enum::text_enum;

text_enum! {
    /// The colour shown; never without its words.
    pub enum Light {
        /// In time by every reading.
        Green = "green",
        /// Announcement: on w3, before the clock time of the start. Results: missing since p3.
        Amber = "amber",
        /// Announcement: on w3, after that. Results: missing past the body's own aim.
        Orange = "orange",
        /// Late by every reading.
        Red = "red",
    }
}

text_enum! {
    /// The words for it.
    pub enum Timeliness {
        /// In time.
        OnTime = "on_time",
        /// In time by some reading only, or the end is near.
        AtRisk = "at_risk",
        /// Too late.
        Late = "late",
    }
}

impl Light {
    /// The words that belong to the colour.
    #[must_use]
    pub const fn timeliness(self) -> Timeliness {
        match self {
            Self::Green => Timeliness::OnTime,
            Self::Amber | Self::Orange => Timeliness::AtRisk,
            Self::Red => Timeliness::Late,
        }
    }
}

/// How an announcement stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct AnnouncementStanding {
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// The colour.
    pub light: Light,
    /// The strictest reading of ¶ 8 that was met.
    pub reading_met: Option<AnnounceReading>,
    /// The clocks missed: ¶ 8 in its strict reading, the maslikhat's, or both.
    pub missed: Vec<Clock>,
}

impl AnnouncementStanding {
    /// Whether it was announced in time: by the strict reading of ¶ 8 and by the maslikhat's clock.
    #[must_use]
    pub fn in_time(&self) -> bool {
        self.missed.is_empty()
    }
}

impl AnnounceClocks {
    /// How an announcement published at `published_at` stands.
    ///
    /// The maslikhat's clock knows one reading only: missed, it makes the announcement late.
    #[must_use]
    pub fn standing(&self, published_at: DateTime<Utc>) -> AnnouncementStanding {
        let reading_met = [
            AnnounceReading::Strict,
            AnnounceReading::Exact,
            AnnounceReading::Lenient,
        ]
        .into_iter()
        .find(|&reading| self.by_reading(reading).in_time(published_at));
        let missed: Vec<Clock> = std::iter::once(&self.strict)
            .chain(&self.maslikhat)
            .filter(|clock| !clock.in_time(published_at))
            .cloned()
            .collect();
        let told_in_time = self
            .maslikhat
            .as_ref()
            .is_none_or(|clock| clock.in_time(published_at));
        let light = match reading_met {
            _ if !told_in_time => Light::Red,
            Some(AnnounceReading::Strict) => Light::Green,
            Some(AnnounceReading::Exact) => Light::Amber,
            Some(AnnounceReading::Lenient) => Light::Orange,
            None => Light::Red,
        };
        AnnouncementStanding {
            published_at,
            light,
            reading_met,
            missed,
        }
    }
}

impl ResultsClocks {
    /// How results stand at `now`: published at that instant, or still missing.
    #[must_use]
    pub fn light(&self, published_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Light {
        match published_at {
            Some(published_at) if self.clock.in_time(published_at) => Light::Green,
            Some(_) => Light::Red,
            None if !self.clock.in_time(now) => Light::Red,
            None if now >= self.target_before => Light::Orange,
            None if now >= self.amber_from => Light::Amber,
            None => Light::Green,
        }
    }
}
