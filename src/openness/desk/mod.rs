//! Openness at the desk.
//!
//! | file | what it does |
//! |---|---|
//! | `list` | the person's bodies, and what can be done for each |
//! | `report` | freezing the figures of a year |
//! | `questions` | what is asked repeatedly, and standing answers |
//! | `plan` | the yearly plan of sessions |
//! | `form` | what their forms have in common |

mod form;
mod list;
mod plan;
mod plan_views;
mod questions;
mod report;

use chrono::Datelike as _;

use crate::bodies::reading::Named;
use crate::bodies::store;
use crate::database::{Broken, Id};
use crate::web::Problem;
use crate::web::desk::{Right, SignedIn, Ways};
use crate::web::layout::today_in_the_capital;

/// Mounts everything.
pub fn routes(ways: &mut Ways<'_>) {
    use Right::{FreezeReports, KeepComments, KeepSessions, SeeComments, SeeSessions};
    ways.get("/desk/openness", SeeSessions, list::list);
    let report = "/desk/openness/{body}/report";
    ways.get(report, FreezeReports, report::preview);
    ways.post(report, FreezeReports, report::freeze);
    let questions = "/desk/openness/{body}/questions";
    ways.get(questions, SeeComments, questions::show);
    ways.post(questions, KeepComments, questions::change);
    let plan = "/desk/openness/{body}/plan";
    ways.get(plan, SeeSessions, plan::show);
    ways.post(plan, KeepSessions, plan::change);
}

/// The body of this id with its name of today, if the person may do this with it.
async fn opened(desk: &SignedIn, id: &str, right: Right) -> Result<Named, Problem> {
    let id = Id::parse(id).ok_or(Problem::NotFound)?;
    desk.person.may(right, id)?;
    let (today, _) = today_in_the_capital(desk.visit.now);
    let read = desk.visit.app.database.read(move |connection| {
        let body = store::by_id(connection, id)?;
        let names = store::names_of(connection, &[id])?;
        Ok::<_, Broken>(body.map(|body| Named {
            name: names.on(body.id, today),
            body,
        }))
    });
    read.await?.ok_or(Problem::NotFound)
}

/// A parameter of the address.
fn asked(desk: &SignedIn, name: &str) -> Option<String> {
    let (_, query) = desk.visit.path_and_query.split_once('?')?;
    let mut pairs = url::form_urlencoded::parse(query.as_bytes());
    let (_, value) = pairs.find(|(given, _)| given == name)?;
    Some(value.into_owned())
}

/// The present year where the body is.
fn year_there(desk: &SignedIn, body: &Named) -> i32 {
    body.body.zone.local(desk.visit.now).date().year()
}
