//! An order that moves days off (Labour Code art. 85(3)), or a day that becomes certain: what it makes of a calendar.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};

use super::calendar::Calendar;
use super::day::{Confidence, DayKind, Holiday, Mark, Row, Week};
use crate::law::Paragraph;
use crate::law::text_enum::text_enum;

text_enum! {
    /// What an order does to a day.
    pub enum ChangeKind {
        /// A day off is worked, and another day is off in its place.
        Move = "move",
        /// A day off is worked.
        Working = "working",
        /// A day is off.
        Off = "off",
        /// A holiday falls on this day, for certain.
        Holiday = "holiday",
    }
}

/// One thing that an order says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Change {
    /// The day off `from` is worked, `to` is off in its place.
    Move {
        /// The day off.
        from: NaiveDate,
        /// The working day.
        to: NaiveDate,
    },
    /// A day off is worked.
    Working(NaiveDate),
    /// A working day is off.
    Off(NaiveDate),
    /// A holiday falls on this day; what was only estimated for it in that year falls away.
    Holiday(NaiveDate, Holiday),
}

text_enum! {
    /// Why a change cannot be made.
    pub enum ChangeFault {
        /// The calendar has no data for the year.
        UnknownYear = "unknown_year",
        /// The day is off already.
        OffAlready = "off_already",
        /// The day is worked already.
        WorkedAlready = "worked_already",
        /// A holiday is not moved: only days of rest are.
        IsHoliday = "is_holiday",
        /// The order names the day twice.
        NamedTwice = "named_twice",
    }
}

/// A change that cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WrongChange {
    /// Its number in the order, from 0.
    pub number: usize,
    /// The day at fault.
    pub date: NaiveDate,
    /// What is wrong with it.
    pub fault: ChangeFault,
}

impl ChangeFault {
    /// The paragraph by which only days of rest are moved.
    pub const PARAGRAPH: Paragraph = Paragraph::Labour85_3;
}

impl Change {
    /// The days that it names, in the order in which it names them.
    pub fn days(self) -> impl Iterator<Item = NaiveDate> {
        let (first, second) = match self {
            Self::Move { from, to } => (from, Some(to)),
            Self::Working(date) | Self::Off(date) | Self::Holiday(date, _) => (date, None),
        };
        [Some(first), second].into_iter().flatten()
    }
}

impl Calendar {
    /// This calendar as an order changes it; `citation` (number and date) stands in the note of each day.
    ///
    /// # Errors
    /// Every change that cannot be made.
    pub fn ordered(
        &self,
        version: impl Into<String>,
        changes: &[Change],
        citation: &str,
    ) -> Result<Self, Vec<WrongChange>> {
        let faults = self.faults_of(changes);
        if !faults.is_empty() {
            return Err(faults);
        }
        let mut rows = self.all_rows();
        for change in changes {
            self.put(&mut rows, *change, citation);
        }
        Ok(Self::of_rows(version, rows.into_values()))
    }

    fn faults_of(&self, changes: &[Change]) -> Vec<WrongChange> {
        let mut faults = Vec::new();
        let mut named = Vec::new();
        for (number, change) in changes.iter().enumerate() {
            for date in change.days() {
                let fault = if named.contains(&date) {
                    Some(ChangeFault::NamedTwice)
                } else {
                    self.fault_of(*change, date)
                };
                named.push(date);
                faults.extend(fault.map(|fault| WrongChange {
                    number,
                    date,
                    fault,
                }));
            }
        }
        faults
    }

    fn fault_of(&self, change: Change, date: NaiveDate) -> Option<ChangeFault> {
        let (Ok(five), Ok(six)) = (self.day(date, Week::Five), self.day(date, Week::Six)) else {
            return Some(ChangeFault::UnknownYear);
        };
        let worked_always = five.working && six.working;
        match change {
            Change::Move { from, .. } if date == from => {
                let kind = five.mark.map(|mark| mark.kind);
                match kind {
                    _ if worked_always => Some(ChangeFault::WorkedAlready),
                    Some(DayKind::Holiday | DayKind::LabourCodeDayOff) => {
                        Some(ChangeFault::IsHoliday)
                    }
                    _ => None,
                }
            }
            Change::Move { from, .. } => {
                let rests = |week| self.day(from, week).is_ok_and(|day| !day.working);
                let off_in_vain =
                    (rests(Week::Five) && !five.working) || (rests(Week::Six) && !six.working);
                off_in_vain.then_some(ChangeFault::OffAlready)
            }
            Change::Working(_) => worked_always.then_some(ChangeFault::WorkedAlready),
            Change::Off(_) => (!five.working && !six.working).then_some(ChangeFault::OffAlready),
            Change::Holiday(..) => {
                let settled = |mark: Mark| {
                    !mark.is_uncertain() && !matches!(mark.kind, DayKind::WorkingByOrder)
                };
                let off = !five.working && five.mark.is_some_and(settled);
                off.then_some(ChangeFault::OffAlready)
            }
        }
    }

    fn put(&self, rows: &mut BTreeMap<NaiveDate, Row>, change: Change, citation: &str) {
        let with_citation = |what: String| match (what.is_empty(), citation.is_empty()) {
            (true, _) => citation.to_owned(),
            (_, true) => what,
            _ => format!("{what}; {citation}"),
        };
        let mut enter = |date, kind, holiday, (working_five, working_six), note: String| {
            let mark = Mark {
                kind,
                holiday,
                confidence: Confidence::Certain,
            };
            let row = Row {
                date,
                mark,
                note: with_citation(note),
                working_five,
                working_six,
            };
            rows.insert(date, row);
        };
        match change {
            Change::Move { from, to } => {
                let worked = |date, week| self.day(date, week).is_ok_and(|day| day.working);
                // In a week that works the day anyway nothing is moved.
                let stays = |week| worked(from, week) && worked(to, week);
                let off = (stays(Week::Five), stays(Week::Six));
                let note = format!("{MOVED_TO}{to}");
                enter(from, DayKind::WorkingByOrder, None, (true, true), note);
                let note = format!("{REST_DAY_OF}{from}");
                enter(to, DayKind::MovedDayOff, None, off, note);
            }
            Change::Working(date) => {
                let (kind, note) = (DayKind::WorkingByOrder, String::new());
                enter(date, kind, None, (true, true), note);
            }
            Change::Off(date) => {
                let (kind, note) = (DayKind::MovedDayOff, String::new());
                enter(date, kind, None, (false, false), note);
            }
            Change::Holiday(date, holiday) => {
                let kind = match holiday {
                    Holiday::KurbanAit | Holiday::OrthodoxChristmas => DayKind::LabourCodeDayOff,
                    _ => DayKind::Holiday,
                };
                let note = String::new();
                enter(date, kind, Some(holiday), (false, false), note);
                rows.retain(|other, row| {
                    *other == date
                        || other.year() != date.year()
                        || row.mark.holiday != Some(holiday)
                        || !row.mark.is_uncertain()
                });
            }
        }
    }
}

const MOVED_TO: &str = "rest day moved to ";
const REST_DAY_OF: &str = "rest day of ";
const FOR: &str = "for ";
const IF_KURBAN_AIT: &str = "off if Kurban Ait falls on this day";

/// What the note of a row says, so that it can be put into words.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Remark<'a> {
    /// This day of rest was moved to another.
    MovedTo(NaiveDate),
    /// This is the day of rest of another.
    RestDayOf(NaiveDate),
    /// Off in the place of a holiday on a day off.
    For(NaiveDate),
    /// Off if the first day of Kurban Ait falls on it.
    IfKurbanAit,
    /// Whatever else: an order's number and date.
    Text(&'a str),
}

impl Row {
    /// The note, part by part.
    #[must_use]
    pub fn remarks(&self) -> Vec<Remark<'_>> {
        let parts = self.note.split("; ").filter(|part| !part.is_empty());
        parts.map(Remark::of).collect()
    }
}

impl<'a> Remark<'a> {
    fn of(part: &'a str) -> Self {
        let day = |beginning: &str| part.strip_prefix(beginning)?.parse().ok();
        if part == IF_KURBAN_AIT {
            Self::IfKurbanAit
        } else if let Some(date) = day(MOVED_TO) {
            Self::MovedTo(date)
        } else if let Some(date) = day(REST_DAY_OF) {
            Self::RestDayOf(date)
        } else if let Some(date) = day(FOR) {
            Self::For(date)
        } else {
            Self::Text(part)
        }
    }
}
