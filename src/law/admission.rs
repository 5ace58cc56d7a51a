//! May this application be received now, until when, and which seat does it get?

use chrono::{DateTime, Utc};

use crate::law::Paragraph;
use crate::law::application_course::ApplicationState;
use crate::law::deadlines::Clock;
use crate::law::session_course::{Access, Format, SessionStatus};
use crate::law::text_enum::text_enum;

pub mod settling;
#[cfg(test)]
mod tests;

/// What is known of the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts<'a> {
    /// Its state at this moment ([`SessionStatus::at`]).
    pub status: SessionStatus,
    /// Open or closed.
    pub access: Access,
    /// Online, offline or both.
    pub format: Format,
    /// Whether an emergency in force covers it (605-НҚ ¶ 6).
    pub emergency: bool,
    /// The clock of the way in which the application was handed in; its `before` is the cut-off
    /// that was published.
    pub clock: &'a Clock,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Received; applications are open until the clock's `before`.
    Open(Clock),
    /// Barred.
    Barred(Bar),
}

/// What bars an application. A full hall is never among it (605-НҚ ¶ 10).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Bar {
    /// The cut-off has passed; the clock says which.
    CutoffPassed(Clock),
    /// One takes part online, for which nobody needs to apply.
    OnlineOnly {
        /// ¶ 6 in an emergency, ¶ 5 for a session that is held online.
        paragraph: Paragraph,
    },
    /// The session takes no applications at all.
    NotOpen(NotOpen),
}

text_enum! {
    /// Why a session takes no applications.
    pub enum NotOpen {
        /// Not announced.
        NotAnnounced = "not_announced",
        /// Called off.
        Cancelled = "cancelled",
        /// Closed by a decision.
        Closed = "closed",
        /// Over.
        Held = "held",
    }
}

impl NotOpen {
    /// The paragraph behind it.
    #[must_use]
    pub const fn paragraph(self) -> Paragraph {
        match self {
            Self::NotAnnounced | Self::Cancelled => Paragraph::Rules8,
            Self::Closed => Paragraph::Rules4,
            Self::Held => Paragraph::Rules9,
        }
    }
}

impl Bar {
    /// The code of the API.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::CutoffPassed(_) => "cutoff_passed",
            Self::OnlineOnly { .. } => "online_only",
            Self::NotOpen(_) => "not_open",
        }
    }

    /// The paragraph that bars.
    #[must_use]
    pub const fn paragraph(&self) -> Paragraph {
        match self {
            Self::CutoffPassed(clock) => clock.paragraph,
            Self::OnlineOnly { paragraph } => *paragraph,
            Self::NotOpen(why) => why.paragraph(),
        }
    }
}

/// Judges an application handed in at `moment`: the arrival at the server, the time it was taken by
/// hand, the postmark, or the arrival of the e-mail. The browser's clock never counts.
#[must_use]
pub fn judge(facts: &Facts<'_>, moment: DateTime<Utc>) -> Verdict {
    match bar(facts, moment) {
        Some(bar) => Verdict::Barred(bar),
        None => Verdict::Open(facts.clock.clone()),
    }
}

fn bar(facts: &Facts<'_>, moment: DateTime<Utc>) -> Option<Bar> {
    let not_open = match facts.status {
        SessionStatus::Draft => Some(NotOpen::NotAnnounced),
        SessionStatus::Cancelled => Some(NotOpen::Cancelled),
        SessionStatus::Held => Some(NotOpen::Held),
        _ if facts.access == Access::Closed => Some(NotOpen::Closed),
        SessionStatus::Announced | SessionStatus::Postponed | SessionStatus::Live => None,
    };
    if let Some(why) = not_open {
        Some(Bar::NotOpen(why))
    } else if facts.emergency {
        Some(Bar::OnlineOnly {
            paragraph: Paragraph::Rules6,
        })
    } else if !facts.format.has_hall() {
        Some(Bar::OnlineOnly {
            paragraph: Paragraph::Rules5,
        })
    } else if !facts.clock.in_time(moment) {
        Some(Bar::CutoffPassed(facts.clock.clone()))
    } else {
        None
    }
}

/// Why the desk decides on no application of a session: what was called off or is over admits nobody.
#[must_use]
pub const fn nothing_to_decide(status: SessionStatus) -> Option<NotOpen> {
    match status {
        SessionStatus::Draft => Some(NotOpen::NotAnnounced),
        SessionStatus::Cancelled => Some(NotOpen::Cancelled),
        SessionStatus::Held => Some(NotOpen::Held),
        SessionStatus::Announced | SessionStatus::Postponed | SessionStatus::Live => None,
    }
}

/// Whether the first of the waiting may be given a seat that became free: only before the cut-off,
/// while who comes is still being settled.
#[must_use]
pub fn promotion_allowed(now: DateTime<Utc>, apply_before: DateTime<Utc>) -> bool {
    now < apply_before
}

/// Whether ¶ 10 asks for more seats: somebody waits, or the hall is full while applications still come in. The
/// choices are a larger hall and an overflow hall, never a refusal.
#[must_use]
pub const fn more_seats_due(hall: Hall, waiting: u32, still_open: bool) -> bool {
    waiting > 0 || (still_open && !hall.has_room())
}

/// A hall and how full it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hall {
    /// Seats.
    pub capacity: u32,
    /// Seats taken.
    pub taken: u32,
}

impl Hall {
    /// Whether a seat is free.
    #[must_use]
    pub const fn has_room(self) -> bool {
        self.taken < self.capacity
    }
}

text_enum! {
    /// What an applicant is given.
    pub enum Seat {
        /// A seat in the hall.
        Hall = "hall",
        /// A seat in the overflow hall.
        Overflow = "overflow",
        /// A place in the queue.
        Queue = "queue",
    }
}

impl Seat {
    /// The paragraph by which seats are prepared: they follow those who signed up.
    pub const PARAGRAPH: Paragraph = Paragraph::Rules10;

    /// The hall while it has room, then the overflow hall where there is one, then the queue.
    #[must_use]
    pub fn next(hall: Hall, overflow: Option<Hall>) -> Self {
        if hall.has_room() {
            Self::Hall
        } else if overflow.is_some_and(Hall::has_room) {
            Self::Overflow
        } else {
            Self::Queue
        }
    }

    /// The state of an application that is given it.
    #[must_use]
    pub const fn state(self) -> ApplicationState {
        match self {
            Self::Hall => ApplicationState::Seated,
            Self::Overflow => ApplicationState::Overflow,
            Self::Queue => ApplicationState::Waiting,
        }
    }
}
