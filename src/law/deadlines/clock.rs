//! One clock: an act, its paragraph, the days counted and the instant.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::law::Paragraph;
use crate::law::text_enum::text_enum;

text_enum! {
    /// The act a clock is for.
    pub enum ClockName {
        /// Placing the announcement.
        Announce = "announce",
        /// Telling the population of a maslikhat session.
        MaslikhatNotice = "maslikhat_notice",
        /// Telling of a closed session.
        ClosedNotice = "closed_notice",
        /// Applying electronically.
        Apply = "apply",
        /// Handing in an application on paper.
        ApplyByHand = "apply_by_hand",
        /// Posting an application; judged by the postmark.
        ApplyByPost = "apply_by_post",
        /// Sending an application by e-mail; judged by arrival.
        ApplyByEmail = "apply_by_email",
        /// Placing the results.
        Results = "results",
        /// Placing a document after it was made.
        Document = "document",
    }
}

/// A deadline with its reasons.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Clock {
    /// What is to be done.
    pub name: ClockName,
    /// The paragraph that sets the term.
    pub paragraph: Paragraph,
    /// The rule by which its end was found.
    pub counted_by: Paragraph,
    /// The days counted, in the order of time: working days, or calendar days for a maslikhat's
    /// notice.
    pub days: Vec<NaiveDate>,
    /// The instant before which the act is in time.
    pub before: DateTime<Utc>,
}

impl Clock {
    /// Whether an act at `moment` is in time. The deadline is half-open: at `before` itself it is
    /// too late.
    #[must_use]
    pub fn in_time(&self, moment: DateTime<Utc>) -> bool {
        moment < self.before
    }
}
