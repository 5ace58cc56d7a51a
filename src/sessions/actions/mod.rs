//! The acts on sessions. A session is entered as a draft, which nobody sees; announcing makes it public (605-8);
//! what is entered again under the same body, start and Kazakh title is written over, and if it is public that
//! is a new revision of the announcement. Publication is never blocked for being late, only marked.

mod announcing;
mod clocks;
mod code;
mod course;
mod drafting;
mod entering;
mod facts;
mod order;
mod seating;

pub use announcing::{Announced, announce, reasons_due};
pub use clocks::count;
pub use course::move_along;
pub use entering::{Entered, enter, find_by_new_name};
pub use order::{Matter, Order, Overflow};
pub use seating::{note_seats, seats_may_change};

use crate::database::Broken;
use crate::law::announcement::Missing;
use crate::law::session_course::NoSuchMove;
use crate::law::working_days::NoCalendar;

pub(crate) use announcing::published;
pub(crate) use code::new_code;
pub(crate) use drafting::draft;

/// Why an act on a session is refused.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such session.
    #[error("no such session")]
    NotFound,
    /// A clock runs into a year that the calendar does not know.
    #[error(transparent)]
    NoCalendar(#[from] NoCalendar),
    /// It would end before it begins.
    #[error("must be later than the start")]
    EndsTooSoon,
    /// It would last longer than any session does.
    #[error("must be at most 31 days after the start")]
    EndsTooLate,
    /// There would be fewer seats than people who have one.
    #[error("{taken} seats are taken already")]
    SeatsTaken {
        /// The field that asks for too few.
        field: &'static str,
        /// How many people have a seat.
        taken: i32,
    },
    /// The course of the session does not allow it.
    #[error(transparent)]
    NoSuchMove(#[from] NoSuchMove),
    /// Items of the announcement are missing (605-8).
    #[error("the announcement lacks: {}", .0.iter().map(|one| one.field.as_str()).collect::<Vec<_>>().join(", "))]
    Incomplete(Vec<Missing>),
    /// The body has no duty to announce (605-3).
    #[error("the body is exempt: its sessions are not announced (605-3)")]
    Exempt,
    /// The machine.
    #[error(transparent)]
    Broken(#[from] Broken),
}

impl Refusal {
    /// The field of the order that it is about, if it is one.
    #[must_use]
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::NoCalendar(_) => Some("starts"),
            Self::EndsTooSoon | Self::EndsTooLate => Some("ends"),
            Self::SeatsTaken { field, .. } => Some(field),
            Self::Exempt => Some("body"),
            Self::NotFound | Self::NoSuchMove(_) | Self::Incomplete(_) | Self::Broken(_) => None,
        }
    }
}
