//! Migrations: embedded for both engines, run at the start, refused for a database of a newer program.

use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::connection::Setup;
use super::{AnyConnection, Broken};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
#[cfg(feature = "postgres")]
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Where a database stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MigrationState {
    /// Nothing to do.
    UpToDate,
    /// This many migrations wait.
    Behind(usize),
}

/// Tells whether migrations wait.
///
/// # Errors
/// [`Broken::Newer`] for a database that knows migrations this program does not.
pub fn migration_state(connection: &mut AnyConnection) -> Result<MigrationState, Broken> {
    let failed = |error: Box<dyn std::error::Error + Send + Sync>| Broken::Data(error.to_string());
    let (applied, waiting, known) = match connection {
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(own) => (
            own.applied_migrations().map_err(failed)?,
            own.pending_migrations(POSTGRES).map_err(failed)?.len(),
            names::<diesel::pg::Pg>(&POSTGRES)?,
        ),
        AnyConnection::Sqlite(own) => (
            own.applied_migrations().map_err(failed)?,
            own.pending_migrations(SQLITE).map_err(failed)?.len(),
            names::<diesel::sqlite::Sqlite>(&SQLITE)?,
        ),
    };
    if let Some(unknown) = applied
        .iter()
        .map(ToString::to_string)
        .find(|version| !known.contains(version))
    {
        return Err(Broken::Newer(unknown));
    }
    Ok(if waiting == 0 {
        MigrationState::UpToDate
    } else {
        MigrationState::Behind(waiting)
    })
}

fn names<DB: diesel::backend::Backend>(source: &EmbeddedMigrations) -> Result<Vec<String>, Broken> {
    use diesel::migration::MigrationSource;
    let migrations = MigrationSource::<DB>::migrations(source)
        .map_err(|error| Broken::Data(error.to_string()))?;
    Ok(migrations
        .iter()
        .map(|migration| migration.name().version().to_string())
        .collect())
}

/// Two processes that start at once must not both migrate: the second waits, and finds nothing left to do.
pub(super) fn bring_up_to_date(setup: &Setup) -> Result<(), Broken> {
    let mut connection = setup.connect_for_writing()?;
    if migration_state(&mut connection)? == MigrationState::UpToDate {
        return Ok(());
    }
    match &mut connection {
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(own) => {
            use diesel::RunQueryDsl as _;
            // Held until the connection goes.
            diesel::sql_query("SELECT pg_advisory_lock(605606)").execute(own)?;
            run(own, POSTGRES)
        }
        AnyConnection::Sqlite(own) => own.immediate_transaction(|own| run(own, SQLITE)),
    }
}

fn run<DB, C>(connection: &mut C, migrations: EmbeddedMigrations) -> Result<(), Broken>
where
    DB: diesel::backend::Backend,
    C: MigrationHarness<DB>,
{
    connection
        .run_pending_migrations(migrations)
        .map(drop)
        .map_err(|error| {
            Broken::Address(format!(
                "the database cannot be brought up to date: {error}"
            ))
        })
}
