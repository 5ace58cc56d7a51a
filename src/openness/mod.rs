//! Openness: what each body owed for its sessions of a year, and whether it did it in time (OS-17; 2023 Standard 8.17).
//!
//! | file | what it is for |
//! |---|---|
//! | `known` | what is known of the sessions of a year, from the tables |
//! | `replay` | the same from the journal alone |
//! | `differing` | where the two differ |
//! | `figures` | counting it: numbers, and the lists behind them |
//! | `asked` | what an address asks for |
//! | `pages`, `views` | the public pages |
//! | `report`, `plan` | what a body publishes: a report that is frozen, a plan held against what took place |
//! | `actions`, `desk` | freezing, planning, answering what is asked repeatedly |
//! | `published` | the public pages of those |
//! | `api`, `csv` | the same for programs |
//!
//! Every number is the length of a list, and what is due changes with the hour: the pages are made anew when a term ends.

pub mod actions;
pub mod api;
pub mod asked;
mod csv;
mod desk;
pub mod differing;
pub mod figures;
pub mod known;
mod pages;
pub mod plan;
mod published;
pub mod record;
pub mod replay;
pub mod report;
pub mod store;
mod views;

use actix_web::web;

use crate::web::desk::Ways;

/// The addresses of this slice.
pub fn routes(config: &mut web::ServiceConfig) {
    pages::routes(config);
    published::routes(config);
    api::routes(config);
}

/// The addresses of this slice at the desk.
pub fn desk_routes(ways: &mut Ways<'_>) {
    desk::routes(ways);
}
