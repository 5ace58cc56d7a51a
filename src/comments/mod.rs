//! Comments during the broadcast, and their answers (605-13).
//!
//! | act | where | law |
//! |---|---|---|
//! | write | `actions::receive` | `comments`: only while the broadcast runs |
//! | show, hide | `actions::{show, hide}` | `comments`: a hidden one keeps number, text and ground |
//! | answer, correct | `actions::answer` | `comments`: the answer is public beside the comment |
//! | one answer for several | `actions::join` | – |
//!
//! Anybody writes without an account. A comment has a public number from the moment it was received, and whatever becomes of
//! it is shown under that number. The public pages are `pages`, the part that the page of a broadcast shows too is
//! `reading::section` and `views::section`, what comes in meanwhile is sent by `live`, the secretariat's inbox is `desk`.

pub mod actions;
mod desk;
pub mod live;
mod pages;
pub mod reading;
pub mod record;
pub mod store;
pub mod typed;
pub mod views;

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
