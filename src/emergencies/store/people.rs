//! Who was told of an emergency, one by one: for whoever may see applicants.

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::letters::{not_telephoned, of_each_person};
use super::report::still_to_be_told;
use crate::applications::store::reach::Way;
use crate::database::schema::{
    applications, emergency_calls, emergency_sessions, outbox, sessions,
};
use crate::database::{AnyConnection, Broken, Id, Instant};
use crate::law::application_course::ApplicationState;
use crate::news::Audience;
use crate::outbox::record::LetterState;
use crate::web::desk::Reach;

/// A letter about an emergency.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Sent {
    /// Names the applicant.
    pub once_key: String,
    /// How far it has come.
    pub state: LetterState,
    /// When it was finished.
    pub finished_at: Option<Instant>,
}

/// Somebody whom no letter reached.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Called {
    /// Who.
    pub application_id: Id,
    /// By which way.
    pub way: Way,
    /// When somebody telephoned.
    pub telephoned_at: Option<Instant>,
}

/// An applicant as the report names one; the name goes with all personal data.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Applicant {
    /// Who.
    pub id: Id,
    /// For which session.
    pub session_id: Id,
    /// The number of the application.
    pub number: String,
    /// As it stands in the application.
    pub surname: Option<String>,
    /// As it stands in the application.
    pub given_name: Option<String>,
    /// As it stands in the application.
    pub patronymic: Option<String>,
    /// To be telephoned.
    pub phone: Option<String>,
}

impl Applicant {
    /// The whole name; `None` where it was destroyed.
    #[must_use]
    pub fn name(&self) -> Option<String> {
        let parts = [&self.surname, &self.given_name, &self.patronymic];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }
}

/// The letters about an emergency to applicants of these bodies; those alone that were lost and
/// made up for by nobody, at most so many, where a limit is given.
///
/// # Errors
/// [`Broken::Query`], as all here.
pub fn sent(
    connection: &mut AnyConnection,
    emergency: Id,
    reach: &Reach,
    lost: Option<i64>,
) -> Result<Vec<Sent>, Broken> {
    let of_each_person = of_each_person(emergency, Audience::Applicants);
    let mut query = outbox::table
        .inner_join(sessions::table)
        .filter(sql::<Bool>(&of_each_person))
        .order((sessions::starts_at, outbox::id))
        .select((outbox::once_key, outbox::state, outbox::finished_at))
        .into_boxed();
    if let Reach::Only(bodies) = reach {
        query = query.filter(sessions::body_id.eq_any(bodies.clone()));
    }
    if let Some(most) = lost {
        let lost = outbox::state.eq_any(LetterState::LOST);
        let lost = lost.and(sql::<Bool>(&not_telephoned(emergency)));
        query = query.filter(lost).limit(most);
    }
    Ok(query.load(connection)?)
}

/// Those of these bodies whom no letter about an emergency reached; those who were not telephoned alone, at most so
/// many, where a limit is given.
///
/// # Errors
/// [`Broken::Query`].
pub fn called(
    connection: &mut AnyConnection,
    emergency: Id,
    reach: &Reach,
    not_yet: Option<i64>,
) -> Result<Vec<Called>, Broken> {
    let mut query = emergency_calls::table
        .inner_join(sessions::table)
        .inner_join(applications::table)
        .filter(emergency_calls::emergency_id.eq(emergency))
        .filter(still_to_be_told!())
        .order((sessions::starts_at, sessions::id, applications::ordinal))
        .select((
            emergency_calls::application_id,
            emergency_calls::way,
            emergency_calls::telephoned_at,
        ))
        .into_boxed();
    if let Reach::Only(bodies) = reach {
        query = query.filter(sessions::body_id.eq_any(bodies.clone()));
    }
    if let Some(most) = not_yet {
        let not_yet = emergency_calls::telephoned_at.is_null();
        query = query.filter(not_yet).limit(most);
    }
    Ok(query.load(connection)?)
}

macro_rules! applicant {
    () => {
        (
            applications::id,
            applications::session_id,
            applications::number,
            applications::surname,
            applications::given_name,
            applications::patronymic,
            applications::phone,
        )
    };
}

/// Some applicants, in the order of their sessions and of their receipt.
///
/// # Errors
/// [`Broken::Query`].
pub fn applicants(connection: &mut AnyConnection, ids: &[Id]) -> Result<Vec<Applicant>, Broken> {
    Ok(applications::table
        .inner_join(sessions::table)
        .filter(applications::id.eq_any(ids))
        .order((sessions::starts_at, sessions::id, applications::ordinal))
        .select(applicant!())
        .load(connection)?)
}

/// All applicants of these bodies to sessions that an emergency covers.
///
/// # Errors
/// [`Broken::Query`].
pub fn all_applicants(
    connection: &mut AnyConnection,
    emergency: Id,
    reach: &Reach,
) -> Result<Vec<Applicant>, Broken> {
    let mut query = applications::table
        .inner_join(sessions::table)
        .inner_join(
            emergency_sessions::table
                .on(applications::session_id.eq(emergency_sessions::session_id)),
        )
        .filter(emergency_sessions::emergency_id.eq(emergency))
        .order((sessions::starts_at, sessions::id, applications::ordinal))
        .select(applicant!())
        .into_boxed();
    if let Reach::Only(bodies) = reach {
        query = query.filter(sessions::body_id.eq_any(bodies.clone()));
    }
    Ok(query.load(connection)?)
}
