//! Letters that wait to be sent. An act puts its letters here in its own transaction, so none is sent for what
//! did not happen and none is lost for what did; the worker sends them later. No letter is sent in a request.

pub mod record;
pub mod store;

pub use record::{Lane, Letter};
