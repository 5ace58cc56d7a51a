//! All queries on comments.
//!
//! | file | what it asks |
//! |---|---|
//! | `counting` | how many there are, and the last change among them |
//! | `owed` | sessions of which comments wait for an answer |
//! | `reading` | comments as lists and pages show them |
//! | `writing` | numbers, comments and answers as acts write them |

mod counting;
mod owed;
mod reading;
mod writing;

pub use counting::{Counts, counts_of, last_change, received_since, unanswered};
pub use owed::owed;
pub use reading::{
    answers_of, by_id, by_number, changed_since, joined_to, known_by_key, last_answer, listed,
    matters_of, numbers_of, waiting_first,
};
pub use writing::{Given, give, insert, insert_answer, lock, replace_answer, update};
