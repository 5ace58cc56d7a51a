//! The letter of the day: one to each address that chose it, at a fixed hour, and only when there is news.
//!
//! News is put down for the digest when the job that tells subscribers comes to it. At the hour a day is opened and
//! takes everything that waits, so nothing is lost when no worker ran at that hour, and nothing is told on two days.
//! What happened to one session is told as one; not at all where nothing of it is of use any more.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta, Timelike as _, Utc};
use serde::{Deserialize, Serialize};

use super::heap::Heap;
use super::record::Digest;
use super::store;
use crate::app::App;
use crate::bodies::store as bodies;
use crate::database::{AnyConnection, Broken, Id, Lane as WriteLane, Work, Zone};
use crate::language::Language;
use crate::news::{Kind, News};
use crate::outbox::{self, Lane, Letter};
use crate::sessions::card;
use crate::subscriptions::record::{About, Often, Subscription};
use crate::web::layout::CAPITAL_ZONE;

/// The letter of the day.
pub const DIGEST: &str = "subscriber-digest";

/// Addresses served by one transaction.
const LOT: i64 = 100;

/// Sessions in one letter; of more only the number is told.
const MOST: usize = 40;

/// The clock by which the hour is meant.
const OFFICE_ZONE: Zone = Zone(CAPITAL_ZONE);

/// The next letter comes after a day.
const OF_USE: TimeDelta = TimeDelta::hours(24);

/// What the letter tells.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Of which day.
    pub day: NaiveDate,
    /// What the reader is known by.
    pub known_by: Id,
    /// Each session of which there is news.
    pub entries: Vec<Entry>,
    /// How many more there are.
    pub more: usize,
}

/// News of one session.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Entry {
    /// Which one.
    pub session: String,
    /// What happened, in one word.
    pub kind: Kind,
    /// The revision before it.
    pub from: Option<i32>,
    /// The revision that it led to.
    pub to: i32,
}

/// Opens the day when its hour has come, and orders its letters; gives their number.
///
/// # Errors
/// [`Broken`] of the database; it goes on the next time.
pub(super) async fn tell(app: &Arc<App>) -> Result<usize, Broken> {
    open(app).await?;
    let mut ordered = 0;
    while let Some(day) = app.database.read(store::unfinished).await? {
        let Some(some) = lot(app, day).await? else {
            break;
        };
        ordered += some;
    }
    Ok(ordered)
}

async fn open(app: &Arc<App>) -> Result<(), Broken> {
    let now = app.now();
    let local = OFFICE_ZONE.local(now);
    if local.hour() < app.settings.subscriptions.digest_hour {
        return Ok(());
    }
    let day = local.date();
    let is_opened = move |connection: &mut AnyConnection| store::is_opened(connection, day);
    if app.database.read(is_opened).await? {
        return Ok(());
    }
    let open = move |work: &mut Work| store::open(work, day, now);
    app.database.write(WriteLane::Any, open).await.map(drop)
}

/// Orders the letters of the next addresses; `None` when another worker was quicker.
async fn lot(app: &Arc<App>, day: Digest) -> Result<Option<usize>, Broken> {
    let (office, now, of) = (Arc::clone(app), app.now(), day.clone());
    let read = move |connection: &mut AnyConnection| gather(connection, &office, now, &of);
    let (letters, next) = app.database.read(read).await?;
    let ordered = letters.len();
    let put = move |work: &mut Work| {
        let to = next.as_ref().unwrap_or(&day.cursor);
        if !store::go_on(work, day.day, &day.cursor, to)? {
            return Ok(None);
        }
        if next.is_none() {
            store::finish(work, day.day, now)?;
        }
        for letter in letters {
            outbox::put(work, now, letter);
        }
        Ok::<_, Broken>(Some(ordered))
    };
    app.database.write(WriteLane::Any, put).await
}

/// Letters, and the address after which to go on.
type Gathered = (Vec<Letter>, Option<String>);

fn gather(
    connection: &mut AnyConnection,
    app: &App,
    now: DateTime<Utc>,
    day: &Digest,
) -> Result<Gathered, Broken> {
    let mut news = store::news_of(connection, day.day)?;
    news.retain(|one| About::of(one.kind).is_some());
    if news.is_empty() {
        return Ok((Vec::new(), None));
    }
    let mut pile = Pile::of(connection, app, now, news)?;
    let addresses = store::addresses(connection, &day.cursor, LOT)?;
    let is_whole = i64::try_from(addresses.len()).unwrap_or(i64::MAX) == LOT;
    let next = addresses.last().filter(|_| is_whole).map(Id::to_string);
    let mut subscriptions = store::subscriptions_of(connection, &addresses)?;
    subscriptions.retain(|one| one.has_heard(Often::Daily));
    let standing = pile.standing(connection, &subscriptions)?;
    let mut letters = Vec::new();
    for of_one in subscriptions.chunk_by(|one, next| one.known_by == next.known_by) {
        if let Some(letter) = pile.letter(day.day, of_one, &standing)? {
            letters.push(letter);
        }
    }
    Ok((letters, next))
}

/// The news of a day, by sessions.
struct Pile<'a> {
    app: &'a App,
    now: DateTime<Utc>,
    sessions: Vec<Heap>,
    /// Whether a change says something to readers of a language.
    says: HashMap<(Id, Option<i32>, i32, Language), bool>,
}

impl<'a> Pile<'a> {
    fn of(
        connection: &mut AnyConnection,
        app: &'a App,
        now: DateTime<Utc>,
        news: Vec<News>,
    ) -> Result<Self, Broken> {
        let mut by_session: HashMap<Id, Vec<News>> = HashMap::new();
        for one in news.into_iter().rev() {
            by_session.entry(one.session_id).or_default().push(one);
        }
        let ids: Vec<Id> = by_session.keys().copied().collect();
        let mut cards = card::load_many(connection, &ids, now)?;
        cards.sort_by_key(|card| (card.session.starts_at, card.session.id));
        let places = bodies::places(connection)?;
        let mut sessions = Vec::new();
        for card in cards {
            let news = by_session.remove(&card.session.id).unwrap_or_default();
            sessions.push(Heap::of(connection, card, &places, news)?);
        }
        Ok(Self {
            app,
            now,
            sessions,
            says: HashMap::new(),
        })
    }

    /// The letters about closings that these readers had at once, by their once-keys.
    fn standing(
        &self,
        connection: &mut AnyConnection,
        subscriptions: &[Subscription],
    ) -> Result<HashSet<String>, Broken> {
        let readers = subscriptions.chunk_by(|one, next| one.known_by == next.known_by);
        let keys = readers.filter_map(<[Subscription]>::first).flat_map(|one| {
            let heaps = self.sessions.iter();
            heaps.flat_map(move |heap| heap.keys_of(one))
        });
        let keys: Vec<String> = keys.collect();
        outbox::store::standing(connection, &keys)
    }

    /// The letter to one address with these subscriptions, which leaves out what was told at once.
    fn letter(
        &mut self,
        day: NaiveDate,
        subscriptions: &[Subscription],
        standing: &HashSet<String>,
    ) -> Result<Option<Letter>, Broken> {
        let Some(first) = subscriptions.first() else {
            return Ok(None);
        };
        let mut entries = Vec::new();
        for heap in &self.sessions {
            let Some(entry) = heap.entry(self.now, subscriptions, standing) else {
                continue;
            };
            let key = (heap.card.session.id, entry.from, entry.to, first.language);
            let says = self.says.entry(key).or_insert_with(|| {
                let speech = self.app.speech(first.language);
                heap.versions
                    .as_ref()
                    .is_none_or(|versions| entry.says_something(speech, versions))
            });
            if *says {
                entries.push(entry);
            }
        }
        if entries.is_empty() {
            return Ok(None);
        }
        let more = entries.len().saturating_sub(MOST);
        entries.truncate(MOST);
        let facts = Facts {
            day,
            known_by: first.known_by,
            entries,
            more,
        };
        Ok(Some(Letter {
            once_key: format!("digest:{day}:{}", first.known_by),
            lane: Lane::Bulk,
            kind: DIGEST,
            recipient: first.email.clone(),
            language: first.language,
            session: None,
            payload: serde_json::to_value(facts)
                .map_err(|error| Broken::Data(error.to_string()))?,
            give_up_at: self.now + OF_USE,
        }))
    }
}
