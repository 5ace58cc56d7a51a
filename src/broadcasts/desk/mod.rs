//! The broadcast at the desk: one page a session.
//!
//! | file | what it does |
//! |---|---|
//! | `acts` | it begins, ends, breaks off, goes on; it was; its key is made |
//! | `address` | where it can be watched, said while the session sits |
//! | `saying` | there is none, and why; where the recording is |
//! | `captions` | a form with its file becomes captions |
//! | `form` | the fields of these forms, and what they make |
//! | `refusals` | what stands against it, in words |
//! | `views`, `form_views` | the page |

mod acts;
mod address;
mod captions;
mod form;
mod form_views;
mod refusals;
mod saying;
mod views;

use actix_web::HttpResponse;
use actix_web::web::Path;

use super::actions::{self, Seen};
use super::pages::Live;
use super::record::{BroadcastFacts, Stream};
use super::store;
use crate::database::Broken;
use crate::sessions::desk_frame;
use crate::sessions::record::Session;
use crate::web::Problem;
use crate::web::desk::{self, Difference, Fields, Right, SignedIn, Ways};
use crate::web::problem::FieldFault;

/// Mounts everything.
pub fn routes(ways: &mut Ways<'_>) {
    use Right::{KeepSessions, SeeSessions};
    let broadcast = "/desk/sessions/{session}/broadcast";
    ways.get(broadcast, SeeSessions, show);
    ways.post(broadcast, KeepSessions, acts::stamp);
    ways.post(
        "/desk/sessions/{session}/broadcast/address",
        KeepSessions,
        address::announce,
    );
    ways.post(
        "/desk/sessions/{session}/broadcast/past",
        KeepSessions,
        acts::enter_past,
    );
    ways.post(
        "/desk/sessions/{session}/broadcast/key",
        KeepSessions,
        acts::make_key,
    );
    ways.post(
        "/desk/sessions/{session}/broadcast/impossible",
        KeepSessions,
        saying::explain,
    );
    ways.post(
        "/desk/sessions/{session}/broadcast/recording",
        KeepSessions,
        saying::keep_recording,
    );
    ways.post(
        "/desk/sessions/{session}/broadcast/captions",
        KeepSessions,
        captions::add,
    );
    ways.post(
        "/desk/sessions/{session}/broadcast/captions/remove",
        KeepSessions,
        captions::remove,
    );
}

/// A session with all that is known of its broadcast.
struct Known {
    live: Option<Live>,
    session: Session,
    seen: Seen,
    facts: Option<BroadcastFacts>,
    /// Its key; nothing for whoever may only look.
    stream: Option<Stream>,
}

/// The session of this id, if the person may do this with it.
async fn opened(desk: &SignedIn, id: &str, right: Right) -> Result<Known, Problem> {
    let session = desk_frame::opened(desk, id, right).await?;
    let may_keep = desk.person.can(Right::KeepSessions, session.body_id);
    let now = desk.visit.now;
    let known = desk.visit.app.database.read(move |connection| {
        let id = session.id;
        Ok::<_, Broken>(Known {
            live: Live::of(connection, id, now)?,
            seen: actions::seen_of(connection, id)?,
            facts: store::facts_of(connection, id)?,
            stream: store::stream_of(connection, id)?.filter(|_| may_keep),
            session,
        })
    });
    Ok(known.await?)
}

fn address(known: &Known) -> String {
    format!("/desk/sessions/{}/broadcast", known.session.id)
}

/// `GET /desk/sessions/{session}/broadcast`.
async fn show(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let known = opened(&desk, &path, Right::SeeSessions).await?;
    let fields = desk.kept_fields().await?.unwrap_or_default();
    Ok(desk::shown(views::page(&desk, &known, &fields, &[], &[])))
}

fn again(desk: &SignedIn, known: &Known, fields: &Fields, faults: &[FieldFault]) -> HttpResponse {
    desk::shown_again(views::page(desk, known, fields, faults, &[]))
}

/// It is no longer what the form knew: the page as it stands, with what was typed.
async fn stale(desk: &SignedIn, id: &str, fields: Fields) -> Result<HttpResponse, Problem> {
    let known = opened(desk, id, Right::KeepSessions).await?;
    let differences: Vec<Difference> = form::differences(desk, &known, &fields);
    let typed = fields.without(&form::MADE_OF);
    let page = views::page(desk, &known, &typed, &[], &differences);
    Ok(desk::shown_stale(page))
}
