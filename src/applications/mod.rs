//! Applications to attend in person (605-9), and the seats they get (605-10). For anyone, without an account.
//!
//! | act | where | law |
//! |---|---|---|
//! | apply | `actions::apply` | `admission`: cut-off, format, state of the session |
//! | enter, complete | `actions::{enter, complete}` | `admission` by the clock of each way of handing in |
//! | withdraw | `actions::{withdraw, withdraw_for}` | `application_course`, `admission::promotion_allowed` |
//! | admit, refuse, move online | `actions::{admit, refuse, move_online}` | `application_course`, `refusal` |
//! | correct contacts, change the order | `actions::{correct, reorder}` | – |
//!
//! A full hall is never a refusal: hall, then overflow hall where the session has one, then the waiting list, in
//! order of receipt. Withdrawing frees the seat at once, destroys the personal data, and before the cut-off
//! moves up those who come next. The fields are those of 605-9.2 and nothing more. The secretariat's pages stand in
//! `desk/`; what an applicant is told of a decision, in `letter_words`.

pub mod actions;
pub mod api;
pub mod attendees;
pub mod calls;
pub mod consent;
pub mod desk;
pub mod door;
pub mod jobs;
pub mod letter_words;
pub mod letters;
pub mod pages;
pub mod places;
pub mod reading;
pub mod record;
pub mod refusal;
pub mod store;
pub mod submission;
pub mod timeliness;
pub mod tokens;
pub mod views;

use actix_web::web;

use crate::web::desk::Ways;

/// The addresses of this slice.
pub fn routes(config: &mut web::ServiceConfig) {
    pages::routes(config);
    api::routes(config);
}

/// The addresses of this slice at the desk.
pub fn desk_routes(ways: &mut Ways<'_>) {
    desk::routes(ways);
    door::desk_routes(ways);
}
