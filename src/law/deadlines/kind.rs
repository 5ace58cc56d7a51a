//! What sits.

use super::terms::Terms;
use crate::law::text_enum::text_enum;

text_enum! {
    /// The kind of a session; it decides which clocks run.
    pub enum SessionKind {
        /// Collegium of a ministry.
        Collegium = "collegium",
        /// Sitting of an akimat.
        Akimat = "akimat",
        /// Ordinary session of a maslikhat.
        MaslikhatOrdinary = "maslikhat-ordinary",
        /// Extraordinary session of a maslikhat.
        MaslikhatExtraordinary = "maslikhat-extraordinary",
        /// Standing committee.
        Committee = "committee",
        /// Any other collegial body.
        Other = "other",
    }
}

impl SessionKind {
    /// Whether a maslikhat itself sits: its committees do not count as the session.
    #[must_use]
    pub fn is_of_maslikhat(self) -> bool {
        matches!(self, Self::MaslikhatOrdinary | Self::MaslikhatExtraordinary)
    }

    /// Clear calendar days by which the population must know of the session, where a law sets them
    /// (Local Government Law art. 10(3)).
    #[must_use]
    pub fn notice_calendar_days(self, terms: Terms) -> Option<u8> {
        match self {
            Self::MaslikhatOrdinary => Some(terms.maslikhat_ordinary_days.get()),
            Self::MaslikhatExtraordinary => Some(terms.maslikhat_extraordinary_days.get()),
            Self::Collegium | Self::Akimat | Self::Committee | Self::Other => None,
        }
    }
}
