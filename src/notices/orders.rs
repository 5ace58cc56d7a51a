//! Letters about news as they are ordered.

use chrono::{DateTime, TimeDelta, Utc};

use super::story::{Story, Told};
use crate::database::{Broken, Id, Work};
use crate::language::Language;
use crate::news::letters::{APPLICANT_EMERGENCY, APPLICANT_HALL_AGAIN, SOON};
use crate::news::{Audience, Kind};
use crate::outbox::{self, Lane, Letter};

pub use crate::news::letters::{Facts, SUBSCRIBER_SWITCHED, group, once_key};

/// What was announced is another now; to one who applied.
pub const APPLICANT_CHANGED: &str = "applicant-changed";
/// The session was moved.
pub const APPLICANT_POSTPONED: &str = "applicant-postponed";
/// It will not take place.
pub const APPLICANT_CANCELLED: &str = "applicant-cancelled";
/// Results of it were published.
pub const APPLICANT_RESULTS: &str = "applicant-results";
/// A session was announced; to one who subscribed.
pub const SUBSCRIBER_ANNOUNCED: &str = "subscriber-announced";
/// What was announced is another now.
pub const SUBSCRIBER_CHANGED: &str = "subscriber-changed";
/// It was moved.
pub const SUBSCRIBER_POSTPONED: &str = "subscriber-postponed";
/// It will not take place.
pub const SUBSCRIBER_CANCELLED: &str = "subscriber-cancelled";
/// Results of it were published.
pub const SUBSCRIBER_RESULTS: &str = "subscriber-results";
/// It has its hall again.
pub const SUBSCRIBER_RESTORED: &str = "subscriber-restored";

/// Results are of use for so long.
const RESULTS_OF_USE: TimeDelta = TimeDelta::days(7);

/// To whom a letter goes.
#[derive(Debug, Clone)]
pub struct Reader {
    /// What the person is known by in the once-key.
    pub known_by: String,
    /// The application or the subscription.
    pub id: Id,
    /// An e-mail address.
    pub address: String,
    /// The language of the letter.
    pub language: Language,
}

/// Orders the letter to one person.
///
/// # Errors
/// [`Broken::Data`] for facts that cannot be written down.
pub fn order(
    work: &mut Work,
    now: DateTime<Utc>,
    audience: Audience,
    story: &Story,
    told: Told,
    reader: Reader,
) -> Result<(), Broken> {
    let Some(kind) = letter_of(audience, told.kind) else {
        return Ok(());
    };
    let facts = Facts {
        person: reader.id.to_string(),
        known_by: reader.known_by.clone(),
        from: told.from,
        to: story.news.revision,
    };
    let letter = Letter {
        once_key: once_key(story.news.id, audience, &reader.known_by),
        lane: lane(audience, story, told, now),
        kind,
        recipient: reader.address,
        language: reader.language,
        session: Some(story.news.session_id),
        payload: serde_json::to_value(facts).map_err(|error| Broken::Data(error.to_string()))?,
        give_up_at: useful_until(story, told, now),
    };
    outbox::put(work, now, letter);
    Ok(())
}

/// Which letter tells an audience of news of a kind. Those to applicants about an emergency are ordered by its act;
/// here they name what somebody has to telephone about.
#[must_use]
pub fn letter_of(audience: Audience, kind: Kind) -> Option<&'static str> {
    match (audience, kind) {
        (Audience::Applicants, Kind::Changed) => Some(APPLICANT_CHANGED),
        (Audience::Applicants, Kind::Postponed) => Some(APPLICANT_POSTPONED),
        (Audience::Applicants, Kind::Cancelled) => Some(APPLICANT_CANCELLED),
        (Audience::Applicants, Kind::Results) => Some(APPLICANT_RESULTS),
        (Audience::Applicants, Kind::Switched) => Some(APPLICANT_EMERGENCY),
        (Audience::Applicants, Kind::Restored) => Some(APPLICANT_HALL_AGAIN),
        (Audience::Subscribers, Kind::Announced) => Some(SUBSCRIBER_ANNOUNCED),
        (Audience::Subscribers, Kind::Changed) => Some(SUBSCRIBER_CHANGED),
        (Audience::Subscribers, Kind::Postponed) => Some(SUBSCRIBER_POSTPONED),
        (Audience::Subscribers, Kind::Cancelled) => Some(SUBSCRIBER_CANCELLED),
        (Audience::Subscribers, Kind::Results) => Some(SUBSCRIBER_RESULTS),
        (Audience::Subscribers, Kind::Switched) => Some(SUBSCRIBER_SWITCHED),
        (Audience::Subscribers, Kind::Restored) => Some(SUBSCRIBER_RESTORED),
        _ => None,
    }
}

fn lane(audience: Audience, story: &Story, told: Told, now: DateTime<Utc>) -> Lane {
    // In an emergency there is no time to take letters back; whoever is shut out hears at once.
    if told.kind == Kind::Switched || story.closes_something(told) {
        return Lane::Urgent;
    }
    let calls_off = matches!(told.kind, Kind::Postponed | Kind::Cancelled);
    match audience {
        Audience::Applicants if calls_off => Lane::Urgent,
        Audience::Applicants => Lane::Ordinary,
        Audience::Subscribers | Audience::Systems => {
            let calls_off = calls_off || told.kind == Kind::Restored;
            // The start that people know is the one that they would come to.
            let known = told.from.and_then(|from| story.versions.snapshot(from));
            let known = known.and_then(|known| known.starts_at);
            let start = story.card.session.starts_at.utc();
            let soon = known.map_or(start, |known| known.min(start)) - now <= SOON;
            if calls_off && soon {
                Lane::Urgent
            } else {
                Lane::Bulk
            }
        }
    }
}

/// As long as people may come; of what does not take place until it would be over.
fn useful_until(story: &Story, told: Told, now: DateTime<Utc>) -> DateTime<Utc> {
    match told.kind {
        Kind::Results => now + RESULTS_OF_USE,
        Kind::Cancelled => story.card.session.closes_at.utc(),
        _ => story.useful_until(),
    }
}
