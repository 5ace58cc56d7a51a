//! The notice of a closing decision: where it is placed, when it can have been, and how it stands towards its clock.

use chrono::{DateTime, Utc};

use crate::law::text_enum::text_enum;

text_enum! {
    /// Where the notice is placed: all three (Access Law art. 13(2)).
    pub enum Channel {
        /// The internet resource: this one, by the announcement.
        Site = "site",
        /// Mass media.
        Media = "media",
        /// The premises of the holder.
        Premises = "premises",
    }
}

text_enum! {
    /// How the notice on one channel stands.
    pub enum NoticeStanding {
        /// Placed in time.
        InTime = "in_time",
        /// Placed late.
        Late = "late",
        /// Still to be placed in time.
        Due = "due",
        /// Not placed, and late already.
        Overdue = "overdue",
    }
}

/// How a notice that was placed at an instant, or not yet, stands towards its clock
/// ([`closed_notice_clock`](crate::law::deadlines::closed_notice_clock)).
#[must_use]
pub fn notice_standing(
    before: DateTime<Utc>,
    placed_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> NoticeStanding {
    match placed_at {
        Some(at) if at < before => NoticeStanding::InTime,
        Some(_) => NoticeStanding::Late,
        None if now < before => NoticeStanding::Due,
        None => NoticeStanding::Overdue,
    }
}

/// Why the notice of a decision cannot have been placed at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoticeFault {
    /// It is still to come.
    ToCome,
    /// The decision had not been taken.
    BeforeDecision,
}

/// Whether the notice of a decision, whose day begins at `decided`, can have been placed at an instant. That of a body
/// that votes in the session stands before its decision, which has no such instant then.
///
/// # Errors
/// [`NoticeFault`].
pub fn notice_may_be_placed(
    decided: Option<DateTime<Utc>>,
    placed_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), NoticeFault> {
    if placed_at > now {
        Err(NoticeFault::ToCome)
    } else if decided.is_some_and(|decided| placed_at < decided) {
        Err(NoticeFault::BeforeDecision)
    } else {
        Ok(())
    }
}
