//! Knows, without asking the database each time, whether a page made earlier still shows the truth.
//!
//! Every topic falls into one of a fixed number of counters. A page notes the counters of its topics before it
//! reads anything; while they stand still the page is fresh. A counter shared by two topics costs a page made
//! anew, never a stale one. This process's own commits move the counters before they are answered. Commits of
//! other processes are seen by looking at `page_topics`: on SQLite when the file's `data_version` moved (asked
//! at most once a millisecond), on PostgreSQL when a notice wakes the watcher, and every few seconds besides.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::connection::Setup;
use super::page_topics::{self, LOOK_BACK, Raised, Topic};
use super::{AnyConnection, Broken, Engine};

const COUNTERS: usize = 4096;

/// SQLite's file is not asked more often than this; a visitor cannot tell it from at once.
const GLANCE_MICROS: u64 = 1000;

/// See the module.
pub struct Freshness {
    counters: Vec<AtomicU64>,
    seen: Mutex<Seen>,
    trusted: AtomicBool,
    started: Instant,
    next_glance_micros: AtomicU64,
    glance: Mutex<Option<AnyConnection>>,
    data_version: AtomicI64,
}

/// What was already counted, so that an own commit is not counted again when it is met in the database.
struct Seen {
    latest: i64,
    versions: HashMap<Topic, i64>,
}

/// The counters of a page's topics as they stood before it was made.
pub type Marks = Vec<(usize, u64)>;

impl Freshness {
    pub(super) fn watch(setup: &Arc<Setup>) -> Result<Arc<Self>, Broken> {
        let mut connection = setup.connect_for_reading()?;
        let latest = page_topics::latest(&mut connection)?;
        let freshness = Arc::new(Self {
            counters: (0..COUNTERS).map(|_| AtomicU64::new(0)).collect(),
            seen: Mutex::new(Seen {
                latest,
                versions: HashMap::new(),
            }),
            trusted: AtomicBool::new(setup.engine() == Engine::Sqlite),
            started: Instant::now(),
            next_glance_micros: AtomicU64::new(0),
            glance: Mutex::new(None),
            data_version: AtomicI64::new(-1),
        });
        match connection {
            AnyConnection::Sqlite(_) => {
                *freshness
                    .glance
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner) = Some(connection);
            }
            #[cfg(feature = "postgres")]
            AnyConnection::Postgres(_) => {
                postgres::watch(Arc::clone(setup), Arc::downgrade(&freshness))?
            }
        }
        Ok(freshness)
    }

    /// The counters of these topics now. `None` while other nodes cannot be heard: then nothing may be kept.
    #[must_use]
    pub fn marks(&self, topics: &[Topic]) -> Option<Marks> {
        self.glance();
        self.trusted.load(Ordering::Acquire).then(|| {
            topics
                .iter()
                .map(|topic| {
                    let number = counter_of(*topic);
                    (number, self.counter(number))
                })
                .collect()
        })
    }

    /// Whether nothing happened to the topics behind these marks.
    #[must_use]
    pub fn stands(&self, marks: &Marks) -> bool {
        self.glance();
        self.trusted.load(Ordering::Acquire)
            && marks
                .iter()
                .all(|&(number, mark)| self.counter(number) == mark)
    }

    fn counter(&self, number: usize) -> u64 {
        self.counters
            .get(number)
            .map_or(0, |counter| counter.load(Ordering::Acquire))
    }

    fn count(&self, topic: Topic) {
        if let Topic::Session(_) = topic {
            self.count(Topic::AnySession);
        }
        if let Some(counter) = self.counters.get(counter_of(topic)) {
            counter.fetch_add(1, Ordering::AcqRel);
        }
    }

    /// Own commits, before they are answered.
    pub(super) fn committed(&self, raised: &[Raised]) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        for &Raised { topic, version } in raised {
            seen.versions.insert(topic, version);
            self.count(topic);
        }
    }

    /// Counts what other processes wrote since the last look.
    fn look(&self, connection: &mut AnyConnection) -> Result<(), Broken> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        for Raised { topic, version } in page_topics::changed_since(connection, seen.latest)? {
            if seen
                .versions
                .get(&topic)
                .is_none_or(|&known| known < version)
            {
                seen.versions.insert(topic, version);
                self.count(topic);
            }
            seen.latest = seen.latest.max(version);
        }
        let forget = seen.latest.saturating_sub(LOOK_BACK);
        seen.versions.retain(|_, version| *version > forget);
        Ok(())
    }

    fn glance(&self) {
        let now = u64::try_from(self.started.elapsed().as_micros()).unwrap_or(u64::MAX);
        if now < self.next_glance_micros.load(Ordering::Relaxed) {
            return;
        }
        // Whoever finds the lock taken is served from what the other one finds a moment later.
        let Ok(mut own) = self.glance.try_lock() else {
            return;
        };
        let Some(connection) = own.as_mut() else {
            return;
        };
        if let Err(error) = self.glance_with(connection) {
            tracing::error!(%error, "the database cannot be watched: pages are not kept");
            self.trusted.store(false, Ordering::Release);
            return;
        }
        self.trusted.store(true, Ordering::Release);
        self.next_glance_micros
            .store(now.saturating_add(GLANCE_MICROS), Ordering::Relaxed);
    }

    fn glance_with(&self, connection: &mut AnyConnection) -> Result<(), Broken> {
        #[derive(QueryableByName)]
        struct Version {
            #[diesel(sql_type = BigInt)]
            data_version: i64,
        }
        let now: Version = diesel::sql_query("PRAGMA data_version").get_result(connection)?;
        let before = self.data_version.swap(now.data_version, Ordering::AcqRel);
        if before != now.data_version
            && let Err(error) = self.look(connection)
        {
            self.data_version.store(-1, Ordering::Release);
            return Err(error);
        }
        Ok(())
    }
}

fn counter_of(topic: Topic) -> usize {
    let spread = match topic {
        Topic::Sessions => 0,
        Topic::Bodies => 1,
        Topic::Calendar => 2,
        Topic::AnySession => 3,
        Topic::Session(id) => 4 + id.spread() % 4092,
    };
    usize::try_from(spread).unwrap_or(0)
}

#[cfg(feature = "postgres")]
mod postgres {
    //! One connection that waits for notices.

    use std::sync::{Arc, Weak};
    use std::thread;

    use std::time::Duration;

    use super::{AnyConnection, Broken, Freshness, Ordering, RunQueryDsl, Setup};

    /// How long one wait for a notice lasts before the table is looked at anyway.
    const SAFETY_LOOK: Duration = Duration::from_secs(3);
    const NOTICE_PAUSE: Duration = Duration::from_millis(2);

    pub(super) fn watch(setup: Arc<Setup>, freshness: Weak<Freshness>) -> Result<(), Broken> {
        let mut connection = Some(listen(&setup)?);
        if let Some(freshness) = freshness.upgrade() {
            freshness.trusted.store(true, Ordering::Release);
        }
        let work = move || {
            while let Some(freshness) = freshness.upgrade() {
                let told = match connection.as_mut() {
                    Some(own) => wait_and_look(own, &freshness),
                    None => listen(&setup).and_then(|own| freshness.look(connection.insert(own))),
                };
                freshness.trusted.store(told.is_ok(), Ordering::Release);
                if let Err(error) = told {
                    tracing::error!(%error, "other nodes cannot be heard: pages are not kept");
                    connection = None;
                    drop(freshness);
                    thread::sleep(Duration::from_secs(1));
                }
            }
        };
        thread::Builder::new()
            .name("page-watcher".to_owned())
            .spawn(work)
            .map(drop)
            .map_err(|error| Broken::Connection(error.to_string()))
    }

    fn listen(setup: &Setup) -> Result<AnyConnection, Broken> {
        let mut connection = setup.connect_for_writing()?;
        diesel::sql_query("LISTEN otyrys_pages").execute(&mut connection)?;
        Ok(connection)
    }

    fn wait_and_look(connection: &mut AnyConnection, freshness: &Freshness) -> Result<(), Broken> {
        let mut waited = Duration::ZERO;
        while waited < SAFETY_LOOK {
            if heard(connection)? {
                break;
            }
            thread::sleep(NOTICE_PAUSE);
            waited += NOTICE_PAUSE;
        }
        freshness.look(connection)
    }

    fn heard(connection: &mut AnyConnection) -> Result<bool, Broken> {
        let AnyConnection::Postgres(own) = connection else {
            return Ok(false);
        };
        let mut heard = false;
        for notice in own.notifications_iter() {
            notice?;
            heard = true;
        }
        Ok(heard)
    }
}
