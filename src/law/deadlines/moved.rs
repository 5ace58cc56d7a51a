//! What moving an announced session to another time does to its application cut-off.
//!
//! The clocks of a session are counted to the day on which it sits, and a session that is moved sits on another one: its
//! announcement is placed anew (¶ 8) and applications are counted to the new day (¶ 9). What was promised for the old
//! day is not taken back ([`Paragraph::Administrative13`]).

use chrono::{DateTime, Utc};

use crate::law::Paragraph;

/// The paragraph by which a cut-off that has passed is open again: it is counted to the day of the session.
pub const REOPENED_BY: Paragraph = Paragraph::Rules9;

/// The paragraph by which a cut-off that is still ahead is not moved earlier.
pub const KEPT_BY: Paragraph = Paragraph::Administrative13;

/// The application cut-off of a session that is moved at `now`, from the one that was `published` and the one `counted`
/// to its new day, which begins at `day_begins`.
///
/// * One that is still ahead never moves earlier: the citizen relied on it. But applications are made before the day of
///   the session (¶ 9): where that comes earlier now, the time ends as it begins, and what was in time stays so.
/// * One that has passed is open again as far as the new day gives time. (A calendar that changes, and an emergency that
///   ends, open nothing again: there the day is the same.)
/// * Where nothing lies ahead, nothing moves.
#[must_use]
pub fn cutoff_after_move(
    published: DateTime<Utc>,
    counted: DateTime<Utc>,
    day_begins: DateTime<Utc>,
    now: DateTime<Utc>,
) -> DateTime<Utc> {
    let latest = published.max(counted);
    if now >= latest {
        published
    } else {
        latest.min(day_begins.max(now))
    }
}
