//! Broadcasts of open sessions (605-12): when each began and ended, when nothing came through, why there is none, and
//! where the recording is.
//!
//! | act | where | law |
//! |---|---|---|
//! | begin, end, break off, go on | `actions::{begin, end, interrupt, resume}`, `actions::{heard, left}` | `broadcast` |
//! | enter one afterwards | `actions::enter_past` | `broadcast`: the duty is done, late |
//! | say that none is possible | `actions::explain` | `broadcast`: what stands instead |
//! | keep recording and captions | `actions::{keep_recording, add_captions}` | – |
//!
//! What a session itself shows of it – whether it goes on, whether it is owed – is read by `sessions` for its card, as
//! lists and programs ask for it. The media server speaks to `callback`, the secretariat to `desk`; visitors read
//! what `pages` and `views` make, on the page that `comments` serves.

pub mod actions;
mod callback;
pub mod demo;
mod desk;
pub mod jobs;
pub mod media;
pub mod pages;
pub mod record;
pub mod store;
pub mod views;
pub mod webvtt;

use actix_web::web;

use crate::web::desk::Ways;

/// The addresses of this slice.
pub fn routes(config: &mut web::ServiceConfig) {
    callback::routes(config);
    demo::routes(config);
    pages::routes(config);
}

/// The addresses of this slice at the desk.
pub fn desk_routes(ways: &mut Ways<'_>) {
    desk::routes(ways);
}
