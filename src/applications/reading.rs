//! What the pages and the API show of applications, read in one go.

use super::record::Application;
use super::store;
use crate::bodies;
use crate::bodies::record::Body;
use crate::database::{AnyConnection, Broken, Id};
use crate::language::Multilingual;
use crate::law::application_course::ApplicationState;
use crate::sessions;
use crate::sessions::record::{Clocks, Seating, Session};

/// A session as an applicant sees it.
pub struct Occasion {
    /// The session.
    pub session: Session,
    /// Its clocks.
    pub clocks: Clocks,
    /// Its seats.
    pub seating: Seating,
    /// Who holds it.
    pub body: Body,
    /// The body's name on the day of the session.
    pub body_name: Multilingual,
}

/// A public session with its body; `None` for a draft.
///
/// # Errors
/// [`Broken::Query`], as all here.
pub fn occasion(connection: &mut AnyConnection, id: Id) -> Result<Option<Occasion>, Broken> {
    let Some((session, clocks, seating)) = sessions::store::facts_for_applying(connection, id)?
    else {
        return Ok(None);
    };
    if !session.status.is_public() {
        return Ok(None);
    }
    let Some(body) = bodies::store::by_id(connection, session.body_id)? else {
        return Ok(None);
    };
    let body_name =
        bodies::store::names_of(connection, &[body.id])?.on(body.id, session.local_date);
    Ok(Some(Occasion {
        session,
        clocks,
        seating,
        body,
        body_name,
    }))
}

/// An application with what it is for, and its place in the queue if it waits.
pub struct Mine {
    /// The application.
    pub application: Application,
    /// What it is for.
    pub occasion: Occasion,
    /// From 1, while it waits.
    pub queue_place: Option<i64>,
}

/// The application that a secret opens.
///
/// # Errors
/// [`Broken::Query`].
pub fn mine(connection: &mut AnyConnection, secret: &str) -> Result<Option<Mine>, Broken> {
    let Some(application) = store::by_secret(connection, secret)? else {
        return Ok(None);
    };
    let Some(occasion) = occasion(connection, application.session_id)? else {
        return Ok(None);
    };
    let queue_place = queue_place(connection, &application)?;
    Ok(Some(Mine {
        application,
        occasion,
        queue_place,
    }))
}

/// The place in the queue of an application that waits.
///
/// # Errors
/// [`Broken::Query`].
pub fn queue_place(
    connection: &mut AnyConnection,
    application: &Application,
) -> Result<Option<i64>, Broken> {
    if application.state != ApplicationState::Waiting {
        return Ok(None);
    }
    Ok(Some(
        store::waiting_before(connection, application)?.saturating_add(1),
    ))
}

/// The application of a pass, with what it is for.
///
/// # Errors
/// [`Broken::Query`].
pub fn passed(
    connection: &mut AnyConnection,
    pass: &str,
) -> Result<Option<(Application, Occasion)>, Broken> {
    let Some(application) = store::by_pass(connection, pass)? else {
        return Ok(None);
    };
    let occasion = occasion(connection, application.session_id)?;
    Ok(occasion.map(|occasion| (application, occasion)))
}
