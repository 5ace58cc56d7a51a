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
//! | `api`, `csv` | the same for programs |
//!
//! Every number is the length of a list, and what is due changes with the hour: the pages are made anew when a term ends.

mod api;
pub mod asked;
mod csv;
pub mod differing;
pub mod figures;
pub mod known;
mod pages;
pub mod replay;
pub mod store;
mod views;

use actix_web::web;

/// The addresses of this slice.
pub fn routes(config: &mut web::ServiceConfig) {
    pages::routes(config);
    api::routes(config);
}
