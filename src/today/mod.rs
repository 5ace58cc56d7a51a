//! What is due today, and what soon: everything with a legal deadline or a person waiting, by the instant until which
//! it is to be done, each with its paragraph. The first page of everyone at the desk; it only reads.
//!
//! | due | until | law |
//! |---|---|---|
//! | announcing a draft | the earlier of its announcement clocks | 605-8 |
//! | a reason that an announced session owes | at once | 605-8, 605-5 |
//! | the notice of what is closed, on each channel | its clock | Access Law 13(2) |
//! | the vote on what a maslikhat gave notice of | the end of the session | Local Government Law 11(6) |
//! | opening what was closed until a day that has passed | the end of that day | Access Law 5(2) |
//! | seats for those who wait | the day of the session | 605-10 |
//! | data missing in applications on paper | the cut-off | 605-9 |
//! | applications not decided | the day of the session | 605-9 |
//! | letters that did not arrive, people without e-mail | the start of the session | 605-9 |
//! | what an emergency leaves to do: a broadcast address, people to telephone | the start of the session | 605-6 |
//! | that a session was broadcast, or why not | the start while it sits, then the clock of the results | 605-12 |
//! | placing the results | their clock | 605-14 |

mod desk;
mod desk_views;
mod due;
mod reading;
mod store;

use crate::web::desk::{Right, TODAY, Ways};

/// The addresses of this slice behind the sign-in.
pub fn desk_routes(ways: &mut Ways<'_>) {
    ways.get(TODAY, Right::Desk, desk::today);
}
