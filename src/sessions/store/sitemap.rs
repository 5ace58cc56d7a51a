//! Public sessions as a sitemap lists them: of each its address and when it was last changed.

use diesel::prelude::*;

use crate::database::schema::sessions;
use crate::database::{AnyConnection, Broken, Id, Instant};
use crate::law::session_course::{Access, SessionStatus};
use crate::web::paging::Cursor;

/// One session in a sitemap.
#[derive(Debug, Clone, Queryable)]
pub struct Listed {
    /// The session.
    pub id: Id,
    /// Its start, by which they are ordered.
    pub starts_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

/// So many of them after a place in the order of their start; those closed as a whole are left out.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn listed(
    connection: &mut AnyConnection,
    after: Option<Cursor>,
    most: i64,
) -> Result<Vec<Listed>, Broken> {
    page(connection, after, 0, most)
}

/// The last one of each part of so many: where the next part goes on. One query a part.
///
/// # Errors
/// As [`listed`].
pub fn ends_of_parts(connection: &mut AnyConnection, size: i64) -> Result<Vec<Cursor>, Broken> {
    let mut ends = Vec::new();
    let mut after = None;
    while let Some(last) = page(connection, after, size.saturating_sub(1), 1)?.pop() {
        let cursor = Cursor {
            at: last.starts_at,
            id: last.id,
        };
        ends.push(cursor);
        after = Some(cursor);
    }
    Ok(ends)
}

fn page(
    connection: &mut AnyConnection,
    after: Option<Cursor>,
    skip: i64,
    most: i64,
) -> Result<Vec<Listed>, Broken> {
    let mut query = sessions::table
        .filter(sessions::status.ne(SessionStatus::Draft))
        .filter(sessions::access.eq(Access::Open))
        .order((sessions::starts_at, sessions::id))
        .offset(skip)
        .limit(most)
        .select((sessions::id, sessions::starts_at, sessions::updated_at))
        .into_boxed();
    if let Some(Cursor { at, id }) = after {
        // The bound on the start alone is for the index; the rest tells apart what begins at the same instant.
        let later = sessions::starts_at.gt(at);
        query = query
            .filter(sessions::starts_at.ge(at))
            .filter(later.or(sessions::starts_at.eq(at).and(sessions::id.gt(id))));
    }
    Ok(query.load(connection)?)
}
