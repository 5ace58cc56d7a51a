//! The pages of the journal.

use actix_web::HttpResponse;

use super::desk_views;
use super::store::{self, Names};
use super::wish::Wish;
use crate::database::{Broken, Id};
use crate::journal;
use crate::journal::record::Line;
use crate::language::Multilingual;
use crate::web::Problem;
use crate::web::desk::{self, Right, SignedIn};
use crate::web::layout::today_in_the_capital;
use crate::web::paging::Page;
use crate::web::problem::FieldFault;

/// Lines on one page.
const AT_ONCE: usize = 50;

/// What the page shows.
pub struct Shown {
    /// What was asked.
    pub wish: Wish,
    /// What of it is no day.
    pub faults: Vec<FieldFault>,
    /// The lines, newest first.
    pub page: Page<Line>,
    /// What they speak of.
    pub names: Names,
    /// The bodies to choose from.
    pub bodies: Vec<(Id, Multilingual)>,
    /// The people to choose from.
    pub people: Vec<(Id, String)>,
}

/// `/desk/journal`: eight queries, however many lines there are.
pub async fn show(desk: SignedIn) -> Result<HttpResponse, Problem> {
    let wish = Wish::of(&desk);
    let faults = wish.faults(desk.visit.speech());
    let reader = desk.clone();
    let shown = desk.visit.app.database.read(move |connection| {
        let desk = reader;
        let reach = desk.person.reach(Right::SeeJournal);
        let (today, _) = today_in_the_capital(desk.visit.now);
        let filter = wish.filter(connection, &desk)?;
        let page = match filter.filter(|_| faults.is_empty()) {
            Some(filter) => journal::store::list(connection, &filter, wish.cursor(), AT_ONCE)?,
            None => Page {
                items: Vec::new(),
                next: None,
            },
        };
        Ok::<_, Broken>(Shown {
            names: store::names_in(connection, &page.items, today)?,
            bodies: store::bodies_within(connection, &reach, today)?,
            people: store::people_within(connection, &reach)?,
            wish,
            faults,
            page,
        })
    });
    let shown = shown.await?;
    let page = desk_views::journal(&desk, &shown);
    Ok(if shown.faults.is_empty() {
        desk::shown(page)
    } else {
        desk::shown_again(page)
    })
}

/// `/desk/journal/verify`: computes the whole chain anew.
pub async fn verify(desk: SignedIn) -> Result<HttpResponse, Problem> {
    let database = &desk.visit.app.database;
    let verified = database.read(journal::seals::verify).await?;
    Ok(desk::shown(desk_views::verified(&desk, &verified)))
}
