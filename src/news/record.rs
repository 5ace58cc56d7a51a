//! Rows of news.

use diesel::prelude::*;

use crate::database::schema::{news, tellings};
use crate::database::{Id, Instant, text_column};
use crate::law::text_enum::text_enum;

text_enum! {
    /// What happened to an announced session.
    pub enum Kind {
        /// It was announced.
        Announced = "announced",
        /// What was announced is another now.
        Changed = "changed",
        /// Seats or deadlines are others now; who was seated elsewhere has a letter of their own.
        Recounted = "recounted",
        /// It was moved to another time.
        Postponed = "postponed",
        /// It will not take place.
        Cancelled = "cancelled",
        /// It began.
        Began = "began",
        /// It ended.
        Ended = "ended",
        /// A result of it was published (605-14).
        Results = "results",
        /// An emergency sent it to the broadcast (605-6).
        Switched = "switched",
        /// It has its hall again after an emergency.
        Restored = "restored",
    }
}

text_enum! {
    /// Who is told.
    pub enum Audience {
        /// Those who subscribed, by letters.
        Subscribers = "subscribers",
        /// Those who applied to the session, by letters.
        Applicants = "applicants",
        /// Neighbouring systems, by webhooks.
        Systems = "systems",
    }
}

text_column!(Kind, Audience);

impl Kind {
    /// Whether an audience hears of it. That a session begins and ends, its announcement has told people; deadlines
    /// counted anew never take a right away that one relies on; and before the announcement nobody can apply.
    #[must_use]
    pub fn is_for(self, audience: Audience) -> bool {
        match audience {
            Audience::Systems => true,
            Audience::Subscribers => !matches!(self, Self::Recounted | Self::Began | Self::Ended),
            Audience::Applicants => !matches!(
                self,
                Self::Announced | Self::Recounted | Self::Began | Self::Ended
            ),
        }
    }
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = news)]
pub struct News {
    /// Ours; in order of time.
    pub id: Id,
    /// To which session.
    pub session_id: Id,
    /// Whose session.
    pub body_id: Id,
    /// What.
    pub kind: Kind,
    /// The revision that the session came to by it.
    pub revision: i32,
    /// When.
    pub at: Instant,
}

/// How far an audience has come with telling it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = tellings, treat_none_as_default_value = false)]
pub struct Telling {
    /// What is told.
    pub news_id: Id,
    /// To whom.
    pub audience: Audience,
    /// Where to go on; empty: at the beginning.
    pub cursor: String,
    /// When all were told.
    pub done_at: Option<Instant>,
}

/// News as an audience has heard it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// The news.
    pub news: News,
    /// The audience was not told.
    pub untold: bool,
}
