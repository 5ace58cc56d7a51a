//! Finding sessions by the beginnings of words.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use crate::database::schema::session_search;
use crate::database::{AnyConnection, Broken, Engine, Id};
use crate::sessions::record::Searchable;
use crate::sessions::search::Words;

/// SQLite keeps an index of the first so many letters of words (see the migration). Longer beginnings are looked
/// up by these letters and compared with the words themselves.
const INDEXED_LETTERS: usize = 8;

/// A session that was found, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, QueryableByName)]
pub struct Found {
    /// Its place in time.
    #[diesel(sql_type = BigInt)]
    pub place_in_time: i64,
    /// The session.
    #[diesel(sql_type = Text)]
    pub session_id: Id,
}

/// The first sessions, drafts too, in which all these words begin a word, after one place in time and before
/// another.
///
/// # Errors
/// [`Broken::Query`].
pub fn find_by_words(
    connection: &mut AnyConnection,
    words: &Words,
    places: (i64, i64),
    limit: i64,
) -> Result<Vec<Found>, Broken> {
    match connection.engine() {
        Engine::Sqlite => {
            let statement = sqlite_statement(words);
            found(connection, &statement, &sqlite_match(words), places, limit)
        }
        Engine::Postgres => {
            let wanted = postgres_match(words);
            let near = found(connection, &postgres_near(limit), &wanted, places, limit)?;
            if i64::try_from(near.len()).is_ok_and(|found| found == limit) {
                return Ok(near);
            }
            found(connection, POSTGRES_BY_INDEX, &wanted, places, limit)
        }
    }
}

fn found(
    connection: &mut AnyConnection,
    statement: &str,
    wanted: &str,
    (after, before): (i64, i64),
    limit: i64,
) -> Result<Vec<Found>, Broken> {
    Ok(diesel::sql_query(statement)
        .bind::<Text, _>(wanted)
        .bind::<BigInt, _>(after)
        .bind::<BigInt, _>(before)
        .bind::<BigInt, _>(limit)
        .load(connection)?)
}

/// Around the words that are wanted: the ids of all sessions that have them.
pub(super) struct Belonging {
    pub(super) before: String,
    pub(super) after: String,
}

/// The sessions that these words find after a place in time, to be asked within another statement.
pub(super) fn belonging(engine: Engine, words: &Words, after: i64) -> (Belonging, String) {
    match engine {
        Engine::Sqlite => {
            let longer = sqlite_longer(words);
            let statement = Belonging {
                before: "SELECT session_search.session_id FROM session_words \
                         CROSS JOIN session_search ON session_search.place_in_time = session_words.rowid \
                         WHERE session_words MATCH "
                    .to_owned(),
                after: format!(" AND session_words.rowid > {after} {longer}"),
            };
            (statement, sqlite_match(words))
        }
        Engine::Postgres => {
            let statement = Belonging {
                before: "SELECT session_id FROM session_search \
                         WHERE array_to_tsvector(string_to_array(words, ' ')) @@ "
                    .to_owned(),
                after: format!("::tsquery AND place_in_time > {after}"),
            };
            (statement, postgres_match(words))
        }
    }
}

/// The matches are walked in the order of their places; `CROSS JOIN` keeps SQLite from turning that round.
fn sqlite_statement(words: &Words) -> String {
    let longer = sqlite_longer(words);
    format!(
        "SELECT session_search.place_in_time, session_search.session_id FROM session_words \
         CROSS JOIN session_search ON session_search.place_in_time = session_words.rowid \
         WHERE session_words MATCH $1 AND session_words.rowid > $2 AND session_words.rowid < $3 {longer} \
         ORDER BY session_words.rowid LIMIT $4"
    )
}

/// Compares the words that are longer than what is indexed.
fn sqlite_longer(words: &Words) -> String {
    words
        .iter()
        .filter(|word| word.chars().count() > INDEXED_LETTERS)
        .map(|word| format!("AND instr(' ' || session_search.words, ' {word}') > 0"))
        .collect::<Vec<_>>()
        .join(" ")
}

/// `"отыр"* "бюджет"*`: words hold letters and digits only, so the quotes need no escaping.
fn sqlite_match(words: &Words) -> String {
    let beginnings = words.iter().map(|word| {
        let indexed: String = word.chars().take(INDEXED_LETTERS).collect();
        format!("\"{indexed}\"*")
    });
    beginnings.collect::<Vec<_>>().join(" ")
}

/// PostgreSQL's index gives all matches at once, in no order: right for rare words, and a detour for those that
/// every session has. Its planner cannot tell the two apart, so the next few sessions are looked at first; what is
/// not found among them in number is rare enough for the index. Who reads a long list by large lots comes back often
/// enough to be worth a longer look.
fn postgres_near(limit: i64) -> String {
    let sessions = limit
        .saturating_mul(8)
        .min(512)
        .max(limit.saturating_mul(16).min(8_192));
    format!(
        "SELECT place_in_time, session_id FROM ( \
             SELECT place_in_time, session_id, words FROM session_search \
             WHERE place_in_time > $2 AND place_in_time < $3 ORDER BY place_in_time LIMIT {sessions}) AS near \
         WHERE array_to_tsvector(string_to_array(words, ' ')) @@ $1::tsquery \
         ORDER BY place_in_time LIMIT $4"
    )
}

const POSTGRES_BY_INDEX: &str = "WITH matches AS MATERIALIZED ( \
         SELECT place_in_time, session_id FROM session_search \
         WHERE array_to_tsvector(string_to_array(words, ' ')) @@ $1::tsquery) \
     SELECT place_in_time, session_id FROM matches \
     WHERE place_in_time > $2 AND place_in_time < $3 ORDER BY place_in_time LIMIT $4";

/// `'отыр':* & 'бюджет':*`, read without a parser of sentences: our words are words already.
fn postgres_match(words: &Words) -> String {
    let beginnings = words.iter().map(|word| format!("'{word}':*"));
    beginnings.collect::<Vec<_>>().join(" & ")
}

/// Writes down what a session is found by. A place that another session has is left to it: the next one is taken.
///
/// # Errors
/// [`Broken::Query`].
pub fn put_into_search(
    connection: &mut AnyConnection,
    mut searchable: Searchable,
) -> Result<(), Broken> {
    take_from_search(connection, searchable.session_id)?;
    while is_taken(connection, searchable.place_in_time)? {
        searchable.place_in_time = searchable.place_in_time.saturating_add(1);
    }
    diesel::insert_into(session_search::table)
        .values(&searchable)
        .execute(connection)?;
    Ok(())
}

fn is_taken(connection: &mut AnyConnection, place: i64) -> Result<bool, Broken> {
    Ok(
        diesel::select(diesel::dsl::exists(session_search::table.find(place)))
            .get_result(connection)?,
    )
}

/// Lets a session be found no more.
///
/// # Errors
/// [`Broken::Query`].
pub fn take_from_search(connection: &mut AnyConnection, session: Id) -> Result<(), Broken> {
    diesel::delete(session_search::table.filter(session_search::session_id.eq(session)))
        .execute(connection)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use diesel::{Connection as _, SqliteConnection};

    use super::*;

    /// The one thing that keeps the search flat as sessions grow in number: SQLite meets the matches in their order
    /// and stops at the limit. A sort would mean that it meets them all.
    #[test]
    fn matches_are_walked_and_never_sorted() {
        #[derive(QueryableByName)]
        struct Step {
            #[diesel(sql_type = Text)]
            detail: String,
        }
        let mut connection = SqliteConnection::establish(":memory:").unwrap();
        let tables = include_str!("../../../migrations/sqlite/2026-11-22-000000_office/up.sql");
        diesel::connection::SimpleConnection::batch_execute(&mut connection, tables).unwrap();
        for query in ["отыр", "заседание бюджет", "о"] {
            let words = Words::typed(query);
            let plan: Vec<Step> =
                diesel::sql_query(format!("EXPLAIN QUERY PLAN {}", sqlite_statement(&words)))
                    .bind::<Text, _>(sqlite_match(&words))
                    .bind::<BigInt, _>(0)
                    .bind::<BigInt, _>(i64::MAX)
                    .bind::<BigInt, _>(20)
                    .load(&mut connection)
                    .unwrap();
            let steps: Vec<&str> = plan.iter().map(|step| step.detail.as_str()).collect();
            assert!(
                steps[0].starts_with("SCAN session_words VIRTUAL TABLE"),
                "{steps:?}"
            );
            assert!(
                steps[1].starts_with("SEARCH session_search USING INTEGER PRIMARY KEY"),
                "{steps:?}"
            );
            assert_eq!(steps.len(), 2, "{steps:?}");
        }
    }
}
