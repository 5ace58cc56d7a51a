//! All queries on bodies.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::record::{Body, BodyName};
use crate::database::schema::{bodies, body_names};
use crate::database::{AnyConnection, Broken, Id, Instant, Json};
use crate::language::Multilingual;

/// The body of this address.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn by_slug(connection: &mut AnyConnection, slug: &str) -> Result<Option<Body>, Broken> {
    Ok(bodies::table
        .filter(bodies::slug.eq(slug))
        .select(Body::as_select())
        .get_result(connection)
        .optional()?)
}

/// One body.
///
/// # Errors
/// [`Broken::Query`].
pub fn by_id(connection: &mut AnyConnection, id: Id) -> Result<Option<Body>, Broken> {
    Ok(bodies::table
        .find(id)
        .select(Body::as_select())
        .get_result(connection)
        .optional()?)
}

/// Whether there is any body at all.
///
/// # Errors
/// [`Broken::Query`].
pub fn any(connection: &mut AnyConnection) -> Result<bool, Broken> {
    Ok(
        diesel::select(diesel::dsl::exists(bodies::table.select(bodies::id)))
            .get_result(connection)?,
    )
}

/// These bodies, by id.
///
/// # Errors
/// [`Broken::Query`].
pub fn by_ids(connection: &mut AnyConnection, ids: &[Id]) -> Result<HashMap<Id, Body>, Broken> {
    let rows = bodies::table
        .filter(bodies::id.eq_any(ids))
        .select(Body::as_select())
        .load(connection)?;
    Ok(rows.into_iter().map(|body| (body.id, body)).collect())
}

/// Bodies in Kazakh alphabetical order, of one region where asked.
///
/// # Errors
/// [`Broken::Query`].
pub fn all(connection: &mut AnyConnection, region: Option<&str>) -> Result<Vec<Body>, Broken> {
    let mut query = bodies::table
        .order((bodies::name_order, bodies::id))
        .select(Body::as_select())
        .into_boxed();
    if let Some(region) = region {
        query = query.filter(bodies::region.eq(region.to_owned()));
    }
    Ok(query.load(connection)?)
}

/// The next bodies in Kazakh alphabetical order, of one region where asked; whether there are more is told by one
/// beyond the limit.
///
/// # Errors
/// [`Broken::Query`].
pub fn next(
    connection: &mut AnyConnection,
    region: Option<&str>,
    after: Option<&Body>,
    limit: usize,
) -> Result<Vec<Body>, Broken> {
    let mut query = bodies::table
        .order((bodies::name_order, bodies::id))
        .limit(i64::try_from(limit).unwrap_or(i64::MAX))
        .select(Body::as_select())
        .into_boxed();
    if let Some(region) = region {
        query = query.filter(bodies::region.eq(region.to_owned()));
    }
    if let Some(Body { name_order, id, .. }) = after {
        let same = bodies::name_order.eq(name_order.clone());
        let later = bodies::name_order.gt(name_order.clone());
        query = query.filter(later.or(same.and(bodies::id.gt(*id))));
    }
    Ok(query.load(connection)?)
}

/// The body that this one belongs to and those that belong to it, in alphabetical order.
///
/// # Errors
/// [`Broken::Query`].
pub fn related(connection: &mut AnyConnection, body: &Body) -> Result<Vec<Body>, Broken> {
    Ok(bodies::table
        .filter(
            bodies::parent_id
                .eq(body.id)
                .or(bodies::id.nullable().eq(body.parent_id)),
        )
        .order((bodies::name_order, bodies::id))
        .select(Body::as_select())
        .load(connection)?)
}

/// When any body was last changed.
///
/// # Errors
/// [`Broken::Query`].
pub fn last_change(connection: &mut AnyConnection) -> Result<Option<Instant>, Broken> {
    Ok(bodies::table
        .select(diesel::dsl::max(bodies::updated_at))
        .get_result(connection)?)
}

/// The bodies of a region, and those that belong to them and name no region of their own: a body without one is
/// where the body is that it belongs to. In no order.
///
/// # Errors
/// [`Broken::Query`].
pub fn within_region(connection: &mut AnyConnection, kato: &str) -> Result<Vec<Id>, Broken> {
    let places = places(connection)?;
    let there = places.0.keys().copied();
    Ok(there
        .filter(|id| places.region_of(*id) == Some(kato))
        .collect())
}

/// Where all bodies are.
///
/// # Errors
/// [`Broken::Query`].
pub fn places(connection: &mut AnyConnection) -> Result<Places, Broken> {
    type Place = (Id, Option<Id>, Option<String>);
    let all: Vec<Place> = bodies::table
        .select((bodies::id, bodies::parent_id, bodies::region))
        .load(connection)?;
    let places = all
        .into_iter()
        .map(|(id, parent, region)| (id, (parent, region)));
    Ok(Places(places.collect()))
}

/// Of each body: the one above it, and its own region.
#[derive(Debug, Clone, Default)]
pub struct Places(HashMap<Id, (Option<Id>, Option<String>)>);

impl Places {
    /// The region of a body: its own, else that of the nearest body above which has one.
    #[must_use]
    pub fn region_of(&self, body: Id) -> Option<&str> {
        let mut here = Some(body);
        // No chain is longer than there are bodies, even were it a ring.
        for _ in 0..self.0.len() {
            match here.and_then(|id| self.0.get(&id)) {
                Some((_, Some(region))) => return Some(region),
                Some((parent, None)) => here = *parent,
                None => return None,
            }
        }
        None
    }
}

/// All names of these bodies, oldest first.
///
/// # Errors
/// [`Broken::Query`].
pub fn names_of(connection: &mut AnyConnection, ids: &[Id]) -> Result<Names, Broken> {
    let rows = body_names::table
        .filter(body_names::body_id.eq_any(ids))
        .order((body_names::body_id, body_names::valid_from))
        .select(BodyName::as_select())
        .load(connection)?;
    let mut names = Names::default();
    for row in rows {
        names.0.entry(row.body_id).or_default().push(row);
    }
    Ok(names)
}

/// Names of bodies through time.
#[derive(Debug, Clone, Default)]
pub struct Names(HashMap<Id, Vec<BodyName>>);

impl Names {
    /// The name valid on a day; before the first one, the first.
    #[must_use]
    pub fn on(&self, body: Id, day: NaiveDate) -> Multilingual {
        let names = self.0.get(&body).map(Vec::as_slice).unwrap_or_default();
        let valid = names
            .iter()
            .rev()
            .find(|name| name.valid_from <= day)
            .or_else(|| names.first());
        valid.map_or_else(|| Multilingual::new("", ""), |name| (*name.name).clone())
    }

    /// Every name of a body, oldest first.
    #[must_use]
    pub fn history(&self, body: Id) -> &[BodyName] {
        self.0.get(&body).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Enters a body.
///
/// # Errors
/// [`Broken::Query`].
pub fn insert(connection: &mut AnyConnection, body: &Body) -> Result<(), Broken> {
    diesel::insert_into(bodies::table)
        .values(body)
        .execute(connection)?;
    Ok(())
}

/// Writes a body's fields over.
///
/// # Errors
/// [`Broken::Query`].
pub fn update(connection: &mut AnyConnection, body: &Body) -> Result<(), Broken> {
    diesel::update(bodies::table.find(body.id))
        .set(body)
        .execute(connection)?;
    Ok(())
}

/// Enters a name from a day on; the name entered for the same day before gives way.
///
/// # Errors
/// [`Broken::Query`].
pub fn name_from(
    connection: &mut AnyConnection,
    body: Id,
    day: NaiveDate,
    name: &Multilingual,
) -> Result<(), Broken> {
    diesel::delete(body_names::table.find((body, day))).execute(connection)?;
    let row = BodyName {
        body_id: body,
        valid_from: day,
        name: Json::from(name.clone()),
    };
    diesel::insert_into(body_names::table)
        .values(&row)
        .execute(connection)?;
    Ok(())
}

/// Takes away the name that begins on a day.
///
/// # Errors
/// [`Broken::Query`].
pub fn remove_name(connection: &mut AnyConnection, body: Id, day: NaiveDate) -> Result<(), Broken> {
    diesel::delete(body_names::table.find((body, day))).execute(connection)?;
    Ok(())
}
