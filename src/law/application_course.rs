//! The course of an application: its states and the acts that lead from one to another.

use crate::law::text_enum::text_enum;

text_enum! {
    /// The state of an application.
    pub enum ApplicationState {
        /// Received by paper, post or e-mail with data missing; the applicant is asked for them.
        Incomplete = "incomplete",
        /// Has a seat in the hall.
        Seated = "seated",
        /// Has a seat in the overflow hall.
        Overflow = "overflow",
        /// Waits for a seat, in the order of receipt; not a refusal (605-НҚ ¶ 10).
        Waiting = "waiting",
        /// Admitted to the session by the desk.
        Admitted = "admitted",
        /// Refused, on a ground that the law knows.
        Refused = "refused",
        /// Withdrawn by the applicant.
        Withdrawn = "withdrawn",
        /// Told that access is online only (605-НҚ ¶ 6).
        MovedOnline = "moved_online",
        /// Came.
        Attended = "attended",
        /// Did not come.
        Absent = "absent",
    }
}

/// The states of those whom an emergency sends to the broadcast (605-6): whoever has a seat, waits for one, or was let in
/// already, and whose application lacks something.
pub const SENT_ONLINE: [ApplicationState; 6] = [
    ApplicationState::Incomplete,
    ApplicationState::Seated,
    ApplicationState::Overflow,
    ApplicationState::Waiting,
    ApplicationState::Admitted,
    ApplicationState::Attended,
];

text_enum! {
    /// An act of the applicant, of the desk or of the office itself.
    pub enum ApplicationAct {
        /// Receive it.
        Receive = "receive",
        /// Add what was missing; the first time of receipt is kept.
        Complete = "complete",
        /// Give a better place when one becomes free.
        Promote = "promote",
        /// Give another place because a hall got smaller, or the session is closed: announced to the person, never
        /// silent.
        Reseat = "reseat",
        /// Admit to the session.
        Admit = "admit",
        /// Refuse.
        Refuse = "refuse",
        /// Withdraw.
        Withdraw = "withdraw",
        /// Send to the broadcast, in an emergency.
        MoveOnline = "move_online",
        /// Let in at the door.
        CheckIn = "check_in",
        /// Undo that.
        UndoCheckIn = "undo_check_in",
        /// Note that the applicant did not come.
        MarkAbsent = "mark_absent",
    }
}

/// Every move there is: in this state (none before receipt), by this act, into that state. Where an
/// act can lead to several states, the seats decide.
pub const MOVES: &[(Option<ApplicationState>, ApplicationAct, ApplicationState)] = {
    use ApplicationAct::{
        Admit, CheckIn, Complete, MarkAbsent, MoveOnline, Promote, Receive, Refuse, Reseat,
        UndoCheckIn, Withdraw,
    };
    use ApplicationState::{
        Absent, Admitted, Attended, Incomplete, MovedOnline, Overflow, Refused, Seated, Waiting,
        Withdrawn,
    };
    &[
        (None, Receive, Incomplete),
        (None, Receive, Seated),
        (None, Receive, Overflow),
        (None, Receive, Waiting),
        (Some(Incomplete), Complete, Seated),
        (Some(Incomplete), Complete, Overflow),
        (Some(Incomplete), Complete, Waiting),
        (Some(Waiting), Promote, Seated),
        (Some(Waiting), Promote, Overflow),
        (Some(Overflow), Promote, Seated),
        (Some(Seated), Reseat, Overflow),
        (Some(Seated), Reseat, Waiting),
        (Some(Overflow), Reseat, Waiting),
        (Some(Admitted), Reseat, Waiting),
        (Some(Seated), Admit, Admitted),
        (Some(Overflow), Admit, Admitted),
        (Some(Waiting), Admit, Admitted),
        (Some(Incomplete), Refuse, Refused),
        (Some(Seated), Refuse, Refused),
        (Some(Overflow), Refuse, Refused),
        (Some(Waiting), Refuse, Refused),
        (Some(Admitted), Refuse, Refused),
        (Some(Incomplete), Withdraw, Withdrawn),
        (Some(Seated), Withdraw, Withdrawn),
        (Some(Overflow), Withdraw, Withdrawn),
        (Some(Waiting), Withdraw, Withdrawn),
        (Some(Admitted), Withdraw, Withdrawn),
        (Some(MovedOnline), Withdraw, Withdrawn),
        (Some(Incomplete), MoveOnline, MovedOnline),
        (Some(Seated), MoveOnline, MovedOnline),
        (Some(Overflow), MoveOnline, MovedOnline),
        (Some(Waiting), MoveOnline, MovedOnline),
        (Some(Admitted), MoveOnline, MovedOnline),
        (Some(Seated), CheckIn, Attended),
        (Some(Overflow), CheckIn, Attended),
        (Some(Admitted), CheckIn, Attended),
        (Some(Absent), CheckIn, Attended),
        (Some(Attended), UndoCheckIn, Seated),
        (Some(Attended), UndoCheckIn, Overflow),
        (Some(Attended), UndoCheckIn, Admitted),
        (Some(Attended), UndoCheckIn, Absent),
        (Some(Seated), MarkAbsent, Absent),
        (Some(Overflow), MarkAbsent, Absent),
        (Some(Admitted), MarkAbsent, Absent),
    ]
};

/// A move that is not in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[error("an application in state {} has no act {act} into {to}", .from.map_or("none", ApplicationState::as_str))]
pub struct NoSuchMove {
    /// The state, none before receipt.
    pub from: Option<ApplicationState>,
    /// The act.
    pub act: ApplicationAct,
    /// The state wanted.
    pub to: ApplicationState,
}

/// Makes a move: gives back `to` when the table knows the way from `from` by `act`.
///
/// # Errors
/// [`NoSuchMove`] when it does not.
pub fn make_move(
    from: Option<ApplicationState>,
    act: ApplicationAct,
    to: ApplicationState,
) -> Result<ApplicationState, NoSuchMove> {
    if MOVES.contains(&(from, act, to)) {
        Ok(to)
    } else {
        Err(NoSuchMove { from, act, to })
    }
}

impl ApplicationState {
    /// Whether `act` is possible in this state, whatever it leads to.
    #[must_use]
    pub fn allows(self, act: ApplicationAct) -> bool {
        MOVES
            .iter()
            .any(|&(from, by, _)| from == Some(self) && by == act)
    }

    /// Whether the person is told when the session is moved or called off: everybody whose application stands, also who
    /// waits or was sent to the broadcast.
    #[must_use]
    pub const fn hears_of_changes(self) -> bool {
        match self {
            Self::Incomplete
            | Self::Seated
            | Self::Overflow
            | Self::Waiting
            | Self::Admitted
            | Self::MovedOnline
            | Self::Attended
            | Self::Absent => true,
            Self::Refused | Self::Withdrawn => false,
        }
    }

    /// Whether the person stands on the attendee list. The waiting are listed on request only.
    #[must_use]
    pub const fn is_listed(self) -> bool {
        match self {
            Self::Seated | Self::Overflow | Self::Admitted | Self::Attended | Self::Absent => true,
            Self::Incomplete
            | Self::Waiting
            | Self::Refused
            | Self::Withdrawn
            | Self::MovedOnline => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use ApplicationState::{
        Absent, Admitted, Attended, Incomplete, MovedOnline, Overflow, Refused, Seated, Waiting,
        Withdrawn,
    };
    use proptest::prelude::*;

    use super::*;

    /// The states from which an act is possible.
    fn from(act: ApplicationAct) -> Vec<ApplicationState> {
        ApplicationState::ALL
            .iter()
            .copied()
            .filter(|state| state.allows(act))
            .collect()
    }

    #[test]
    fn each_act_is_possible_in_its_states_only() {
        let in_the_queue = vec![Incomplete, Seated, Overflow, Waiting, Admitted];
        let mut withdrawable = in_the_queue.clone();
        withdrawable.push(MovedOnline);
        let table = [
            (ApplicationAct::Receive, vec![]),
            (ApplicationAct::Complete, vec![Incomplete]),
            (ApplicationAct::Promote, vec![Overflow, Waiting]),
            (ApplicationAct::Reseat, vec![Seated, Overflow, Admitted]),
            (ApplicationAct::Admit, vec![Seated, Overflow, Waiting]),
            (ApplicationAct::Refuse, in_the_queue.clone()),
            (ApplicationAct::Withdraw, withdrawable),
            (ApplicationAct::MoveOnline, in_the_queue),
            (
                ApplicationAct::CheckIn,
                vec![Seated, Overflow, Admitted, Absent],
            ),
            (ApplicationAct::UndoCheckIn, vec![Attended]),
            (ApplicationAct::MarkAbsent, vec![Seated, Overflow, Admitted]),
        ];
        assert_eq!(table.len(), ApplicationAct::ALL.len());
        for (act, states) in table {
            assert_eq!(from(act), states, "{act}");
        }
    }

    #[test]
    fn a_full_hall_is_no_refusal() {
        let received = |to| make_move(None, ApplicationAct::Receive, to);
        for to in [Incomplete, Seated, Overflow, Waiting] {
            assert_eq!(received(to), Ok(to));
        }
        for to in [Admitted, Refused, Withdrawn, MovedOnline, Attended, Absent] {
            assert!(received(to).is_err(), "{to}");
        }
    }

    #[test]
    fn nobody_is_promoted_downwards() {
        let promoted = |from, to| make_move(Some(from), ApplicationAct::Promote, to).is_ok();
        assert!(
            promoted(Waiting, Seated) && promoted(Waiting, Overflow) && promoted(Overflow, Seated)
        );
        assert!(!promoted(Seated, Overflow) && !promoted(Overflow, Waiting));
    }

    #[test]
    fn a_smaller_hall_never_ends_an_application() {
        let reseated = |from, to| make_move(Some(from), ApplicationAct::Reseat, to).is_ok();
        assert!(reseated(Seated, Overflow) && reseated(Overflow, Waiting));
        for to in [Refused, Withdrawn, MovedOnline, Incomplete] {
            assert!(
                ![Seated, Overflow, Admitted]
                    .into_iter()
                    .any(|from| reseated(from, to))
            );
        }
    }

    #[test]
    fn withdrawn_and_refused_stand_on_no_list() {
        let listed: Vec<_> = ApplicationState::ALL
            .iter()
            .copied()
            .filter(|state| state.is_listed())
            .collect();
        assert_eq!(listed, [Seated, Overflow, Admitted, Attended, Absent]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever is tried in whatever order: one receipt, and nothing after a withdrawal or a
        /// refusal.
        #[test]
        fn no_sequence_of_acts_leaves_the_graph(
            tries in prop::collection::vec(
                (prop::sample::select(ApplicationAct::ALL), prop::sample::select(ApplicationState::ALL)),
                0..60,
            )
        ) {
            let mut state = None;
            for (act, to) in tries {
                let Ok(next) = make_move(state, act, to) else { continue };
                prop_assert!(MOVES.contains(&(state, act, next)));
                prop_assert_eq!(act == ApplicationAct::Receive, state.is_none());
                prop_assert!(!matches!(state, Some(Withdrawn | Refused)));
                prop_assert_ne!(Some(next), state);
                state = Some(next);
            }
        }
    }
}
