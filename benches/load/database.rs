//! A fresh database for one server.

use otyrys::database::Database;
use tempfile::TempDir;

use crate::Outcome;

/// Where databases are made.
#[derive(Debug, Clone)]
pub enum Engine {
    /// Files beside the build: a temporary folder may lie in memory, where nothing is durable.
    Sqlite,
    /// A server, by its address.
    Postgres(String),
}

/// A database; it goes with this value.
pub struct Home {
    /// Its address, as in the settings.
    pub url: String,
    /// What else belongs to it.
    pub folder: TempDir,
    server: Option<(String, String)>,
}

impl Engine {
    /// Its name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        }
    }
}

impl Home {
    /// An empty one; its server migrates it.
    pub fn new(engine: &Engine) -> Outcome<Self> {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
        Ok(match engine {
            Engine::Sqlite => Self {
                url: format!("sqlite:{}", folder.path().join("otyrys.db").display()),
                folder,
                server: None,
            },
            Engine::Postgres(server) => {
                let name = format!("bench_{}", uuid::Uuid::now_v7().simple());
                on_server(server, &format!("CREATE DATABASE {name}"))?;
                let (base, _) = server
                    .rsplit_once('/')
                    .ok_or("--postgres names no database")?;
                Self {
                    url: format!("{base}/{name}"),
                    folder,
                    server: Some((server.clone(), name)),
                }
            }
        })
    }

    /// Opens it as the program does.
    pub fn open(&self) -> Outcome<Database> {
        Ok(Database::open(&otyrys::database::Options {
            url: self.url.clone(),
            read_url: None,
            read_connections: 1,
            write_lanes: 1,
            queue_length: 16,
            busy_timeout: std::time::Duration::from_secs(5),
        })?)
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        if let Some((server, name)) = &self.server {
            let gone = on_server(server, &format!("DROP DATABASE {name} WITH (FORCE)"));
            if let Err(error) = gone {
                eprintln!("load: {name} stays: {error}");
            }
        }
    }
}

#[cfg(feature = "postgres")]
fn on_server(server: &str, statement: &str) -> Outcome<()> {
    use diesel::connection::SimpleConnection as _;
    let mut connection = <diesel::PgConnection as diesel::Connection>::establish(server)?;
    Ok(connection.batch_execute(statement)?)
}

#[cfg(not(feature = "postgres"))]
fn on_server(_server: &str, _statement: &str) -> Outcome<()> {
    Err("--postgres needs the feature `postgres`".into())
}
