//! How a term is read where the words allow more than one reading.

use serde::{Deserialize, Serialize};

use crate::law::Paragraph;
use crate::law::text_enum::text_enum;

text_enum! {
    /// ¶ 8: "not later than three working days before the **start**".
    pub enum AnnounceReading {
        /// Clear days: three whole working days lie between publication and session.
        Strict = "strict",
        /// Three working days to the minute before the start.
        Exact = "exact",
        /// At any time of the third working day before.
        Lenient = "lenient",
    }
}

text_enum! {
    /// ¶ 9: "not later than two working days before the **day** of the session".
    pub enum ApplyReading {
        /// Two whole working days lie between application and session.
        Strict = "strict",
        /// On the second working day before, until the body closes.
        Office = "office",
        /// On the second working day before, until 24:00.
        FullDay = "full_day",
    }
}

text_enum! {
    /// ¶ 14: "not later than five working days from the **day** the session was held".
    pub enum ResultsReading {
        /// The day of the session is day one.
        Strict = "strict",
        /// The count begins on the day after.
        Ordinary = "ordinary",
    }
}

impl AnnounceReading {
    /// The rule of counting behind the reading.
    #[must_use]
    pub const fn counted_by(self) -> Paragraph {
        match self {
            Self::Strict => Paragraph::Administrative12,
            Self::Exact => Paragraph::Civil173,
            Self::Lenient => Paragraph::Civil176_1,
        }
    }
}

impl ApplyReading {
    /// The rule of counting behind the reading.
    #[must_use]
    pub const fn counted_by(self) -> Paragraph {
        match self {
            Self::Strict => Paragraph::Civil173,
            Self::Office | Self::FullDay => Paragraph::Civil176_1,
        }
    }
}

impl ResultsReading {
    /// The rule of counting behind the reading.
    #[must_use]
    pub const fn counted_by(self) -> Paragraph {
        match self {
            Self::Strict => Paragraph::Rules14,
            Self::Ordinary => Paragraph::Civil173,
        }
    }
}

/// The readings a body keeps. By default each doubt is read for the citizen (АППК art. 12): the
/// body publishes early, the citizen may apply late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Readings {
    /// Of the announcement term.
    pub announce: AnnounceReading,
    /// Of the application term.
    pub apply: ApplyReading,
    /// Of the results term.
    pub results: ResultsReading,
}

impl Default for Readings {
    fn default() -> Self {
        Self {
            announce: AnnounceReading::Strict,
            apply: ApplyReading::FullDay,
            results: ResultsReading::Ordinary,
        }
    }
}
