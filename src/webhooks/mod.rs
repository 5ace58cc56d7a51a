//! Neighbouring systems are told of announced sessions: a webhook is the address of one, kept at the desk of a body
//! (or of the office, for all bodies).
//!
//! | file | what it is for |
//! |---|---|
//! | `record`, `store` | webhooks |
//! | `telling` | news become calls in the outbox, with what is sent |
//! | `caller`, `line` | turns of webhooks; one call |
//! | `taking` | which calls are made next, and that they say nothing that was closed since |
//! | `ended` | how a call can end, as the log keeps it |
//! | `signature` | how a call is signed |
//! | `address`, `names`, `networks` | which addresses may be called, looked at when entered and at every call |
//! | `actions` | what the desk does with webhooks |
//! | `keeping` | what goes after its time |
//! | `desk` | the pages |
//!
//! Promise: each call arrives, within 72 hours, or stands in the log as one that did not. It may arrive twice when a
//! process dies between the neighbour's answer and its record; it is known by its id. While a webhook works its calls
//! come in order of time; one that was repeated may come after a later one, and its `revision` says so.

pub mod actions;
pub mod address;
pub mod caller;
mod desk;
pub mod ended;
pub mod keeping;
mod line;
pub mod names;
pub mod networks;
pub mod record;
pub mod signature;
pub mod store;
mod taking;
pub mod telling;

pub use caller::Caller;

use crate::web::desk::Ways;

/// The addresses of this slice behind the sign-in.
pub fn desk_routes(ways: &mut Ways<'_>) {
    desk::routes(ways);
}
