//! The inbox: the comments of a session.

use actix_web::HttpResponse;
use actix_web::web::Path;

use super::inbox_views::{self, Page};
use crate::comments::reading::{self, ON_A_PAGE};
use crate::comments::store;
use crate::database::Broken;
use crate::law::comments::CommentState;
use crate::sessions::desk_frame::{self, Part};
use crate::web::Problem;
use crate::web::desk::{self, Right, SignedIn};

/// Which comments are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wish {
    /// Of this state; all that wait for an answer where none is named.
    pub state: Option<CommentState>,
    /// From this number on, in the order of the list.
    pub from: Option<i32>,
}

impl Wish {
    fn of(path_and_query: &str) -> Self {
        let query = path_and_query
            .split_once('?')
            .map_or("", |(_, query)| query);
        let mut wish = Self::default();
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            match name.as_ref() {
                "state" => wish.state = value.parse().ok(),
                "from" => wish.from = value.parse().ok(),
                _ => {}
            }
        }
        wish
    }
}

/// `GET /desk/sessions/{session}/comments`.
pub async fn inbox(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let session = desk_frame::opened(&desk, &path, Right::SeeComments).await?;
    let (id, wish) = (session.id, Wish::of(&desk.visit.path_and_query));
    let read = desk
        .visit
        .app
        .database
        .read(move |connection| {
            let last_change = store::last_change(connection, id)?;
            let counts = store::counts_of(connection, id)?;
            let limit = ON_A_PAGE + 1;
            let mut comments = match wish.state {
                Some(_) => store::listed(connection, id, wish.state, wish.from, limit)?,
                None => store::waiting_first(connection, id, wish.from.unwrap_or(0), limit)?,
            };
            let page = usize::try_from(ON_A_PAGE).unwrap_or(usize::MAX);
            let goes_on = comments.len() > page;
            comments.truncate(page);
            let next = comments.last().filter(|_| goes_on).map(|one| one.number);
            let matters = store::matters_of(connection, id)?;
            let entries = reading::complete(connection, &matters, comments)?;
            Ok::<_, Broken>((last_change, counts, entries, next))
        })
        .await?;
    let (last_change, counts, entries, next) = read;
    let title = desk.visit.speech().t("comments-desk-title");
    let content = inbox_views::content(&Page {
        desk: &desk,
        session: &session,
        wish,
        last_change,
        counts,
        entries: &entries,
        next,
    });
    let page = desk_frame::page(&desk, &session, Part::Comments, &title, &content);
    Ok(desk::shown(page))
}
