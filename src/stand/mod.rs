//! The information stand of a body (2023 Standard 8.13), in Kazakh and Russian side by side: a screen for its lobby, and a
//! sheet for each session. For what is closed it is one of the three channels of the notice (Access Law art. 13(2)).
//!
//! | file | what it is for |
//! |---|---|
//! | `pages` | the screen and the sheet, for everybody |
//! | `reading` | what the screen shows, by a constant number of queries |
//! | `views` | how both look |
//! | `actions` | the desk notes that the sheet is on the stand |
//! | `desk` | the page on which it does so |

pub mod actions;
mod desk;
mod pages;
pub mod reading;
mod store;
mod views;

use actix_web::web;

use crate::web::desk::Ways;

/// The addresses of this slice.
pub fn routes(config: &mut web::ServiceConfig) {
    pages::routes(config);
}

/// The addresses of this slice at the desk.
pub fn desk_routes(ways: &mut Ways<'_>) {
    desk::routes(ways);
}
