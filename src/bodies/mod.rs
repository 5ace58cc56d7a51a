//! Collegial bodies: who holds sessions (605-1, 605-2). A body has a name valid on a date, a zone, a working week
//! and a closing hour; `rules_605` says whether the orders bind it, `exempt` with its basis that they do not
//! (605-3). A committee names the body it belongs to as its parent.

pub mod actions;
pub mod api;
mod pages;
pub mod reading;
pub mod record;
pub mod regions;
pub mod store;
pub mod views;

use actix_web::web;

/// The addresses of this slice.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// The addresses of this slice behind the sign-in.
pub fn desk_routes(_ways: &mut crate::web::desk::Ways<'_>) {}
