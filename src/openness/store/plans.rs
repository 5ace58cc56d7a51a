//! Yearly plans of sessions.

use diesel::prelude::*;

use crate::database::schema::{plan_items, sessions};
use crate::database::{AnyConnection, Broken, Id, both};
use crate::law::session_course::SessionStatus;
use crate::openness::known::Scope;
use crate::openness::record::PlanItem;
use crate::sessions::record::Session;

/// Every version of every item of a body's plan, each item's in order.
///
/// # Errors
/// [`Broken::Query`].
pub fn plan_of(
    connection: &mut AnyConnection,
    body: Id,
    year: i32,
) -> Result<Vec<PlanItem>, Broken> {
    Ok(plan_items::table
        .filter(plan_items::body_id.eq(body))
        .filter(plan_items::year.eq(year))
        .order((plan_items::item_id, plan_items::revision))
        .select(PlanItem::as_select())
        .load(connection)?)
}

/// The version of an item that stands.
///
/// # Errors
/// [`Broken::Query`].
pub fn last_version(connection: &mut AnyConnection, item: Id) -> Result<Option<PlanItem>, Broken> {
    Ok(plan_items::table
        .filter(plan_items::item_id.eq(item))
        .order(plan_items::revision.desc())
        .select(PlanItem::as_select())
        .first(connection)
        .optional()?)
}

/// Years of which a body has a plan, the last first.
///
/// # Errors
/// [`Broken::Query`].
pub fn planned_years(connection: &mut AnyConnection, body: Id) -> Result<Vec<i32>, Broken> {
    Ok(plan_items::table
        .filter(plan_items::body_id.eq(body))
        .order(plan_items::year.desc())
        .select(plan_items::year)
        .distinct()
        .load(connection)?)
}

/// Puts a version down; `false` when somebody else was faster.
///
/// # Errors
/// [`Broken::Query`].
pub fn insert_version(connection: &mut AnyConnection, item: &PlanItem) -> Result<bool, Broken> {
    let inserted = both!(connection, own => diesel::insert_into(plan_items::table)
        .values(item)
        .on_conflict_do_nothing()
        .execute(own))?;
    Ok(inserted == 1)
}

/// The announced sessions of a body in a year, in order.
///
/// # Errors
/// [`Broken::Query`].
pub fn announced_of(
    connection: &mut AnyConnection,
    body: Id,
    year: i32,
) -> Result<Vec<Session>, Broken> {
    let scope = Scope {
        year,
        body: Some(body),
    };
    let (first, last) = scope.days();
    Ok(sessions::table
        .filter(sessions::body_id.eq(body))
        .filter(sessions::local_date.between(first, last))
        .filter(sessions::status.ne(SessionStatus::Draft))
        .order((sessions::starts_at, sessions::id))
        .select(Session::as_select())
        .load(connection)?)
}
