//! Sessions.
pub mod api;
pub mod calendar_event;
pub mod card;
pub mod clock_words;
pub mod deadlines;
pub mod feed;
pub mod json;
pub mod now;
pub mod record;
pub mod search;
pub mod seats;
pub mod store;

use actix_web::web;

/// The addresses of this slice.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    feed::routes(config);
}
