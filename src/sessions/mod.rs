//! Sessions of collegial bodies: announcements with agenda and contact person (605-8), their clocks, seats, lists,
//! search, calendar files and feeds. A session knows nothing of who applies to it.

pub mod actions;
pub mod announce_clocks;
pub mod api;
pub mod broadcast;
pub mod calendar_event;
pub mod card;
pub mod clock_words;
pub mod closing;
pub mod course_words;
pub mod deadlines;
pub mod desk;
pub mod desk_frame;
pub mod emergency;
pub mod emergency_words;
pub mod feeds;
pub mod files;
pub mod history;
pub mod json;
pub mod now;
mod pages;
pub mod plausible;
pub mod record;
pub mod search;
pub mod seats;
mod sitemap;
pub mod sittings_words;
pub mod stand_log;
pub mod store;
pub(crate) mod views;
mod wish;

use actix_web::web;

pub use wish::day as typed_day;

use crate::web::desk::Ways;

/// The addresses of this slice.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    feeds::routes(config);
    pages::routes(config);
    files::routes(config);
    history::routes(config);
    sitemap::routes(config);
}

/// The addresses of this slice behind the sign-in.
pub fn desk_routes(ways: &mut Ways<'_>) {
    desk::routes(ways);
}
