//! Who is bound: the Rules 605-НҚ, the Standard alone, or exempt.

use serde::{Deserialize, Serialize};

use crate::law::Paragraph;
use crate::law::text_enum::text_enum;

text_enum! {
    /// What a body is.
    pub enum BodyType {
        /// Ministry or other central executive body.
        CentralExecutive = "central_executive",
        /// Akimat.
        LocalExecutive = "local_executive",
        /// Maslikhat and its standing committees.
        LocalRepresentative = "local_representative",
        /// Company or fund of the quasi-state sector.
        QuasiState = "quasi_state",
        /// State institution that is no state body.
        StateInstitution = "state_institution",
        /// Any other; may opt in to the Rules.
        Other = "other",
    }
}

impl BodyType {
    /// Whether it closes a session by a vote of those present (Local Government Law art. 11(6)).
    #[must_use]
    pub const fn closes_by_vote(self) -> bool {
        matches!(self, Self::LocalRepresentative)
    }
}

text_enum! {
    /// The level a body works at.
    pub enum BodyLevel {
        /// The whole country.
        Republic = "republic",
        /// Oblast.
        Oblast = "oblast",
        /// City of republican significance.
        CityRepublican = "city_republican",
        /// The capital.
        Capital = "capital",
        /// District.
        District = "district",
        /// City of oblast significance.
        CityOblast = "city_oblast",
        /// Everything below: village, rural district, settlement, town of district significance,
        /// district in a city. Outside the Rules.
        Village = "village",
    }
}

text_enum! {
    /// What binds a body.
    pub enum Basis {
        /// The Rules: all clocks and duties.
        Rules = "rules_605",
        /// The Standard: announcement and broadcast.
        Standard = "standard",
        /// Nothing: law-enforcement and special state bodies.
        Exempt = "exempt",
    }
}

impl Basis {
    /// Whether deadlines are raised and sessions announced. An exempt body stays visible, as exempt
    /// and with its basis.
    #[must_use]
    pub fn has_duties(self) -> bool {
        self != Self::Exempt
    }
}

/// The card of a body, as far as the law asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct BodyCard<'a> {
    /// What it is.
    pub body_type: BodyType,
    /// Where it works.
    pub level: BodyLevel,
    /// Whether the Rules apply to it.
    pub rules_605: bool,
    /// Whether it is exempt as a law-enforcement or special state body.
    pub exempt: bool,
    /// The act that exempts it.
    pub exempt_basis: Option<&'a str>,
}

/// Why a card cannot stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum BodyFault {
    /// The Rules end at district level.
    #[error("rules_605: the Rules do not bind bodies below district level")]
    BelowDistrict,
    /// The Rules bind executive and representative bodies only.
    #[error("rules_605: the Rules do not bind a body of this type; the Standard does")]
    NotBoundByType,
    /// Exempt by which act?
    #[error("exempt_basis: an exempt body must name the act that exempts it")]
    ExemptWithoutBasis,
}

impl BodyFault {
    /// The field at fault.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::BelowDistrict | Self::NotBoundByType => "rules_605",
            Self::ExemptWithoutBasis => "exempt_basis",
        }
    }

    /// The paragraph behind it.
    #[must_use]
    pub const fn paragraph(self) -> Paragraph {
        match self {
            Self::BelowDistrict | Self::NotBoundByType => Paragraph::Rules1,
            Self::ExemptWithoutBasis => Paragraph::Rules3,
        }
    }
}

impl BodyCard<'_> {
    /// What binds the body, and the paragraph that does.
    ///
    /// # Errors
    /// Every fault of the card.
    pub fn basis(&self) -> Result<(Basis, Paragraph), Vec<BodyFault>> {
        let faults = self.faults();
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(if self.exempt {
            (Basis::Exempt, Paragraph::Rules3)
        } else if self.rules_605 {
            (Basis::Rules, Paragraph::Rules1)
        } else {
            (Basis::Standard, self.point_of_the_standard())
        })
    }

    fn faults(&self) -> Vec<BodyFault> {
        let outside = matches!(
            self.body_type,
            BodyType::QuasiState | BodyType::StateInstitution
        );
        let unnamed = self
            .exempt_basis
            .is_none_or(|basis| basis.trim().is_empty());
        [
            (
                self.rules_605 && self.level == BodyLevel::Village,
                BodyFault::BelowDistrict,
            ),
            (self.rules_605 && outside, BodyFault::NotBoundByType),
            (self.exempt && unnamed, BodyFault::ExemptWithoutBasis),
        ]
        .into_iter()
        .filter_map(|(broken, fault)| broken.then_some(fault))
        .collect()
    }

    const fn point_of_the_standard(&self) -> Paragraph {
        match self.body_type {
            BodyType::QuasiState => Paragraph::Standard9_11,
            BodyType::StateInstitution => Paragraph::Standard10_2,
            BodyType::CentralExecutive
            | BodyType::LocalExecutive
            | BodyType::LocalRepresentative
            | BodyType::Other => Paragraph::Standard8_2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINISTRY: BodyCard<'static> = BodyCard {
        body_type: BodyType::CentralExecutive,
        level: BodyLevel::Republic,
        rules_605: true,
        exempt: false,
        exempt_basis: None,
    };

    #[test]
    fn the_rules_bind_executive_and_representative_bodies_down_to_the_district() {
        for &level in BodyLevel::ALL {
            let card = BodyCard {
                body_type: BodyType::LocalExecutive,
                level,
                ..MINISTRY
            };
            let expected = if level == BodyLevel::Village {
                Err(vec![BodyFault::BelowDistrict])
            } else {
                Ok((Basis::Rules, Paragraph::Rules1))
            };
            assert_eq!(card.basis(), expected, "{level}");
        }
    }

    #[test]
    fn the_standard_binds_the_rest() {
        let table = [
            (BodyType::QuasiState, Paragraph::Standard9_11),
            (BodyType::StateInstitution, Paragraph::Standard10_2),
            (BodyType::Other, Paragraph::Standard8_2),
        ];
        for (body_type, paragraph) in table {
            let card = BodyCard {
                body_type,
                rules_605: false,
                ..MINISTRY
            };
            assert_eq!(
                card.basis(),
                Ok((Basis::Standard, paragraph)),
                "{body_type}"
            );
        }
        for body_type in [BodyType::QuasiState, BodyType::StateInstitution] {
            let card = BodyCard {
                body_type,
                ..MINISTRY
            };
            assert_eq!(
                card.basis(),
                Err(vec![BodyFault::NotBoundByType]),
                "{body_type}"
            );
        }
        let opted_in = BodyCard {
            body_type: BodyType::Other,
            ..MINISTRY
        };
        assert_eq!(opted_in.basis(), Ok((Basis::Rules, Paragraph::Rules1)));
    }

    #[test]
    fn an_exempt_body_names_its_basis_and_has_no_duties() {
        let exempt = BodyCard {
            exempt: true,
            rules_605: false,
            ..MINISTRY
        };
        for basis in [None, Some(""), Some("  ")] {
            let card = BodyCard {
                exempt_basis: basis,
                ..exempt
            };
            assert_eq!(card.basis(), Err(vec![BodyFault::ExemptWithoutBasis]));
        }
        let named = BodyCard {
            exempt_basis: Some("Access Law, art. 13(1)"),
            ..exempt
        };
        let (basis, paragraph) = named.basis().unwrap();
        assert_eq!((basis, paragraph), (Basis::Exempt, Paragraph::Rules3));
        assert!(!basis.has_duties());
        assert!(Basis::Rules.has_duties() && Basis::Standard.has_duties());
    }
}
