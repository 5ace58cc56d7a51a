//! The working-day calendar as the office keeps it: versions entered on top of the one built into the program, each
//! with its source and author, none ever changed (Labour Code 85: days off are moved by order).
//!
//! The version entered last is in force; while none is entered, the one built in. A newer program with a newer table
//! changes nothing by itself once a version was entered: clocks move only when somebody enters one and has seen which
//! (`changes::calendar`). `otyrys doctor` tells of days that the table built in has otherwise.

pub mod actions;
pub mod day_words;
mod desk;
pub mod desk_views;
pub mod fault_words;
pub mod record;
pub mod store;

pub use desk::desk_routes;
