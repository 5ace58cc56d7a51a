//! All queries on openness.
//!
//! | file | what it asks |
//! |---|---|
//! | `figures` | what the figures are made of |
//! | `replaying` | the journal, line by line |
//! | `reports` | reports that are frozen |
//! | `plans` | yearly plans of sessions |
//! | `questions` | like questions, and standing answers |

mod figures;
mod replaying;

pub use figures::{
    ResultRow, SessionRow, broadcasts_of, comments_of, impossible_of, results_of, sessions_of,
    years,
};
pub use replaying::lines_after;
