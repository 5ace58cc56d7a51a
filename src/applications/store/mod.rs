//! All queries on applications; `queue` is what the page of the desk shows, `desk` what acts of the desk ask,
//! `closing` how places are taken and given back with a session that is closed, `keeping` how personal data goes, `reach` how people can be told, `reminding` who is to be reminded, `calling` who is
//! to be telephoned.

pub mod calling;
pub mod closing;
pub mod desk;
pub mod keeping;
pub mod queue;
pub mod reach;
pub mod reminding;

use chrono::{DateTime, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};

use super::record::{Application, Hall};
use super::refusal::Refusal;
use crate::database::schema::{applications, consent_texts};
use crate::database::{AnyConnection, Broken, Id, Instant, both};
use crate::language::Language;
use crate::law::application_course::ApplicationState;

/// The application that came with this key of its request.
///
/// # Errors
/// [`Broken::Query`], as all queries here.
pub fn by_request_key(
    connection: &mut AnyConnection,
    session: Id,
    key: &str,
) -> Result<Option<Application>, Broken> {
    Ok(applications::table
        .filter(applications::session_id.eq(session))
        .filter(applications::request_key.eq(key))
        .select(Application::as_select())
        .get_result(connection)
        .optional()?)
}

/// Whether this person has applied. Each contact is asked for by itself: an OR over both is answered by walking
/// through all applications of the session.
///
/// # Errors
/// [`Broken::Query`].
pub fn is_known(
    connection: &mut AnyConnection,
    session: Id,
    same_email: Option<&str>,
    same_phone: Option<&str>,
) -> Result<bool, Broken> {
    let of_session = applications::table.filter(applications::session_id.eq(session));
    if let Some(email) = same_email {
        let same = of_session.filter(applications::same_email.eq(email));
        if diesel::select(exists(same)).get_result(connection)? {
            return Ok(true);
        }
    }
    if let Some(phone) = same_phone {
        let same = of_session.filter(applications::same_phone.eq(phone));
        if diesel::select(exists(same)).get_result(connection)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The application that this secret opens.
///
/// # Errors
/// [`Broken::Query`].
pub fn by_secret(
    connection: &mut AnyConnection,
    secret: &str,
) -> Result<Option<Application>, Broken> {
    Ok(applications::table
        .filter(applications::secret.eq(secret))
        .select(Application::as_select())
        .get_result(connection)
        .optional()?)
}

/// The application of this pass.
///
/// # Errors
/// [`Broken::Query`].
pub fn by_pass(connection: &mut AnyConnection, pass: &str) -> Result<Option<Application>, Broken> {
    Ok(applications::table
        .filter(applications::pass.eq(pass))
        .select(Application::as_select())
        .get_result(connection)
        .optional()?)
}

/// One application.
///
/// # Errors
/// [`Broken::Query`].
pub fn by_id(connection: &mut AnyConnection, id: Id) -> Result<Option<Application>, Broken> {
    Ok(applications::table
        .find(id)
        .select(Application::as_select())
        .get_result(connection)
        .optional()?)
}

/// The first in a state, in the order of their ranks.
///
/// # Errors
/// [`Broken::Query`].
pub fn first_in(
    connection: &mut AnyConnection,
    session: Id,
    state: ApplicationState,
) -> Result<Option<Application>, Broken> {
    Ok(applications::table
        .filter(applications::session_id.eq(session))
        .filter(applications::state.eq(state))
        .order((applications::rank, applications::ordinal))
        .select(Application::as_select())
        .first(connection)
        .optional()?)
}

/// Applications of a session in these states, in the order of their ranks.
///
/// # Errors
/// [`Broken::Query`].
pub fn in_states(
    connection: &mut AnyConnection,
    session: Id,
    states: &[ApplicationState],
) -> Result<Vec<Application>, Broken> {
    Ok(applications::table
        .filter(applications::session_id.eq(session))
        .filter(applications::state.eq_any(states))
        .order((applications::rank, applications::ordinal))
        .select(Application::as_select())
        .load(connection)?)
}

/// Who is to be told of what happens to a session, by letter or by telephone: applications that were neither withdrawn
/// nor refused, by their ordinals after `after`.
///
/// # Errors
/// [`Broken::Query`].
pub fn to_tell(
    connection: &mut AnyConnection,
    session: Id,
    after: i32,
    limit: i64,
) -> Result<Vec<Application>, Broken> {
    let gone = [ApplicationState::Withdrawn, ApplicationState::Refused];
    Ok(applications::table
        .filter(applications::session_id.eq(session))
        .filter(applications::ordinal.gt(after))
        .filter(applications::state.ne_all(gone))
        .order(applications::ordinal)
        .limit(limit)
        .select(Application::as_select())
        .load(connection)?)
}

/// How many wait before this one: its place in the queue is one more.
///
/// # Errors
/// [`Broken::Query`].
pub fn waiting_before(
    connection: &mut AnyConnection,
    application: &Application,
) -> Result<i64, Broken> {
    Ok(applications::table
        .filter(applications::session_id.eq(application.session_id))
        .filter(applications::state.eq(ApplicationState::Waiting))
        .filter(applications::rank.lt(application.rank))
        .count()
        .get_result(connection)?)
}

/// The lowest seat of a hall that is free below `last`: a hole left by somebody who withdrew.
///
/// # Errors
/// [`Broken::Query`].
pub fn lowest_free_seat(
    connection: &mut AnyConnection,
    session: Id,
    hall: Hall,
) -> Result<i32, Broken> {
    let seats: Vec<Option<i32>> = applications::table
        .filter(applications::session_id.eq(session))
        .filter(applications::hall.eq(hall))
        .order(applications::seat)
        .select(applications::seat)
        .load(connection)?;
    let mut free = 1;
    for seat in seats.into_iter().flatten() {
        if seat != free {
            break;
        }
        free = free.saturating_add(1);
    }
    Ok(free)
}

/// Enters an application; `false` when the person, the key or the seat is there already: then nothing was written.
///
/// # Errors
/// [`Broken::Query`].
pub fn insert(connection: &mut AnyConnection, application: &Application) -> Result<bool, Broken> {
    let entered = both!(connection, own => diesel::insert_into(applications::table)
        .values(application)
        .on_conflict_do_nothing()
        .execute(own))?;
    Ok(entered == 1)
}

/// Enters many applications at once.
///
/// # Errors
/// [`Broken::Query`].
pub fn insert_many(connection: &mut AnyConnection, many: &[Application]) -> Result<(), Broken> {
    // As many rows as fit into one statement on both engines.
    for rows in many.chunks(1000) {
        both!(connection, own => diesel::insert_into(applications::table).values(rows).execute(own))?;
    }
    Ok(())
}

/// Writes the next revision of an application over the one before, and over no other.
///
/// # Errors
/// [`Refusal::Stale`] when another revision stands, [`Refusal::AlreadyApplied`] when the person is known by another
/// application; [`Broken::Query`].
pub fn update(connection: &mut AnyConnection, application: &Application) -> Result<(), Refusal> {
    let before = applications::table
        .find(application.id)
        .filter(applications::revision.eq(application.revision.saturating_sub(1)));
    let done = diesel::update(before).set(application).execute(connection);
    match done {
        Ok(1) => Ok(()),
        Ok(_) => {
            let stands = by_id(connection, application.id)?.ok_or(Refusal::NotFound)?;
            Err(Refusal::Stale(Box::new(stands)))
        }
        Err(Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => {
            Err(Refusal::AlreadyApplied)
        }
        Err(error) => Err(error.into()),
    }
}

/// Keeps a wording of the consent under its version; one that is kept already stays as it is.
///
/// # Errors
/// [`Broken::Query`].
pub fn keep_consent(
    connection: &mut AnyConnection,
    version: &str,
    language: Language,
    wording: &str,
    now: DateTime<Utc>,
) -> Result<(), Broken> {
    let row = (
        consent_texts::version.eq(version),
        consent_texts::language.eq(language),
        consent_texts::wording.eq(wording),
        consent_texts::first_used_at.eq(Instant::from(now)),
    );
    both!(connection, own => diesel::insert_into(consent_texts::table)
        .values(row)
        .on_conflict((consent_texts::version, consent_texts::language))
        .do_nothing()
        .execute(own))?;
    Ok(())
}
