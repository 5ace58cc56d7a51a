//! What acts on letters ask, and what they write.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::database::schema::{calls, outbox, sessions, suppressions, telephoned};
use crate::database::{AnyConnection, Broken, Id, Instant, both};
use crate::outbox::record::{Channel, LetterState};

/// What may be telephoned about: its session's id and body, and the letter.
///
/// # Errors
/// [`Broken::Query`].
pub fn item(connection: &mut AnyConnection, id: Id) -> Result<Option<(Id, Id, String)>, Broken> {
    let letter = outbox::table
        .inner_join(sessions::table)
        .filter(outbox::id.eq(id))
        .filter(outbox::channel.eq(Channel::Mail))
        .filter(outbox::state.eq_any(LetterState::LOST))
        .select((sessions::id, sessions::body_id, outbox::kind))
        .get_result(connection)
        .optional()?;
    if letter.is_some() {
        return Ok(letter);
    }
    Ok(calls::table
        .inner_join(sessions::table)
        .filter(calls::id.eq(id))
        .select((sessions::id, sessions::body_id, calls::kind))
        .get_result(connection)
        .optional()?)
}

/// Notes who telephoned; `false` when somebody had before.
///
/// # Errors
/// [`Broken::Query`].
pub fn note_telephoned(
    connection: &mut AnyConnection,
    (item, session): (Id, Id),
    (member, now): (Id, DateTime<Utc>),
) -> Result<bool, Broken> {
    let row = (
        telephoned::item.eq(item),
        telephoned::session_id.eq(session),
        telephoned::staff_id.eq(member),
        telephoned::at.eq(Instant::from(now)),
    );
    let noted = both!(connection, own => diesel::insert_into(telephoned::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(own))?;
    Ok(noted == 1)
}

/// Takes back that somebody telephoned; `false` when nobody had.
///
/// # Errors
/// [`Broken::Query`].
pub fn take_telephoned_back(connection: &mut AnyConnection, item: Id) -> Result<bool, Broken> {
    Ok(diesel::delete(telephoned::table.find(item)).execute(connection)? == 1)
}

/// The session, and its body, whose letter stopped an address.
///
/// # Errors
/// [`Broken::Query`].
pub fn stopped_by(connection: &mut AnyConnection, hash: &str) -> Result<Option<(Id, Id)>, Broken> {
    Ok(suppressions::table
        .inner_join(outbox::table.on(outbox::id.eq(suppressions::letter_id)))
        .inner_join(sessions::table.on(outbox::session_id.eq(sessions::id.nullable())))
        .filter(suppressions::address_hash.eq(hash))
        .select((sessions::id, sessions::body_id))
        .get_result(connection)
        .optional()?)
}
