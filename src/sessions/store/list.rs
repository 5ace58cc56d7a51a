//! Public sessions in order, a page at a time.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::filter::{Filter, Narrowed};
use super::search::{Found, find_by_words};
use crate::database::schema::sessions;
use crate::database::{AnyConnection, Broken, Id};
use crate::sessions::record::Session;
use crate::sessions::search::{first_place, place_in_time};
use crate::web::paging::{Cursor, Page};

/// Matches of a search looked at together, at the most.
const LARGEST_PORTION: i64 = 4096;

/// Public sessions in order of their start; in order of their changes where those since an instant are asked for.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn list(
    connection: &mut AnyConnection,
    filter: &Filter,
    now: DateTime<Utc>,
    after: Option<Cursor>,
    limit: usize,
) -> Result<Page<Session>, Broken> {
    let narrowed = Narrowed::at(connection, filter, now)?;
    if !filter.words.is_empty() {
        narrowed.found(connection, after, limit)
    } else if filter.modified_since.is_some() {
        narrowed.by_change(connection, after, limit)
    } else {
        narrowed.by_start(connection, after, limit)
    }
}

impl Narrowed<'_> {
    fn by_start(
        mut self,
        connection: &mut AnyConnection,
        after: Option<Cursor>,
        limit: usize,
    ) -> Result<Page<Session>, Broken> {
        // One bound, the later one: between two SQLite chooses, and may walk over all that was shown already.
        self.earliest = self.earliest.max(after.map(|cursor| cursor.at));
        let mut query = self.query();
        if let Some(Cursor { at, id }) = after {
            let later = sessions::starts_at.gt(at);
            query = query.filter(later.or(sessions::starts_at.eq(at).and(sessions::id.gt(id))));
        }
        let rows = query
            .order((sessions::starts_at, sessions::id))
            .limit(one_more(limit))
            .select(Session::as_select())
            .load(connection)?;
        Ok(Page::cut(rows, limit, start_cursor))
    }

    fn by_change(
        mut self,
        connection: &mut AnyConnection,
        after: Option<Cursor>,
        limit: usize,
    ) -> Result<Page<Session>, Broken> {
        self.since = self.since.max(after.map(|cursor| cursor.at));
        let mut query = self.query();
        if let Some(Cursor { at, id }) = after {
            let later = sessions::updated_at.gt(at);
            query = query.filter(later.or(sessions::updated_at.eq(at).and(sessions::id.gt(id))));
        }
        let rows = query
            .order((sessions::updated_at, sessions::id))
            .limit(one_more(limit))
            .select(Session::as_select())
            .load(connection)?;
        Ok(Page::cut(rows, limit, |session| Cursor {
            at: session.updated_at,
            id: session.id,
        }))
    }

    /// Matches come in growing portions; of each the filter leaves what it leaves, until the page is full.
    fn found(
        &self,
        connection: &mut AnyConnection,
        after: Option<Cursor>,
        limit: usize,
    ) -> Result<Page<Session>, Broken> {
        let mut last = match (after, self.earliest) {
            (Some(cursor), _) => place_in_time(cursor.at.utc(), cursor.id),
            (None, Some(earliest)) => first_place(earliest.utc()).saturating_sub(1),
            (None, None) => i64::MIN,
        };
        let before = self
            .before
            .map_or(i64::MAX, |before| first_place(before.utc()));
        let mut portion = one_more(limit);
        let mut rows = Vec::new();
        while rows.len() <= limit {
            let matches = find_by_words(connection, &self.filter.words, (last, before), portion)?;
            // One that gave its place way comes after its own cursor.
            let ids: Vec<Id> = matches
                .iter()
                .map(|found| found.session_id)
                .filter(|id| after.is_none_or(|cursor| cursor.id != *id))
                .collect();
            let mut kept = self.among(connection, &ids)?;
            rows.extend(ids.iter().filter_map(|id| kept.remove(id)));
            let more = usize::try_from(portion).is_ok_and(|portion| matches.len() == portion);
            match matches.last() {
                Some(&Found { place_in_time, .. }) if more => last = place_in_time,
                _ => break,
            }
            portion = portion.saturating_mul(4).min(LARGEST_PORTION);
        }
        Ok(Page::cut(rows, limit, start_cursor))
    }

    fn among(
        &self,
        connection: &mut AnyConnection,
        ids: &[Id],
    ) -> Result<HashMap<Id, Session>, Broken> {
        let rows = self
            .query()
            .filter(sessions::id.eq_any(ids))
            .select(Session::as_select())
            .load(connection)?;
        Ok(rows
            .into_iter()
            .map(|session| (session.id, session))
            .collect())
    }
}

fn start_cursor(session: &Session) -> Cursor {
    Cursor {
        at: session.starts_at,
        id: session.id,
    }
}

/// Rows of a page and the one that tells that there are more.
fn one_more(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1)
}
