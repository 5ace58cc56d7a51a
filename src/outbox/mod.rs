//! Letters that wait to be sent. An act puts its letters here in its own transaction, so none is sent for what
//! did not happen and none is lost for what did; the worker sends them later. No letter is sent in a request.
//!
//! | file | what it is for |
//! |---|---|
//! | `record`, `store` | the letters that wait, and how a worker claims them |
//! | `content` | what a letter says, however it is set |
//! | `plain`, `html` | its two settings: text and HTML, the same words in the same order |
//! | `message` | the whole message with its headers and its calendar part (RFC 5322, 2045, 6047) |
//! | `post` | the way out: a relay by SMTP, or a folder |
//! | `delivery` | claim, put into words, hand over, note what became of it |
//! | `fate`, `retry`, `pace` | how an attempt can end, when to try again, how fast letters follow one another |
//! | `kept`, `pages`, `views` | letters of the folder, shown in the demo |
//!
//! Who puts a letter into words stands in the slice that orders it ([`Writer`]); the list of writers is the
//! worker's, so that nothing here knows a slice.
//!
//! Promise: none is lost, and one is sent twice only if a process dies between the relay's 250 and its record.
//! When a letter is finished its address and facts are emptied; the row stays as the proof.

pub mod content;
pub mod delivery;
mod fate;
mod html;
pub mod kept;
pub mod message;
mod pace;
mod pages;
mod plain;
pub mod post;
pub mod record;
mod retry;
pub mod store;
mod views;

pub use content::{Calendar, Content, Fact, Method, Part, Said};
pub use delivery::{Postman, Writer};
pub use fate::Unwritable;
pub use pace::{Stop, told};
pub use record::{Lane, Letter};

use actix_web::web;

/// The addresses of this slice.
pub fn routes(config: &mut web::ServiceConfig) {
    pages::routes(config);
}
