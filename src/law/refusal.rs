//! On what grounds an application may be refused. A closed list: each ground has its paragraph and the condition
//! under which alone it can hold, and nobody is refused by a machine without the reason and the way to complain.

use crate::law::Paragraph;
use crate::law::application_course::ApplicationState;
use crate::law::text_enum::text_enum;

text_enum! {
    /// A ground of refusal.
    pub enum Ground {
        /// Handed in after the cut-off of its way of handing in (605-НҚ ¶ 9).
        Late = "late",
        /// Data of ¶ 9 is missing and was not added before the cut-off.
        Incomplete = "incomplete",
        /// The same person has another application to the same session.
        Duplicate = "duplicate",
        /// One takes part online only (605-НҚ ¶ 5; in an emergency ¶ 6).
        OnlineOnly = "online_only",
        /// The session is held closed (605-НҚ ¶ 4).
        Closed = "closed",
        /// The access regime of the building does not let the person in (605-НҚ ¶ 11).
        AccessRegime = "access_regime",
        /// No seat could be prepared. ¶ 10 gives no power to refuse for it: it needs a reason in words, is reported
        /// as such, and offers the broadcast.
        NoSeats = "no_seats",
    }
}

/// What is known of the application and its session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact that one ground asks for"
)]
pub struct Facts {
    /// How far the application has come.
    pub state: ApplicationState,
    /// It was handed in before the cut-off of its way.
    pub in_time: bool,
    /// The cut-off has passed: nobody waits for missing data any more.
    pub cutoff_passed: bool,
    /// The same person has another application that stands.
    pub same_person: bool,
    /// The session has a hall.
    pub has_hall: bool,
    /// An emergency in force covers the session.
    pub emergency: bool,
    /// The session is closed by a decision.
    pub closed: bool,
    /// A seat is free in some hall.
    pub has_room: bool,
}

impl Ground {
    /// The paragraph behind it.
    #[must_use]
    pub const fn paragraph(self, emergency: bool) -> Paragraph {
        match self {
            Self::Late | Self::Incomplete | Self::Duplicate => Paragraph::Rules9,
            Self::OnlineOnly if emergency => Paragraph::Rules6,
            Self::OnlineOnly => Paragraph::Rules5,
            Self::Closed => Paragraph::Rules4,
            Self::AccessRegime => Paragraph::Rules11,
            Self::NoSeats => Paragraph::Rules10,
        }
    }

    /// Whether it can hold at all.
    #[must_use]
    pub fn holds(self, facts: &Facts) -> bool {
        match self {
            Self::Late => !facts.in_time,
            Self::Incomplete => facts.state == ApplicationState::Incomplete && facts.cutoff_passed,
            Self::Duplicate => facts.same_person,
            Self::OnlineOnly => !facts.has_hall || facts.emergency,
            Self::Closed => facts.closed,
            Self::AccessRegime => true,
            Self::NoSeats => facts.state == ApplicationState::Waiting && !facts.has_room,
        }
    }

    /// Those that can hold, in the order of the list.
    #[must_use]
    pub fn holding(facts: &Facts) -> Vec<Self> {
        let all = Self::ALL.iter().copied();
        all.filter(|ground| ground.holds(facts)).collect()
    }

    /// Whether the ground alone says too little, so that the reason must be given in words.
    #[must_use]
    pub const fn needs_words(self) -> bool {
        matches!(self, Self::AccessRegime | Self::NoSeats)
    }
}

/// How a refusal is complained of: to the body above within the term, then to the court (АППК art. 91).
pub const COMPLAINT: Paragraph = Paragraph::Administrative91;

/// Whether one application may be moved to the broadcast by hand: where there is no hall to come to, or where the
/// person agrees. Otherwise it would be a refusal without a ground.
#[must_use]
pub const fn may_move_online(has_hall: bool, emergency: bool, agreed: bool) -> bool {
    !has_hall || emergency || agreed
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEATED: Facts = Facts {
        state: ApplicationState::Seated,
        in_time: true,
        cutoff_passed: false,
        same_person: false,
        has_hall: true,
        emergency: false,
        closed: false,
        has_room: false,
    };

    #[test]
    fn one_who_did_everything_right_is_kept_out_by_the_building_alone() {
        assert_eq!(Ground::holding(&SEATED), [Ground::AccessRegime]);
    }

    #[test]
    fn each_ground_holds_under_its_own_condition_only() {
        let table = [
            (
                Ground::Late,
                Facts {
                    in_time: false,
                    ..SEATED
                },
            ),
            (
                Ground::Incomplete,
                Facts {
                    state: ApplicationState::Incomplete,
                    cutoff_passed: true,
                    ..SEATED
                },
            ),
            (
                Ground::Duplicate,
                Facts {
                    same_person: true,
                    ..SEATED
                },
            ),
            (
                Ground::OnlineOnly,
                Facts {
                    has_hall: false,
                    ..SEATED
                },
            ),
            (
                Ground::OnlineOnly,
                Facts {
                    emergency: true,
                    ..SEATED
                },
            ),
            (
                Ground::Closed,
                Facts {
                    closed: true,
                    ..SEATED
                },
            ),
            (
                Ground::NoSeats,
                Facts {
                    state: ApplicationState::Waiting,
                    ..SEATED
                },
            ),
        ];
        for (ground, facts) in table {
            assert_eq!(
                Ground::holding(&facts)
                    .into_iter()
                    .filter(|one| *one != Ground::AccessRegime)
                    .collect::<Vec<_>>(),
                [ground],
                "{facts:?}"
            );
        }
    }

    #[test]
    fn nobody_is_refused_for_missing_data_while_it_can_be_added() {
        let incomplete = Facts {
            state: ApplicationState::Incomplete,
            ..SEATED
        };
        assert!(!Ground::Incomplete.holds(&incomplete));
    }

    #[test]
    fn a_free_seat_leaves_no_want_of_seats() {
        let waiting = Facts {
            state: ApplicationState::Waiting,
            has_room: true,
            ..SEATED
        };
        assert!(!Ground::NoSeats.holds(&waiting));
        assert!(Ground::NoSeats.needs_words() && Ground::AccessRegime.needs_words());
        assert!(!Ground::Late.needs_words());
    }

    #[test]
    fn an_emergency_changes_the_paragraph() {
        assert_eq!(Ground::OnlineOnly.paragraph(false), Paragraph::Rules5);
        assert_eq!(Ground::OnlineOnly.paragraph(true), Paragraph::Rules6);
        assert_eq!(Ground::NoSeats.paragraph(false), Paragraph::Rules10);
    }

    #[test]
    fn nobody_is_moved_to_the_broadcast_unasked() {
        assert!(!may_move_online(true, false, false));
        assert!(may_move_online(true, false, true));
        assert!(may_move_online(false, false, false) && may_move_online(true, true, false));
    }
}
