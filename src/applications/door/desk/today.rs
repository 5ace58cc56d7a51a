//! `/desk/door`: the sessions of today.

use std::collections::HashMap;

use actix_web::HttpResponse;

use crate::applications::door::record::Tally;
use crate::applications::door::{days, store, views};
use crate::bodies;
use crate::database::{AnyConnection, Broken, Id};
use crate::language::Multilingual;
use crate::sessions::record::Session;
use crate::web::Problem;
use crate::web::desk::{self, Right, SignedIn};

/// A session of today with its body's name, how many are to come and how many came.
pub struct AtTheDoor {
    /// The session.
    pub session: Session,
    /// The body's name on that day.
    pub body_name: Multilingual,
    /// The counts.
    pub tally: Tally,
}

/// The page: three queries, however many sessions there are.
pub async fn show(desk: SignedIn) -> Result<HttpResponse, Problem> {
    let (reach, now) = (desk.person.reach(Right::KeepDoor), desk.visit.now);
    let today = desk.visit.app.database.read(move |connection| {
        let mut sessions = store::sessions_about(connection, &reach, now)?;
        sessions.retain(|session| days::is_today(session, now));
        at_the_door(connection, sessions)
    });
    let today: Vec<AtTheDoor> = today.await?;
    Ok(desk::shown(views::today::page(&desk, &today)))
}

fn at_the_door(
    connection: &mut AnyConnection,
    sessions: Vec<Session>,
) -> Result<Vec<AtTheDoor>, Broken> {
    let ids: Vec<Id> = sessions.iter().map(|session| session.id).collect();
    let bodies: Vec<Id> = sessions.iter().map(|session| session.body_id).collect();
    let names = bodies::store::names_of(connection, &bodies)?;
    let tallies: HashMap<Id, Tally> = store::tallies(connection, &ids)?;
    let complete = |session: Session| AtTheDoor {
        body_name: names.on(session.body_id, session.local_date),
        tally: tallies.get(&session.id).copied().unwrap_or_default(),
        session,
    };
    Ok(sessions.into_iter().map(complete).collect())
}
