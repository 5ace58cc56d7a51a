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
mod plans;
mod questions;
mod replaying;
mod reports;

pub use figures::{
    ResultRow, SessionRow, broadcasts_of, comments_of, impossible_of, results_of, sessions_of,
    years,
};
pub use plans::{announced_of, insert_version, last_version, plan_of, planned_years};
pub use questions::{Asked, answers_of, asked, insert_answer, joined_of, withdraw_answer};
pub use replaying::lines_after;
pub use reports::{freeze, report_of, reported_years};
