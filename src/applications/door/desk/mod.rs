//! The pages and forms of the door.

pub mod acts;
pub mod exports;
pub mod list;
pub mod paper;
pub mod pass;
pub mod today;

use super::actions::Refusal;
use super::days;
use crate::database::{Id, Lane, Work};
use crate::sessions;
use crate::sessions::record::Session;
use crate::web::Problem;
use crate::web::desk::{Fields, Right, SignedIn};

/// The session of this id, if the person may see its door today.
async fn opened(desk: &SignedIn, id: &str) -> Result<Session, Problem> {
    let session = sessions::desk_frame::opened(desk, id, Right::KeepDoor).await?;
    days::may_see(desk, &session)?;
    Ok(session)
}

/// The session of this id, for whoever has got there by one of its applications.
async fn session_of(desk: &SignedIn, id: Id) -> Result<Session, Problem> {
    let database = &desk.visit.app.database;
    let session = database
        .read(move |connection| sessions::store::by_id(connection, id))
        .await?;
    session.ok_or(Problem::NotFound)
}

/// What an address asks for behind its `?`.
fn asked(desk: &SignedIn) -> Fields {
    let query = desk.visit.path_and_query.split_once('?');
    query.map_or_else(Fields::default, |(_, query)| {
        Fields::decode(query.as_bytes())
    })
}

/// An act on a session's applications, in the lane of the session.
async fn act<T: Send + 'static>(
    desk: &SignedIn,
    session: Id,
    act: impl FnOnce(&mut Work) -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    let database = &desk.visit.app.database;
    database.write(Lane::Session(session), act).await
}
