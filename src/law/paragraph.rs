//! Every paragraph the office relies on.
//!
//! Here stand the act, the point and the dates of validity; what a paragraph says is told in each
//! language by the word files, under [`Paragraph::key`].

use chrono::NaiveDate;

use crate::law::text_enum::text_enum;

text_enum! {
    /// An act of law.
    pub enum Act {
        /// Rules of access to open sessions, order of 29.12.2023 № 605-НҚ, in force 04.04.2024.
        Rules605 = "605",
        /// Standard of openness, order of 29.12.2023 № 606-НҚ: repealed by order of 18.04.2025
        /// № 177-НҚ; its points are kept as the source of the requirement.
        Standard606 = "606",
        /// Law of 16.11.2015 № 401-V "On access to information".
        AccessLaw = "access-law",
        /// Law of 23.01.2001 № 148 on local government.
        LocalGovernmentLaw = "local-government-law",
        /// Administrative Procedural and Process-Related Code of 29.06.2020 № 350-VI (АППК).
        AdministrativeCode = "administrative-code",
        /// Civil Code (General Part), chapter 6: counting of terms.
        CivilCode = "civil-code",
        /// Law of 13.12.2001 № 267 "On holidays".
        HolidaysLaw = "holidays-law",
        /// Labour Code of 23.11.2015.
        LabourCode = "labour-code",
    }
}

text_enum! {
    /// A paragraph, point or article relied on. Its word is the `paragraph` of the JSON API.
    pub enum Paragraph {
        /// Which bodies the Rules bind.
        Rules1 = "605-1",
        /// What restricted-access information is: the closed list.
        Rules2_3 = "605-2(3)",
        /// Sessions are open, save closed ones and those of law-enforcement and special bodies.
        Rules3 = "605-3",
        /// When a session may be closed.
        Rules4 = "605-4",
        /// Taking part both offline and online is guaranteed.
        Rules5 = "605-5",
        /// In emergencies access is provided online.
        Rules6 = "605-6",
        /// The announcement: three working days before the start, and its eight items.
        Rules8 = "605-8",
        /// The application: two working days before the day.
        Rules9 = "605-9",
        /// Seats are prepared by the number of those who signed up.
        Rules10 = "605-10",
        /// Those admitted keep to the access regimes of the building.
        Rules11 = "605-11",
        /// Open sessions are broadcast on the Internet, or seen by means of available technologies.
        Rules12 = "605-12",
        /// Comments received during the broadcast are answered.
        Rules13 = "605-13",
        /// Results: five working days from the day of the session.
        Rules14 = "605-14",
        /// State bodies announce and broadcast their open sessions.
        Standard8_2 = "606-8.2",
        /// Kazakh and Russian.
        Standard8_4 = "606-8.4",
        /// Information is placed within three working days of its creation or receipt.
        Standard8_5 = "606-8.5",
        /// What is asked for repeatedly is put in open access.
        Standard8_16 = "606-8.16",
        /// The yearly plan of openness.
        Standard8_17 = "606-8.17",
        /// The same as 8.2 for quasi-state bodies.
        Standard9_11 = "606-9.11",
        /// The same as 8.2 for state institutions.
        Standard10_2 = "606-10.2",
        /// Access is restricted for a definite time only.
        Access5_2 = "access-5(2)",
        /// Where a part is restricted, the rest stays open.
        Access5_3 = "access-5(3)",
        /// What may never be restricted.
        Access6 = "access-6",
        /// Notice of the decision to close a session: three working days before it.
        Access13_2 = "access-13(2)",
        /// Bodies ensure that open sessions are broadcast.
        Access13_4 = "access-13(4)",
        /// Maslikhat: the population is told ten days before an ordinary session, three before an
        /// extraordinary one.
        LocalGovernment10_3 = "maslikhat-10(3)",
        /// Maslikhat: a session is closed by a majority of the deputies present.
        LocalGovernment11_6 = "maslikhat-11(6)",
        /// Doubts are read in favour of the participant.
        Administrative12 = "appc-12",
        /// Trust in what the body has published is protected.
        Administrative13 = "appc-13",
        /// A decision may be complained of: to the body above, then to the court.
        Administrative91 = "appc-91",
        /// A term begins on the day after the event that starts it.
        Civil173 = "civil-173",
        /// An act may be done until 24:00 of the last day; in an organisation, until it closes.
        Civil176_1 = "civil-176(1)",
        /// What is handed to the post before 24:00 of the last day is in time.
        Civil176_2 = "civil-176(2)",
        /// The days that are holidays.
        Holidays2 = "holidays-2",
        /// A day off that coincides with a holiday moves to the next working day.
        Holidays5 = "holidays-5",
        /// Orthodox Christmas and the first day of Kurban Ait are days off.
        Labour84_5 = "labour-84(5)",
        /// Days off may be moved by order.
        Labour85_3 = "labour-85(3)",
    }
}

impl Paragraph {
    /// The identifier of the contract, such as `605-8`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.as_str()
    }

    /// The key of its text in the word files: `paragraph-` and the identifier in `[a-z0-9-]`.
    #[must_use]
    pub fn key(self) -> String {
        let mut key = String::from("paragraph-");
        for letter in self.id().chars() {
            match letter {
                ')' => {}
                letter if letter.is_ascii_alphanumeric() => key.push(letter),
                _ => key.push('-'),
            }
        }
        key
    }

    /// The act it belongs to.
    #[must_use]
    pub const fn act(self) -> Act {
        match self {
            Self::Rules1
            | Self::Rules2_3
            | Self::Rules3
            | Self::Rules4
            | Self::Rules5
            | Self::Rules6
            | Self::Rules8
            | Self::Rules9
            | Self::Rules10
            | Self::Rules11
            | Self::Rules12
            | Self::Rules13
            | Self::Rules14 => Act::Rules605,
            Self::Standard8_2
            | Self::Standard8_4
            | Self::Standard8_5
            | Self::Standard8_16
            | Self::Standard8_17
            | Self::Standard9_11
            | Self::Standard10_2 => Act::Standard606,
            Self::Access5_2
            | Self::Access5_3
            | Self::Access6
            | Self::Access13_2
            | Self::Access13_4 => Act::AccessLaw,
            Self::LocalGovernment10_3 | Self::LocalGovernment11_6 => Act::LocalGovernmentLaw,
            Self::Administrative12 | Self::Administrative13 | Self::Administrative91 => {
                Act::AdministrativeCode
            }
            Self::Civil173 | Self::Civil176_1 | Self::Civil176_2 => Act::CivilCode,
            Self::Holidays2 | Self::Holidays5 => Act::HolidaysLaw,
            Self::Labour84_5 | Self::Labour85_3 => Act::LabourCode,
        }
    }

    /// The number of the point or article within its act, such as `8` or `13(2)`.
    #[must_use]
    pub fn point(self) -> &'static str {
        self.id().split_once('-').map_or("", |(_, point)| point)
    }

    /// First day in force, where it is known.
    #[must_use]
    pub const fn valid_from(self) -> Option<NaiveDate> {
        match self.act() {
            Act::Rules605 => NaiveDate::from_ymd_opt(2024, 4, 4),
            _ => None,
        }
    }

    /// Last day in force; `None` while in force.
    ///
    /// The repeal of the 2023 Standard is known by the registration of the repealing order
    /// (22.04.2025 № 36008).
    #[must_use]
    pub const fn valid_to(self) -> Option<NaiveDate> {
        match self.act() {
            Act::Standard606 => NaiveDate::from_ymd_opt(2025, 4, 22),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_keys_and_points() {
        let table = [
            (Paragraph::Rules8, "605-8", "paragraph-605-8", "8"),
            (
                Paragraph::Standard8_5,
                "606-8.5",
                "paragraph-606-8-5",
                "8.5",
            ),
            (
                Paragraph::LocalGovernment10_3,
                "maslikhat-10(3)",
                "paragraph-maslikhat-10-3",
                "10(3)",
            ),
            (
                Paragraph::Access13_2,
                "access-13(2)",
                "paragraph-access-13-2",
                "13(2)",
            ),
        ];
        for (paragraph, id, key, point) in table {
            assert_eq!(paragraph.id(), id);
            assert_eq!(paragraph.key(), key);
            assert_eq!(paragraph.point(), point);
            assert_eq!(id.parse(), Ok(paragraph));
        }
    }

    #[test]
    fn keys_are_distinct_and_plain() {
        let mut keys: Vec<String> = Paragraph::ALL.iter().map(|one| one.key()).collect();
        for key in &keys {
            assert!(
                key.chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
                "{key}"
            );
        }
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), Paragraph::ALL.len());
    }

    #[test]
    fn the_standard_of_2023_is_repealed_and_the_rules_are_in_force() {
        assert!(Paragraph::Standard8_4.valid_to().is_some());
        assert_eq!(Paragraph::Rules8.valid_to(), None);
        assert_eq!(
            Paragraph::Rules8.valid_from(),
            NaiveDate::from_ymd_opt(2024, 4, 4)
        );
    }
}
