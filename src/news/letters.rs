//! Letters about news, as all who order and write them know them: each is known by its news and its reader, so that
//! nobody is told twice, and what is news of a session later finds who has read it.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::Audience;
use crate::database::Id;

/// An emergency sent the session to the broadcast; to one who applied.
pub const APPLICANT_EMERGENCY: &str = "applicant-emergency";
/// The session has its hall again, and the applicant the former place.
pub const APPLICANT_HALL_AGAIN: &str = "applicant-hall-again";
/// An emergency sent the session to the broadcast; to one who subscribed.
pub const SUBSCRIBER_SWITCHED: &str = "subscriber-switched";

/// A cancellation, a new date or another way of taking part within so little time of the start goes before all others.
pub const SOON: TimeDelta = TimeDelta::hours(24);

/// What was true when the letter was ordered.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Facts {
    /// The application or the subscription.
    pub person: String,
    /// What the person is known by in the once-key.
    pub known_by: String,
    /// The revision of the session that the person knew.
    pub from: Option<i32>,
    /// The one that the letter tells of.
    pub to: i32,
}

/// What the once-keys of the letters about a piece of news to an audience begin with; by this they are called back.
#[must_use]
pub fn group(news: Id, audience: Audience) -> String {
    format!("{audience}:{news}:")
}

/// The once-key of the letter to one person: nobody is told twice.
#[must_use]
pub fn once_key(news: Id, audience: Audience, person: &str) -> String {
    format!("{}{person}", group(news, audience))
}
