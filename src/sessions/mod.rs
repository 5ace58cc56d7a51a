//! Sessions.
pub mod card;
pub mod now;
pub mod record;
pub mod search;
pub mod seats;
pub mod store;

use actix_web::web;

/// The addresses of this slice.
pub fn routes(_config: &mut web::ServiceConfig) {}
