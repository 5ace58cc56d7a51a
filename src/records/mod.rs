//! The journal as people read it (OS-21): every act in words, narrowed, taken out as a table, and its chain verified.
//! It stands above the slices, as it knows what their acts are done to.
//!
//! | file | what it is for |
//! |---|---|
//! | `wish` | what an address asks for |
//! | `store` | what ids are called: people, bodies, sessions, applications |
//! | `acts` | the names of acts, and of what they are done to |
//! | `words` | acts, actors, objects and changes in words |
//! | `desk`, `desk_views` | the pages |
//! | `export` | the table, line by line, however long it is |
//!
//! A body admin reads the lines of the own bodies, a system admin and the supervisor all. No line holds personal
//! data, so there is nothing to hide from either.

pub mod acts;
mod desk;
mod desk_views;
mod export;
pub mod store;
pub mod wish;
pub mod words;

use crate::web::desk::{Right, Ways};

/// The addresses of the journal.
pub fn desk_routes(ways: &mut Ways<'_>) {
    let see = Right::SeeJournal;
    ways.get("/desk/journal", see, desk::show);
    ways.post("/desk/journal.csv", see, export::csv);
    ways.get("/desk/journal/verify", see, desk::verify);
}
