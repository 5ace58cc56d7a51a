//! The broadcast of open sessions (605-НҚ ¶ 12; Access Law art. 13(4)).
//!
//! The Rules ask for a broadcast on the Internet, "or by means of available information and communication
//! technologies", with regard to what is technically possible. So silence is told apart from impossibility: a session
//! that was held is broadcast, or it is said why not and what was offered instead (OS-12).

use chrono::{DateTime, TimeDelta, Utc};

use super::Paragraph;
use super::session_course::{Access, SessionStatus};
use super::sittings::Span;
use super::text_enum::text_enum;

/// The paragraph that asks for the broadcast.
pub const PARAGRAPH: Paragraph = Paragraph::Rules12;

/// What the law itself says of it.
pub const LAW: Paragraph = Paragraph::Access13_4;

text_enum! {
    /// Who said that a broadcast begins, or ends.
    pub enum Stamp {
        /// The desk, at that moment.
        Desk = "desk",
        /// The media server: the stream came, or stayed away.
        Stream = "stream",
        /// The session ended, and its broadcast with it.
        Session = "session",
        /// The desk, afterwards.
        Entered = "entered",
    }
}

text_enum! {
    /// What the broadcast of a session is at an instant.
    pub enum BroadcastState {
        /// It has not begun.
        Before = "before",
        /// It goes on.
        OnAir = "on_air",
        /// It goes on, but nothing comes through.
        Interrupted = "interrupted",
        /// Something is considered in closed mode (605-4).
        Paused = "paused",
        /// One ended, and the session is not over: it breaks off, or goes on unseen.
        Between = "between",
        /// There is none, and it is said why.
        Impossible = "impossible",
        /// The session is over, and was broadcast.
        Over = "over",
        /// The session is over, and nothing says that it was broadcast, or why not.
        Missing = "missing",
        /// The session is held closed as a whole.
        Closed = "closed",
        /// The session was called off.
        Cancelled = "cancelled",
    }
}

/// Whether a broadcast that goes on can be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Running {
    /// It comes through.
    Seen,
    /// Nothing comes through.
    Interrupted,
}

/// What is known of a session and its broadcasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Facts {
    /// What the session is now.
    pub status: SessionStatus,
    /// Whether it is open.
    pub access: Access,
    /// The broadcast that has begun and was not ended.
    pub running: Option<Running>,
    /// Something is considered in closed mode at present.
    pub closed_part: bool,
    /// One was ended.
    pub had_one: bool,
    /// It is said why there is none.
    pub impossible: bool,
}

impl Facts {
    /// What the broadcast is.
    #[must_use]
    pub fn state(self) -> BroadcastState {
        let Self { status, .. } = self;
        if status == SessionStatus::Cancelled {
            return BroadcastState::Cancelled;
        }
        if self.access == Access::Closed {
            return BroadcastState::Closed;
        }
        if status == SessionStatus::Held {
            return match (self.is_broadcast(), self.impossible) {
                (true, _) => BroadcastState::Over,
                (false, true) => BroadcastState::Impossible,
                (false, false) => BroadcastState::Missing,
            };
        }
        if self.closed_part {
            return BroadcastState::Paused;
        }
        match self.running {
            Some(Running::Interrupted) => BroadcastState::Interrupted,
            Some(Running::Seen) => BroadcastState::OnAir,
            None if self.impossible => BroadcastState::Impossible,
            None if self.had_one => BroadcastState::Between,
            None => BroadcastState::Before,
        }
    }

    const fn is_broadcast(self) -> bool {
        self.running.is_some() || self.had_one
    }

    /// Whether the duty to broadcast is done.
    #[must_use]
    pub fn duty(self, exempt: bool) -> Duty {
        let open = self.access == Access::Open;
        let held = matches!(self.status, SessionStatus::Live | SessionStatus::Held);
        if exempt || !open || !held {
            Duty::None
        } else if self.is_broadcast() {
            Duty::Broadcast
        } else if self.impossible {
            Duty::Explained
        } else {
            Duty::Owed
        }
    }
}

text_enum! {
    /// How the duty to broadcast stands (OS-12).
    pub enum Duty {
        /// There is none: the body is exempt, or the session closed, called off, or still to come.
        None = "none",
        /// The session was broadcast, or is.
        Broadcast = "broadcast",
        /// It is said why it was not, and what was offered instead.
        Explained = "explained",
        /// Neither.
        Owed = "owed",
    }
}

/// Whether the stream that comes at `now` begins the broadcast by itself: from so long before a sitting on, and at any
/// time once the session was said to have begun. Earlier it is a trial, which nobody is told of.
///
/// # Errors
/// The instant from which it would.
pub fn begins_by_itself(
    spans: &[Span],
    early: TimeDelta,
    now: DateTime<Utc>,
) -> Result<(), DateTime<Utc>> {
    let next = spans.iter().find(|(_, ends)| now < *ends);
    let Some((starts, _)) = next.or(spans.last()) else {
        return Ok(());
    };
    let from = starts.checked_sub_signed(early).unwrap_or(*starts);
    if now < from { Err(from) } else { Ok(()) }
}

/// When a broadcast counts as ended of which nothing came through since an instant; `None` while it may come back.
#[must_use]
pub fn given_up_at(
    since: DateTime<Utc>,
    grace: TimeDelta,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let until = since.checked_add_signed(grace)?;
    (until <= now).then_some(until)
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone as _;

    use super::*;

    const SITS: Facts = Facts {
        status: SessionStatus::Live,
        access: Access::Open,
        running: None,
        closed_part: false,
        had_one: false,
        impossible: false,
    };

    /// The usual session, otherwise than usual.
    fn with(change: impl Fn(&mut Facts)) -> Facts {
        let mut facts = SITS;
        change(&mut facts);
        facts
    }

    fn at(hour: u32, minute: u32) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 12, 10, hour, minute, 0).unwrap()
    }

    #[test]
    fn the_state_of_a_session_that_sits() {
        use BroadcastState as State;
        let running = |how: Running| with(|one| one.running = Some(how));
        assert_eq!(SITS.state(), State::Before);
        assert_eq!(running(Running::Seen).state(), State::OnAir);
        assert_eq!(running(Running::Interrupted).state(), State::Interrupted);
        assert_eq!(with(|one| one.had_one = true).state(), State::Between);
        assert_eq!(with(|one| one.impossible = true).state(), State::Impossible);
        let paused = Facts {
            closed_part: true,
            ..running(Running::Interrupted)
        };
        assert_eq!(paused.state(), State::Paused);
        let after_all = Facts {
            impossible: true,
            ..running(Running::Seen)
        };
        assert_eq!(after_all.state(), State::OnAir, "what is seen counts");
    }

    #[test]
    fn the_state_of_one_that_is_over_closed_or_called_off() {
        use BroadcastState as State;
        let held = with(|one| one.status = SessionStatus::Held);
        assert_eq!(held.state(), State::Missing);
        for (change, expected) in [
            (
                Facts {
                    had_one: true,
                    impossible: true,
                    ..held
                },
                State::Over,
            ),
            (
                Facts {
                    running: Some(Running::Interrupted),
                    ..held
                },
                State::Over,
            ),
            (
                Facts {
                    impossible: true,
                    ..held
                },
                State::Impossible,
            ),
            (
                Facts {
                    access: Access::Closed,
                    ..held
                },
                State::Closed,
            ),
            (
                with(|one| (one.status, one.access) = (SessionStatus::Cancelled, Access::Closed)),
                State::Cancelled,
            ),
        ] {
            assert_eq!(change.state(), expected, "{change:?}");
        }
    }

    #[test]
    fn a_session_owes_its_broadcast_or_the_reason_once_it_sits() {
        assert_eq!(SITS.duty(false), Duty::Owed);
        assert_eq!(SITS.duty(true), Duty::None, "the body is exempt");
        for (facts, expected) in [
            (with(|one| one.status = SessionStatus::Held), Duty::Owed),
            (
                with(|one| one.status = SessionStatus::Announced),
                Duty::None,
            ),
            (with(|one| one.access = Access::Closed), Duty::None),
            (with(|one| one.had_one = true), Duty::Broadcast),
            (
                with(|one| one.running = Some(Running::Seen)),
                Duty::Broadcast,
            ),
            (with(|one| one.impossible = true), Duty::Explained),
        ] {
            assert_eq!(facts.duty(false), expected, "{facts:?}");
        }
    }

    #[test]
    fn a_stream_that_comes_early_is_a_trial() {
        let early = TimeDelta::minutes(10);
        let spans = [(at(5, 0), at(7, 0)), (at(9, 0), at(11, 0))];
        for (now, expected) in [
            (at(4, 49), Err(at(4, 50))),
            (at(4, 50), Ok(())),
            (at(6, 59), Ok(())),
            (at(7, 0), Err(at(8, 50))),
            (at(8, 50), Ok(())),
            (at(12, 0), Ok(())),
        ] {
            assert_eq!(begins_by_itself(&spans, early, now), expected, "{now}");
        }
    }

    #[test]
    fn what_stays_away_is_given_up_after_its_grace() {
        let grace = TimeDelta::minutes(30);
        assert_eq!(given_up_at(at(5, 0), grace, at(5, 29)), None);
        assert_eq!(given_up_at(at(5, 0), grace, at(5, 30)), Some(at(5, 30)));
        assert_eq!(
            given_up_at(at(5, 0), grace, at(9, 0)),
            Some(at(5, 30)),
            "whenever it is looked at"
        );
    }
}
