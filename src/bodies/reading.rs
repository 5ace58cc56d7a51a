//! Bodies as pages show them, read in one go.

use chrono::NaiveDate;

use super::record::{Body, BodyName};
use super::store;
use crate::database::{AnyConnection, Broken, Id};
use crate::language::Multilingual;

/// A body and its name on a day.
#[derive(Debug, Clone)]
pub struct Named {
    /// The body.
    pub body: Body,
    /// Its name on the day that was asked for.
    pub name: Multilingual,
}

/// All bodies in Kazakh alphabetical order. Two queries.
///
/// # Errors
/// [`Broken::Query`], as all here.
pub fn all(connection: &mut AnyConnection, day: NaiveDate) -> Result<Vec<Named>, Broken> {
    let bodies = store::all(connection, None)?;
    named(connection, bodies, day)
}

fn named(
    connection: &mut AnyConnection,
    bodies: Vec<Body>,
    day: NaiveDate,
) -> Result<Vec<Named>, Broken> {
    let ids: Vec<Id> = bodies.iter().map(|body| body.id).collect();
    let names = store::names_of(connection, &ids)?;
    let with_names = bodies.into_iter().map(|body| Named {
        name: names.on(body.id, day),
        body,
    });
    Ok(with_names.collect())
}

/// Everything that is shown of one body beside its sessions.
#[derive(Debug, Clone)]
pub struct Portrait {
    /// The body.
    pub body: Body,
    /// Its name on the day that was asked for.
    pub name: Multilingual,
    /// All its names, oldest first.
    pub names: Vec<BodyName>,
    /// The body that it belongs to.
    pub parent: Option<Named>,
    /// The bodies that belong to it, in alphabetical order.
    pub parts: Vec<Named>,
}

/// The body of an address; `None` where there is none. Four queries.
///
/// # Errors
/// [`Broken::Query`].
pub fn portrait(
    connection: &mut AnyConnection,
    slug: &str,
    day: NaiveDate,
) -> Result<Option<Portrait>, Broken> {
    let Some(body) = store::by_slug(connection, slug)? else {
        return Ok(None);
    };
    let related = store::related(connection, &body)?;
    let (parent, parts): (Vec<Named>, Vec<Named>) = named(connection, related, day)?
        .into_iter()
        .partition(|other| Some(other.body.id) == body.parent_id);
    let names = store::names_of(connection, &[body.id])?;
    Ok(Some(Portrait {
        name: names.on(body.id, day),
        names: names.history(body.id).to_vec(),
        parent: parent.into_iter().next(),
        parts,
        body,
    }))
}
