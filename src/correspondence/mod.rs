//! The desk's page of letters: which did not arrive and why, whom somebody has to telephone, which addresses get nothing
//! more, which letters to many can still be called back.
//!
//! | address | does |
//! |---|---|
//! | `/desk/letters` | shows it, for the bodies whose applications one may see; names and telephones where one may see persons |
//! | `…/telephoned` | notes that somebody telephoned, or takes that back |
//! | `…/release` | lets an address have letters again |
//! | `/desk/sessions/{session}/call-back` | asks, and takes letters to many back |
//!
//! Whom a letter was for is found by its once-key, which names the application, or by its address; both as long as
//! applications are kept. Letters that no session is about are the operator's: `/health/mail` and the log tell of them.

mod actions;
mod call_back;
mod desk;
mod desk_views;
mod reading;
mod store;
mod wish;

use crate::web::desk::{Right, Ways};

/// The addresses of this slice behind the sign-in.
pub fn desk_routes(ways: &mut Ways<'_>) {
    ways.get("/desk/letters", Right::SeeApplications, desk::show);
    ways.post("/desk/letters/telephoned", Right::Decide, desk::telephoned);
    ways.post("/desk/letters/release", Right::Decide, desk::release);
    let call_back = "/desk/sessions/{session}/call-back";
    ways.get(call_back, Right::KeepSessions, call_back::ask);
    ways.post(call_back, Right::KeepSessions, call_back::call_back);
}
