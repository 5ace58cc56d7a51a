//! Emergencies as sessions know them (605-6): which are in force, and whether one covers a session. Declaring and ending
//! them is of `emergencies`.

mod record;

pub use record::{Covered, Declared, Emergency, OnlineBy};
