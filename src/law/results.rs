//! What is placed after an open session (605-НҚ ¶ 14), and when nothing of it is owed any more.
//!
//! The order asks for the decision, "including the transcript and/or minutes, where they exist". So silence about one of
//! them is told apart from its absence: that no decision was taken, or that no transcript or minutes are kept, is said
//! expressly and placed like a document (OS-14a).

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use super::Paragraph;
use super::deadlines::{Terms, document_clock, zone};
use super::text_enum::text_enum;
use super::working_days::{Calendar, NoCalendar, Week};

/// The paragraph that asks for results.
pub const PARAGRAPH: Paragraph = Paragraph::Rules14;

text_enum! {
    /// What is placed.
    pub enum ResultKind {
        /// What was decided.
        Decision = "decision",
        /// What was said, word by word.
        Transcript = "transcript",
        /// What was done, in short.
        Minutes = "minutes",
        /// Anything else of the session.
        Other = "other",
    }
}

impl ResultKind {
    /// Whether it can be said that there is none: of "anything else" nobody misses one.
    #[must_use]
    pub fn can_be_none(self) -> bool {
        self != Self::Other
    }
}

text_enum! {
    /// What a session still owes.
    pub enum Owed {
        /// The decision, or the statement that none was taken.
        Decision = "decision",
        /// The transcript or the minutes, or the statement that neither is kept.
        Record = "record",
    }
}

/// What is owed beside what stands: kinds, each with whether it is the statement that there is none.
#[must_use]
pub fn owed(stands: &[(ResultKind, bool)]) -> Vec<Owed> {
    let placed = |kind: ResultKind| stands.contains(&(kind, false));
    let none = |kind: ResultKind| stands.contains(&(kind, true));
    let decision = placed(ResultKind::Decision) || none(ResultKind::Decision);
    let record = placed(ResultKind::Transcript)
        || placed(ResultKind::Minutes)
        || (none(ResultKind::Transcript) && none(ResultKind::Minutes));
    [(Owed::Decision, decision), (Owed::Record, record)]
        .into_iter()
        .filter(|(_, done)| !done)
        .map(|(owed, _)| owed)
        .collect()
}

/// Whether nothing is owed of a session any more: all of it stands, no sitting is still to come, and something was placed
/// since the last one began – what it decided cannot have stood before. `last_sitting`: of one that breaks off.
#[must_use]
pub fn is_complete(
    stands: &[(ResultKind, bool)],
    last_placed: Option<DateTime<Utc>>,
    last_sitting: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> bool {
    let of_last = |began: DateTime<Utc>| began <= now && last_placed.is_some_and(|at| began <= at);
    last_sitting.is_none_or(of_last) && owed(stands).is_empty()
}

/// A document that was made, and by what its term is counted.
#[derive(Debug, Clone, Copy)]
pub struct Made<'a> {
    /// The day of its signing, or of its receipt.
    pub on: NaiveDate,
    /// The day of the session: what was there before it is counted from it.
    pub session_day: NaiveDate,
    /// The working days.
    pub calendar: &'a Calendar,
    /// The zone of the session.
    pub zone: Tz,
    /// The week that the body works.
    pub week: Week,
    /// The lengths of the terms.
    pub terms: Terms,
}

impl Made<'_> {
    /// The instant before which it is to be placed (2023 Standard 8.5).
    ///
    /// # Errors
    /// [`NoCalendar`] when the count runs into a year without data.
    pub fn before(&self) -> Result<DateTime<Utc>, NoCalendar> {
        let from = zone::start_of_day(self.zone, self.on.max(self.session_day));
        let clock = document_clock(self.calendar, from, self.zone, self.week, self.terms)?;
        Ok(clock.before)
    }
}

#[cfg(test)]
mod tests {
    use super::ResultKind::{Decision, Minutes, Other, Transcript};
    use super::*;

    #[test]
    fn a_decision_and_a_record_are_owed_until_each_stands_or_is_said_to_be_none() {
        assert_eq!(owed(&[]), [Owed::Decision, Owed::Record]);
        assert_eq!(
            owed(&[(Other, false)]),
            [Owed::Decision, Owed::Record],
            "nothing else stands for them"
        );
        assert_eq!(owed(&[(Decision, false)]), [Owed::Record]);
        assert_eq!(owed(&[(Decision, true)]), [Owed::Record]);
        assert_eq!(owed(&[(Minutes, false)]), [Owed::Decision]);
        for record in [Transcript, Minutes] {
            assert!(owed(&[(Decision, true), (record, false)]).is_empty());
            let one_is_none = [(Decision, false), (record, true)];
            assert_eq!(owed(&one_is_none), [Owed::Record], "the other may be kept");
        }
        assert!(owed(&[(Decision, false), (Transcript, true), (Minutes, true)]).is_empty());
        assert!(owed(&[(Decision, false), (Transcript, true), (Minutes, false)]).is_empty());
    }

    #[test]
    fn a_session_that_breaks_off_owes_what_it_decides_afterwards() {
        use ResultKind::{Decision, Minutes};
        let at = |hour: u32| {
            let day = NaiveDate::from_ymd_opt(2026, 12, 14).unwrap();
            day.and_hms_opt(hour, 0, 0).unwrap().and_utc()
        };
        let all = [(Decision, false), (Minutes, false)];
        assert!(is_complete(&all, None, None, at(9)), "it sits once");
        assert!(!is_complete(&all[..1], Some(at(9)), None, at(9)));
        let last = Some(at(10));
        for (placed, now, complete) in [
            (Some(at(10)), at(10), true),
            (Some(at(12)), at(12), true),
            (Some(at(9)), at(12), false),
            (None, at(12), false),
            (Some(at(9)), at(9), false),
        ] {
            assert_eq!(
                is_complete(&all, placed, last, now),
                complete,
                "{placed:?} {now}"
            );
        }
        assert!(!is_complete(&all[..1], Some(at(12)), last, at(12)));
    }
}
