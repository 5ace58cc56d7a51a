//! Comments at the desk: the inbox of a session, and one comment with what can be done to it.
//!
//! | file | what it does |
//! |---|---|
//! | `inbox`, `inbox_views` | the comments of a session, those that wait first |
//! | `one`, `one_views` | one comment: its acts, each with its form |
//! | `form` | the fields, and the acts that they ask for |
//! | `refusals` | what stands against an act, in words |

mod form;
mod inbox;
mod inbox_views;
mod one;
mod one_views;
mod refusals;

use crate::comments::reading::{self, Entry, Place};
use crate::comments::record::Answer;
use crate::comments::store;
use crate::database::{Broken, Id};
use crate::sessions::desk_frame;
use crate::sessions::record::Session;
use crate::web::Problem;
use crate::web::desk::{Right, SignedIn, Ways};

/// Mounts everything.
pub fn routes(ways: &mut Ways<'_>) {
    use Right::{KeepComments, SeeComments};
    ways.get(
        "/desk/sessions/{session}/comments",
        SeeComments,
        inbox::inbox,
    );
    ways.get("/desk/comments/{comment}", SeeComments, one::page);
    ways.post("/desk/comments/{comment}/show", KeepComments, one::show);
    ways.post("/desk/comments/{comment}/hide", KeepComments, one::hide);
    ways.post("/desk/comments/{comment}/answer", KeepComments, one::answer);
    ways.post("/desk/comments/{comment}/join", KeepComments, one::join);
}

/// What was done, as the inbox says it.
const DONE: [&str; 5] = [
    "comment-shown",
    "comment-hidden",
    "comment-answered",
    "comment-joined",
    "comment-separated",
];

fn inbox_of(session: Id) -> String {
    format!("/desk/sessions/{session}/comments")
}

fn place_of(session: &Session) -> Place {
    Place {
        session: session.id,
        zone: session.zone,
    }
}

/// A comment with its session.
struct Known {
    session: Session,
    entry: Entry,
    /// The answer that was published last in this session: the next one is probably by the same person.
    last: Option<Answer>,
}

/// The comment of this id, if the person may do this with it.
async fn opened(desk: &SignedIn, id: &str, right: Right) -> Result<Known, Problem> {
    let id = Id::parse(id).ok_or(Problem::NotFound)?;
    let database = &desk.visit.app.database;
    let comment = database
        .read(move |connection| store::by_id(connection, id))
        .await?
        .ok_or(Problem::NotFound)?;
    let session = desk_frame::opened(desk, comment.session_id.as_str(), right).await?;
    let read = database
        .read(move |connection| {
            let matters = store::matters_of(connection, comment.session_id)?;
            let last = store::last_answer(connection, comment.session_id)?;
            let entry = reading::complete(connection, &matters, vec![comment])?.pop();
            Ok::<_, Broken>(entry.map(|entry| (entry, last)))
        })
        .await?;
    let (entry, last) = read.ok_or(Problem::NotFound)?;
    Ok(Known {
        session,
        entry,
        last,
    })
}
