//! All queries on sessions, their clocks, agenda and seating.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;

use super::record::{AgendaItem, Clocks, GREATEST_LENGTH, Seating, Session};
use crate::database::schema::{agenda_items, bodies, seating, session_clocks, sessions};
use crate::database::{AnyConnection, Broken, Id, Instant};
use crate::law::session_course::{Format, SessionStatus};
use crate::web::paging::{Cursor, Page};

/// What a list of public sessions is narrowed by.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// One body.
    pub body: Option<Id>,
    /// Bodies of one region.
    pub region: Option<String>,
    /// One format.
    pub format: Option<Format>,
    /// One status, as it is now.
    pub status: Option<SessionStatus>,
    /// From this day on, by the session's own zone.
    pub from: Option<NaiveDate>,
    /// To this day.
    pub to: Option<NaiveDate>,
    /// Changed at or after this instant.
    pub modified_since: Option<DateTime<Utc>>,
}

impl Filter {
    /// Nothing asks for the past: then only what is not yet held is shown.
    #[must_use]
    pub fn only_coming(&self) -> bool {
        self.from.is_none()
            && self.to.is_none()
            && self.status.is_none()
            && self.modified_since.is_none()
    }
}

type Boxed<'a> = sessions::BoxedQuery<'a, <AnyConnection as diesel::Connection>::Backend>;

/// Public sessions in order of their start.
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
    let mut query = narrowed(filter, now);
    if let Some(Cursor { at, id }) = after {
        query = query.filter(
            sessions::starts_at
                .gt(at)
                .or(sessions::starts_at.eq(at).and(sessions::id.gt(id))),
        );
        // Said apart so that the index is entered here and not at its beginning.
        query = query.filter(sessions::starts_at.ge(at));
    }
    let rows = query
        .order((sessions::starts_at, sessions::id))
        .limit(i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1))
        .select(Session::as_select())
        .load(connection)?;
    Ok(Page::cut(rows, limit, |session| Cursor {
        at: session.starts_at,
        id: session.id,
    }))
}

fn narrowed<'a>(filter: &Filter, now: DateTime<Utc>) -> Boxed<'a> {
    let mut query = public(now);
    if filter.only_coming() {
        query = query
            .filter(sessions::closes_at.gt(Instant::from(now)))
            .filter(sessions::starts_at.gt(Instant::from(now - GREATEST_LENGTH)));
    }
    if let Some(body) = filter.body {
        query = query.filter(sessions::body_id.eq(body));
    }
    if let Some(region) = &filter.region {
        let there = bodies::table
            .filter(bodies::region.eq(region.clone()))
            .select(bodies::id);
        query = query.filter(sessions::body_id.eq_any(there));
    }
    if let Some(format) = filter.format {
        query = query.filter(sessions::format.eq(format));
    }
    if let Some(from) = filter.from {
        query = query.filter(sessions::local_date.ge(from));
    }
    if let Some(to) = filter.to {
        query = query.filter(sessions::local_date.le(to));
    }
    if let Some(since) = filter.modified_since {
        query = query.filter(sessions::updated_at.ge(Instant::from(since)));
    }
    match filter.status {
        None => query,
        Some(SessionStatus::Held) => query.filter(
            sessions::status.eq(SessionStatus::Held).or(sessions::status
                .ne(SessionStatus::Cancelled)
                .and(sessions::closes_at.le(Instant::from(now)))),
        ),
        Some(SessionStatus::Cancelled) => {
            query.filter(sessions::status.eq(SessionStatus::Cancelled))
        }
        Some(status) => query
            .filter(sessions::status.eq(status))
            .filter(sessions::closes_at.gt(Instant::from(now))),
    }
}

/// Drafts are never public.
fn public<'a>(_now: DateTime<Utc>) -> Boxed<'a> {
    sessions::table
        .filter(sessions::status.ne(SessionStatus::Draft))
        .into_boxed()
}

/// One public session.
///
/// # Errors
/// [`Broken::Query`].
pub fn public_by_id(connection: &mut AnyConnection, id: Id) -> Result<Option<Session>, Broken> {
    Ok(sessions::table
        .find(id)
        .filter(sessions::status.ne(SessionStatus::Draft))
        .select(Session::as_select())
        .first(connection)
        .optional()?)
}

/// One session, a draft too.
///
/// # Errors
/// [`Broken::Query`].
pub fn by_id(connection: &mut AnyConnection, id: Id) -> Result<Option<Session>, Broken> {
    Ok(sessions::table
        .find(id)
        .select(Session::as_select())
        .first(connection)
        .optional()?)
}

/// These sessions, by id.
///
/// # Errors
/// [`Broken::Query`].
pub fn by_ids(connection: &mut AnyConnection, ids: &[Id]) -> Result<HashMap<Id, Session>, Broken> {
    let rows = sessions::table
        .filter(sessions::id.eq_any(ids))
        .select(Session::as_select())
        .load(connection)?;
    Ok(rows
        .into_iter()
        .map(|session| (session.id, session))
        .collect())
}

/// The sessions of a body that begin at an instant: an import finds its own again by these and the title.
///
/// # Errors
/// [`Broken::Query`].
pub fn of_body_at(
    connection: &mut AnyConnection,
    body: Id,
    starts_at: Instant,
) -> Result<Vec<Session>, Broken> {
    Ok(sessions::table
        .filter(sessions::body_id.eq(body))
        .filter(sessions::starts_at.eq(starts_at))
        .order((sessions::starts_at, sessions::id))
        .select(Session::as_select())
        .load(connection)?)
}

/// Whether a code is taken.
///
/// # Errors
/// [`Broken::Query`].
pub fn code_is_taken(connection: &mut AnyConnection, code: &str) -> Result<bool, Broken> {
    Ok(diesel::select(diesel::dsl::exists(
        sessions::table.filter(sessions::code.eq(code)),
    ))
    .get_result(connection)?)
}

/// Everything of a session that stands in tables of its own.
#[derive(Debug, Clone)]
pub struct Details {
    /// The clocks as published.
    pub clocks: Clocks,
    /// The seats.
    pub seating: Seating,
    /// The matters, in order.
    pub agenda: Vec<AgendaItem>,
}

/// Clocks, seats and agenda of these sessions: three queries, however many they are.
///
/// # Errors
/// [`Broken::Query`].
pub fn details_of(
    connection: &mut AnyConnection,
    ids: &[Id],
) -> Result<HashMap<Id, Details>, Broken> {
    let rows: Vec<(Clocks, Seating)> = session_clocks::table
        .inner_join(seating::table.on(seating::session_id.eq(session_clocks::session_id)))
        .filter(session_clocks::session_id.eq_any(ids))
        .select((Clocks::as_select(), Seating::as_select()))
        .load(connection)?;
    let mut agenda = agenda_of(connection, ids)?;
    Ok(rows
        .into_iter()
        .map(|(clocks, seating)| {
            let id = clocks.session_id;
            (
                id,
                Details {
                    clocks,
                    seating,
                    agenda: agenda.remove(&id).unwrap_or_default(),
                },
            )
        })
        .collect())
}

fn agenda_of(
    connection: &mut AnyConnection,
    ids: &[Id],
) -> Result<HashMap<Id, Vec<AgendaItem>>, Broken> {
    let rows = agenda_items::table
        .filter(agenda_items::session_id.eq_any(ids))
        .order((
            agenda_items::session_id,
            agenda_items::position,
            agenda_items::id,
        ))
        .select(AgendaItem::as_select())
        .load(connection)?;
    let mut agenda: HashMap<Id, Vec<AgendaItem>> = HashMap::new();
    for item in rows {
        agenda.entry(item.session_id).or_default().push(item);
    }
    Ok(agenda)
}

/// Clocks of these sessions: what a list needs.
///
/// # Errors
/// [`Broken::Query`].
pub fn clocks_of(
    connection: &mut AnyConnection,
    ids: &[Id],
) -> Result<HashMap<Id, Clocks>, Broken> {
    let rows = session_clocks::table
        .filter(session_clocks::session_id.eq_any(ids))
        .select(Clocks::as_select())
        .load(connection)?;
    Ok(rows
        .into_iter()
        .map(|clocks| (clocks.session_id, clocks))
        .collect())
}

/// What an application to a session is judged by: one query.
///
/// # Errors
/// [`Broken::Query`].
pub fn facts_for_applying(
    connection: &mut AnyConnection,
    id: Id,
) -> Result<Option<(Session, Clocks, Seating)>, Broken> {
    Ok(sessions::table
        .inner_join(session_clocks::table)
        .inner_join(seating::table)
        .filter(sessions::id.eq(id))
        .select((
            Session::as_select(),
            Clocks::as_select(),
            Seating::as_select(),
        ))
        .first(connection)
        .optional()?)
}

/// Changes the seat count by one guarded statement: it counts only if nobody changed it since `before` was read.
/// The table's own CHECKs refuse more seated than there are seats, whatever a program says.
///
/// # Errors
/// [`Broken::Query`].
pub fn change_seating(
    connection: &mut AnyConnection,
    before: &Seating,
    after: &Seating,
) -> Result<bool, Broken> {
    let unchanged = seating::table
        .find(before.session_id)
        .filter(seating::received.eq(before.received))
        .filter(seating::seated.eq(before.seated))
        .filter(seating::overflow_seated.eq(before.overflow_seated))
        .filter(seating::waiting.eq(before.waiting))
        .filter(seating::capacity.eq(before.capacity))
        .filter(seating::overflow_capacity.eq(before.overflow_capacity))
        .filter(seating::last_seat.eq(before.last_seat))
        .filter(seating::last_overflow_seat.eq(before.last_overflow_seat));
    Ok(diesel::update(unchanged).set(after).execute(connection)? == 1)
}

/// Enters a session with everything that belongs to it.
///
/// # Errors
/// [`Broken::Query`].
pub fn insert(
    connection: &mut AnyConnection,
    session: &Session,
    details: &Details,
) -> Result<(), Broken> {
    diesel::insert_into(sessions::table)
        .values(session)
        .execute(connection)?;
    diesel::insert_into(session_clocks::table)
        .values(&details.clocks)
        .execute(connection)?;
    diesel::insert_into(seating::table)
        .values(&details.seating)
        .execute(connection)?;
    insert_agenda(connection, &details.agenda)
}

/// Writes a session and its clocks over, and its agenda anew; seats are changed by [`change_seating`] alone.
///
/// # Errors
/// [`Broken::Query`].
pub fn update(
    connection: &mut AnyConnection,
    session: &Session,
    details: &Details,
) -> Result<(), Broken> {
    diesel::update(sessions::table.find(session.id))
        .set(session)
        .execute(connection)?;
    diesel::update(session_clocks::table.find(session.id))
        .set(&details.clocks)
        .execute(connection)?;
    diesel::delete(agenda_items::table.filter(agenda_items::session_id.eq(session.id)))
        .execute(connection)?;
    insert_agenda(connection, &details.agenda)
}

fn insert_agenda(connection: &mut AnyConnection, agenda: &[AgendaItem]) -> Result<(), Broken> {
    crate::database::both!(connection, own => diesel::insert_into(agenda_items::table).values(agenda).execute(own))?;
    Ok(())
}

/// The seats of one session.
///
/// # Errors
/// [`Broken::Query`], also when there is no such session.
pub fn seating_of(connection: &mut AnyConnection, id: Id) -> Result<Seating, Broken> {
    Ok(seating::table
        .find(id)
        .select(Seating::as_select())
        .first(connection)?)
}
