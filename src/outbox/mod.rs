//! Letters that wait to be sent. An act puts its letters here in its own transaction, so none is sent for what
//! did not happen and none is lost for what did; the worker sends them later. No letter is sent in a request.
//!
//! | file | what it is for |
//! |---|---|
//! | `record`, `store` | what waits, and how a worker claims it; `store/calls`: what only calls need |
//! | `content` | what a letter says, however it is set |
//! | `plain`, `html` | its two settings: text and HTML, the same words in the same order |
//! | `message` | the whole message with its headers and its calendar part (RFC 5322, 2045, 6047) |
//! | `post` | the way out: a relay by SMTP, or a folder |
//! | `signature` | a letter's signature, where the relay makes none (RFC 6376) |
//! | `delivery`, `round` | the postman; his rounds: claim, send, note |
//! | `carrier`, `hand` | one attempt; the letters claimed, by lane |
//! | `fate`, `retry` | how an attempt can end, when to try again |
//! | `pace`, `domains` | how fast letters follow one another, in all and to one domain |
//! | `breaker`, `way_out` | a relay that is away is left alone; who is told of it |
//! | `trace` | what letters and addresses are known by when mail comes back |
//! | `bounces` | reports of failures: where they arrive, what they say, what follows (RFC 3464) |
//! | `kept`, `pages`, `views` | letters of the folder, shown in the demo |
//!
//! Who puts a letter into words stands in the slice that orders it ([`Writer`]); the list of writers is the
//! worker's, so that nothing here knows a slice.
//!
//! Promise: none is lost, and one is sent twice only if a process dies between the relay's 250 and its record: at
//! most one a process (`mail.in_doubt`), however many connections it has.
//!
//! When a letter is finished its facts are emptied, and its address when it arrived; the row stays as the proof.
//! Of a letter that did not arrive the address is kept as long as applications are, since somebody has to be
//! telephoned ([`store::not_arrived`]). An address whose mail server says that nobody reads it gets nothing more,
//! whatever the letter: it would not arrive, and senders who go on are shut out. Its letters stand among those
//! that did not arrive.
//!
//! A letter to many waits some minutes before its first attempt. Until it is sent, a letter can be called back
//! ([`call_back`]).
//!
//! Calls of neighbouring systems ([`Call`]) wait here too, by a channel of their own: claimed, noted, repeated and
//! ended by the same code, and carried by whoever knows webhooks. The postman takes letters alone.

pub mod bounces;
mod breaker;
mod carrier;
pub mod content;
pub mod delivery;
mod domains;
mod fate;
mod hand;
mod html;
pub mod kept;
pub mod message;
mod pace;
mod pages;
mod plain;
pub mod post;
pub mod record;
mod retry;
mod round;
mod signature;
pub mod store;
pub mod trace;
mod views;
pub mod way_out;

pub use bounces::Bounces;
pub use content::{Calendar, Change, Changes, Content, Fact, List, Method, Part, Said};
pub use delivery::{Postman, Writer};
pub use fate::Unwritable;
pub use pace::{Stop, told};
pub use record::{Call, Channel, Lane, Letter, said_elsewhere};
pub use retry::next_attempt;
pub use store::{CalledBack, call_back, put};

use actix_web::web;

/// The addresses of this slice.
pub fn routes(config: &mut web::ServiceConfig) {
    pages::routes(config);
    way_out::routes(config);
}
