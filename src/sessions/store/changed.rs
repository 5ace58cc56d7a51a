//! Public sessions in the order of their changes, the last one first.

use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};

use super::filter::{Filter, Narrowed};
use super::search::belonging;
use crate::database::schema::sessions;
use crate::database::{AnyConnection, Broken, Instant};
use crate::law::session_course::SessionStatus;
use crate::sessions::record::Session;
use crate::sessions::search::first_place;
use crate::web::paging::{Cursor, Page};

/// Public sessions, the last changed first; words narrow them as any other filter does.
///
/// # Errors
/// [`Broken::Query`].
pub fn last_changed(
    connection: &mut AnyConnection,
    filter: &Filter,
    now: DateTime<Utc>,
    before: Option<Cursor>,
    limit: usize,
) -> Result<Page<Session>, Broken> {
    let narrowed = Narrowed::at(connection, filter, now)?;
    let mut query = narrowed.query();
    if !filter.words.is_empty() {
        // Not the whole archive: what is older than the list asks for is not even looked at.
        let after = narrowed.earliest.map_or(i64::MIN, |earliest| {
            first_place(earliest.utc()).saturating_sub(1)
        });
        let (which, wanted) = belonging(connection.engine(), &filter.words, after);
        query = query.filter(
            sql::<Bool>("sessions.id IN (")
                .sql(&which.before)
                .bind::<Text, _>(wanted)
                .sql(&which.after)
                .sql(")"),
        );
    }
    if let Some(Cursor { at, id }) = before {
        let earlier = sessions::updated_at.lt(at);
        query = query.filter(earlier.or(sessions::updated_at.eq(at).and(sessions::id.lt(id))));
        // Said apart so that the index is entered here and not at its end.
        query = query.filter(sessions::updated_at.le(at));
    }
    let one_more = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
    let rows = query
        .order((sessions::updated_at.desc(), sessions::id.desc()))
        .limit(one_more)
        .select(Session::as_select())
        .load(connection)?;
    Ok(Page::cut(rows, limit, |session| Cursor {
        at: session.updated_at,
        id: session.id,
    }))
}

/// When any public session was last changed.
///
/// # Errors
/// [`Broken::Query`].
pub fn last_change(connection: &mut AnyConnection) -> Result<Option<DateTime<Utc>>, Broken> {
    let last: Option<Instant> = sessions::table
        .filter(sessions::status.ne(SessionStatus::Draft))
        .order((sessions::updated_at.desc(), sessions::id.desc()))
        .limit(1)
        .select(sessions::updated_at)
        .get_result(connection)
        .optional()?;
    Ok(last.map(Instant::utc))
}
