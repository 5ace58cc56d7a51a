//! What the figures are made of: one query each, however many bodies and sessions there are.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::database::schema::{
    bodies, broadcast_facts, broadcasts, comments, results, session_clocks, sessions,
};
use crate::database::{AnyConnection, Broken, Id, Instant, Json, Zone};
use crate::language::Multilingual;
use crate::law::comments::CommentState;
use crate::law::results::ResultKind;
use crate::law::session_course::{Access, SessionStatus};
use crate::openness::known::Scope;

/// A session that was announced, with its body's duty and its clocks.
#[derive(Debug, Clone)]
pub struct SessionRow {
    /// Its id.
    pub id: Id,
    /// Whose it is.
    pub body: Id,
    /// The Rules do not bind the body.
    pub exempt: bool,
    /// What it is called.
    pub title: Json<Multilingual>,
    /// As it is stored.
    pub status: SessionStatus,
    /// Open or closed.
    pub access: Access,
    /// When it begins.
    pub starts_at: Instant,
    /// When it ends, where that was said.
    pub ends_at: Option<Instant>,
    /// Its day.
    pub day: NaiveDate,
    /// The zone of its day.
    pub zone: Zone,
    /// When it was announced.
    pub announced_at: Option<Instant>,
    /// When it was last moved.
    pub moved_at: Option<Instant>,
    /// Whether its present date was announced in time.
    pub announced_in_time: Option<bool>,
    /// Why not.
    pub late_reason: Option<String>,
    /// Since when it owes no results.
    pub results_complete_at: Option<Instant>,
    /// 605-8.
    pub announce_before: Instant,
    /// 605-14.
    pub results_before: Instant,
}

/// Sessions that are announced, in the order of their starts.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn sessions_of(
    connection: &mut AnyConnection,
    scope: Scope,
) -> Result<Vec<SessionRow>, Broken> {
    let (first, last) = scope.days();
    let mut query = sessions::table
        .inner_join(session_clocks::table)
        .inner_join(bodies::table)
        .filter(sessions::local_date.between(first, last))
        .filter(sessions::status.ne(SessionStatus::Draft))
        .order((sessions::starts_at, sessions::id))
        .select((
            (
                sessions::id,
                sessions::body_id,
                bodies::exempt,
                sessions::title,
                sessions::status,
                sessions::access,
                sessions::starts_at,
                sessions::ends_at,
            ),
            (
                sessions::local_date,
                sessions::zone,
                sessions::announced_at,
                sessions::moved_at,
                sessions::announced_in_time,
                sessions::late_reason,
                sessions::results_complete_at,
                session_clocks::announce_before,
                session_clocks::results_before,
            ),
        ))
        .into_boxed();
    if let Some(body) = scope.body {
        query = query.filter(sessions::body_id.eq(body));
    }
    let rows: Vec<(Head, Tail)> = query.load(connection)?;
    Ok(rows.into_iter().map(joined).collect())
}

type Head = (
    Id,
    Id,
    bool,
    Json<Multilingual>,
    SessionStatus,
    Access,
    Instant,
    Option<Instant>,
);

type Tail = (
    NaiveDate,
    Zone,
    Option<Instant>,
    Option<Instant>,
    Option<bool>,
    Option<String>,
    Option<Instant>,
    Instant,
    Instant,
);

fn joined((head, tail): (Head, Tail)) -> SessionRow {
    let (id, body, exempt, title, status, access, starts_at, ends_at) = head;
    let (
        day,
        zone,
        announced_at,
        moved_at,
        announced_in_time,
        late_reason,
        complete,
        announce,
        results,
    ) = tail;
    SessionRow {
        id,
        body,
        exempt,
        title,
        status,
        access,
        starts_at,
        ends_at,
        day,
        zone,
        announced_at,
        moved_at,
        announced_in_time,
        late_reason,
        results_complete_at: complete,
        announce_before: announce,
        results_before: results,
    }
}

/// When broadcasts of these sessions began.
///
/// # Errors
/// [`Broken::Query`].
pub fn broadcasts_of(
    connection: &mut AnyConnection,
    scope: Scope,
) -> Result<Vec<(Id, Instant)>, Broken> {
    let (first, last) = scope.days();
    let mut query = broadcasts::table
        .inner_join(sessions::table)
        .filter(sessions::local_date.between(first, last))
        .select((broadcasts::session_id, broadcasts::began_at))
        .into_boxed();
    if let Some(body) = scope.body {
        query = query.filter(sessions::body_id.eq(body));
    }
    Ok(query.load(connection)?)
}

type Impossible = (Id, Option<Instant>, Option<Json<Multilingual>>);

/// Of which of these sessions it is said that a broadcast is technically impossible, since when and why.
///
/// # Errors
/// [`Broken::Query`].
pub fn impossible_of(
    connection: &mut AnyConnection,
    scope: Scope,
) -> Result<Vec<Impossible>, Broken> {
    let (first, last) = scope.days();
    let mut query = broadcast_facts::table
        .inner_join(sessions::table)
        .filter(sessions::local_date.between(first, last))
        .filter(broadcast_facts::impossible_since.is_not_null())
        .select((
            broadcast_facts::session_id,
            broadcast_facts::impossible_since,
            broadcast_facts::impossible_why,
        ))
        .into_boxed();
    if let Some(body) = scope.body {
        query = query.filter(sessions::body_id.eq(body));
    }
    Ok(query.load(connection)?)
}

/// A result that was late, or is replaced.
#[derive(Debug, Clone, Queryable)]
pub struct ResultRow {
    /// Its id.
    pub id: Id,
    /// Of which session.
    pub session: Id,
    /// It says that there is none.
    pub stated_none: bool,
    /// Before which instant it was due.
    pub due_before: Instant,
    /// Whether it was in time.
    pub in_time: bool,
    /// Why not.
    pub late_reason: Option<String>,
    /// When it was placed.
    pub published_at: Instant,
    /// What stands instead.
    pub replaced_by: Option<Id>,
}

/// Results of these sessions that were late or are replaced, the first placed first; not what nobody owes.
///
/// # Errors
/// [`Broken::Query`].
pub fn results_of(connection: &mut AnyConnection, scope: Scope) -> Result<Vec<ResultRow>, Broken> {
    let (first, last) = scope.days();
    let counts = results::in_time
        .eq(false)
        .or(results::replaced_by.is_not_null());
    let mut query = results::table
        .inner_join(sessions::table)
        .filter(sessions::local_date.between(first, last))
        .filter(results::kind.ne(ResultKind::Other))
        .filter(counts)
        .order((results::published_at, results::id))
        .select((
            results::id,
            results::session_id,
            results::stated_none,
            results::due_before,
            results::in_time,
            results::late_reason,
            results::published_at,
            results::replaced_by,
        ))
        .into_boxed();
    if let Some(body) = scope.body {
        query = query.filter(sessions::body_id.eq(body));
    }
    Ok(query.load(connection)?)
}

type CommentRow = (Id, i32, CommentState, Instant, Option<Instant>);

/// Comments on these sessions by their numbers: in which state, when received and when
/// answered. Neither texts nor names.
///
/// # Errors
/// [`Broken::Query`].
pub fn comments_of(
    connection: &mut AnyConnection,
    scope: Scope,
) -> Result<Vec<CommentRow>, Broken> {
    let (first, last) = scope.days();
    let mut query = comments::table
        .inner_join(sessions::table)
        .filter(sessions::local_date.between(first, last))
        .order((comments::session_id, comments::number))
        .select((
            comments::session_id,
            comments::number,
            comments::state,
            comments::received_at,
            comments::answered_at,
        ))
        .into_boxed();
    if let Some(body) = scope.body {
        query = query.filter(sessions::body_id.eq(body));
    }
    Ok(query.load(connection)?)
}

/// The days of the first and of the last announced session.
///
/// # Errors
/// [`Broken::Query`].
pub fn years(
    connection: &mut AnyConnection,
    body: Option<Id>,
) -> Result<(Option<NaiveDate>, Option<NaiveDate>), Broken> {
    let mut query = sessions::table
        .filter(sessions::status.ne(SessionStatus::Draft))
        .select((
            diesel::dsl::min(sessions::local_date),
            diesel::dsl::max(sessions::local_date),
        ))
        .into_boxed();
    if let Some(body) = body {
        query = query.filter(sessions::body_id.eq(body));
    }
    Ok(query.get_result(connection)?)
}
