//! The sessions of the bodies that a person serves.

use actix_web::HttpResponse;

use super::list_view;
use crate::bodies;
use crate::bodies::reading::Named;
use crate::sessions::card::{self, SessionCard};
use crate::sessions::search::Words;
use crate::sessions::store::{DeskFilter, State};
use crate::web::Problem;
use crate::web::desk::{self, Fields, Right, Section, SignedIn};
use crate::web::layout::today_in_the_capital;
use crate::web::paging::{Cursor, Page};

/// Sessions on a page.
const ON_A_PAGE: usize = 30;

/// What a person wants to see, as it stands in the address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// In which state.
    pub state: State,
    /// The slug of a body; empty for all.
    pub body: String,
    /// What is searched for, as it was typed.
    pub words: String,
}

impl Wanted {
    fn of(query: &Fields) -> Self {
        Self {
            state: query.text("state").parse().unwrap_or(State::Coming),
            body: query.text("body").to_owned(),
            words: query.text("q").to_owned(),
        }
    }

    /// The address of the list, from a place on.
    pub fn address(&self, after: Option<Cursor>) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("state", self.state.as_str());
        for (name, value) in [("body", &self.body), ("q", &self.words)] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        if let Some(cursor) = after {
            query.append_pair("page", &cursor.encode());
        }
        format!("/desk/sessions?{}", query.finish())
    }
}

/// What was found.
pub struct Found {
    /// What was wanted.
    pub wanted: Wanted,
    /// The bodies that the person serves, in alphabetical order.
    pub bodies: Vec<Named>,
    /// The sessions.
    pub sessions: Page<SessionCard>,
}

/// `GET /desk/sessions`.
pub async fn list(desk: SignedIn) -> Result<HttpResponse, Problem> {
    let query = desk.visit.path_and_query.split_once('?');
    let query = Fields::decode(query.map_or("", |(_, query)| query).as_bytes());
    let after = match query.given("page") {
        None => None,
        Some(page) => Some(Cursor::decode(page).ok_or(Problem::NotFound)?),
    };
    let wanted = Wanted::of(&query);
    let reach = desk.person.reach(Right::SeeSessions);
    let (now, words) = (desk.visit.now, Words::typed(&wanted.words));
    let found = desk
        .visit
        .app
        .database
        .read(move |connection| {
            let (today, _) = today_in_the_capital(now);
            let mut bodies = bodies::reading::all(connection, today)?;
            bodies.retain(|one| reach.holds(one.body.id));
            let body = bodies.iter().find(|one| one.body.slug == wanted.body);
            if body.is_none() && !wanted.body.is_empty() {
                return Err(Problem::NotFound);
            }
            let filter = DeskFilter {
                reach,
                body: body.map(|one| one.body.id),
                state: wanted.state,
                words,
            };
            let sessions = card::desk_list(connection, &filter, now, after, ON_A_PAGE)?;
            Ok(Found {
                wanted,
                bodies,
                sessions,
            })
        })
        .await?;
    let title = desk.visit.speech().t("desk-sessions");
    let content = list_view::content(&desk, &title, &found);
    Ok(desk::shown(desk::page(
        &desk,
        Section::Sessions,
        &title,
        &content,
    )))
}
