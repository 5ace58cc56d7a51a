//! All queries that read the journal, and those of its seals.

use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;

use super::record::{Line, Seal};
use crate::database::schema::{applications, journal, journal_seals};
use crate::database::{AnyConnection, Broken, Engine, Id, Instant, both};
use crate::web::desk::Reach;
use crate::web::paging::{Cursor, Page};

/// Who acted, as a list is narrowed by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ByWhom {
    /// This one, as it is written: `visitor`, `office`, `staff:` and an id.
    Exactly(String),
    /// Any command at the machine.
    AnyCommand,
}

/// What a list of lines is narrowed by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// The bodies that the reader may know of. Lines of no body are for whoever may know of all.
    pub reach: Reach,
    /// One body.
    pub body: Option<Id>,
    /// One kind of object.
    pub kind: Option<String>,
    /// One act.
    pub act: Option<String>,
    /// Who acted.
    pub by: Option<ByWhom>,
    /// One object; for a session with all its applications.
    pub object: Option<Id>,
    /// From this instant on.
    pub from: Option<Instant>,
    /// Before this instant.
    pub before: Option<Instant>,
}

impl Filter {
    /// Everything within reach.
    #[must_use]
    pub fn of(reach: Reach) -> Self {
        Self {
            reach,
            body: None,
            kind: None,
            act: None,
            by: None,
            object: None,
            from: None,
            before: None,
        }
    }
}

type Boxed<'a> = journal::BoxedQuery<'a, <AnyConnection as diesel::Connection>::Backend>;

fn narrowed(filter: &Filter) -> Boxed<'_> {
    let mut query = journal::table.into_boxed();
    if let Reach::Only(bodies) = &filter.reach {
        query = query.filter(journal::body_id.eq_any(bodies.iter().copied().map(Some)));
    }
    if let Some(body) = filter.body {
        query = query.filter(journal::body_id.eq(body));
    }
    if let Some(kind) = &filter.kind {
        query = query.filter(journal::object_kind.eq(kind));
    }
    if let Some(act) = &filter.act {
        query = query.filter(journal::act.eq(act));
    }
    match &filter.by {
        Some(ByWhom::Exactly(actor)) => query = query.filter(journal::actor.eq(actor)),
        Some(ByWhom::AnyCommand) => query = query.filter(journal::actor.like("command:%")),
        None => {}
    }
    if let Some(object) = filter.object {
        let of_session = applications::table
            .filter(applications::session_id.eq(object))
            .select(applications::id);
        let it = journal::object_id.eq(object);
        query = query.filter(it.or(journal::object_id.eq_any(of_session)));
    }
    if let Some(from) = filter.from {
        query = query.filter(journal::at.ge(from));
    }
    if let Some(before) = filter.before {
        query = query.filter(journal::at.lt(before));
    }
    query
}

/// A page of lines, newest first.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn list(
    connection: &mut AnyConnection,
    filter: &Filter,
    after: Option<Cursor>,
    limit: usize,
) -> Result<Page<Line>, Broken> {
    let mut query = narrowed(filter);
    if let Some(Cursor { at, id }) = after {
        let earlier = journal::at.lt(at);
        query = query.filter(earlier.or(journal::at.eq(at).and(journal::id.lt(id))));
    }
    let rows = query
        .order((journal::at.desc(), journal::id.desc()))
        .limit(i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1))
        .select(Line::as_select())
        .load(connection)?;
    Ok(Page::cut(rows, limit, |line| Cursor {
        at: line.at,
        id: line.id,
    }))
}

/// The last lines of one act on one thing, given its kind and id, newest first.
///
/// # Errors
/// [`Broken::Query`].
pub fn of_object(
    connection: &mut AnyConnection,
    (kind, object): (&str, Id),
    act: &str,
    limit: i64,
) -> Result<Vec<Line>, Broken> {
    Ok(journal::table
        .filter(journal::object_kind.eq(kind))
        .filter(journal::object_id.eq(object))
        .filter(journal::act.eq(act))
        .order((journal::at.desc(), journal::id.desc()))
        .limit(limit)
        .select(Line::as_select())
        .load(connection)?)
}

/// Lines behind a place up to another, in the order of writing.
///
/// # Errors
/// [`Broken::Query`].
pub fn in_places(
    connection: &mut AnyConnection,
    after: i64,
    up_to: i64,
    limit: i64,
) -> Result<Vec<Line>, Broken> {
    Ok(journal::table
        .filter(journal::place.gt(after))
        .filter(journal::place.le(up_to))
        .order(journal::place)
        .limit(limit)
        .select(Line::as_select())
        .load(connection)?)
}

/// How many lines there are behind a place.
///
/// # Errors
/// [`Broken::Query`].
pub fn count_after(connection: &mut AnyConnection, place: i64) -> Result<i64, Broken> {
    Ok(journal::table
        .filter(journal::place.gt(place))
        .count()
        .get_result(connection)?)
}

/// Every seal, from the first.
///
/// # Errors
/// [`Broken::Query`].
pub fn seals(connection: &mut AnyConnection) -> Result<Vec<Seal>, Broken> {
    Ok(journal_seals::table
        .order(journal_seals::ordinal)
        .select(Seal::as_select())
        .load(connection)?)
}

/// The last seal.
///
/// # Errors
/// [`Broken::Query`].
pub fn last_seal(connection: &mut AnyConnection) -> Result<Option<Seal>, Broken> {
    Ok(journal_seals::table
        .order(journal_seals::ordinal.desc())
        .select(Seal::as_select())
        .first(connection)
        .optional()?)
}

/// Whether there are lines behind the last seal.
///
/// # Errors
/// [`Broken::Query`].
pub fn has_unsealed(connection: &mut AnyConnection) -> Result<bool, Broken> {
    let before = last_seal(connection)?.map_or(0, |seal| seal.up_to_place);
    let behind = journal::table.filter(journal::place.gt(before));
    Ok(diesel::select(diesel::dsl::exists(behind)).get_result(connection)?)
}

/// What the next seal is to hold.
#[derive(Debug, Clone)]
pub struct Bounds {
    /// The seal before.
    pub last: Option<Seal>,
    /// The last line.
    pub up_to_place: i64,
    /// So many lines.
    pub lines: i64,
}

/// Finds what the next seal is to hold, while nobody writes lines; `None` where everything is sealed.
///
/// # Errors
/// [`Broken::Query`].
pub fn next_bounds(connection: &mut AnyConnection) -> Result<Option<Bounds>, Broken> {
    if connection.engine() == Engine::Postgres {
        // Waits for those who have written lines and not committed yet; they do so next, and hold up nobody. On
        // SQLite this act is the only one that writes.
        connection.batch_execute("LOCK TABLE journal IN SHARE ROW EXCLUSIVE MODE")?;
    }
    let last = last_seal(connection)?;
    let before = last.as_ref().map_or(0, |seal| seal.up_to_place);
    let places: Vec<i64> = journal::table
        .filter(journal::place.gt(before))
        .order(journal::place)
        .limit(super::seals::LINES_OF_A_SEAL)
        .select(journal::place)
        .load(connection)?;
    Ok(places.last().map(|up_to| Bounds {
        last,
        up_to_place: *up_to,
        lines: i64::try_from(places.len()).unwrap_or(i64::MAX),
    }))
}

/// Adds a seal; `false` when another process has added it before.
///
/// # Errors
/// [`Broken::Query`].
pub fn insert_seal(connection: &mut AnyConnection, seal: &Seal) -> Result<bool, Broken> {
    let added = both!(connection, own => diesel::insert_into(journal_seals::table)
        .values(seal)
        .on_conflict_do_nothing()
        .execute(own))?;
    Ok(added == 1)
}
