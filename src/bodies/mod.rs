//! Collegial bodies: who holds sessions (605-1, 605-2). A body has a name valid on a date, a zone, a working week
//! and a closing hour; `rules_605` says whether the orders bind it, `exempt` with its basis that they do not
//! (605-3). A committee names the body it belongs to as its parent.
//!
//! What a body is in law – type, level, whom it belongs to, what binds it – is the system admin's to say; its names,
//! week, closing hour and contacts are kept by its own admin. A changed card or name concerns sessions too, so those
//! acts of the desk stand in `changes`.

pub mod actions;
pub mod api;
pub mod card_form;
mod desk;
pub mod desk_views;
mod pages;
pub mod plausible;
pub mod reading;
pub mod record;
pub mod regions;
pub mod store;
pub mod views;

use actix_web::web;

pub use desk::{Opened, desk_routes, opened};

/// The addresses of this slice.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}
