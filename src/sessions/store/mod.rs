//! All queries on sessions: their clocks, agenda, seating and the words they are found by.
//!
//! | file | what it asks |
//! |---|---|
//! | `reading` | single sessions and what belongs to them |
//! | `filter` | what a list is narrowed by |
//! | `list` | public sessions in order, a page at a time |
//! | `search` | the same by words |
//! | `changed` | public sessions, the last changed first |
//! | `sitemap` | public sessions as search engines are told of them |
//! | `month` | the first few sessions of each day |
//! | `seats` | the seat count |
//! | `clocks` | clocks still running, and writing them anew |
//! | `closings` | decisions by which sessions and items are closed, and their notices |
//! | `locking` | rows that an act has for itself |
//! | `writing` | entering sessions and writing them over |
//! | `desk` | lists of the desk, drafts too |
//! | `documents` | files of matters |
//! | `broadcasting` | the broadcast, as far as a session shows it |
//! | `results` | what stands of the results, as far as a session shows it |
//! | `due` | what is to be announced, and what owes results |
//! | `emergencies` | declared emergencies, and whether one covers a session |
//! | `versions` | announced versions |
//!
//! None of them counts or sorts all sessions: each costs what it returns, however many there are.

mod broadcasting;
mod changed;
mod clocks;
mod closings;
mod desk;
mod documents;
mod due;
mod emergencies;
mod filter;
mod list;
mod locking;
mod month;
mod reading;
mod results;
mod search;
mod seats;
pub mod sitemap;
mod versions;
mod writing;

pub use broadcasting::broadcasting_of;
pub use changed::{last_change, last_changed};
pub use clocks::*;
pub use closings::*;
pub use desk::{DeskFilter, State, desk_list};
pub use documents::*;
pub use due::{
    DueRow, MOST_DUE, Window, called_off, closings_waiting, coming, drafts, held, to_announce,
    to_publish,
};
pub use emergencies::*;
pub use filter::Filter;
pub use list::list;
pub use locking::{for_change, lock};
pub use month::{Day, month, over_night};
pub use reading::*;
pub use results::*;
pub use search::{Found, find_by_words, put_into_search, take_from_search};
pub use seats::*;
pub use versions::*;
pub use writing::*;
