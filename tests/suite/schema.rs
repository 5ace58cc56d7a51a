//! `src/database/schema.rs` is written by hand: here it is held against the catalogue of each engine, table by
//! table, column by column, in order, with nullability.

use std::collections::BTreeMap;

use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use otyrys::database::{AnyConnection, Broken, Engine};

use crate::harness::both_engines;

type Tables = BTreeMap<String, Vec<(String, bool)>>;

/// The tables as the source file declares them.
fn declared() -> Tables {
    let source = include_str!("../../src/database/schema.rs");
    let table =
        regex::Regex::new(r"(?s)diesel::table! \{\s*(\w+) \([^)]*\) \{(.*?)\n    \}").unwrap();
    let column = regex::Regex::new(r"(\w+) -> (Nullable<)?").unwrap();
    table
        .captures_iter(source)
        .map(|table| {
            let columns = column
                .captures_iter(table.get(2).unwrap().as_str())
                .map(|column| (column[1].to_owned(), column.get(2).is_some()))
                .collect();
            (table[1].to_owned(), columns)
        })
        .collect()
}

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    of_table: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Bool)]
    nullable: bool,
}

/// The tables as the engine has them, without diesel's own and the shadow tables of the full-text index.
fn built(connection: &mut AnyConnection) -> Result<Tables, Broken> {
    let query = match connection.engine() {
        Engine::Sqlite => {
            "SELECT m.name AS of_table, c.name AS name, NOT c.\"notnull\" AS nullable \
             FROM sqlite_master m JOIN pragma_table_info(m.name) c \
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE 'session_words%' \
             ORDER BY m.name, c.cid"
        }
        Engine::Postgres => {
            "SELECT table_name::text AS of_table, column_name::text AS name, is_nullable = 'YES' AS nullable \
             FROM information_schema.columns WHERE table_schema = 'public' \
             ORDER BY table_name, ordinal_position"
        }
    };
    let rows: Vec<Column> = diesel::sql_query(query).load(connection)?;
    let mut tables = Tables::new();
    for row in rows
        .into_iter()
        .filter(|row| row.of_table != "__diesel_schema_migrations")
    {
        tables
            .entry(row.of_table)
            .or_default()
            .push((row.name, row.nullable));
    }
    Ok(tables)
}

both_engines!(
    schema_is_what_the_migrations_build,
    "2026-12-07T09:00:00+05:00",
    async |office| {
        let built = office.app.database.read(built).await.unwrap();
        let declared = declared();
        assert!(declared.len() > 10, "the source was read");
        assert_eq!(declared, built);
    }
);

both_engines!(
    texts_are_compared_byte_by_byte,
    "2026-12-07T09:00:00+05:00",
    async |office| {
        let others = |connection: &mut AnyConnection| {
            let query = match connection.engine() {
                Engine::Sqlite => {
                    "SELECT name AS of_table, '' AS name, true AS nullable FROM sqlite_master \
                     WHERE type IN ('table', 'index') AND sql LIKE '%COLLATE%' ORDER BY name"
                }
                Engine::Postgres => {
                    "SELECT table_name::text AS of_table, column_name::text AS name, true AS nullable \
                     FROM information_schema.columns \
                     WHERE table_schema = 'public' AND table_name <> '__diesel_schema_migrations' \
                         AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C' \
                     ORDER BY table_name, ordinal_position"
                }
            };
            let rows: Vec<Column> = diesel::sql_query(query).load(connection)?;
            let named = rows
                .into_iter()
                .map(|row| format!("{} {}", row.of_table, row.name));
            Ok::<Vec<String>, Broken>(named.collect())
        };
        let others = office.app.database.read(others).await.unwrap();
        assert_eq!(
            others,
            Vec::<String>::new(),
            "a new column of text is made COLLATE \"C\" on PostgreSQL"
        );
    }
);

both_engines!(
    journal_is_append_only,
    "2026-12-07T09:00:00+05:00",
    async |office| {
        let session = office.session(&crate::harness::Planned::default());
        assert_eq!(office.apply(&session, "Ахметова").await.0, 201);
        office.letters();
        for statement in ["UPDATE journal SET act = 'nothing'", "DELETE FROM journal"] {
            let tried = office
                .app
                .database
                .write(otyrys::database::Lane::Any, move |work| {
                    Ok::<_, Broken>(diesel::sql_query(statement).execute(work.connection)?)
                })
                .await;
            assert!(
                tried.unwrap_err().to_string().contains("append-only"),
                "{statement}"
            );
        }
    }
);
