//! The broadcast of a session as far as the session shows it (605-12). When it began and ended, and all else about it, is of
//! `broadcasts`.

use crate::database::{Instant, Json};
use crate::language::Multilingual;
use crate::law::broadcast::{BroadcastState, Duty, Facts, Running};
use crate::sessions::card::SessionCard;

/// What is known of the broadcast of a session.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Broadcasting {
    /// When the last one began.
    pub began_at: Option<Instant>,
    /// When it ended; nothing while it goes on.
    pub ended_at: Option<Instant>,
    /// Since when nothing comes through.
    pub interrupted_since: Option<Instant>,
    /// Where it can be watched, as it was noted when it began.
    pub address: Option<String>,
    /// Why there is none, and what stands instead.
    pub impossible: Option<Impossible>,
    /// Where the recording is.
    pub recording: Option<Recording>,
}

/// That a broadcast is technically impossible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Impossible {
    /// Since when that is said.
    pub since: Instant,
    /// Why.
    pub why: Json<Multilingual>,
    /// By what other means the session can be followed.
    pub instead: Json<Multilingual>,
}

/// Where the recording of a broadcast is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recording {
    /// Its address.
    pub url: String,
    /// SHA-256 of its file, in hexadecimal digits.
    pub sha256: Option<String>,
    /// Since when it is there.
    pub since: Instant,
}

impl Broadcasting {
    /// The one that has begun and was not ended.
    #[must_use]
    pub fn running(&self) -> Option<Running> {
        let goes_on = self.began_at.is_some() && self.ended_at.is_none();
        let how = match self.interrupted_since {
            Some(_) => Running::Interrupted,
            None => Running::Seen,
        };
        goes_on.then_some(how)
    }
}

impl SessionCard {
    /// What the law asks of its broadcast.
    #[must_use]
    pub fn broadcast_facts(&self) -> Facts {
        let known = &self.broadcast;
        Facts {
            status: self.status,
            access: self.session.access,
            running: known.running(),
            closed_part: self.closed_part,
            had_one: known.ended_at.is_some(),
            impossible: known.impossible.is_some(),
        }
    }

    /// What its broadcast is now.
    #[must_use]
    pub fn broadcast_state(&self) -> BroadcastState {
        self.broadcast_facts().state()
    }

    /// How the duty to broadcast it stands.
    #[must_use]
    pub fn broadcast_duty(&self) -> Duty {
        self.broadcast_facts().duty(self.body.exempt)
    }

    /// Where it can be watched, live.
    #[must_use]
    pub fn watch_at(&self) -> Option<&str> {
        let announced = self.session.broadcast_url.as_deref();
        let of_stream = self.broadcast.address.as_deref();
        let of_stream = of_stream.filter(|_| self.broadcast.running().is_some());
        announced.or(of_stream)
    }
}
