//! What an emergency reaches, and whom.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::dsl::{exists, not, sql};
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::ROWS_AT_ONCE;
use crate::bodies::store::places;
use crate::database::schema::{applications, emergency_places, emergency_sessions, sessions};
use crate::database::{AnyConnection, Broken, Id, Instant, Json, Zone};
use crate::law::application_course::{ApplicationState, SENT_ONLINE};
use crate::law::session_course::{Access, Format, SessionStatus};
use crate::law::sittings::{self, Sitting, Span};
use crate::sessions::emergency::{Covered, Declared};

/// As much of a session as decides whether an emergency is about it.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = sessions)]
pub struct Candidate {
    /// The session.
    pub id: Id,
    /// Whose.
    pub body_id: Id,
    /// Its state.
    pub status: SessionStatus,
    /// When it begins.
    pub starts_at: Instant,
    /// When it is over.
    pub closes_at: Instant,
    /// The zone of its day.
    pub zone: Zone,
    /// Its sittings, where it breaks off and goes on later.
    pub sittings: Option<Json<Vec<Sitting>>>,
}

impl Candidate {
    fn spans(&self) -> Vec<Span> {
        let several = self.sittings.as_deref().map_or(&[][..], Vec::as_slice);
        let once = (self.starts_at.utc(), self.closes_at.utc());
        sittings::spans(several, self.zone.0, once)
    }
}

/// Open sessions in the scope and time of an emergency that are not over and that it does not cover yet, in the order
/// of their ids; also those that it covered before, if they have a hall now: they were out of its reach meanwhile. Three
/// queries.
///
/// # Errors
/// [`Broken::Query`].
pub fn within_reach(
    connection: &mut AnyConnection,
    declared: &Declared,
    now: DateTime<Utc>,
) -> Result<Vec<Candidate>, Broken> {
    let emergency = &declared.emergency;
    let covered = emergency_sessions::table
        .filter(emergency_sessions::session_id.eq(sessions::id))
        .filter(emergency_sessions::emergency_id.eq(emergency.id))
        .filter(sessions::format.eq(Format::Online));
    let public = [
        SessionStatus::Announced,
        SessionStatus::Postponed,
        SessionStatus::Live,
    ];
    let mut query = sessions::table
        .filter(sessions::status.eq_any(public))
        .filter(sessions::access.eq(Access::Open))
        .filter(sessions::closes_at.gt(Instant::from(now)))
        .filter(sessions::closes_at.gt(emergency.from_at))
        .filter(not(exists(covered)))
        .order(sessions::id)
        .select(Candidate::as_select())
        .into_boxed();
    if let Some(until) = emergency.until_at {
        query = query.filter(sessions::starts_at.lt(until));
    }
    if let Some(body) = emergency.body_id {
        query = query.filter(sessions::body_id.eq(body));
    }
    let mut found: Vec<Candidate> = query.load(connection)?;
    if found.is_empty() {
        return Ok(found);
    }
    let places = places(connection)?;
    found.retain(|one| {
        let region = places.region_of(one.body_id);
        declared.covers_time_of(one.body_id, &one.spans(), region)
    });
    Ok(found)
}

/// The people of a session whom an emergency sends to the broadcast.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct People {
    /// All of them.
    pub all: i64,
    /// Of them, those who get a letter.
    pub by_letter: i64,
    /// Of them, those who can be telephoned only.
    pub by_telephone: i64,
}

impl People {
    /// Those who left no contact.
    #[must_use]
    pub fn unreachable(self) -> i64 {
        self.all - self.by_letter - self.by_telephone
    }
}

/// The people of these sessions; one query for a thousand sessions.
///
/// # Errors
/// [`Broken::Query`].
pub fn people_of(
    connection: &mut AnyConnection,
    sessions: &[Id],
) -> Result<HashMap<Id, People>, Broken> {
    let mut found = HashMap::new();
    for some in sessions.chunks(ROWS_AT_ONCE) {
        let rows: Vec<(Id, i64, i64, i64)> = applications::table
            .filter(applications::session_id.eq_any(some))
            .filter(applications::state.eq_any(SENT_ONLINE))
            .group_by(applications::session_id)
            .select((
                applications::session_id,
                sql::<BigInt>("count(*)"),
                sql::<BigInt>("count(email)"),
                sql::<BigInt>("count(CASE WHEN email IS NULL THEN phone END)"),
            ))
            .load(connection)?;
        found.extend(rows.into_iter().map(|(id, all, by_letter, by_telephone)| {
            let people = People {
                all,
                by_letter,
                by_telephone,
            };
            (id, people)
        }));
    }
    Ok(found)
}

/// What an emergency did to sessions: those it switched, and those that it covers besides; and to how many people.
///
/// # Errors
/// [`Broken::Query`].
pub fn covered_by(connection: &mut AnyConnection, emergency: Id) -> Result<Vec<Covered>, Broken> {
    Ok(emergency_sessions::table
        .filter(emergency_sessions::emergency_id.eq(emergency))
        .order(emergency_sessions::session_id)
        .select(Covered::as_select())
        .load(connection)?)
}

/// The sessions of these that were switched and have not had their hall again.
///
/// # Errors
/// [`Broken::Query`].
pub fn switched_of(
    connection: &mut AnyConnection,
    sessions: &[Id],
) -> Result<Vec<Covered>, Broken> {
    let mut found = Vec::new();
    for some in sessions.chunks(ROWS_AT_ONCE) {
        let rows: Vec<Covered> = emergency_sessions::table
            .filter(emergency_sessions::session_id.eq_any(some))
            .filter(emergency_sessions::former_format.is_not_null())
            .filter(emergency_sessions::restored_at.is_null())
            .order(emergency_sessions::session_id)
            .select(Covered::as_select())
            .load(connection)?;
        found.extend(rows);
    }
    Ok(found)
}

/// Applicants of these sessions who were let in before the session began.
///
/// # Errors
/// [`Broken::Query`].
pub fn inside(connection: &mut AnyConnection, sessions: &[Id]) -> Result<Vec<Inside>, Broken> {
    let mut found = Vec::new();
    for some in sessions.chunks(ROWS_AT_ONCE) {
        let rows: Vec<Inside> = applications::table
            .inner_join(sessions::table)
            .filter(applications::session_id.eq_any(some))
            .filter(applications::state.eq(ApplicationState::Attended))
            .order(applications::id)
            .select((
                applications::id,
                applications::number,
                sessions::id,
                sessions::body_id,
            ))
            .load(connection)?;
        found.extend(rows);
    }
    Ok(found)
}

/// Somebody who was let in.
#[derive(Debug, Clone, Queryable)]
pub struct Inside {
    /// The application.
    pub application: Id,
    /// Its registration number.
    pub number: String,
    /// To which session.
    pub session: Id,
    /// Whose session.
    pub body: Id,
}

/// The state to which somebody whom an emergency sent to the broadcast would go back.
///
/// # Errors
/// [`Broken::Query`].
pub fn former_state(
    connection: &mut AnyConnection,
    session: Id,
    application: Id,
) -> Result<Option<ApplicationState>, Broken> {
    Ok(emergency_places::table
        .find((session, application))
        .select(emergency_places::state)
        .get_result(connection)
        .optional()?)
}
