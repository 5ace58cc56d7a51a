//! The course of a session: its states and the acts that lead from one to another.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::law::deadlines::zone::end_of_day;
use crate::law::text_enum::text_enum;

text_enum! {
    /// The state of a session.
    pub enum SessionStatus {
        /// Being prepared; never public.
        Draft = "draft",
        /// Announced to the public.
        Announced = "announced",
        /// Announced, and since moved to another time.
        Postponed = "postponed",
        /// Will not take place.
        Cancelled = "cancelled",
        /// Sitting.
        Live = "live",
        /// Over.
        Held = "held",
    }
}

text_enum! {
    /// Whether a session is open; it is, unless a decision closes it (605-НҚ ¶¶ 3–4).
    pub enum Access {
        /// Open to information users.
        Open = "open",
        /// Closed by a decision.
        Closed = "closed",
    }
}

text_enum! {
    /// How one can take part (605-НҚ ¶ 5).
    pub enum Format {
        /// Over the broadcast only.
        Online = "online",
        /// In the hall only.
        Offline = "offline",
        /// Both.
        Mixed = "mixed",
    }
}

impl Format {
    /// Whether there are seats to apply for.
    #[must_use]
    pub fn has_hall(self) -> bool {
        self != Self::Online
    }

    /// Whether there is a broadcast to take part through.
    #[must_use]
    pub fn has_broadcast(self) -> bool {
        self != Self::Offline
    }
}

text_enum! {
    /// An act of the desk, or of the stream.
    pub enum SessionAct {
        /// Place the announcement.
        Announce = "announce",
        /// Place a new version of it.
        Revise = "revise",
        /// Move the session to another time.
        Postpone = "postpone",
        /// Call it off.
        Cancel = "cancel",
        /// Begin to sit, or to broadcast.
        GoLive = "go_live",
        /// End.
        End = "end",
        /// Break off and go on later: one sitting more, or the last one at another time.
        Adjourn = "adjourn",
    }
}

/// A session may be said to have begun so long before its start: people come in, the broadcast is tried.
const BEGINS_EARLY: TimeDelta = TimeDelta::hours(1);

/// An act that comes before its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[error("{act} is possible from {from} on")]
pub struct TooSoon {
    /// The act.
    pub act: SessionAct,
    /// The first instant at which it is possible.
    pub from: DateTime<Utc>,
}

impl SessionAct {
    /// Whether the act is possible at `now` for a session that begins at `starts_at`: it begins an hour before its
    /// start at the earliest, and ends after its start. Both are for good, so neither is done weeks before by mistake.
    ///
    /// # Errors
    /// [`TooSoon`] with the first instant at which it is possible.
    pub fn in_its_time(self, starts_at: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), TooSoon> {
        let from = match self {
            Self::GoLive => starts_at
                .checked_sub_signed(BEGINS_EARLY)
                .unwrap_or(starts_at),
            Self::End => starts_at,
            Self::Announce | Self::Revise | Self::Postpone | Self::Cancel | Self::Adjourn => {
                return Ok(());
            }
        };
        if now < from {
            Err(TooSoon { act: self, from })
        } else {
            Ok(())
        }
    }
}

/// Every move there is: in this state, by this act, into that state.
pub const MOVES: &[(SessionStatus, SessionAct, SessionStatus)] = {
    use SessionAct::{Adjourn, Announce, Cancel, End, GoLive, Postpone, Revise};
    use SessionStatus::{Announced, Cancelled, Draft, Held, Live, Postponed};
    &[
        (Draft, Revise, Draft),
        (Draft, Announce, Announced),
        (Announced, Revise, Announced),
        (Announced, Postpone, Postponed),
        (Announced, Cancel, Cancelled),
        (Announced, GoLive, Live),
        (Announced, End, Held),
        (Announced, Adjourn, Announced),
        (Postponed, Revise, Postponed),
        (Postponed, Postpone, Postponed),
        (Postponed, Cancel, Cancelled),
        (Postponed, GoLive, Live),
        (Postponed, End, Held),
        (Postponed, Adjourn, Postponed),
        (Live, End, Held),
        (Live, Adjourn, Live),
    ]
};

/// An act that a session in this state does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[error("a session in state {status} has no act {act}")]
pub struct NoSuchMove {
    /// The state.
    pub status: SessionStatus,
    /// The act.
    pub act: SessionAct,
}

impl SessionStatus {
    /// The state after `act`.
    ///
    /// # Errors
    /// [`NoSuchMove`] when the act is not known in this state.
    pub fn after(self, act: SessionAct) -> Result<Self, NoSuchMove> {
        MOVES
            .iter()
            .find(|&&(from, by, _)| from == self && by == act)
            .map(|&(_, _, to)| to)
            .ok_or(NoSuchMove { status: self, act })
    }

    /// The state at `now`.
    ///
    /// `live` and `held` come from the desk or the stream. Where neither spoke, a session is over
    /// at its end, or four hours after its start.
    #[must_use]
    pub fn at(
        self,
        starts_at: DateTime<Utc>,
        ends_at: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> Self {
        match self {
            Self::Announced | Self::Postponed if now >= over_at(starts_at, ends_at) => Self::Held,
            _ => self,
        }
    }

    /// The state at `now` for breaking off: what nobody has ended may go on after a break until the day is over, though
    /// its time is.
    #[must_use]
    pub fn for_breaking_off(
        self,
        starts_at: DateTime<Utc>,
        ends_at: Option<DateTime<Utc>>,
        zone: Tz,
        now: DateTime<Utc>,
    ) -> Self {
        let last_day = over_at(starts_at, ends_at)
            .with_timezone(&zone)
            .date_naive();
        if now < end_of_day(zone, last_day) {
            self
        } else {
            self.at(starts_at, ends_at, now)
        }
    }

    /// Whether the public may see it at all.
    #[must_use]
    pub fn is_public(self) -> bool {
        self != Self::Draft
    }

    /// Whether no act leads further.
    #[must_use]
    pub fn is_final(self) -> bool {
        !MOVES.iter().any(|&(from, _, _)| from == self)
    }
}

/// When a session that nobody ended counts as over: at its end, else four hours after its start.
#[must_use]
pub fn over_at(starts_at: DateTime<Utc>, ends_at: Option<DateTime<Utc>>) -> DateTime<Utc> {
    ends_at
        .or_else(|| starts_at.checked_add_signed(TimeDelta::hours(4)))
        .unwrap_or(starts_at)
}

#[cfg(test)]
mod tests;
