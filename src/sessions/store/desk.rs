//! Lists of the desk: sessions of the bodies that somebody serves, drafts too.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::filter::Boxed;
use crate::database::schema::{session_search, sessions};
use crate::database::{AnyConnection, Broken, Id, Instant};
use crate::law::session_course::SessionStatus;
use crate::law::text_enum::text_enum;
use crate::sessions::record::Session;
use crate::sessions::search::Words;
use crate::web::desk::Reach;
use crate::web::paging::{Cursor, Page};

text_enum! {
    /// What a list of the desk shows.
    pub enum State {
        /// Announced and not over.
        Coming = "coming",
        /// Not announced yet.
        Drafts = "drafts",
        /// Over.
        Past = "past",
        /// Called off.
        Cancelled = "cancelled",
    }
}

/// What a list of the desk is narrowed by.
#[derive(Debug, Clone)]
pub struct DeskFilter {
    /// Whose sessions the person may see.
    pub reach: Reach,
    /// One body among them.
    pub body: Option<Id>,
    /// In which state.
    pub state: State,
    /// What is searched for.
    pub words: Words,
}

/// A page of sessions: what is to come and drafts in the order of their start, what is over with the last one first.
///
/// # Errors
/// [`Broken::Query`].
pub fn desk_list(
    connection: &mut AnyConnection,
    filter: &DeskFilter,
    now: DateTime<Utc>,
    after: Option<Cursor>,
    limit: usize,
) -> Result<Page<Session>, Broken> {
    let backwards = matches!(filter.state, State::Past | State::Cancelled);
    let mut query = narrowed(filter, now.into());
    if let Some(Cursor { at, id }) = after {
        let same = sessions::starts_at.eq(at);
        query = if backwards {
            query.filter(sessions::starts_at.lt(at).or(same.and(sessions::id.lt(id))))
        } else {
            query.filter(sessions::starts_at.gt(at).or(same.and(sessions::id.gt(id))))
        };
    }
    query = if backwards {
        query.order((sessions::starts_at.desc(), sessions::id.desc()))
    } else {
        query.order((sessions::starts_at, sessions::id))
    };
    let rows = query
        .limit(i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1))
        .select(Session::as_select())
        .load(connection)?;
    Ok(Page::cut(rows, limit, |session| Cursor {
        at: session.starts_at,
        id: session.id,
    }))
}

fn narrowed<'q>(filter: &DeskFilter, now: Instant) -> Boxed<'q> {
    use SessionStatus::{Announced, Cancelled, Draft, Held, Live, Postponed};
    let mut query = sessions::table.into_boxed();
    query = match filter.state {
        State::Drafts => query.filter(sessions::status.eq(Draft)),
        State::Cancelled => query.filter(sessions::status.eq(Cancelled)),
        State::Coming => query
            .filter(sessions::status.eq_any([Announced, Postponed, Live]))
            .filter(sessions::closes_at.gt(now).or(sessions::status.eq(Live))),
        State::Past => query.filter(
            sessions::status.eq(Held).or(sessions::status
                .eq_any([Announced, Postponed])
                .and(sessions::closes_at.le(now))),
        ),
    };
    if let Reach::Only(bodies) = &filter.reach {
        query = query.filter(sessions::body_id.eq_any(bodies.clone()));
    }
    if let Some(body) = filter.body {
        query = query.filter(sessions::body_id.eq(body));
    }
    for word in filter.words.iter() {
        // The words are letters and digits alone: nothing in them means anything to LIKE.
        let begins = session_search::words
            .like(format!("{word}%"))
            .or(session_search::words.like(format!("% {word}%")));
        let found = session_search::table
            .filter(begins)
            .select(session_search::session_id);
        query = query.filter(sessions::id.eq_any(found));
    }
    query
}
