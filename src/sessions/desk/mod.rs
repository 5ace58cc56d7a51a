//! The secretariat's part of sessions: lists, the editor, announcing, files.
//!
//! | file | what it does |
//! |---|---|
//! | `list`, `list_view` | the sessions of the bodies that a person serves |
//! | `overview`, `overview_view` | one session: what is missing, what is due, what can be done |
//! | `course` | the session begins, or ends |
//! | `course_form` | the form by which it is moved or called off; its pages are of `changes`, which know who comes |
//! | `sittings_form` | the form by which it breaks off and goes on later; its pages are of `changes` too |
//! | `closing_form`, `closing_vote_form`, `reopening_form` | the forms by which something is closed, voted on, and opened again; their pages are of `changes` too |
//! | `editor`, `editor_page`, `editor_view`, `fields_view`, `stale` | the form: nothing is saved until "Save", and saving is not announcing |
//! | `form`, `buttons`, `reading` | its fields, and the session that they make |
//! | `deadlines_view` | the clocks as dates, with the days counted |
//! | `announcing`, `announcing_view` | the preview, and making it public |
//! | `documents`, `upload`, `documents_view` | files of matters |
//! | `refusals` | what the law or the state of things says no to, in words |

mod announcing;
mod announcing_view;
mod buttons;
pub mod closing_form;
pub mod closing_vote_form;
mod course;
pub mod course_form;
mod deadlines_view;
mod documents;
mod documents_view;
mod editor;
mod editor_page;
mod editor_view;
mod fields_view;
mod form;
mod list;
mod list_view;
mod overview;
mod overview_view;
mod reading;
mod refusals;
pub mod reopening_form;
pub mod sittings_form;
mod stale;
pub mod upload;

pub(in crate::sessions) use form::label;
pub use form::{SEEN, seen, seen_field};
pub use refusals::{as_faults, as_problem, closing_missing, closing_refused, too_late};
pub use stale::since_changed;

use crate::bodies;
use crate::bodies::record::Body;
use crate::database::{Broken, Id};
use crate::language::Multilingual;
use crate::sessions::emergency::Declared;
use crate::sessions::store::standing_for_body;
use crate::web::Problem;
use crate::web::desk::{Right, SignedIn, Ways};
use crate::web::layout::today_in_the_capital;

/// Mounts everything.
pub fn routes(ways: &mut Ways<'_>) {
    use Right::{KeepSessions, SeeSessions};
    ways.get("/desk/sessions", SeeSessions, list::list);
    ways.get("/desk/sessions/new", KeepSessions, editor::new);
    ways.post("/desk/sessions/new", KeepSessions, editor::send_new);
    ways.get("/desk/sessions/{session}", SeeSessions, overview::overview);
    ways.get("/desk/sessions/{session}/edit", KeepSessions, editor::edit);
    ways.post("/desk/sessions/{session}/edit", KeepSessions, editor::send);
    ways.get("/desk/sessions/{session}/copy", KeepSessions, editor::copy);
    ways.get(
        "/desk/sessions/{session}/preview",
        SeeSessions,
        announcing::preview,
    );
    ways.get(
        "/desk/sessions/{session}/announce",
        KeepSessions,
        announcing::look,
    );
    ways.post(
        "/desk/sessions/{session}/announce",
        KeepSessions,
        announcing::announce,
    );
    ways.get("/desk/sessions/{session}/course", KeepSessions, course::ask);
    ways.post(
        "/desk/sessions/{session}/course",
        KeepSessions,
        course::move_along,
    );
    documents::routes(ways);
}

/// A body and its name today.
struct Whose {
    body: Body,
    name: Multilingual,
    /// The emergencies that stand where it is.
    emergencies: Vec<Declared>,
}

async fn whose(desk: &SignedIn, id: Id) -> Result<Whose, Problem> {
    let now = desk.visit.now;
    let (today, _) = today_in_the_capital(now);
    desk.visit
        .app
        .database
        .read(move |connection| {
            let body = bodies::store::by_id(connection, id)?
                .ok_or_else(|| Broken::Data(format!("no body {id}")))?;
            let names = bodies::store::names_of(connection, &[id])?;
            let name = names.on(id, today);
            let emergencies = standing_for_body(connection, id, now)?;
            Ok(Whose {
                body,
                name,
                emergencies,
            })
        })
        .await
}
