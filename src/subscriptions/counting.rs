//! How many letters a change of many sessions would come to.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};

use super::record::{About, Often, Subscription};
use super::{Subject, store};
use crate::bodies::store::places;
use crate::database::{AnyConnection, Broken, Id};
use crate::sessions::card;

/// Sessions that are read together.
const TOGETHER: usize = 500;

/// The letters to those who hear of changes at once, if these sessions all changed now: of each session one to each
/// address. The number of queries depends on the number of sessions only as far as they are read by the hundred.
///
/// # Errors
/// [`Broken::Query`].
pub fn letters_at_once(
    connection: &mut AnyConnection,
    sessions: &[Id],
    now: DateTime<Utc>,
) -> Result<usize, Broken> {
    if sessions.is_empty() {
        return Ok(0);
    }
    let all = store::confirmed(connection, About::Changes, Often::AtOnce, None, i64::MAX)?;
    let alike = alike(&all, now);
    if alike.is_empty() {
        return Ok(0);
    }
    let places = places(connection)?;
    let mut letters = 0_usize;
    for some in sessions.chunks(TOGETHER) {
        for card in card::load_many(connection, some, now)? {
            let subject = Subject::of(&card, &places);
            let wanting = alike.iter().filter(|(one, _)| one.wants(&subject));
            let readers: HashSet<Id> = wanting.flat_map(|(_, readers)| readers).copied().collect();
            letters = letters.saturating_add(readers.len());
        }
    }
    Ok(letters)
}

/// Subscriptions to the same, one for all of them, with their readers: many want everything, or one body.
fn alike(all: &[Subscription], now: DateTime<Utc>) -> Vec<(&Subscription, HashSet<Id>)> {
    let mut alike: HashMap<_, (&Subscription, HashSet<Id>)> = HashMap::new();
    for one in all {
        if one.often_at(now) == Often::AtOnce {
            let wish = (one.bodies.to_vec(), one.regions.to_vec(), &one.topic);
            let (_, readers) = alike.entry(wish).or_insert_with(|| (one, HashSet::new()));
            readers.insert(one.known_by);
        }
    }
    alike.into_values().collect()
}
