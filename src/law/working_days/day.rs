//! A day of the calendar and what the table may say about it.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use crate::law::text_enum::text_enum;
use crate::law::{Paragraph, UnknownWord};

/// The week a body works: five days or six (Labour Code art. 84(2)–(3)).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(try_from = "u8", into = "u8")]
pub enum Week {
    /// Monday to Friday.
    #[default]
    Five,
    /// Monday to Saturday.
    Six,
}

impl Week {
    /// Both weeks.
    pub const ALL: &'static [Self] = &[Self::Five, Self::Six];

    const WORDS: &'static [&'static str] = &["5", "6"];

    /// The number of days worked, as text: `5` or `6`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Five => "5",
            Self::Six => "6",
        }
    }

    /// The number of days worked.
    #[must_use]
    pub const fn days(self) -> u8 {
        match self {
            Self::Five => 5,
            Self::Six => 6,
        }
    }

    /// Whether the pattern of this week has `date` worked, holidays and orders left aside.
    #[must_use]
    pub fn works(self, date: NaiveDate) -> bool {
        match date.weekday() {
            Weekday::Sun => false,
            Weekday::Sat => self == Self::Six,
            _ => true,
        }
    }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Week {
    type Err = UnknownWord;

    fn from_str(given: &str) -> Result<Self, UnknownWord> {
        match given {
            "5" => Ok(Self::Five),
            "6" => Ok(Self::Six),
            _ => Err(UnknownWord {
                given: given.to_owned(),
                expected: Self::WORDS,
            }),
        }
    }
}

impl TryFrom<u8> for Week {
    type Error = UnknownWord;

    fn try_from(days: u8) -> Result<Self, UnknownWord> {
        days.to_string().parse()
    }
}

impl From<Week> for u8 {
    fn from(week: Week) -> Self {
        week.days()
    }
}

text_enum! {
    /// Why a day stands in the table.
    pub enum DayKind {
        /// A holiday by the law on holidays.
        Holiday = "holiday",
        /// The day off that a holiday on a day off moved here.
        TransferredHoliday = "transferred_holiday",
        /// Orthodox Christmas or the first day of Kurban Ait: a day off that never moves.
        LabourCodeDayOff = "day_off_labour_code_84_5",
        /// A day off moved here by order.
        MovedDayOff = "moved_day_off_by_order",
        /// A day off made a working day by order, a Sunday perhaps.
        WorkingByOrder = "working_by_order",
        /// Counted by its week pattern for now; may become a day off.
        Unsettled = "unsettled",
    }
}

impl DayKind {
    /// The paragraph that makes the day what it is; none while it is unsettled.
    #[must_use]
    pub const fn paragraph(self) -> Option<Paragraph> {
        match self {
            Self::Holiday => Some(Paragraph::Holidays2),
            Self::TransferredHoliday => Some(Paragraph::Holidays5),
            Self::LabourCodeDayOff => Some(Paragraph::Labour84_5),
            Self::MovedDayOff | Self::WorkingByOrder => Some(Paragraph::Labour85_3),
            Self::Unsettled => None,
        }
    }
}

text_enum! {
    /// The holidays and days off that have a name.
    pub enum Holiday {
        /// 1 and 2 January.
        NewYear = "new_year",
        /// 7 January.
        OrthodoxChristmas = "orthodox_christmas",
        /// 8 March.
        WomensDay = "womens_day",
        /// 30 August until 2025, 15 March from 2027; 2026 had none.
        ConstitutionDay = "constitution_day",
        /// 21 to 23 March.
        Nauryz = "nauryz",
        /// 1 May.
        UnityDay = "unity_day",
        /// 7 May.
        DefenderDay = "defender_day",
        /// 9 May.
        VictoryDay = "victory_day",
        /// First day of Kurban Ait, announced each year.
        KurbanAit = "kurban_ait",
        /// 6 July.
        CapitalDay = "capital_day",
        /// 25 October.
        RepublicDay = "republic_day",
        /// 16 December.
        IndependenceDay = "independence_day",
    }
}

text_enum! {
    /// How sure a row is.
    pub enum Confidence {
        /// Past, or law and official calendar agree.
        Certain = "A",
        /// By law; an order may still move days.
        ByLaw = "B",
        /// An estimate.
        Estimate = "D",
    }
}

/// What the table says of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Mark {
    /// Why the day stands in the table.
    pub kind: DayKind,
    /// The holiday concerned; days moved by order have none.
    pub holiday: Option<Holiday>,
    /// How sure it is.
    pub confidence: Confidence,
}

impl Mark {
    /// Whether the day may yet turn out otherwise: an estimate, or unsettled. A merely possible
    /// order does not count.
    #[must_use]
    pub fn is_uncertain(self) -> bool {
        self.confidence == Confidence::Estimate || self.kind == DayKind::Unsettled
    }
}

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Row {
    /// The day.
    pub date: NaiveDate,
    /// What is said of it.
    pub mark: Mark,
    /// A remark for the reader, such as the day a rest day was moved to.
    pub note: String,
    /// Worked in a five-day week.
    pub working_five: bool,
    /// Worked in a six-day week.
    pub working_six: bool,
}

impl Row {
    /// Whether the day is worked in `week`.
    #[must_use]
    pub const fn working(&self, week: Week) -> bool {
        match week {
            Week::Five => self.working_five,
            Week::Six => self.working_six,
        }
    }
}

/// A day as one week sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Day {
    /// The day.
    pub date: NaiveDate,
    /// Whether it is worked.
    pub working: bool,
    /// What the table says of it; `None` when the week pattern alone decides.
    pub mark: Option<Mark>,
}

impl Day {
    /// Whether the day may yet turn out otherwise.
    #[must_use]
    pub fn is_uncertain(self) -> bool {
        self.mark.is_some_and(Mark::is_uncertain)
    }
}
