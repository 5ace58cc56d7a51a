//! The course of a session: its states and the acts that lead from one to another.

use chrono::{DateTime, TimeDelta, Utc};

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
    }
}

/// Every move there is: in this state, by this act, into that state.
pub const MOVES: &[(SessionStatus, SessionAct, SessionStatus)] = {
    use SessionAct::{Announce, Cancel, End, GoLive, Postpone, Revise};
    use SessionStatus::{Announced, Cancelled, Draft, Held, Live, Postponed};
    &[
        (Draft, Revise, Draft),
        (Draft, Announce, Announced),
        (Announced, Revise, Announced),
        (Announced, Postpone, Postponed),
        (Announced, Cancel, Cancelled),
        (Announced, GoLive, Live),
        (Announced, End, Held),
        (Postponed, Revise, Postponed),
        (Postponed, Postpone, Postponed),
        (Postponed, Cancel, Cancelled),
        (Postponed, GoLive, Live),
        (Postponed, End, Held),
        (Live, End, Held),
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
mod tests {
    use SessionStatus::{Announced, Cancelled, Draft, Held, Live, Postponed};
    use proptest::prelude::*;

    use super::*;

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn each_act_leads_to_one_state() {
        let table = [
            (
                Draft,
                [Some(Announced), Some(Draft), None, None, None, None],
            ),
            (
                Announced,
                [
                    None,
                    Some(Announced),
                    Some(Postponed),
                    Some(Cancelled),
                    Some(Live),
                    Some(Held),
                ],
            ),
            (
                Postponed,
                [
                    None,
                    Some(Postponed),
                    Some(Postponed),
                    Some(Cancelled),
                    Some(Live),
                    Some(Held),
                ],
            ),
            (Cancelled, [None; 6]),
            (Live, [None, None, None, None, None, Some(Held)]),
            (Held, [None; 6]),
        ];
        for (status, targets) in table {
            for (&act, target) in SessionAct::ALL.iter().zip(targets) {
                let expected = target.ok_or(NoSuchMove { status, act });
                assert_eq!(status.after(act), expected, "{status} {act}");
            }
        }
    }

    #[test]
    fn cancelled_and_held_are_final() {
        let last: Vec<_> = SessionStatus::ALL
            .iter()
            .filter(|one| one.is_final())
            .collect();
        assert_eq!(last, [&Cancelled, &Held]);
    }

    #[test]
    fn over_at_the_end_or_four_hours_after_the_start() {
        let start = utc("2026-12-10T05:00:00Z");
        let end = Some(utc("2026-12-10T06:30:00Z"));
        let table = [
            (Announced, None, "2026-12-10T08:59:59.999Z", Announced),
            (Announced, None, "2026-12-10T09:00:00Z", Held),
            (Announced, end, "2026-12-10T06:29:59.999Z", Announced),
            (Announced, end, "2026-12-10T06:30:00Z", Held),
            (Postponed, end, "2026-12-10T06:29:59Z", Postponed),
            (Postponed, end, "2026-12-10T06:30:00Z", Held),
            (Live, end, "2026-12-10T23:00:00Z", Live),
            (Draft, end, "2026-12-10T23:00:00Z", Draft),
            (Cancelled, end, "2026-12-10T23:00:00Z", Cancelled),
            (Held, end, "2026-12-10T05:10:00Z", Held),
        ];
        for (stored, ends_at, now, expected) in table {
            assert_eq!(
                stored.at(start, ends_at, utc(now)),
                expected,
                "{stored} at {now}"
            );
        }
    }

    #[test]
    fn formats_say_where_one_can_take_part() {
        let table = [
            (Format::Online, false, true),
            (Format::Offline, true, false),
            (Format::Mixed, true, true),
        ];
        for (format, hall, broadcast) in table {
            assert_eq!(
                (format.has_hall(), format.has_broadcast()),
                (hall, broadcast),
                "{format}"
            );
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever is tried in whatever order: a draft goes out only by being announced, and what
        /// is over stays over.
        #[test]
        fn no_sequence_of_acts_leaves_the_graph(
            acts in prop::collection::vec(prop::sample::select(SessionAct::ALL), 0..30)
        ) {
            let mut status = Draft;
            let mut announced = false;
            for act in acts {
                let Ok(next) = status.after(act) else { continue };
                prop_assert!(!status.is_final());
                prop_assert!(MOVES.contains(&(status, act, next)));
                announced |= act == SessionAct::Announce;
                prop_assert_eq!(next.is_public(), announced);
                status = next;
            }
        }
    }
}
