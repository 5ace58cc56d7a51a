//! What is said of a session's broadcast as a whole, and captions of its recording.

use diesel::prelude::*;

use crate::broadcasts::record::{BroadcastFacts, Captions};
use crate::database::schema::{broadcast_captions, broadcast_facts};
use crate::database::{AnyConnection, Broken, Id, Instant};
use crate::language::Language;

/// What is said of the broadcast of a session.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn facts_of(
    connection: &mut AnyConnection,
    session: Id,
) -> Result<Option<BroadcastFacts>, Broken> {
    Ok(broadcast_facts::table
        .find(session)
        .select(BroadcastFacts::as_select())
        .get_result(connection)
        .optional()?)
}

/// Says it, unless it was changed since `known` was read: `false`, and nothing was written then.
///
/// # Errors
/// [`Broken::Query`].
pub fn put_facts(
    connection: &mut AnyConnection,
    known: Option<&BroadcastFacts>,
    facts: &BroadcastFacts,
) -> Result<bool, Broken> {
    let written = match known {
        Some(known) => {
            let as_known = broadcast_facts::table
                .find(known.session_id)
                .filter(broadcast_facts::updated_at.eq(known.updated_at));
            diesel::update(as_known).set(facts).execute(connection)?
        }
        None => diesel::insert_into(broadcast_facts::table)
            .values(facts)
            .execute(connection)?,
    };
    Ok(written == 1)
}

/// The captions of a session's recording that stand, by language.
///
/// # Errors
/// [`Broken::Query`].
pub fn captions_of(connection: &mut AnyConnection, session: Id) -> Result<Vec<Captions>, Broken> {
    Ok(broadcast_captions::table
        .filter(broadcast_captions::session_id.eq(session))
        .filter(broadcast_captions::removed_at.is_null())
        .order(broadcast_captions::language)
        .select(Captions::as_select())
        .load(connection)?)
}

/// Captions that stand, by their id.
///
/// # Errors
/// [`Broken::Query`].
pub fn captions(connection: &mut AnyConnection, id: Id) -> Result<Option<Captions>, Broken> {
    Ok(broadcast_captions::table
        .find(id)
        .filter(broadcast_captions::removed_at.is_null())
        .select(Captions::as_select())
        .get_result(connection)
        .optional()?)
}

/// Puts captions down.
///
/// # Errors
/// [`Broken::Query`].
pub fn insert_captions(connection: &mut AnyConnection, captions: &Captions) -> Result<(), Broken> {
    diesel::insert_into(broadcast_captions::table)
        .values(captions)
        .execute(connection)?;
    Ok(())
}

/// Marks the captions of a language as taken away; `false` where there are none.
///
/// # Errors
/// [`Broken::Query`].
pub fn remove_captions(
    connection: &mut AnyConnection,
    session: Id,
    language: Language,
    at: Instant,
) -> Result<bool, Broken> {
    let standing = broadcast_captions::table
        .filter(broadcast_captions::session_id.eq(session))
        .filter(broadcast_captions::language.eq(language))
        .filter(broadcast_captions::removed_at.is_null());
    let removed = diesel::update(standing)
        .set(broadcast_captions::removed_at.eq(at))
        .execute(connection)?;
    Ok(removed == 1)
}
