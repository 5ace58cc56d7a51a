//! The queries of today's page beside `sessions::store::{drafts, coming, held}`, which know what is due.

use std::collections::HashMap;

use diesel::dsl::{count_star, exists, not};
use diesel::prelude::*;

use crate::database::schema::{applications, calls, outbox, telephoned};
use crate::database::{AnyConnection, Broken, Id};
use crate::law::application_course::ApplicationState;
use crate::news::letters::APPLICANT_EMERGENCY;
use crate::outbox::record::{Channel, LetterState};
use crate::subscriptions::LETTERS as TO_SUBSCRIBERS;

/// How many applications of these sessions are in these states, by session and state.
///
/// # Errors
/// [`Broken::Query`].
pub fn applications_in(
    connection: &mut AnyConnection,
    ids: &[Id],
    states: &[ApplicationState],
) -> Result<HashMap<(Id, ApplicationState), i64>, Broken> {
    let rows: Vec<(Id, ApplicationState, i64)> = applications::table
        .filter(applications::session_id.eq_any(ids))
        .filter(applications::state.eq_any(states))
        .group_by((applications::session_id, applications::state))
        .select((applications::session_id, applications::state, count_star()))
        .load(connection)?;
    Ok(rows
        .into_iter()
        .map(|(session, state, count)| ((session, state), count))
        .collect())
}

/// How many letters about these sessions will not arrive, and nobody has telephoned yet.
///
/// # Errors
/// [`Broken::Query`].
pub fn letters_lost(
    connection: &mut AnyConnection,
    ids: &[Id],
) -> Result<HashMap<Id, i64>, Broken> {
    let about = ids.iter().copied().map(Some);
    let done = telephoned::table.filter(telephoned::item.eq(outbox::id));
    let rows: Vec<(Option<Id>, i64)> = outbox::table
        .filter(outbox::session_id.eq_any(about))
        .filter(outbox::channel.eq(Channel::Mail))
        .filter(outbox::kind.not_like(format!("{TO_SUBSCRIBERS}%")))
        .filter(outbox::state.eq_any(LetterState::LOST))
        .filter(not(exists(done)))
        .group_by(outbox::session_id)
        .select((outbox::session_id, count_star()))
        .load(connection)?;
    Ok(rows
        .into_iter()
        .filter_map(|(session, count)| Some((session?, count)))
        .collect())
}

/// How many applicants of these sessions have no e-mail and were not telephoned since there is something to tell: of an
/// emergency, or of anything else.
///
/// # Errors
/// [`Broken::Query`].
pub fn calls_due(
    connection: &mut AnyConnection,
    ids: &[Id],
    of_emergency: bool,
) -> Result<HashMap<Id, i64>, Broken> {
    let done = telephoned::table.filter(telephoned::item.eq(calls::id));
    let query = calls::table
        .inner_join(applications::table)
        .filter(calls::session_id.eq_any(ids))
        .filter(applications::surname.is_not_null())
        .filter(applications::email.is_null())
        .filter(not(exists(done)))
        .group_by(calls::session_id)
        .select((calls::session_id, count_star()))
        .into_boxed();
    let query = if of_emergency {
        query.filter(calls::kind.eq(APPLICANT_EMERGENCY))
    } else {
        query.filter(calls::kind.ne(APPLICANT_EMERGENCY))
    };
    let rows: Vec<(Id, i64)> = query.load(connection)?;
    Ok(rows.into_iter().collect())
}
