//! Hears at once what other processes wrote (LISTEN and NOTIFY of PostgreSQL), for those who look on as comments come.
//!
//! What a transaction tells is heard when it is durable. A look at `page_topics` finds it too, so nothing depends on being
//! heard: while the connection is lost the looks do alone. There is a connection and a thread for it from the first viewer
//! on, to the primary: a replica cannot be listened to.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};
use std::thread;
use std::time::Duration;

use diesel::prelude::*;
use diesel::sql_types::Text;

use super::connection::Setup;
use super::freshness::Freshness;
use super::page_topics::Topic;
use super::{AnyConnection, Broken};

const CHANNEL: &str = "otyrys_comments";

/// How often the connection is asked what came: a look into its own buffer, no query.
const EVERY: Duration = Duration::from_millis(50);

/// After a connection that was lost.
const REST: Duration = Duration::from_secs(2);

/// Tells every process that comments changed, once this transaction is durable. Only of comments: notices are handed out
/// in one order for the whole database, and everything else is found by a look soon enough.
pub(super) fn tell(connection: &mut AnyConnection, topics: &BTreeSet<Topic>) -> Result<(), Broken> {
    let comments = topics
        .iter()
        .filter(|topic| matches!(topic, Topic::Comments(_)));
    for topic in comments {
        diesel::sql_query(format!("SELECT pg_notify('{CHANNEL}', $1)"))
            .bind::<Text, _>(topic.to_string())
            .execute(connection)?;
    }
    Ok(())
}

/// The one who hears.
#[derive(Default)]
pub(super) struct Listener {
    begun: AtomicBool,
    hears: Arc<AtomicBool>,
}

impl Listener {
    /// Begins to hear, if nobody has begun it.
    pub(super) fn begin(&self, setup: &Arc<Setup>, freshness: &Arc<Freshness>) {
        if self.begun.swap(true, Ordering::AcqRel) {
            return;
        }
        let (setup, hears) = (Arc::clone(setup), Arc::clone(&self.hears));
        let freshness = Arc::downgrade(freshness);
        let begun = thread::Builder::new()
            .name("comment-listener".to_owned())
            .spawn(move || listen(&setup, &freshness, &hears));
        if let Err(error) = begun {
            tracing::warn!(%error, "comments of other nodes are found by looks alone");
        }
    }

    /// Whether what is told now is heard.
    pub(super) fn hears(&self) -> bool {
        self.hears.load(Ordering::Acquire)
    }
}

/// Listens until nobody keeps pages any more.
fn listen(setup: &Setup, freshness: &Weak<Freshness>, hears: &AtomicBool) {
    while freshness.strong_count() > 0 {
        if let Err(error) = listen_once(setup, freshness, hears) {
            tracing::warn!(%error, "comments of other nodes are found by looks alone for now");
        }
        hears.store(false, Ordering::Release);
        thread::sleep(REST);
    }
}

/// Listens with one connection until it is lost.
fn listen_once(
    setup: &Setup,
    freshness: &Weak<Freshness>,
    hears: &AtomicBool,
) -> Result<(), Broken> {
    let mut connection = setup.connect_for_writing()?;
    diesel::sql_query(format!("LISTEN {CHANNEL}")).execute(&mut connection)?;
    let AnyConnection::Postgres(connection) = &mut connection else {
        return Ok(());
    };
    hears.store(true, Ordering::Release);
    while let Some(freshness) = freshness.upgrade() {
        for told in connection.notifications_iter() {
            if let Some(topic) = Topic::parse(&told?.payload) {
                freshness.heard(topic);
            }
        }
        drop(freshness);
        thread::sleep(EVERY);
    }
    Ok(())
}
