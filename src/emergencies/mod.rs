//! Emergencies (605-6): access to the sessions in their scope and time is online, and the sessions stay open.
//!
//! | file | what it is for |
//! |---|---|
//! | `record` | what is declared, what it touches, what became of it, why it is refused |
//! | `actions/declaring` | declaring one: everything it means, in one transaction |
//! | `actions/covering` | what it means for the sessions that it reaches and did not reach before |
//! | `actions/ending` | ending one, and giving sessions their hall again |
//! | `actions/sitting` | sessions that have begun and are to sit in the hall again while one stands |
//! | `actions/sweeping` | sessions that come into the reach of one later; a job of the worker |
//! | `jobs` | what the worker does |
//! | `letter_words` | what applicants are told, put into words when it is sent |
//! | `report` | who was told, when and how, and who was not reached |
//! | `told` | the same one by one |
//! | `desk` | the pages |
//! | `store` | the queries: whole emergencies are written by statements over all their sessions |
//!
//! **Who is told.** Applicants get their letter in the transaction of the declaration, in the lane that goes first;
//! whoever left no e-mail stands in the list of those to be telephoned. Their telling of the news is finished with
//! that. Those who subscribed and neighbouring systems hear of the news as of any other.
//!
//! **Several at once.** The first one that reaches a session switches it; the others note that they cover it too. It is
//! held online until a person gives it its hall again, which no emergency that still stands allows
//! ([`law::emergency::may_be_restored`](crate::law::emergency::may_be_restored)).
//!
//! **The end.** One whose time has passed is over and reaches nothing new. It gives nothing back by itself: "formats may be
//! restored" is for a person to say, by [`end`] for all its sessions or by [`restore`] for one.

pub mod actions;
mod desk;
pub mod jobs;
pub mod letter_words;
pub mod record;
pub mod report;
pub mod store;
pub mod told;

use crate::news::letters::{APPLICANT_EMERGENCY, APPLICANT_HALL_AGAIN};
use crate::outbox::Writer;
use crate::web::desk::Ways;
pub use actions::{awaiting, declare, end, ending_preview, in_hall, preview, restore, take_in};

pub use record::{Afterwards, Declaration, Ending, InHall, Outcome, Preview, Refusal, Touched};

/// Who puts which kind of letter into words; `None` for a letter that is not ordered here.
#[must_use]
pub fn writer_of(kind: &str) -> Option<Writer> {
    match kind {
        APPLICANT_EMERGENCY => Some(letter_words::emergency),
        APPLICANT_HALL_AGAIN => Some(letter_words::hall_again),
        _ => None,
    }
}

/// The addresses of this slice behind the sign-in.
pub fn desk_routes(ways: &mut Ways<'_>) {
    desk::routes(ways);
}
