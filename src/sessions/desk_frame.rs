//! The frame of every page of the desk that is about one session, and the way to the session itself.

use maud::{Markup, html};

use super::record::Session;
use super::store::{self, Details};
use crate::database::{Broken, Id};
use crate::web::Problem;
use crate::web::desk::{self, Right, Section, SignedIn};
use crate::web::layout::translated;

/// The pages about one session. Some stand above this slice; here they are addresses alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What it is, and its announcement.
    Overview,
    /// Who wants to attend.
    Applicants,
    /// How many can.
    Seats,
    /// Who may come in.
    Door,
    /// What is written during the broadcast.
    Comments,
}

const PARTS: [(Part, &str, &str, Right); 5] = [
    (
        Part::Overview,
        "",
        "desk-session-overview",
        Right::SeeSessions,
    ),
    (
        Part::Applicants,
        "/applicants",
        "desk-session-applicants",
        Right::SeeApplications,
    ),
    (
        Part::Seats,
        "/seats",
        "desk-session-seats",
        Right::SeeApplications,
    ),
    (Part::Door, "/door", "desk-session-door", Right::KeepDoor),
    (
        Part::Comments,
        "/comments",
        "desk-session-comments",
        Right::SeeComments,
    ),
];

/// The session of this id, if the person may do this with it.
///
/// # Errors
/// [`Problem::NotFound`] for what is not there or belongs to a body of others, [`Problem::Forbidden`].
pub async fn opened(desk: &SignedIn, id: &str, right: Right) -> Result<Session, Problem> {
    let id = Id::parse(id).ok_or(Problem::NotFound)?;
    let database = &desk.visit.app.database;
    let session = database
        .read(move |connection| store::by_id(connection, id))
        .await?
        .ok_or(Problem::NotFound)?;
    desk.person.may(right, session.body_id)?;
    Ok(session)
}

/// The same with everything that belongs to it.
///
/// # Errors
/// As [`opened`].
pub async fn opened_with_details(
    desk: &SignedIn,
    id: &str,
    right: Right,
) -> Result<(Session, Details), Problem> {
    let session = opened(desk, id, right).await?;
    let id = session.id;
    let details = desk
        .visit
        .app
        .database
        .read(move |connection| {
            store::details_of(connection, &[id])?
                .remove(&id)
                .ok_or_else(|| Broken::Data(format!("session {id} has no clocks")))
        })
        .await?;
    Ok((session, details))
}

/// A page about one session around `content`, which begins with the page's one `h1`.
#[must_use]
pub fn page(
    desk: &SignedIn,
    session: &Session,
    part: Part,
    title: &str,
    content: &Markup,
) -> Markup {
    let speech = desk.visit.speech();
    let address = format!("/desk/sessions/{}", session.id);
    let section = if part == Part::Door {
        Section::Door
    } else {
        Section::Sessions
    };
    let all = html! {
        p.desk-object {
            (translated(speech.language(), &session.title)) ", "
            (speech.date_time(session.zone.local(session.starts_at.utc())))
        }
        nav.parts aria-label=(speech.t("desk-session-ways")) {
            ul {
                @for (one, below, word, right) in PARTS {
                    @if desk.person.can(right, session.body_id) {
                        li {
                            a href=(format!("{address}{below}")) aria-current=[(one == part).then_some("page")] {
                                (speech.t(word))
                            }
                        }
                    }
                }
            }
        }
        (content)
    };
    desk::page(desk, section, title, &all)
}
