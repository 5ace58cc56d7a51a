//! Knows, mostly without asking the database, whether a page made earlier still shows the truth.
//!
//! Every topic falls into one of a fixed number of counters. A page notes the counters of its topics before it
//! reads anything; while they stand still the page is fresh. A counter shared by two topics costs a page made
//! anew, never a stale one. This process's own commits move the counters before they are answered. Commits of
//! other processes are found by looking at `page_topics`: before a kept page is served, the last look may have
//! begun two milliseconds ago at the most. On SQLite a look asks the file's `data_version`; on PostgreSQL it is one
//! query, shared by all requests that wait for it. Under load nobody waits: whoever comes when a look is a
//! millisecond old begins the next one and is still served by the last.

use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use super::Broken;
use super::connection::Setup;
use super::page_topics::{self, Look, Topic, TopicVersion};
use super::watch::Watch;

const COUNTERS: usize = 4096;

/// A look serves all requests of this time; a visitor cannot tell it from at once.
const LOOK_SERVES_MICROS: u64 = 2_000;

/// After this time of it the next look begins, so that it has ended when it is needed.
const LOOK_AHEAD_MICROS: u64 = 1_000;

/// Between two looks of those who follow what they hear besides: a replica may show it later than it is heard.
const FOLLOWING_LOOK_MICROS: u64 = 1_000_000;

/// After a look that failed, requests go to the database without trying again for this long.
const PAUSE_MICROS: u64 = 1_000_000;

/// See the module.
pub struct Freshness {
    counters: Vec<AtomicU64>,
    seen: Mutex<Seen>,
    trusted: AtomicBool,
    started: Instant,
    next_look_micros: AtomicU64,
    look_serves_until_micros: AtomicU64,
    watch: Watch,
}

/// What the last look saw, so that what is seen twice is counted once.
struct Seen {
    next: i64,
    versions: HashMap<Topic, i64>,
}

/// The counters of a page's topics as they stood before it was made.
pub type Marks = Vec<(usize, u64)>;

impl Freshness {
    pub(super) fn begin(setup: &Arc<Setup>) -> Result<Arc<Self>, Broken> {
        let mut connection = setup.connect_for_reading()?;
        let Look { next, .. } = page_topics::look(&mut connection, i64::MAX)?;
        Ok(Arc::new(Self {
            counters: (0..COUNTERS).map(|_| AtomicU64::new(0)).collect(),
            seen: Mutex::new(Seen {
                next,
                versions: HashMap::new(),
            }),
            trusted: AtomicBool::new(true),
            started: Instant::now(),
            next_look_micros: AtomicU64::new(0),
            look_serves_until_micros: AtomicU64::new(0),
            watch: Watch::begin(setup, connection)?,
        }))
    }

    /// Lets what other processes wrote be seen; to be awaited before [`Freshness::stands`] and
    /// [`Freshness::marks`].
    pub async fn look(self: &Arc<Self>) {
        if self.wants_a_look() {
            self.watch.look_for(self).await;
        } else if self.begins_the_next_look() {
            self.watch.look_ahead_for(self);
        }
    }

    /// As [`Freshness::look`], for those who ask several times a second whether comments changed. Where the server tells of
    /// them (see `listener`) hardly any look is needed.
    pub async fn follow(self: &Arc<Self>) {
        let since = self.look_serves_until_micros.load(Ordering::Acquire);
        let is_due = self.micros() >= since.saturating_add(FOLLOWING_LOOK_MICROS);
        if is_due || !self.watch.hears(self) {
            self.look().await;
        }
    }

    /// Whether other processes tell this one of their comments as they come; begins to listen.
    #[must_use]
    pub fn hears(self: &Arc<Self>) -> bool {
        self.watch.hears(self)
    }

    /// Another process, or this one, told of it.
    #[cfg(feature = "postgres")]
    pub(super) fn heard(&self, topic: Topic) {
        self.count(topic);
    }

    /// Whether the last look began too long ago to serve a request.
    pub(super) fn wants_a_look(&self) -> bool {
        self.micros() >= self.look_serves_until_micros.load(Ordering::Acquire)
    }

    /// Whether the next look is due, and this request, of all that come now, is to begin it.
    fn begins_the_next_look(&self) -> bool {
        let next = self.next_look_micros.load(Ordering::Acquire);
        self.micros() >= next
            && self
                .next_look_micros
                .compare_exchange(next, u64::MAX, Ordering::AcqRel, Ordering::Relaxed)
                .is_ok()
    }

    /// The counters of these topics now. `None` while the database cannot be watched: then nothing may be kept.
    #[must_use]
    pub fn marks(&self, topics: &[Topic]) -> Option<Marks> {
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

    /// How often a topic has been met changed: for what is kept in memory and read anew when this grows.
    #[must_use]
    pub fn count_of(&self, topic: Topic) -> u64 {
        self.counter(counter_of(topic))
    }

    /// Whether nothing happened to the topics behind these marks.
    #[must_use]
    pub fn stands(&self, marks: &Marks) -> bool {
        self.trusted.load(Ordering::Acquire)
            && marks
                .iter()
                .all(|&(number, mark)| self.counter(number) == mark)
    }

    /// Own commits, before they are answered. A look meets them again, which costs a page made anew at the most;
    /// behind a replica that lags it is what makes the page anew once the replica has them.
    pub(super) fn committed(&self, touched: &BTreeSet<Topic>) {
        for topic in touched {
            self.count(*topic);
        }
    }

    /// One look with this connection; on failure nothing kept is served for a while.
    pub(super) fn look_with(&self, look: impl FnOnce(i64) -> Result<Option<Look>, Broken>) -> bool {
        let begun = self.micros();
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let looked = look(seen.next);
        let well = looked.is_ok();
        match looked {
            Ok(None) => {}
            Ok(Some(Look { changed, next })) => self.count_new(&mut seen, changed, next),
            Err(error) => {
                tracing::error!(%error, "the database cannot be watched: pages are not kept");
            }
        }
        let (next, serves) = if well {
            (LOOK_AHEAD_MICROS, LOOK_SERVES_MICROS)
        } else {
            (PAUSE_MICROS, PAUSE_MICROS)
        };
        self.trusted.store(well, Ordering::Release);
        self.look_serves_until_micros
            .store(begun.saturating_add(serves), Ordering::Release);
        self.next_look_micros
            .store(begun.saturating_add(next), Ordering::Release);
        well
    }

    fn count_new(&self, seen: &mut Seen, changed: Vec<TopicVersion>, next: i64) {
        let mut versions = HashMap::with_capacity(changed.len());
        for TopicVersion { topic, version } in changed {
            if seen.versions.get(&topic) != Some(&version) {
                self.count(topic);
            }
            versions.insert(topic, version);
        }
        *seen = Seen { next, versions };
    }

    fn micros(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_micros()).unwrap_or(u64::MAX)
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
}

fn counter_of(topic: Topic) -> usize {
    let number = match topic {
        Topic::Sessions => 0,
        Topic::Bodies => 1,
        Topic::Calendar => 2,
        Topic::AnySession => 3,
        Topic::Session(id) => 4 + id.spread() % 4092,
        // Not that of the session itself, as long as the counters suffice for both.
        Topic::Comments(id) => 4 + id.spread().wrapping_add(2046) % 4092,
    };
    usize::try_from(number).unwrap_or(0)
}
