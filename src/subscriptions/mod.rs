//! Subscriptions to letters about sessions (requirement OS-15, 2023 Standard 8.18): for anyone, without an account.
//!
//! | act | where |
//! |---|---|
//! | ask | `actions::ask`: a letter with a link; nothing else goes to an address before it is confirmed |
//! | confirm | `actions::confirm`, as often as one likes |
//! | change | `actions::change`, by the revision that was seen |
//! | leave | `actions::leave`: the row is destroyed, letters that wait are taken back (RFC 8058: by one POST) |
//! | end what nobody confirmed | `jobs` |
//!
//! The e-mail is the only personal datum. Whatever is asked, the answer is the same: nobody learns from it whether an
//! address is known here. Which sessions a subscription wants is told by `subject`; who writes letters about them is
//! a floor above and puts [`foot`] and [`list_of`] into each, under a [`once_key`].

pub mod actions;
pub mod api;
mod asking;
mod chosen;
mod counting;
mod foot;
pub mod jobs;
pub mod letters;
pub mod pages;
pub mod record;
pub mod refusal;
pub mod store;
mod subject;
mod views;
pub mod wish;

use actix_web::web;

/// What the kinds of letters to subscribers begin with. Their addresses are known to nobody at the desk.
pub const LETTERS: &str = "subscriber-";

/// What the kinds of all letters to subscribers begin with, those that asking causes among them.
const ALL_LETTERS: &str = "subscri";

pub use counting::letters_at_once;
pub use foot::{foot, list_of, once_key};
pub use subject::Subject;

/// The addresses of this slice.
pub fn routes(config: &mut web::ServiceConfig) {
    pages::routes(config);
    api::routes(config);
}
