//! Emergencies: access to open sessions is provided online (605-НҚ ¶ 6). The session stays open.

use chrono::{DateTime, Utc};

use crate::law::Paragraph;
use crate::law::session_course::{Access, Format, SessionStatus};
use crate::law::sittings::Span;
use crate::law::text_enum::text_enum;

#[cfg(test)]
mod tests;

/// The paragraph by which access is online.
pub const ONLINE_BY: Paragraph = Paragraph::Rules6;

text_enum! {
    /// What has come about: the words of ¶ 6.
    pub enum EmergencyKind {
        /// An emergency of a natural character.
        Natural = "natural",
        /// An emergency of a man-made character.
        ManMade = "man_made",
        /// An emergency of a social character.
        Social = "social",
        /// The situation in the country or in a region is destabilised.
        Destabilisation = "destabilisation",
        /// The threat of a terrorist attack.
        TerroristThreat = "terrorist_threat",
        /// The threat that an epidemic disease spreads.
        EpidemicThreat = "epidemic_threat",
    }
}

/// Where and when an emergency is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach<'a> {
    /// In the whole country.
    pub country: bool,
    /// The regions, by their codes, where it is not in the whole country; the districts below them belong to them.
    pub regions: &'a [String],
    /// From this instant on.
    pub from: DateTime<Utc>,
    /// Up to this instant; open where nobody knows it yet.
    pub until: Option<DateTime<Utc>>,
    /// When it was ended before that.
    pub ended_at: Option<DateTime<Utc>>,
}

impl Reach<'_> {
    /// The instant from which it is over, if one is known.
    #[must_use]
    pub fn over_from(&self) -> Option<DateTime<Utc>> {
        match (self.until, self.ended_at) {
            (Some(until), Some(ended)) => Some(until.min(ended)),
            (until, ended) => until.or(ended),
        }
    }

    /// Whether it reaches a region; a body without one is nowhere in particular, and reached with the country alone.
    #[must_use]
    pub fn reaches(&self, region: Option<&str>) -> bool {
        self.country || region.is_some_and(|region| self.regions.iter().any(|one| one == region))
    }

    /// Whether any part of a sitting lies in its time.
    #[must_use]
    pub fn holds(&self, (starts_at, over_at): Span) -> bool {
        let begun = over_at > self.from;
        begun && self.over_from().is_none_or(|over| starts_at < over)
    }

    /// Whether it covers a session of a body in this region that sits at these times: one of its sittings lies in the
    /// time of the emergency, with any part. A break does not count: nobody is in the hall then.
    #[must_use]
    pub fn covers(&self, region: Option<&str>, sittings: &[Span]) -> bool {
        self.reaches(region) && sittings.iter().any(|one| self.holds(*one))
    }

    /// When the first of these sittings begins that lies in its time and has not begun at `now`.
    #[must_use]
    pub fn next_sitting(&self, sittings: &[Span], now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let mut to_come = sittings.iter().filter(|(starts_at, _)| now < *starts_at);
        to_come
            .find(|one| self.holds(**one))
            .map(|(starts_at, _)| *starts_at)
    }
}

/// Whether users come to the hall of a session: it is open, and has one. A closed one has no users (¶ 4).
#[must_use]
pub fn lets_users_in(access: Access, format: Format) -> bool {
    access == Access::Open && format.has_hall()
}

/// Whether an emergency that covers a session sends it online: an open one with a hall that was announced and has not
/// begun. Whoever sits already is led out by the rules of the building (¶ 11). A session that has begun and sits again
/// after a break stays in its hall, as it was announced; but no sitting in a hall is announced into the time of an
/// emergency that covers it ([`lets_users_in`]).
#[must_use]
pub fn is_switched(
    access: Access,
    status: SessionStatus,
    format: Format,
    starts_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> bool {
    let announced = matches!(status, SessionStatus::Announced | SessionStatus::Postponed);
    announced && lets_users_in(access, format) && now < starts_at
}

/// What is known of a session that was switched, when its emergency ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Switched {
    /// Its state now.
    pub status: SessionStatus,
    /// Its access now.
    pub access: Access,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// Its cut-off for applications.
    pub apply_before: DateTime<Utc>,
    /// Another emergency covers it too.
    pub covered_still: bool,
}

text_enum! {
    /// Why a session does not have its hall again.
    pub enum StaysOnline {
        /// Another emergency covers it.
        OtherEmergency = "other_emergency",
        /// Its cut-off has passed; an emergency that ends opens none again, and people have made other plans.
        CutoffPassed = "cutoff_passed",
        /// It has begun, is over or was called off.
        NotToCome = "not_to_come",
        /// It was closed meanwhile.
        Closed = "closed",
    }
}

/// Whether a session may have its hall again at `now`.
///
/// # Errors
/// [`StaysOnline`] with the first reason why not.
pub fn may_be_restored(session: &Switched, now: DateTime<Utc>) -> Result<(), StaysOnline> {
    let announced = matches!(
        session.status,
        SessionStatus::Announced | SessionStatus::Postponed
    );
    if !announced || now >= session.starts_at {
        Err(StaysOnline::NotToCome)
    } else if session.access == Access::Closed {
        Err(StaysOnline::Closed)
    } else if session.covered_still {
        Err(StaysOnline::OtherEmergency)
    } else if now >= session.apply_before {
        Err(StaysOnline::CutoffPassed)
    } else {
        Ok(())
    }
}
