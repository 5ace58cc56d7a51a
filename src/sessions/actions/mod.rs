//! The acts on sessions. A session is entered as a draft, which nobody sees; announcing makes it public (605-8);
//! what is entered again under the same body, start and Kazakh title is written over, and if it is public that
//! is a new revision of the announcement. Publication is never blocked for being late, only marked. Every announced
//! version is kept.

mod adjourning;
mod announcing;
mod broadcasting;
mod clocks;
mod closing;
mod closing_notices;
mod closing_order;
mod closing_vote;
mod code;
mod course;
mod documents;
mod drafting;
mod editing;
mod emergency;
mod entering;
mod facts;
mod order;
mod postponing;
mod recounting;
mod reopening;
mod results;
mod seating;
mod together;
pub mod versions;
mod writing_over;

pub use adjourning::{Adjournment, adjourn, as_adjourned, may_adjourn};
pub use announcing::{Announced, Announcing, announce, announce_at_desk, reasons_due, sketch};
pub use broadcasting::{Address, announce_address};
pub use clocks::{calendar_changed, count};
pub use closing::{close, may_close, note_attempt, numbers_of};
pub use closing_notices::{Placed, closed_part, notice_placed};
pub use closing_order::ClosingOrder;
pub use closing_vote::{Voted, vote};
pub use course::{move_along, move_along_at_desk};
pub use documents::{
    NewDocument, add_document, may_add_document, move_document, remove_document, rename_document,
};
pub use editing::{Edit, draft_new, save};
pub use emergency::{in_emergency, sitting_in_emergency};
pub use entering::{enter, find_by_new_name, find_by_results, known};
pub use order::{Matter, Order, Overflow};
pub use postponing::{Cancellation, Postponement, allowed, as_postponed, cancel, postpone};
pub use recounting::{
    Bodies, NoticeMoved, Recounted, Scope, TOGETHER, next_batch, next_batch_to_write, recounted,
    write_batch,
};
pub use reopening::{Former, Reopening, former, reopen};
pub use results::{changed_beside, results_placed};
pub use seating::{note_seats, seats_may_change};
pub use together::{Changed, Done, note_together};
pub use writing_over::{Entered, stamp};

use chrono::NaiveDateTime;

use crate::database::Broken;
use crate::language::Multilingual;
use crate::law::Paragraph;
use crate::law::announcement::{Missing, ReasonDue};
use crate::law::closing as closing_law;
use crate::law::session_course::NoSuchMove;
use crate::law::sittings::SittingFault;
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
    /// The session does not begin, or end, so early.
    #[error("possible from {from} on")]
    TooSoon {
        /// When it is possible, by the clock of the session's zone.
        from: NaiveDateTime,
    },
    /// People have a seat in the hall, or wait for one: they would be left without, and unaware.
    #[error("{people} people have a seat in the hall or wait for one")]
    HallInUse {
        /// How many.
        people: i32,
    },
    /// Items of the announcement are missing (605-8).
    #[error("the announcement lacks: {}", .0.iter().map(|one| one.field.as_str()).collect::<Vec<_>>().join(", "))]
    Incomplete(Vec<Missing>),
    /// Somebody else changed the session since the form was made.
    #[error("somebody else changed the session")]
    Stale,
    /// An announced session begins when it was announced to begin: moving it is another act.
    #[error("the start of an announced session is not changed here")]
    StartIsFixed,
    /// A session is moved to a time that is still to come.
    #[error("the new start has passed")]
    StartHasPassed,
    /// A session is moved to another time than it has.
    #[error("this is the time that it has")]
    SameStart,
    /// Moving a session and calling it off need a reason in both languages (2023 Standard 8.4).
    #[error("the reason is missing in Kazakh or Russian")]
    ReasonMissing,
    /// Whoever changes what is announced says why, for the public, in both languages (2023 Standard 8.4).
    #[error("what changed and why is missing in Kazakh or Russian")]
    WhyMissing,
    /// Sittings cannot be as they are said to be.
    #[error(transparent)]
    Sitting(#[from] SittingFault),
    /// The desk gives the reasons when it announces (605-5, 605-8).
    #[error("reasons are due: {}", .0.iter().map(|one| one.as_str()).collect::<Vec<_>>().join(", "))]
    ReasonsDue(Vec<ReasonDue>),
    /// No restricted text is kept here: a closed matter has no files.
    #[error("a matter considered in closed mode has no files")]
    ClosedMatter,
    /// What is closed lacks its decision, or the decision lacks this (605-4).
    #[error("the closing decision lacks: {}", .0.iter().map(closing_law::Missing::named).collect::<Vec<_>>().join(", "))]
    ClosingIncomplete(Vec<closing_law::Missing>),
    /// What article 6 of the Access Law names is closed by nobody.
    #[error("never restricted (Access Law art. 6): {}", .0.iter().map(|one| one.as_str()).collect::<Vec<_>>().join(", "))]
    NeverRestricted(Vec<closing_law::Topic>),
    /// A closed item that is to be opened is not named.
    #[error("nothing is named that is to be opened")]
    NothingToOpen,
    /// Nothing is closed that could be noticed or opened.
    #[error("nothing is closed")]
    NothingClosed,
    /// A closed item stays on the agenda: it is opened first.
    #[error("a closed item cannot be taken away: open it first")]
    ClosedItemGone,
    /// A session that is held closed has no matters but those of its closing.
    #[error("the session is held closed: no matter can be added")]
    NewInClosedSession,
    /// A notice was placed after its decision, at an instant that has passed.
    #[error("the notice cannot have been placed then")]
    NoticeCannotBe(closing_law::NoticeFault),
    /// People are in the hall only once the session has begun.
    #[error("the session has not begun")]
    NotSitting,
    /// The body has no duty to announce (605-3).
    #[error("the body is exempt: its sessions are not announced (605-3)")]
    Exempt,
    /// An emergency covers it: access is online (605-6).
    #[error("because of an emergency it is held online only ({}); basis: {}", .paragraph.id(), .basis.ru)]
    Emergency {
        /// The act on which the emergency rests.
        basis: Box<Multilingual>,
        /// What makes it so.
        paragraph: Paragraph,
    },
    /// A sitting in the hall would be announced into the time of an emergency that covers it (605-6).
    #[error("an emergency covers this time, and the session is held in a hall; basis: {}", .basis.ru)]
    SittingInEmergency {
        /// The act on which the emergency rests.
        basis: Box<Multilingual>,
    },
    /// It has sat already: it is neither moved as a whole nor called off.
    #[error("it has sat already: change or drop the sittings still to come")]
    HasSat,
    /// An emergency sent it and its people to the broadcast: its hall is given back by an act of its own, so that
    /// everybody has the former place again.
    #[error(
        "an emergency sent it to the broadcast: its hall is given back where the emergency is ended"
    )]
    HallGivenBack,
    /// The machine.
    #[error(transparent)]
    Broken(#[from] Broken),
}

impl Refusal {
    /// The field of the order that it is about, if it is one.
    #[must_use]
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::NoCalendar(_)
            | Self::StartIsFixed
            | Self::StartHasPassed
            | Self::SameStart
            | Self::SittingInEmergency { .. } => Some("starts"),
            Self::ReasonMissing | Self::WhyMissing => Some("reason"),
            Self::EndsTooSoon | Self::EndsTooLate => Some("ends"),
            Self::SeatsTaken { field, .. } => Some(field),
            Self::Exempt => Some("body"),
            Self::ClosingIncomplete(_) | Self::NeverRestricted(_) => Some("closing"),
            Self::ClosedItemGone | Self::NewInClosedSession => Some("agenda"),
            Self::NoticeCannotBe(_) => Some("placed-day"),
            Self::HallInUse { .. } | Self::Emergency { .. } | Self::HallGivenBack => Some("format"),
            Self::NotFound
            | Self::NoSuchMove(_)
            | Self::TooSoon { .. }
            | Self::Incomplete(_)
            | Self::Stale
            | Self::Sitting(_)
            | Self::ReasonsDue(_)
            | Self::ClosedMatter
            | Self::NotSitting
            | Self::HasSat
            | Self::NothingClosed
            | Self::NothingToOpen
            | Self::Broken(_) => None,
        }
    }
}
