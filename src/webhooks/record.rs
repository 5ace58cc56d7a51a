//! Rows of webhooks.

use std::fmt;
use std::str::FromStr;

use diesel::prelude::*;

use crate::database::schema::webhooks;
use crate::database::{Id, Instant, Json, text_column};
use crate::law::text_enum::text_enum;
use crate::news::Kind;
use crate::web::hex::hex;

text_enum! {
    /// Whether a webhook is called.
    pub enum State {
        /// It is.
        Active = "active",
        /// The desk has paused it.
        Paused = "paused",
        /// It said that it is no more (410).
        Gone = "gone",
        /// It did nothing but fail for days.
        Failing = "failing",
    }
}

/// What calls are signed with; it is never shown by accident.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    /// 256 random bits, in hexadecimal digits.
    #[must_use]
    pub fn new() -> Self {
        Self(hex(&rand::random::<[u8; 32]>()))
    }

    /// The key itself, for whoever signs with it, and for the page that shows it once.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for Key {
    fn default() -> Self {
        Self::new()
    }
}

impl FromStr for Key {
    type Err = std::convert::Infallible;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("Key(…)")
    }
}

text_column!(State, Key);

/// The address of a neighbouring system, and what it wants to hear of.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, QueryableByName, Selectable, Insertable)]
#[diesel(table_name = webhooks, treat_none_as_default_value = false)]
pub struct Webhook {
    /// Ours.
    pub id: Id,
    /// Whose sessions; none: of all bodies.
    pub body_id: Option<Id>,
    /// Where it is called.
    pub address: String,
    /// What it hears of.
    pub events: Json<Vec<Kind>>,
    /// Whether it is called.
    pub state: State,
    /// What calls are signed with.
    pub secret: Key,
    /// The secret before it, which signs beside it for a while.
    pub former_secret: Option<Key>,
    /// Until when.
    pub former_until: Option<Instant>,
    /// Raised by each change at the desk.
    pub revision: i32,
    /// Attempts that failed since the last one that did not.
    pub failures: i32,
    /// Since when.
    pub failing_since: Option<Instant>,
    /// It failed, and is left alone until then.
    pub rests_until: Option<Instant>,
    /// A worker calls it: until when it is that worker's.
    pub busy_until: Option<Instant>,
    /// When a worker last began to call it.
    pub last_turn_at: Option<Instant>,
    /// When it was entered.
    pub created_at: Instant,
    /// When it was changed last.
    pub updated_at: Instant,
}

impl Webhook {
    /// The host, for those who may not see the rest of the address: a key of the neighbour's may stand in it.
    #[must_use]
    pub fn host(&self) -> String {
        super::address::host_of(&self.address)
    }

    /// The secrets that sign now: its own, and the one before it for a while.
    pub fn secrets(&self, now: Instant) -> impl Iterator<Item = &str> {
        let former = self.former_secret.as_ref();
        let still = former.filter(|_| self.former_until.is_some_and(|until| now < until));
        std::iter::once(&self.secret).chain(still).map(Key::as_str)
    }
}
