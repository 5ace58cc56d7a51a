//! All queries on emergencies. What one emergency does to sessions and applications is done by statements over all of
//! them: however many they are, the number of statements is the same.
//!
//! | file | what it asks |
//! |---|---|
//! | `reading` | what an emergency reaches, and whom |
//! | `switching` | sending sessions and their people to the broadcast |
//! | `restoring` | giving halls and places back |
//! | `report`, `people` | who was told, in numbers and one by one |
//! | `letters` | which letters tell of an emergency |

mod letters;
pub mod people;
mod reading;
pub mod report;
mod restoring;
mod switching;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::Timestamp;
use diesel::upsert::excluded;

use crate::database::schema::{emergencies, emergency_regions, emergency_sessions};
use crate::database::{AnyConnection, Broken, Engine, Id, Instant, Work, both};
use crate::sessions::emergency::{Covered, Declared};

pub use reading::*;
pub use restoring::*;
pub use switching::*;

/// Enters an emergency with its regions; `false` when one with its key is there, on another node perhaps this moment.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn insert(connection: &mut AnyConnection, declared: &Declared) -> Result<bool, Broken> {
    let row = &declared.emergency;
    let entered = both!(&mut *connection, own => diesel::insert_into(emergencies::table)
        .values(row)
        .on_conflict(emergencies::request_key)
        .do_nothing()
        .execute(own))?;
    if entered == 0 {
        return Ok(false);
    }
    let regions = declared.regions.iter().map(|kato| {
        (
            emergency_regions::emergency_id.eq(row.id),
            emergency_regions::kato.eq(kato),
        )
    });
    let regions: Vec<_> = regions.collect();
    both!(connection, own => diesel::insert_into(emergency_regions::table)
        .values(regions)
        .execute(own))?;
    Ok(true)
}

/// The emergency that was declared with this key.
///
/// # Errors
/// [`Broken::Query`].
pub fn id_by_key(connection: &mut AnyConnection, key: &str) -> Result<Option<Id>, Broken> {
    Ok(emergencies::table
        .filter(emergencies::request_key.eq(key))
        .select(emergencies::id)
        .get_result(connection)
        .optional()?)
}

/// Lets nobody else end an emergency before this act ends.
///
/// # Errors
/// [`Broken::Query`].
#[cfg_attr(
    not(feature = "postgres"),
    expect(unused_variables, reason = "only PostgreSQL locks rows")
)]
pub fn lock(connection: &mut AnyConnection, id: Id) -> Result<(), Broken> {
    match connection {
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(own) => {
            emergencies::table
                .find(id)
                .select(emergencies::id)
                .for_no_key_update()
                .get_result::<Id>(own)
                .optional()?;
        }
        AnyConnection::Sqlite(_) => {}
    }
    Ok(())
}

/// Notes that an emergency was ended.
///
/// # Errors
/// [`Broken::Query`].
pub fn note_end(
    connection: &mut AnyConnection,
    id: Id,
    (now, staff): (DateTime<Utc>, Id),
    stamp: Instant,
) -> Result<(), Broken> {
    diesel::update(emergencies::table.find(id))
        .set((
            emergencies::ended_at.eq(Some(Instant::from(now))),
            emergencies::ended_by.eq(Some(staff)),
            emergencies::updated_at.eq(stamp),
        ))
        .execute(connection)?;
    Ok(())
}

/// Notes which sessions an emergency covers. One that it covered before, and that got a hall since while it was out of
/// reach, is covered anew.
///
/// # Errors
/// [`Broken::Query`].
pub fn insert_covered(connection: &mut AnyConnection, rows: &[Covered]) -> Result<(), Broken> {
    for rows in rows.chunks(ROWS_AT_ONCE) {
        both!(&mut *connection, own => diesel::insert_into(emergency_sessions::table)
            .values(rows)
            .on_conflict((emergency_sessions::emergency_id, emergency_sessions::session_id))
            .do_update()
            .set((
                emergency_sessions::covered_at.eq(excluded(emergency_sessions::covered_at)),
                emergency_sessions::former_format.eq(excluded(emergency_sessions::former_format)),
                emergency_sessions::former_place.eq(excluded(emergency_sessions::former_place)),
                emergency_sessions::news_id.eq(excluded(emergency_sessions::news_id)),
                emergency_sessions::people.eq(excluded(emergency_sessions::people)),
                emergency_sessions::letters.eq(excluded(emergency_sessions::letters)),
                emergency_sessions::calls.eq(excluded(emergency_sessions::calls)),
                emergency_sessions::restored_at.eq(excluded(emergency_sessions::restored_at)),
            ))
            .execute(own))?;
    }
    Ok(())
}

/// As many as fit into one statement on both engines.
pub(super) const ROWS_AT_ONCE: usize = 1000;

/// So many sessions are named in one statement.
pub const TOGETHER: usize = 500;

/// Ids as SQL reads them; one holds nothing that could end the text.
fn list(ids: &[Id]) -> String {
    let quoted: Vec<String> = ids.iter().map(|id| format!("'{id}'")).collect();
    quoted.join(", ")
}

/// Takes letters of some kinds about sessions back that were not sent yet. The sessions are named one by one: with a
/// query in their place, PostgreSQL may go through all that waits once for each of them.
fn take_back(
    work: &mut Work,
    sessions: &[Id],
    kinds: &str,
    now: DateTime<Utc>,
) -> Result<(), Broken> {
    for some in sessions.chunks(TOGETHER) {
        diesel::sql_query(format!(
            "UPDATE outbox SET state = 'called_back', finished_at = $1, recipient = '', payload = '{{}}' \
             WHERE session_id IN ({}) AND state IN ('created', 'temporary_failure') AND channel = 'mail' \
                 AND kind IN ({kinds})",
            list(some),
        ))
        .bind::<Timestamp, _>(Instant::from(now))
        .execute(work.connection)?;
    }
    Ok(())
}

/// An id for each row of a statement: a `UUIDv7` of this instant, as [`Id`] makes one, put together by the engine. On
/// PostgreSQL the rows are numbered before chance begins: their index grows at its end instead of everywhere.
fn id_of_each_row(engine: Engine, now: DateTime<Utc>) -> String {
    let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
    let (high, low) = (millis >> 16, millis & 0xffff);
    let begins = format!("{high:08x}-{low:04x}-7");
    match engine {
        Engine::Sqlite => format!(
            "('{begins}' || substr(lower(hex(randomblob(2))), 2) \
             || '-8' || substr(lower(hex(randomblob(2))), 2) || '-' || lower(hex(randomblob(6))))"
        ),
        Engine::Postgres => {
            let number = "lpad(to_hex(row_number() OVER ()), 6, '0')";
            format!(
                "('{begins}' || left({number}, 3) || '-8' || right({number}, 3) \
                 || right(gen_random_uuid()::text, 13))"
            )
        }
    }
}
