//! A look at a database that changes nothing in it: it is neither made nor migrated.

use std::path::Path;

use diesel::connection::SimpleConnection as _;
use diesel::sql_types::Text;
use diesel::{OptionalExtension as _, QueryableByName, RunQueryDsl as _};

use super::connection::{Setup, embedded_path};
use super::{AnyConnection, Broken, Engine, Options};

/// Shows the database to `look`; `None` when there is none yet: no file, or no table of ours in it.
///
/// # Errors
/// [`Broken`] when it cannot be reached, or what `look` answers.
pub fn inspect<T>(
    options: &Options,
    look: impl FnOnce(&mut AnyConnection) -> Result<T, Broken>,
) -> Result<Option<T>, Broken> {
    if embedded_path(&options.url).is_some_and(|path| !Path::new(path).exists()) {
        return Ok(None);
    }
    let mut connection = Setup::new(options)?.connect_for_writing()?;
    if has_our_tables(&mut connection)? {
        look(&mut connection).map(Some)
    } else {
        Ok(None)
    }
}

#[derive(QueryableByName)]
struct Table {
    #[diesel(sql_type = Text)]
    #[expect(dead_code, reason = "that there is one is all that is asked")]
    name: String,
}

fn has_our_tables(connection: &mut AnyConnection) -> Result<bool, Broken> {
    has_table(connection, "office_facts")
}

/// Whether the database has a table: one that waits for its migrations may not yet.
///
/// # Errors
/// [`Broken::Query`].
pub fn has_table(connection: &mut AnyConnection, name: &str) -> Result<bool, Broken> {
    let question = match connection.engine() {
        Engine::Sqlite => "SELECT name FROM sqlite_master WHERE name = $1",
        Engine::Postgres => {
            "SELECT to_regclass($1)::text AS name WHERE to_regclass($1) IS NOT NULL"
        }
    };
    let table: Option<Table> = diesel::sql_query(question)
        .bind::<Text, _>(name)
        .get_result(connection)
        .optional()?;
    Ok(table.is_some())
}

/// Lets the engine count anew what its planner goes by: after very many rows came in at once. SQLite's planner
/// is told nothing: its queries are written so that it has no choice.
///
/// # Errors
/// [`Broken::Query`].
pub fn count_for_the_planner(connection: &mut AnyConnection) -> Result<(), Broken> {
    if connection.engine() == Engine::Postgres {
        connection.batch_execute("ANALYZE")?;
    }
    Ok(())
}

/// Writes the whole embedded database, as it stands at this moment, into an empty file.
///
/// # Errors
/// [`Broken::Address`] on PostgreSQL, [`Broken::Query`] when the disk is full.
pub fn copy_into(connection: &mut AnyConnection, file: &str) -> Result<(), Broken> {
    if connection.engine() == Engine::Postgres {
        return Err(Broken::Address(
            "a PostgreSQL database is backed up by its own tools: pg_dump --format=custom"
                .to_owned(),
        ));
    }
    // A connection for reading may write nothing, not even into another file.
    connection.batch_execute("PRAGMA query_only = OFF")?;
    diesel::sql_query("VACUUM INTO $1")
        .bind::<Text, _>(file)
        .execute(connection)?;
    Ok(())
}
