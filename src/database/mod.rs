//! The one way to the data: `read` from pooled connections, `write` through the writers.
//!
//! SQLite is embedded and the default; PostgreSQL comes with the feature `postgres`. Both are served by one set
//! of queries over [`AnyConnection`]. Nobody outside `work.rs` opens a transaction.
//!
//! One row by a unique key is asked for with `get_result`, not `first`: that one binds a LIMIT, and SQLite plans
//! a statement with a bound LIMIT anew each time it runs.

mod columns;
mod connection;
mod freshness;
mod inspect;
mod later;
#[cfg(feature = "postgres")]
mod listener;
mod migrate;
mod office_facts;
mod page_topics;
pub mod schema;
mod watch;
mod work;

use std::sync::{Arc, mpsc};
use std::time::Duration;

use diesel::r2d2::{ConnectionManager, Pool};

pub(crate) use columns::text_column;
use tokio::sync::oneshot;

pub use columns::{Id, Instant, Json, Zone};
pub(crate) use connection::both;
pub use connection::{AnyConnection, Engine};
pub use freshness::{Freshness, Marks};
pub use inspect::{copy_into, count_for_the_planner, has_table, inspect};
pub use later::Later;
pub use migrate::{MigrationState, migration_state};
pub use office_facts::{fact, set_fact};
pub use page_topics::{Topic, versions};
pub use work::{Lane, Work};

use connection::Setup;
use work::Writers;

/// What went wrong below every act: the machine's fault, never the visitor's.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    /// More acts wait than the queue holds, or the database stayed locked: nothing was written, try again.
    #[error("the database is busy")]
    Busy,
    /// The database was made by a newer program.
    #[error("the database was made by a newer version of otyrys (migration {0}): use that version")]
    Newer(String),
    /// The address of the database cannot be served by this binary.
    #[error("{0}")]
    Address(String),
    /// Text that no database of ours holds: U+0000 on PostgreSQL.
    #[error("a text cannot be stored: {0}")]
    Text(String),
    /// An error of the database itself.
    #[error("database: {0}")]
    Query(diesel::result::Error),
    /// A commit of which nobody knows whether it came through.
    #[error("a commit broke off: {0}")]
    Uncommitted(String),
    /// A connection could not be had.
    #[error("database connection: {0}")]
    Connection(String),
    /// An act stopped in the middle; its part was undone.
    #[error("an act broke off")]
    Panicked,
    /// Something stored does not have the shape it must have.
    #[error("stored data: {0}")]
    Data(String),
}

impl From<diesel::result::Error> for Broken {
    /// Whoever met another's lock in a circle, or wrote what another had just written, may try again. What is stored
    /// and cannot be read is no fault of the database.
    fn from(error: diesel::result::Error) -> Self {
        use diesel::result::{DatabaseErrorKind, Error};
        if let Error::DatabaseError(_, why) = &error
            && why.message().contains("invalid byte sequence for encoding")
        {
            return Self::Text(why.message().to_owned());
        }
        if let Error::DeserializationError(why) = &error {
            return Self::Data(why.to_string());
        }
        let again = match &error {
            Error::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => true,
            Error::DatabaseError(_, why) => {
                let why = why.message();
                why.contains("deadlock detected") || why.contains("database is locked")
            }
            _ => false,
        };
        if again {
            Self::Busy
        } else {
            Self::Query(error)
        }
    }
}

/// How the database is opened.
#[derive(Debug, Clone)]
pub struct Options {
    /// `sqlite:PATH` or `postgres://…`.
    pub url: String,
    /// A replica for reading, PostgreSQL only.
    pub read_url: Option<String>,
    /// Pooled connections for reading.
    pub read_connections: u32,
    /// Writers on PostgreSQL; SQLite always has one.
    pub write_lanes: usize,
    /// Acts that may wait for one writer before `Busy` is answered.
    pub queue_length: usize,
    /// How long SQLite waits for another process's lock.
    pub busy_timeout: Duration,
}

/// The database: cheap to clone.
#[derive(Clone)]
pub struct Database {
    engine: Engine,
    readers: Pool<ConnectionManager<AnyConnection>>,
    writers: Arc<Writers>,
    freshness: Arc<Freshness>,
    setup: Arc<Setup>,
}

impl Database {
    /// Opens the database, migrates it (an embedded one is created), and starts the writers.
    ///
    /// # Errors
    /// [`Broken`] when the address is unusable, the server is away, or the database is newer than this program.
    pub fn open(options: &Options) -> Result<Self, Broken> {
        let setup = Arc::new(Setup::new(options)?);
        migrate::bring_up_to_date(&setup)?;
        page_topics::forget_foreign_versions(&mut setup.connect_for_writing()?)?;
        let readers = setup.read_pool(options.read_connections)?;
        let freshness = Freshness::begin(&setup)?;
        let writers = Writers::start(&setup, options, &freshness)?;
        Ok(Self {
            engine: setup.engine(),
            readers,
            writers: Arc::new(writers),
            freshness,
            setup,
        })
    }

    /// Which engine holds the data.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Which public things changed when: what the page cache asks.
    #[must_use]
    pub fn freshness(&self) -> &Arc<Freshness> {
        &self.freshness
    }

    /// Reads off the async threads.
    ///
    /// # Errors
    /// What `reading` answers, or a [`Broken`] made into it.
    pub async fn read<T, E, F>(&self, reading: F) -> Result<T, E>
    where
        F: FnOnce(&mut AnyConnection) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Broken> + Send + 'static,
    {
        let database = self.clone();
        tokio::task::spawn_blocking(move || database.read_here(reading))
            .await
            .unwrap_or_else(|_| Err(Broken::Panicked.into()))
    }

    /// Reads on the calling thread: for commands and the worker.
    ///
    /// # Errors
    /// As [`Database::read`].
    pub fn read_here<T, E, F>(&self, reading: F) -> Result<T, E>
    where
        F: FnOnce(&mut AnyConnection) -> Result<T, E>,
        E: From<Broken>,
    {
        let mut connection = self
            .readers
            .get()
            .map_err(|error| Broken::Connection(error.to_string()))?;
        reading(&mut connection)
    }

    /// Runs one act in its own savepoint among others of its lane; answers once it is durable.
    ///
    /// # Errors
    /// What the act answers (its writes are undone), or a [`Broken`] made into it.
    pub async fn write<T, E, F>(&self, lane: Lane, act: F) -> Result<T, E>
    where
        F: FnOnce(&mut Work) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Broken> + Send + 'static,
    {
        let (tell, answer) = oneshot::channel();
        // An asker who went away does not matter: the act is done and durable all the same.
        self.writers
            .send(lane, act, move |ended| drop(tell.send(ended)))?;
        answer
            .await
            .unwrap_or_else(|_| Err(Broken::Panicked.into()))
    }

    /// As [`Database::write`], waiting on the calling thread: for commands and the worker.
    ///
    /// # Errors
    /// As [`Database::write`].
    pub fn write_here<T, E, F>(&self, lane: Lane, act: F) -> Result<T, E>
    where
        F: FnOnce(&mut Work) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Broken> + Send + 'static,
    {
        let (tell, answer) = mpsc::channel();
        self.writers
            .send(lane, act, move |ended| drop(tell.send(ended)))?;
        answer
            .recv()
            .unwrap_or_else(|_| Err(Broken::Panicked.into()))
    }

    /// A connection of its own, outside the pool: for watching and for backups.
    ///
    /// # Errors
    /// [`Broken::Connection`] when the database cannot be reached.
    pub fn connect(&self) -> Result<AnyConnection, Broken> {
        self.setup.connect_for_reading()
    }
}
