//! Results of sessions (605-14): the decision, the transcript, the minutes and what else belongs to them; and what is said
//! expressly not to be kept.
//!
//! | act | where | law |
//! |---|---|---|
//! | publish | `actions::publish` | `results`: the earlier of the clock of the session and that of the document |
//! | replace | `actions::replace` | `results`: the clock of the document |
//! | say that there is none | `actions::state_none` | `results`: what is owed |
//!
//! Nothing is refused for being late: the reason is asked for, and shown. Nothing is taken away either: what is replaced
//! stays readable beside what stands instead. A session whose results are all there is marked so, by which today's page
//! and the warnings know that nothing is owed. The public pages are `pages`, the secretariat's `desk`. The words of texts and
//! files are read by `jobs`, files by `extract`; `transcript` reads times.

pub mod actions;
mod desk;
pub mod extract;
pub mod jobs;
mod pages;
pub mod record;
pub mod store;
pub mod transcript;
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
