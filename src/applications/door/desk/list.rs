//! `/desk/sessions/{session}/door`: the pass list, searched by name or number.

use actix_web::HttpResponse;
use actix_web::web::Path;

use super::{asked, opened};
use crate::applications::door::record::{Entrant, Tally};
use crate::applications::door::{store, views};
use crate::database::{AnyConnection, Broken, Id};
use crate::sessions::record::Session;
use crate::web::Problem;
use crate::web::desk::{self, SignedIn};

/// People on one page of the list.
pub const AT_ONCE: i64 = 100;

/// A part of the list, and what has just been done to one of it.
pub struct Shown {
    /// What was searched for; empty for the whole list.
    pub search: String,
    /// How many stand before this part.
    pub skip: i64,
    /// The people.
    pub people: Vec<Entrant>,
    /// There are more behind.
    pub more: bool,
    /// The counts of the whole session.
    pub tally: Tally,
    /// Whom the last act was about, with its word.
    pub done: Option<(Done, Entrant)>,
    /// The last act marked so many absent.
    pub marked_absent: Option<usize>,
}

/// The acts that the list tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// Let in.
    Came,
    /// Was in already.
    Already,
    /// Taken back.
    Undone,
    /// Could not be taken back: the row has changed.
    Changed,
}

impl Done {
    /// As it stands in an address.
    pub fn word(self) -> &'static str {
        match self {
            Self::Came => "came",
            Self::Already => "already",
            Self::Undone => "undone",
            Self::Changed => "changed",
        }
    }

    fn of_word(word: &str) -> Option<Self> {
        [Self::Came, Self::Already, Self::Undone]
            .into_iter()
            .find(|one| one.word() == word)
    }
}

/// The page.
pub async fn show(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let session = opened(&desk, &path).await?;
    let asked = asked(&desk);
    let done = Done::of_word(asked.text("done")).zip(Id::parse(asked.text("of")));
    let mut shown = read(
        &desk,
        &session,
        asked.text("q").to_owned(),
        asked.text("skip").parse().unwrap_or(0),
        done,
    )
    .await?;
    shown.marked_absent = asked.text("absent").parse().ok();
    Ok(desk::shown(views::list::page(&desk, &session, &shown)))
}

/// What the page shows: three queries.
pub async fn read(
    desk: &SignedIn,
    session: &Session,
    search: String,
    skip: i64,
    done: Option<(Done, Id)>,
) -> Result<Shown, Problem> {
    let id = session.id;
    let skip = skip.clamp(0, 1_000_000);
    let read = move |connection: &mut AnyConnection| -> Result<Shown, Broken> {
        let mut people = store::found(connection, id, &search, skip, AT_ONCE)?;
        let limit = usize::try_from(AT_ONCE).unwrap_or(usize::MAX);
        let more = people.len() > limit;
        people.truncate(limit);
        let done = match done {
            Some((word, whom)) => store::entrant(connection, whom)?
                .filter(|entrant| entrant.session_id == id)
                .map(|entrant| (word, entrant)),
            None => None,
        };
        let tally = store::tallies(connection, &[id])?.remove(&id);
        Ok(Shown {
            search,
            skip,
            people,
            more,
            tally: tally.unwrap_or_default(),
            done,
            marked_absent: None,
        })
    };
    Ok(desk.visit.app.database.read(read).await?)
}
