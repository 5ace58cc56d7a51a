//! Who has no e-mail and is to be telephoned.

use std::collections::BTreeMap;

use diesel::prelude::*;
use diesel::upsert::excluded;

use super::reach::Way;
use crate::database::schema::{calls, emergency_calls, emergency_sessions, outbox, telephoned};
use crate::database::{AnyConnection, Broken, Id, Instant, Later, both};
use crate::news::letters::APPLICANT_EMERGENCY;

/// Somebody to be telephoned.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = calls, treat_none_as_default_value = false)]
pub struct Call {
    /// Who.
    pub application_id: Id,
    /// Another one whenever there is something new to tell.
    pub id: Id,
    /// About which session.
    pub session_id: Id,
    /// The letter that would have told it.
    pub kind: String,
    /// Since when.
    pub since: Instant,
}

impl Later for Call {
    fn write(rows: &[Self], connection: &mut AnyConnection) -> Result<(), Broken> {
        // One statement changes no row twice: of several things to tell one person the last one stays.
        let last: BTreeMap<Id, &Self> = rows.iter().map(|row| (row.application_id, row)).collect();
        let last: Vec<&Self> = last.into_values().collect();
        both!(connection, own => diesel::insert_into(calls::table)
            .values(last)
            .on_conflict(calls::application_id)
            .do_update()
            .set((
                calls::id.eq(excluded(calls::id)),
                calls::kind.eq(excluded(calls::kind)),
                calls::since.eq(excluded(calls::since)),
            ))
            .execute(own))?;
        Ok(())
    }
}

/// Notes for the report of an emergency that somebody telephoned about this item (a call, or a letter that did not
/// arrive): whoever was to hear of an emergency has heard of it then. It stays when the item goes.
///
/// # Errors
/// [`Broken::Query`], as all here.
pub fn told_of_emergency(
    connection: &mut AnyConnection,
    item: Id,
    at: Instant,
) -> Result<(), Broken> {
    if let Some((emergency, session, application)) = letter_of_emergency(connection, item)? {
        let row = (
            emergency_calls::emergency_id.eq(emergency),
            emergency_calls::application_id.eq(application),
            emergency_calls::session_id.eq(session),
            emergency_calls::way.eq(Way::Letter),
            emergency_calls::telephoned_at.eq(Some(at)),
        );
        both!(connection, own => diesel::insert_into(emergency_calls::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(own))?;
        return Ok(());
    }
    let whose = calls::table
        .filter(calls::id.eq(item))
        .select(calls::application_id);
    let open = emergency_calls::table
        .filter(emergency_calls::application_id.eq_any(whose))
        .filter(emergency_calls::telephoned_at.is_null());
    diesel::update(open)
        .set(emergency_calls::telephoned_at.eq(Some(at)))
        .execute(connection)?;
    Ok(())
}

/// Takes that back, before the note of the call itself is taken back.
///
/// # Errors
/// [`Broken::Query`].
pub fn not_told_of_emergency(connection: &mut AnyConnection, item: Id) -> Result<(), Broken> {
    if let Some((emergency, _, application)) = letter_of_emergency(connection, item)? {
        let told = emergency_calls::table.find((emergency, application));
        diesel::delete(told.filter(emergency_calls::way.eq(Way::Letter))).execute(connection)?;
        return Ok(());
    }
    let at: Option<Instant> = telephoned::table
        .find(item)
        .select(telephoned::at)
        .get_result(connection)
        .optional()?;
    let whose = calls::table
        .filter(calls::id.eq(item))
        .select(calls::application_id);
    let told = emergency_calls::table
        .filter(emergency_calls::application_id.eq_any(whose))
        .filter(emergency_calls::telephoned_at.eq(at));
    diesel::update(told)
        .set(emergency_calls::telephoned_at.eq(None::<Instant>))
        .execute(connection)?;
    Ok(())
}

/// Of which emergency, session and application a letter about an emergency is: its once-key names the news and the
/// application.
fn letter_of_emergency(
    connection: &mut AnyConnection,
    item: Id,
) -> Result<Option<(Id, Id, Id)>, Broken> {
    let key: Option<String> = outbox::table
        .filter(outbox::id.eq(item))
        .filter(outbox::kind.eq(APPLICANT_EMERGENCY))
        .select(outbox::once_key)
        .get_result(connection)
        .optional()?;
    let named = key.as_deref().and_then(|key| {
        let (news, application) = key.strip_prefix("applicants:")?.split_once(':')?;
        Some((Id::parse(news)?, Id::parse(application)?))
    });
    let Some((news, application)) = named else {
        return Ok(None);
    };
    let covered: Option<(Id, Id)> = emergency_sessions::table
        .filter(emergency_sessions::news_id.eq(Some(news)))
        .select((
            emergency_sessions::emergency_id,
            emergency_sessions::session_id,
        ))
        .get_result(connection)
        .optional()?;
    Ok(covered.map(|(emergency, session)| (emergency, session, application)))
}
