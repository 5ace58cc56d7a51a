//! All queries on comments.
//!
//! | file | what it asks |
//! |---|---|
//! | `reading` | comments as lists and pages show them |
//! | `writing` | numbers, comments and answers as acts write them |

mod reading;
mod writing;

pub use reading::{
    Counts, answers_of, by_id, by_number, changed_since, counts_of, joined_to, known_by_key,
    last_answer, last_change, listed, matters_of, numbers_of, received_since, unanswered,
    waiting_first,
};
pub use writing::{Given, give, insert, insert_answer, lock, replace_answer, update};
