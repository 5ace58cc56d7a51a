//! Connections of both engines behind one type, and how each is set up.

use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::r2d2::{ConnectionManager, CustomizeConnection, Pool};
use diesel::{Connection as _, SqliteConnection};

use super::{Broken, Options};

/// A connection to either engine; SQLite is listed last, as diesel's dispatch wants it.
#[derive(diesel::MultiConnection)]
pub enum AnyConnection {
    /// The server for several nodes.
    #[cfg(feature = "postgres")]
    Postgres(diesel::PgConnection),
    /// The embedded database.
    Sqlite(SqliteConnection),
}

/// Runs one expression on the engine's own connection, for the few constructs that the enum cannot carry
/// (ON CONFLICT, batches, SKIP LOCKED): type-checked once an engine. Also for the statements of every application:
/// here diesel finds a prepared statement by its type, through the enum it puts the SQL together to look it up.
macro_rules! both {
    ($connection:expr, $own:ident => $expression:expr) => {
        match $connection {
            #[cfg(feature = "postgres")]
            $crate::database::AnyConnection::Postgres($own) => $expression,
            $crate::database::AnyConnection::Sqlite($own) => $expression,
        }
    };
}
pub(crate) use both;

/// The two engines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Embedded.
    Sqlite,
    /// A server.
    Postgres,
}

impl AnyConnection {
    /// Which engine this is.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match self {
            #[cfg(feature = "postgres")]
            Self::Postgres(_) => Engine::Postgres,
            Self::Sqlite(_) => Engine::Sqlite,
        }
    }
}

/// Everything needed to make a connection.
pub(super) struct Setup {
    address: Address,
    read_address: Address,
    busy_timeout: Duration,
}

#[derive(Clone)]
enum Address {
    Sqlite(String),
    #[cfg(feature = "postgres")]
    Postgres(String),
}

impl Setup {
    pub(super) fn new(options: &Options) -> Result<Self, Broken> {
        let address = Address::parse(&options.url)?;
        match &address {
            Address::Sqlite(path) => make_folder(path)?,
            #[cfg(feature = "postgres")]
            Address::Postgres(_) => {}
        }
        let read_address = match &options.read_url {
            Some(_) if matches!(address, Address::Sqlite(_)) => {
                return Err(Broken::Address(
                    "database.read_url is for PostgreSQL only".to_owned(),
                ));
            }
            Some(url) => Address::parse(url)?,
            None => address.clone(),
        };
        Ok(Self {
            address,
            read_address,
            busy_timeout: options.busy_timeout,
        })
    }

    pub(super) fn engine(&self) -> Engine {
        match self.address {
            Address::Sqlite(_) => Engine::Sqlite,
            #[cfg(feature = "postgres")]
            Address::Postgres(_) => Engine::Postgres,
        }
    }

    /// For the writers and the migrations.
    pub(super) fn connect_for_writing(&self) -> Result<AnyConnection, Broken> {
        self.connect(&self.address, "")
    }

    pub(super) fn connect_for_reading(&self) -> Result<AnyConnection, Broken> {
        self.connect(&self.read_address, READ_ONLY)
    }

    fn connect(&self, address: &Address, also: &str) -> Result<AnyConnection, Broken> {
        let refused = |error: diesel::ConnectionError| {
            Broken::Connection(without_password(&error.to_string()))
        };
        match address {
            Address::Sqlite(path) => {
                let mut connection = SqliteConnection::establish(path).map_err(refused)?;
                connection.batch_execute(&self.pragmas(also))?;
                Ok(AnyConnection::Sqlite(connection))
            }
            #[cfg(feature = "postgres")]
            Address::Postgres(url) => {
                let mut connection = diesel::PgConnection::establish(url).map_err(refused)?;
                connection.batch_execute(POSTGRES_SETUP)?;
                Ok(AnyConnection::Postgres(connection))
            }
        }
    }

    /// WAL lets readers go on beside the writer; FULL makes a commit durable before it is answered. The log is worked
    /// into the file every 16 MB: a crowd writes the same pages again and again. With recursive triggers a REPLACE
    /// counts as the deletion that it is: append-only tables refuse it.
    fn pragmas(&self, also: &str) -> String {
        format!(
            "PRAGMA busy_timeout = {}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
             PRAGMA wal_autocheckpoint = 4000; \
             PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY; {also}",
            self.busy_timeout.as_millis()
        )
    }

    pub(super) fn read_pool(
        &self,
        size: u32,
    ) -> Result<Pool<ConnectionManager<AnyConnection>>, Broken> {
        let url = match &self.read_address {
            Address::Sqlite(path) => path.clone(),
            #[cfg(feature = "postgres")]
            Address::Postgres(url) => url.clone(),
        };
        Pool::builder()
            .max_size(size.max(1))
            // None is made in the background: a program that ends while libpq's library of ciphers is at work
            // on another thread breaks down instead of ending.
            .min_idle(Some(0))
            .connection_timeout(Duration::from_secs(5))
            .test_on_check_out(matches!(self.engine(), Engine::Postgres))
            .connection_customizer(Box::new(Reader {
                pragmas: self.pragmas(READ_ONLY),
            }))
            .build(ConnectionManager::new(url))
            .map_err(|error| Broken::Connection(without_password(&error.to_string())))
    }
}

/// What readers remember of the file the system remembers too, once for all of them.
const READ_ONLY: &str = "PRAGMA query_only = ON; PRAGMA cache_size = -8000;";

#[cfg(feature = "postgres")]
const POSTGRES_SETUP: &str = "SET TIME ZONE 'UTC'; SET client_min_messages = warning";

#[derive(Debug)]
struct Reader {
    pragmas: String,
}

impl CustomizeConnection<AnyConnection, diesel::r2d2::Error> for Reader {
    fn on_acquire(&self, connection: &mut AnyConnection) -> Result<(), diesel::r2d2::Error> {
        let setup = match connection {
            #[cfg(feature = "postgres")]
            AnyConnection::Postgres(own) => own.batch_execute(POSTGRES_SETUP),
            AnyConnection::Sqlite(own) => own.batch_execute(&self.pragmas),
        };
        setup.map_err(diesel::r2d2::Error::QueryError)
    }
}

impl Address {
    fn parse(url: &str) -> Result<Self, Broken> {
        if let Some(path) = embedded_path(url) {
            return if path.is_empty() || path == ":memory:" {
                Err(Broken::Address(
                    "database.url needs a file: sqlite:PATH".to_owned(),
                ))
            } else {
                Ok(Self::Sqlite(path.to_owned()))
            };
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            #[cfg(feature = "postgres")]
            return Ok(Self::Postgres(url.to_owned()));
            #[cfg(not(feature = "postgres"))]
            return Err(Broken::Address(
                "this otyrys was built without PostgreSQL: build it with --features postgres"
                    .to_owned(),
            ));
        }
        Err(Broken::Address(
            "database.url must begin with sqlite: or postgres://".to_owned(),
        ))
    }
}

/// The file of an embedded database.
pub(super) fn embedded_path(url: &str) -> Option<&str> {
    let path = url.strip_prefix("sqlite:")?;
    Some(path.strip_prefix("//").unwrap_or(path))
}

fn make_folder(path: &str) -> Result<(), Broken> {
    match std::path::Path::new(path).parent() {
        Some(folder) if !folder.as_os_str().is_empty() => {
            std::fs::create_dir_all(folder).map_err(|error| {
                Broken::Address(format!(
                    "the folder {} cannot be made: {error}",
                    folder.display()
                ))
            })
        }
        _ => Ok(()),
    }
}

/// libpq repeats neither the password nor the address; this keeps it so if a driver ever does.
fn without_password(message: &str) -> String {
    message
        .split_whitespace()
        .filter(|word| !word.contains("://"))
        .collect::<Vec<_>>()
        .join(" ")
}
