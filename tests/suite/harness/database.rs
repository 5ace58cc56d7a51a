//! A fresh database for one test.

use tempfile::TempDir;

/// The two engines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// A file.
    Sqlite,
    /// A database of its own in the cluster of `TEST_POSTGRES_URL`.
    Postgres,
}

/// Where a test's data lives.
pub struct Home {
    pub url: String,
    pub folder: TempDir,
    #[cfg(feature = "postgres")]
    name: Option<String>,
}

impl Home {
    /// `None` where PostgreSQL is not at hand, having said so.
    pub fn new(engine: Engine) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        match engine {
            Engine::Sqlite => Some(Self {
                url: format!("sqlite:{}", folder.path().join("otyrys.db").display()),
                folder,
                #[cfg(feature = "postgres")]
                name: None,
            }),
            Engine::Postgres => Self::on_postgres(folder),
        }
    }

    #[cfg(not(feature = "postgres"))]
    fn on_postgres(_folder: TempDir) -> Option<Self> {
        println!("left out: built without the feature `postgres`");
        None
    }

    #[cfg(feature = "postgres")]
    fn on_postgres(folder: TempDir) -> Option<Self> {
        let Some(server) = cluster() else {
            println!(
                "left out: TEST_POSTGRES_URL is not set; tests/run starts a cluster and sets it"
            );
            return None;
        };
        let name = format!(
            "t_{}",
            otyrys::database::Id::new().to_string().replace('-', "")
        );
        on_server(&format!("CREATE DATABASE {name}"));
        let (base, _) = server.rsplit_once('/').expect("an address with a database");
        Some(Self {
            url: format!("{base}/{name}"),
            folder,
            name: Some(name),
        })
    }

    /// Takes the database away; what still holds a connection is cut off.
    #[cfg_attr(
        not(feature = "postgres"),
        expect(clippy::unused_self, reason = "a file goes with its folder")
    )]
    pub fn leave(self) {
        #[cfg(feature = "postgres")]
        if let Some(name) = &self.name {
            on_server(&format!("DROP DATABASE {name} WITH (FORCE)"));
        }
    }
}

#[cfg(feature = "postgres")]
fn cluster() -> Option<String> {
    #[expect(
        clippy::disallowed_methods,
        reason = "where the cluster is, only the environment knows"
    )]
    std::env::var("TEST_POSTGRES_URL").ok()
}

#[cfg(feature = "postgres")]
fn on_server(statement: &str) {
    use diesel::{Connection as _, RunQueryDsl as _};
    let url = cluster().expect("a cluster");
    let mut connection = diesel::PgConnection::establish(&url).expect("the cluster");
    diesel::sql_query(statement)
        .execute(&mut connection)
        .expect("the cluster obeys");
}
