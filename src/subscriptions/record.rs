//! Rows of subscriptions.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

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
            news::Kind::Changed | news::Kind::Postponed | news::Kind::Cancelled => {
                Some(Self::Changes)
            }
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
}

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
