//! How those who are to hear of a change of their session can be reached.

use diesel::prelude::*;

use crate::database::schema::applications;
use crate::database::{AnyConnection, Broken, Id, text_column};
use crate::law::application_course::ApplicationState;
use crate::law::text_enum::text_enum;

text_enum! {
    /// The best way there is to tell an applicant something.
    pub enum Way {
        /// By letter: there is an e-mail address.
        Letter = "letter",
        /// By telephone alone.
        Telephone = "telephone",
        /// None: the application lacks a contact.
        Nothing = "nothing",
    }
}

text_column!(Way);

/// How many can be reached by each way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reached {
    /// Those who get a letter.
    pub by_letter: i64,
    /// Those whom somebody has to telephone.
    pub by_telephone: i64,
    /// Those who left no contact.
    pub by_nothing: i64,
}

/// The states of those who are told when their session changes.
pub(super) fn told() -> Vec<ApplicationState> {
    let all = ApplicationState::ALL.iter().copied();
    all.filter(|state| state.hears_of_changes()).collect()
}

/// Counts them. Three queries.
///
/// # Errors
/// [`Broken::Query`].
pub fn reached(connection: &mut AnyConnection, session: Id) -> Result<Reached, Broken> {
    let told = applications::table
        .filter(applications::session_id.eq(session))
        .filter(applications::state.eq_any(told()));
    let without_email = told.clone().filter(applications::email.is_null());
    Ok(Reached {
        by_letter: told
            .filter(applications::email.is_not_null())
            .count()
            .get_result(connection)?,
        by_telephone: without_email
            .clone()
            .filter(applications::phone.is_not_null())
            .count()
            .get_result(connection)?,
        by_nothing: without_email
            .filter(applications::phone.is_null())
            .count()
            .get_result(connection)?,
    })
}
