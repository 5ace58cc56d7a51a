//! Sessions.
pub mod card;
pub mod now;
mod pages;
pub mod record;
pub mod search;
pub mod seats;
pub mod store;
mod views;
mod wish;

use actix_web::web;

/// The addresses of this slice.
pub fn routes(config: &mut web::ServiceConfig) {
    config.configure(pages::routes);
}
