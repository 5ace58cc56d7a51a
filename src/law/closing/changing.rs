//! When something can be closed, opened again, and when people are asked out of the hall.

use chrono::NaiveDate;

use crate::law::session_course::SessionStatus;

/// Whether a session in this state, or items of it, can be closed. Once it sits only items can still be, by a decision
/// taken in the session itself, as that of a maslikhat is; what is over or called off stays as it was.
#[must_use]
pub const fn may_close(status: SessionStatus, whole: bool) -> bool {
    match status {
        SessionStatus::Draft | SessionStatus::Announced | SessionStatus::Postponed => true,
        SessionStatus::Live => !whole,
        SessionStatus::Held | SessionStatus::Cancelled => false,
    }
}

/// Whether what is closed of a session in this state can be opened again, as a whole or in part. A restriction lasts no
/// longer than its time (Access Law art. 5(2)), which as a rule ends after the session; only of one that was called off
/// there is nothing to open.
#[must_use]
pub const fn may_open(status: SessionStatus) -> bool {
    !matches!(status, SessionStatus::Cancelled)
}

/// Whether the time of a restriction has passed whose last day is this one (Access Law art. 5(2)).
#[must_use]
pub fn is_over(ends_on: Option<NaiveDate>, today: NaiveDate) -> bool {
    ends_on.is_some_and(|day| day < today)
}

/// Whether people can be in the hall, so that they are asked out of it: the session sits because the desk said so, or
/// because its start has come and nobody said that it is over.
#[must_use]
pub const fn sits(status: SessionStatus, start_has_come: bool) -> bool {
    match status {
        SessionStatus::Live => true,
        SessionStatus::Announced | SessionStatus::Postponed => start_has_come,
        SessionStatus::Draft | SessionStatus::Held | SessionStatus::Cancelled => false,
    }
}
