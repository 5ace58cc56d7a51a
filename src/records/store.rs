//! What the ids in the journal are called. Each kind of thing is asked for once a page, however many lines there are.

use std::collections::{BTreeSet, HashMap};

use diesel::prelude::*;
use serde_json::Value;

use crate::bodies;
use crate::database::schema::{applications, bodies as bodies_table, sessions, staff, staff_roles};
use crate::database::{AnyConnection, Broken, Id, Json};
use crate::journal::record::Line;
use crate::language::Multilingual;
use crate::web::desk::Reach;

/// Names of what lines speak of.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// People of the secretariats.
    pub staff: HashMap<Id, String>,
    /// Bodies, as they are called today.
    pub bodies: HashMap<Id, Multilingual>,
    /// Sessions: code and title.
    pub sessions: HashMap<Id, (String, Multilingual)>,
    /// Applications: the number, and nothing of the person.
    pub applications: HashMap<Id, String>,
}

/// Names of what these lines speak of: four queries at the most.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn names_in(
    connection: &mut AnyConnection,
    lines: &[Line],
    today: chrono::NaiveDate,
) -> Result<Names, Broken> {
    let of_kind = |kind: &str| -> BTreeSet<Id> {
        let of_kind = lines.iter().filter(|line| line.object_kind == kind);
        of_kind.map(|line| line.object_id).collect()
    };
    let mut people = of_kind("staff");
    people.extend(lines.iter().filter_map(staff_of));
    let mut of_sessions = of_kind("session");
    of_sessions.extend(lines.iter().filter_map(session_of));
    let mut of_bodies = of_kind("body");
    of_bodies.extend(lines.iter().filter_map(|line| line.body_id));
    Ok(Names {
        staff: staff_named(connection, people)?,
        bodies: bodies_named(connection, of_bodies.into_iter().collect(), today)?,
        sessions: sessions_named(connection, of_sessions)?,
        applications: numbers_of(connection, of_kind("application"))?,
    })
}

/// The person who acted, if a person of a secretariat did.
#[must_use]
pub fn staff_of(line: &Line) -> Option<Id> {
    Id::parse(line.actor.strip_prefix("staff:")?)
}

/// The session that a line names beside its object.
fn session_of(line: &Line) -> Option<Id> {
    let after: Value = serde_json::from_str(line.after.as_deref()?).ok()?;
    Id::parse(after.get("session")?.as_str()?)
}

fn staff_named(
    connection: &mut AnyConnection,
    ids: BTreeSet<Id>,
) -> Result<HashMap<Id, String>, Broken> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Id, String)> = staff::table
        .filter(staff::id.eq_any(ids))
        .select((staff::id, staff::name))
        .load(connection)?;
    Ok(rows.into_iter().collect())
}

fn bodies_named(
    connection: &mut AnyConnection,
    ids: Vec<Id>,
    today: chrono::NaiveDate,
) -> Result<HashMap<Id, Multilingual>, Broken> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let names = bodies::store::names_of(connection, &ids)?;
    Ok(ids
        .into_iter()
        .map(|body| (body, names.on(body, today)))
        .collect())
}

fn sessions_named(
    connection: &mut AnyConnection,
    ids: BTreeSet<Id>,
) -> Result<HashMap<Id, (String, Multilingual)>, Broken> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Id, String, Json<Multilingual>)> = sessions::table
        .filter(sessions::id.eq_any(ids))
        .select((sessions::id, sessions::code, sessions::title))
        .load(connection)?;
    Ok(rows
        .into_iter()
        .map(|(id, code, title)| (id, (code, title.into_inner())))
        .collect())
}

fn numbers_of(
    connection: &mut AnyConnection,
    ids: BTreeSet<Id>,
) -> Result<HashMap<Id, String>, Broken> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Id, String)> = applications::table
        .filter(applications::id.eq_any(ids))
        .select((applications::id, applications::number))
        .load(connection)?;
    Ok(rows.into_iter().collect())
}

/// The thing that somebody names: by its id, by the number of an application, by the code of a session, by a body's
/// part of addresses.
///
/// # Errors
/// [`Broken::Query`].
pub fn object_named(connection: &mut AnyConnection, name: &str) -> Result<Option<Id>, Broken> {
    if let Some(id) = Id::parse(name) {
        return Ok(Some(id));
    }
    let number = name.to_uppercase();
    let application = applications::table
        .filter(applications::number.eq(&number))
        .select(applications::id)
        .first(connection)
        .optional()?;
    if application.is_some() {
        return Ok(application);
    }
    let session = sessions::table
        .filter(sessions::code.eq(&number))
        .select(sessions::id)
        .get_result(connection)
        .optional()?;
    if session.is_some() {
        return Ok(session);
    }
    Ok(bodies_table::table
        .filter(bodies_table::slug.eq(name))
        .select(bodies_table::id)
        .get_result(connection)
        .optional()?)
}

/// The people whose acts a reader may ask for: those of the bodies within reach, in the order of their names.
///
/// # Errors
/// [`Broken::Query`].
pub fn people_within(
    connection: &mut AnyConnection,
    reach: &Reach,
) -> Result<Vec<(Id, String)>, Broken> {
    let mut query = staff::table
        .order((staff::name, staff::id))
        .select((staff::id, staff::name))
        .into_boxed();
    if let Reach::Only(bodies) = reach {
        let of_bodies = staff_roles::table
            .filter(staff_roles::body_id.eq_any(bodies.clone()))
            .select(staff_roles::staff_id);
        query = query.filter(staff::id.eq_any(of_bodies));
    }
    Ok(query.load(connection)?)
}

/// The bodies within reach, by what they are called today, in Kazakh alphabetical order.
///
/// # Errors
/// [`Broken::Query`].
pub fn bodies_within(
    connection: &mut AnyConnection,
    reach: &Reach,
    today: chrono::NaiveDate,
) -> Result<Vec<(Id, Multilingual)>, Broken> {
    let mut all = bodies::store::all(connection, None)?;
    all.retain(|body| reach.holds(body.id));
    let ids: Vec<Id> = all.iter().map(|body| body.id).collect();
    let names = bodies::store::names_of(connection, &ids)?;
    Ok(ids
        .into_iter()
        .map(|body| (body, names.on(body, today)))
        .collect())
}
