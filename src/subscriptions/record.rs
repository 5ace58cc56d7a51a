//! Rows of subscriptions.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::database::schema::{subscription_asks, subscriptions};
use crate::database::{Id, Instant, Json, text_column};
use crate::language::Language;
use crate::law::text_enum::text_enum;
use crate::news;

text_enum! {
    /// What somebody wants to hear of.
    pub enum About {
        /// A session is announced.
        Announcements = "announcements",
        /// What was announced is another now, or does not take place.
        Changes = "changes",
        /// What became of it.
        Results = "results",
    }
}

text_enum! {
    /// How often.
    pub enum Often {
        /// A letter for each.
        AtOnce = "at_once",
        /// One letter a day with all that there is.
        Daily = "daily",
    }
}

text_column!(Often);

impl About {
    /// What news of this kind is for those who subscribed; `None` where they hear nothing of it.
    #[must_use]
    pub fn of(kind: news::Kind) -> Option<Self> {
        match kind {
            news::Kind::Announced => Some(Self::Announcements),
            news::Kind::Changed
            | news::Kind::Postponed
            | news::Kind::Cancelled
            | news::Kind::Switched
            | news::Kind::Restored => Some(Self::Changes),
            news::Kind::Results => Some(Self::Results),
            news::Kind::Recounted | news::Kind::Began | news::Kind::Ended => None,
        }
    }
}

/// Somebody wants to hear of sessions.
#[derive(
    Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable, AsChangeset,
)]
#[diesel(table_name = subscriptions, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Subscription {
    /// Ours.
    pub id: Id,
    /// Opens its page: to confirm, change and leave.
    pub secret: String,
    /// Where the letters go, as it was given.
    pub email: String,
    /// What the address is known by, see [`Trace::of_address`](crate::outbox::trace::Trace::of_address).
    pub email_digest: String,
    /// The language of the letters.
    pub language: Language,
    /// Of which bodies; none: of all.
    pub bodies: Json<Vec<Id>>,
    /// Of the bodies of which regions, by their KATO codes; none: of all.
    pub regions: Json<Vec<String>>,
    /// Words that the session must have, see [`Feed::Topic`](crate::sessions::feeds::address::Feed::Topic).
    pub topic: Option<String>,
    /// Whether it is about [`About::Announcements`].
    pub announcements: bool,
    /// Whether it is about [`About::Changes`].
    pub changes: bool,
    /// Whether it is about [`About::Results`].
    pub results: bool,
    /// How often.
    pub often: Often,
    /// When it was asked for: the consent to keep the address.
    pub created_at: Instant,
    /// When whoever reads the address confirmed it; before that nothing but the question goes there.
    pub confirmed_at: Option<Instant>,
    /// When it was last changed.
    pub updated_at: Instant,
    /// Grows with each change.
    pub revision: i32,
    /// What letters know the reader by: the same for all subscriptions of an address, gone with the last of them.
    pub known_by: Id,
    /// How often letters came before it was changed, the oldest first; of the last [`REMEMBERED`].
    pub heard_before: Json<Vec<Before>>,
}

/// How often letters came until an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Before {
    /// Until when.
    pub until: DateTime<Utc>,
    /// How often.
    pub often: Often,
}

/// So long it is known how often letters came before: no news waits longer for its letter.
const REMEMBERED: TimeDelta = TimeDelta::days(7);

/// Whoever goes to and fro more often is told by the last of them.
const MOST_REMEMBERED: usize = 20;

impl Subscription {
    /// What it is about, in the order of [`About::ALL`].
    #[must_use]
    pub fn about(&self) -> Vec<About> {
        let chosen = |about: &About| match about {
            About::Announcements => self.announcements,
            About::Changes => self.changes,
            About::Results => self.results,
        };
        About::ALL.iter().copied().filter(chosen).collect()
    }

    /// Whether whoever reads the address has confirmed it.
    #[must_use]
    pub fn is_confirmed(&self) -> bool {
        self.confirmed_at.is_some()
    }

    /// How often it heard of what happened at an instant.
    #[must_use]
    pub fn often_at(&self, at: DateTime<Utc>) -> Often {
        let before = self.heard_before.iter().find(|before| at < before.until);
        before.map_or(self.often, |before| before.often)
    }

    /// Whether letters come so often, or came a short while ago.
    #[must_use]
    pub fn has_heard(&self, often: Often) -> bool {
        self.often == often || self.heard_before.iter().any(|before| before.often == often)
    }

    /// Chooses how often letters come from now on.
    pub fn choose(&mut self, often: Often, now: DateTime<Utc>) {
        if often == self.often {
            return;
        }
        let mut before = self.heard_before.to_vec();
        before.retain(|one| one.until + REMEMBERED > now);
        before.push(Before {
            until: now,
            often: self.often,
        });
        let many = before.len().saturating_sub(MOST_REMEMBERED);
        self.heard_before = Json::from(before.split_off(many));
        self.often = often;
    }

    /// Whether nobody has confirmed it in time; it then counts as gone.
    #[must_use]
    pub fn has_lapsed(&self, now: DateTime<Utc>, term: TimeDelta) -> bool {
        !self.is_confirmed() && self.created_at.utc() + term <= now
    }
}

/// Letters to an address that anybody can cause by asking.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, AsChangeset)]
#[diesel(table_name = subscription_asks)]
pub struct Asks {
    /// When they were ordered, the oldest first.
    pub letters: Json<Vec<DateTime<Utc>>>,
    /// When one was last ordered, or the address otherwise acted on.
    pub last_at: Instant,
}
