//! What became of the sessions and people of an emergency.

use diesel::dsl::{count_star, max, min, sql};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Text};

use super::letters::of_each_person;
use super::switching::people;
use crate::applications::store::reach::Way;
use crate::database::schema::{
    applications, emergency_calls, emergency_sessions, outbox, sessions,
};
use crate::database::{AnyConnection, Broken, Id, Instant, Work};
use crate::law::application_course::ApplicationState;
use crate::news::Audience;
use crate::outbox::record::LetterState;
use crate::sessions::emergency::Covered;
use crate::sessions::record::Session;
use crate::web::desk::Reach;

/// The sessions that an emergency covers, with what became of each, in the order of their starts; of these bodies.
///
/// # Errors
/// [`Broken::Query`], as all here.
pub fn covered(
    connection: &mut AnyConnection,
    emergency: Id,
    reach: &Reach,
) -> Result<Vec<(Covered, Session)>, Broken> {
    let mut query = emergency_sessions::table
        .inner_join(sessions::table)
        .filter(emergency_sessions::emergency_id.eq(emergency))
        .order((sessions::starts_at, sessions::id))
        .select((Covered::as_select(), Session::as_select()))
        .into_boxed();
    if let Reach::Only(bodies) = reach {
        query = query.filter(sessions::body_id.eq_any(bodies.clone()));
    }
    Ok(query.load(connection)?)
}

/// Letters of a session that have come equally far.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Letters {
    /// About which session.
    pub session_id: Option<Id>,
    /// How far.
    pub state: LetterState,
    /// How many.
    pub count: i64,
    /// When the first of them was finished.
    pub first: Option<Instant>,
    /// When the last was.
    pub last: Option<Instant>,
}

/// How far the letters about an emergency to an audience have come, by session and state.
///
/// # Errors
/// [`Broken::Query`].
pub fn letters(
    connection: &mut AnyConnection,
    emergency: Id,
    audience: Audience,
) -> Result<Vec<Letters>, Broken> {
    Ok(outbox::table
        .filter(sql::<Bool>(&of_each_person(emergency, audience)))
        .group_by((outbox::session_id, outbox::state))
        .select((
            outbox::session_id,
            outbox::state,
            count_star(),
            min(outbox::finished_at),
            max(outbox::finished_at),
        ))
        .load(connection)?)
}

/// People of a session whom no letter reached, by their way.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Calls {
    /// Of which session.
    pub session_id: Id,
    /// By which way.
    pub way: Way,
    /// How many.
    pub count: i64,
    /// How many of them were telephoned.
    pub telephoned: i64,
    /// When the first was.
    pub first: Option<Instant>,
    /// When the last was.
    pub last: Option<Instant>,
}

/// Whoever withdrew before anybody telephoned needs to hear nothing any more.
macro_rules! still_to_be_told {
    () => {
        applications::state
            .ne(ApplicationState::Withdrawn)
            .or(emergency_calls::telephoned_at.is_not_null())
    };
}

pub(super) use still_to_be_told;

/// Those whom no letter about an emergency reached, by session and way.
///
/// # Errors
/// [`Broken::Query`].
pub fn calls(connection: &mut AnyConnection, emergency: Id) -> Result<Vec<Calls>, Broken> {
    Ok(emergency_calls::table
        .inner_join(applications::table)
        .filter(emergency_calls::emergency_id.eq(emergency))
        .filter(still_to_be_told!())
        .group_by((emergency_calls::session_id, emergency_calls::way))
        .select((
            emergency_calls::session_id,
            emergency_calls::way,
            count_star(),
            sql::<BigInt>("count(emergency_calls.telephoned_at)"),
            min(emergency_calls::telephoned_at),
            max(emergency_calls::telephoned_at),
        ))
        .load(connection)?)
}

/// Forgets whom the telephone told of an earlier covering by an emergency, of the people whom it sends to the broadcast anew:
/// what they were told of is over, and they are told again. Before [`note_without_letter`].
///
/// # Errors
/// [`Broken::Query`].
pub fn forget_told_before(work: &mut Work, emergency: Id) -> Result<(), Broken> {
    let statement = format!(
        "DELETE FROM emergency_calls WHERE emergency_id = $1 AND application_id IN (SELECT a.id {})",
        people("$1"),
    );
    diesel::sql_query(statement)
        .bind::<Text, _>(emergency)
        .execute(work.connection)?;
    Ok(())
}

/// Notes those whom no letter about an emergency can reach, in the transaction that sends them to the broadcast and
/// before the sessions themselves are sent: who of their people has no e-mail. Of sessions sent before nobody is noted,
/// since addresses are forgotten while an emergency stands.
///
/// # Errors
/// [`Broken::Query`].
pub fn note_without_letter(work: &mut Work, emergency: Id) -> Result<(), Broken> {
    let statement = format!(
        "INSERT INTO emergency_calls (emergency_id, application_id, session_id, way) \
         SELECT e.emergency_id, a.id, a.session_id, \
             CASE WHEN a.phone IS NULL THEN 'nothing' ELSE 'telephone' END \
         {} AND a.email IS NULL \
         ON CONFLICT (emergency_id, application_id) DO NOTHING",
        people("$1"),
    );
    diesel::sql_query(statement)
        .bind::<Text, _>(emergency)
        .execute(work.connection)?;
    Ok(())
}
