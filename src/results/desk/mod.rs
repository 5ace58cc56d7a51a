//! Results at the desk.
//!
//! | file | what it does |
//! |---|---|
//! | `listing` | what is published and what is missing, and saying that there is none |
//! | `sending` | a form with its file becomes a result, or takes the place of another |
//! | `form` | the fields, and the order that they make |
//! | `refusals` | what stands against it, in words |
//! | `views`, `form_views` | the pages |

mod form;
mod form_views;
mod listing;
mod refusals;
mod sending;
mod views;

use crate::bodies;
use crate::comments;
use crate::database::{Broken, Id};
use crate::results::actions::Bound;
use crate::results::record::{Beside, Outcome};
use crate::results::store;
use crate::sessions;
use crate::sessions::desk_frame;
use crate::sessions::record::{AgendaItem, Clocks, Session};
use crate::web::Problem;
use crate::web::desk::{Right, SignedIn, Ways};

/// Mounts everything.
pub fn routes(ways: &mut Ways<'_>) {
    use Right::{KeepSessions, SeeSessions};
    let results = "/desk/sessions/{session}/results";
    ways.get(results, SeeSessions, listing::list);
    ways.post(results, KeepSessions, sending::publish);
    ways.post(
        "/desk/sessions/{session}/results/none",
        KeepSessions,
        listing::state_none,
    );
    let replace = "/desk/results/{result}/replace";
    ways.get(replace, KeepSessions, sending::ask_replacing);
    ways.post(replace, KeepSessions, sending::replace);
}

/// A session with all that was published of it.
struct Known {
    session: Session,
    clocks: Clocks,
    bound: Bound,
    outcomes: Vec<Outcome>,
    beside: Beside,
    agenda: Vec<AgendaItem>,
    /// The session, or items of it, were held closed.
    has_closed: bool,
    /// Comments that wait for an answer, which is owed by the publication of results (605-13).
    unanswered: i64,
}

impl Known {
    /// What stands or stood under this id.
    fn outcome(&self, id: Id) -> Option<&Outcome> {
        self.outcomes.iter().find(|one| one.id == id)
    }
}

fn address(session: Id) -> String {
    format!("/desk/sessions/{session}/results")
}

/// The session of this id, if the person may do this with it.
async fn opened(desk: &SignedIn, id: &str, right: Right) -> Result<Known, Problem> {
    let session = desk_frame::opened(desk, id, right).await?;
    let known = desk
        .visit
        .app
        .database
        .read(move |connection| {
            let lacking =
                |what: &str| Broken::Data(format!("session {} has no {what}", session.id));
            let clocks = sessions::store::clocks_of(connection, &[session.id])?
                .remove(&session.id)
                .ok_or_else(|| lacking("clocks"))?;
            let body = bodies::store::by_id(connection, session.body_id)?
                .ok_or_else(|| lacking("body"))?;
            let outcomes = store::of_session(connection, session.id)?;
            let beside = store::beside_of_session(connection, session.id)?;
            let details = sessions::store::details_of(connection, &[session.id])?;
            let agenda = details.into_values().next().map(|details| details.agenda);
            let closings = sessions::store::standing_of(connection, session.id)?;
            let unanswered = if body.exempt {
                0
            } else {
                comments::store::unanswered(connection, session.id)?
            };
            Ok::<_, Broken>(Known {
                has_closed: !closings.is_empty(),
                session,
                clocks,
                bound: Bound::of(&body),
                outcomes,
                beside,
                agenda: agenda.unwrap_or_default(),
                unanswered,
            })
        })
        .await?;
    Ok(known)
}

/// The session of a result, if the person may do this with it.
async fn opened_by(desk: &SignedIn, result: &str, right: Right) -> Result<(Known, Id), Problem> {
    let id = Id::parse(result).ok_or(Problem::NotFound)?;
    let outcome = desk
        .visit
        .app
        .database
        .read(move |connection| store::by_id(connection, id))
        .await?
        .filter(|outcome| !outcome.stated_none)
        .ok_or(Problem::NotFound)?;
    let known = opened(desk, &outcome.session_id.to_string(), right).await?;
    Ok((known, id))
}
