//! Letters about news of sessions: to those who applied and to those who subscribed.

mod closings;
mod digest;
mod leaving;
mod merging;
pub mod scene;
mod telling;
pub mod words;
