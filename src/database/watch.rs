//! How each engine is looked at for what other processes wrote.

use std::sync::{Arc, Mutex, PoisonError};

use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::connection::Setup;
use super::freshness::Freshness;
use super::page_topics::{self, Look};
use super::{AnyConnection, Broken};

/// The way of an engine.
pub(super) enum Watch {
    /// Asks the file on the spot: some microseconds, and no lock is waited for.
    File(Mutex<File>),
    /// Asks the server from a thread of its own.
    #[cfg(feature = "postgres")]
    Server(postgres::Watcher),
}

/// The connection to an embedded database, and what its file said last.
pub(super) struct File {
    connection: AnyConnection,
    data_version: Option<i64>,
}

impl Watch {
    #[cfg_attr(
        not(feature = "postgres"),
        expect(
            unused_variables,
            clippy::unnecessary_wraps,
            reason = "a server is watched by a thread that may not start"
        )
    )]
    pub(super) fn begin(setup: &Arc<Setup>, connection: AnyConnection) -> Result<Self, Broken> {
        match &connection {
            AnyConnection::Sqlite(_) => Ok(Self::File(Mutex::new(File {
                connection,
                data_version: None,
            }))),
            #[cfg(feature = "postgres")]
            AnyConnection::Postgres(_) => Ok(Self::Server(postgres::Watcher::start(
                Arc::clone(setup),
                connection,
            )?)),
        }
    }

    /// One look, that begins now or later, for everyone who waits for it.
    #[cfg_attr(
        not(feature = "postgres"),
        expect(clippy::unused_async, reason = "a server is waited for")
    )]
    pub(super) async fn look_for(&self, freshness: &Arc<Freshness>) {
        match self {
            Self::File(file) => {
                // Some microseconds; then what the other one found serves this request too.
                let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
                if freshness.wants_a_look() {
                    freshness.look_with(|from| file.look(from));
                }
            }
            #[cfg(feature = "postgres")]
            Self::Server(watcher) => {
                // An error means that the watcher is gone, and with it the process.
                drop(watcher.look_for(freshness).await);
            }
        }
    }

    /// One look that nobody waits for.
    pub(super) fn look_ahead_for(&self, freshness: &Arc<Freshness>) {
        match self {
            Self::File(file) => {
                let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
                freshness.look_with(|from| file.look(from));
            }
            #[cfg(feature = "postgres")]
            Self::Server(watcher) => drop(watcher.look_for(freshness)),
        }
    }

    /// Whether what other processes write of comments is heard as it comes, from the first asking on.
    #[cfg_attr(
        not(feature = "postgres"),
        expect(unused_variables, reason = "a file is looked at, and tells nothing")
    )]
    pub(super) fn hears(&self, freshness: &Arc<Freshness>) -> bool {
        match self {
            Self::File(_) => false,
            #[cfg(feature = "postgres")]
            Self::Server(watcher) => watcher.hears(freshness),
        }
    }
}

impl File {
    /// Nothing if nobody wrote to the file since the last look.
    fn look(&mut self, from: i64) -> Result<Option<Look>, Broken> {
        #[derive(QueryableByName)]
        struct Version {
            #[diesel(sql_type = BigInt)]
            data_version: i64,
        }
        let now: Version =
            diesel::sql_query("PRAGMA data_version").get_result(&mut self.connection)?;
        if self.data_version == Some(now.data_version) {
            return Ok(None);
        }
        let look = page_topics::look(&mut self.connection, from)?;
        self.data_version = Some(now.data_version);
        Ok(Some(look))
    }
}

#[cfg(feature = "postgres")]
mod postgres {
    //! One thread and one connection, however many requests wait.

    use std::sync::{Arc, mpsc};
    use std::thread;

    use tokio::sync::oneshot;

    use super::super::listener::Listener;
    use super::{AnyConnection, Broken, Freshness, Setup, page_topics};

    pub(in super::super) struct Watcher {
        asked: mpsc::Sender<Waiting>,
        setup: Arc<Setup>,
        listener: Listener,
    }

    struct Waiting {
        freshness: Arc<Freshness>,
        seen: oneshot::Sender<()>,
    }

    impl Watcher {
        pub(super) fn start(setup: Arc<Setup>, connection: AnyConnection) -> Result<Self, Broken> {
            let (asked, waiting) = mpsc::channel();
            let own = Arc::clone(&setup);
            thread::Builder::new()
                .name("page-watcher".to_owned())
                .spawn(move || watch(&setup, connection, &waiting))
                .map_err(|error| Broken::Connection(error.to_string()))?;
            Ok(Self {
                asked,
                setup: own,
                listener: Listener::default(),
            })
        }

        /// Asks for a look; what is given back hears of its end.
        pub(super) fn look_for(&self, freshness: &Arc<Freshness>) -> oneshot::Receiver<()> {
            let (seen, looked) = oneshot::channel();
            let freshness = Arc::clone(freshness);
            // A watcher that is gone drops `seen`, and whoever waits hears that.
            drop(self.asked.send(Waiting { freshness, seen }));
            looked
        }

        pub(super) fn hears(&self, freshness: &Arc<Freshness>) -> bool {
            self.listener.begin(&self.setup, freshness);
            self.listener.hears()
        }
    }

    fn watch(setup: &Setup, connection: AnyConnection, waiting: &mpsc::Receiver<Waiting>) {
        let mut connection = Some(connection);
        while let Ok(first) = waiting.recv() {
            // Everyone who came before this look begins is served by it.
            let together: Vec<Waiting> = std::iter::once(first).chain(waiting.try_iter()).collect();
            let Some(Waiting { freshness, .. }) = together.first() else {
                continue;
            };
            let well = freshness.look_with(|from| {
                let own = match connection.as_mut() {
                    Some(own) => own,
                    None => connection.insert(setup.connect_for_reading()?),
                };
                page_topics::look(own, from).map(Some)
            });
            if !well {
                connection = None;
            }
            for one in together {
                // One who went away needs no answer.
                one.seen.send(()).ok();
            }
        }
    }
}
