//! What the screen shows.

use chrono::{DateTime, DurationRound as _, TimeDelta, Utc};

use super::store;
use crate::bodies;
use crate::bodies::record::Body;
use crate::database::{AnyConnection, Broken};
use crate::language::Multilingual;
use crate::sessions::card::{self, SessionCard};
use crate::sessions::emergency::Declared;
use crate::sessions::store::{Filter, standing_for_body};

/// Coming sessions on the screen.
pub const MOST_COMING: usize = 12;

/// Sessions of which results have just been published.
const MOST_DECIDED: usize = 4;

/// Results are new for so long.
const NEW_FOR: TimeDelta = TimeDelta::days(7);

/// Everything on the screen of a body.
pub struct Board {
    /// Whose.
    pub body: Body,
    /// Its name today.
    pub name: Multilingual,
    /// Sessions that are not over, moved and called off ones among them, in their order.
    pub coming: Vec<SessionCard>,
    /// There are more of them.
    pub more: bool,
    /// Sessions of which results have just been published, the last published first.
    pub decided: Vec<SessionCard>,
    /// The emergencies that reach the body and have begun.
    pub emergencies: Vec<Declared>,
}

impl Board {
    /// Of the body of an address; `None` where there is none. The number of queries does not depend on how many sessions
    /// there are.
    ///
    /// # Errors
    /// [`Broken::Query`].
    pub fn load(
        connection: &mut AnyConnection,
        slug: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<Self>, Broken> {
        let Some(body) = bodies::store::by_slug(connection, slug)? else {
            return Ok(None);
        };
        let today = body.zone.local(now).date();
        let name = bodies::store::names_of(connection, &[body.id])?.on(body.id, today);
        let filter = Filter {
            body: Some(body.id),
            ..Filter::default()
        };
        let coming = card::list(connection, &filter, now, None, MOST_COMING)?;
        let new = store::with_new_results(connection, body.id, now - NEW_FOR, MOST_DECIDED)?;
        let mut decided = card::load_many(connection, &new, now)?;
        decided.sort_by_key(|card| new.iter().position(|id| *id == card.session.id));
        let mut emergencies = standing_for_body(connection, body.id, now)?;
        emergencies.retain(|one| one.emergency.has_begun(now));
        Ok(Some(Self {
            body,
            name,
            more: coming.next.is_some(),
            coming: coming.items,
            decided,
            emergencies,
        }))
    }
}

/// Until when the screen says the truth: it tells as of which minute it does.
#[must_use]
pub fn fresh_until(now: DateTime<Utc>) -> DateTime<Utc> {
    let minute = TimeDelta::minutes(1);
    now.duration_trunc(minute).unwrap_or(now) + minute
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_screen_is_made_anew_with_each_minute() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let next = at("2026-12-10T05:01:00Z");
        assert_eq!(fresh_until(at("2026-12-10T05:00:00Z")), next);
        assert_eq!(fresh_until(at("2026-12-10T05:00:59.999999Z")), next);
    }
}
