//! What is shown of the bodies that people serve. The slice of the bodies stands on the same floor and is not known
//! here; its tables are.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::database::schema::{bodies, body_names};
use crate::database::{AnyConnection, Broken, Id, Json};
use crate::language::Multilingual;

/// A body that people may serve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Served {
    /// Its row.
    pub id: Id,
    /// Its part of addresses.
    pub slug: String,
    /// What it is called today.
    pub name: Multilingual,
}

/// These bodies (all where none are named) in Kazakh alphabetical order, as they are called on a day.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn served_bodies(
    connection: &mut AnyConnection,
    ids: Option<&[Id]>,
    today: NaiveDate,
) -> Result<Vec<Served>, Broken> {
    let mut query = bodies::table
        .order((bodies::name_order, bodies::id))
        .select((bodies::id, bodies::slug))
        .into_boxed();
    let mut names = body_names::table
        .order((body_names::body_id, body_names::valid_from))
        .select((
            body_names::body_id,
            body_names::valid_from,
            body_names::name,
        ))
        .into_boxed();
    if let Some(ids) = ids {
        query = query.filter(bodies::id.eq_any(ids));
        names = names.filter(body_names::body_id.eq_any(ids));
    }
    let rows: Vec<(Id, String)> = query.load(connection)?;
    let mut called: HashMap<Id, Multilingual> = HashMap::new();
    for (id, valid_from, name) in names.load::<(Id, NaiveDate, Json<Multilingual>)>(connection)? {
        // In the order of time: each that counts already takes the place of the one before.
        if valid_from <= today || !called.contains_key(&id) {
            called.insert(id, name.into_inner());
        }
    }
    let served = rows.into_iter().map(|(id, slug)| {
        let name = called.remove(&id);
        let name = name.unwrap_or_else(|| Multilingual::new(&slug, &slug));
        Served { id, slug, name }
    });
    Ok(served.collect())
}

/// The body of this address.
///
/// # Errors
/// [`Broken::Query`].
pub fn served_by_slug(connection: &mut AnyConnection, slug: &str) -> Result<Option<Id>, Broken> {
    Ok(bodies::table
        .filter(bodies::slug.eq(slug))
        .select(bodies::id)
        .get_result(connection)
        .optional()?)
}
