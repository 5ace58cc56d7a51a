//! Closed sessions and items: on which grounds alone, by what decision, and with what notice (605-НҚ ¶¶ 3–4; Access Law
//! arts. 5, 6 and 13; Local Government Law art. 11(6)).
//!
//! Open is the rule. Only what must be is closed, for a definite time, by somebody's decision; and what article 6 names
//! is closed by nobody. The notice is never blocked for being late, only marked.

use chrono::NaiveDate;

use super::Paragraph;
use super::announcement::Texts;
use super::text_enum::text_enum;

mod changing;
mod decision;
mod notice;
#[cfg(test)]
mod tests;

pub use changing::{is_over, may_close, may_open, sits};
pub use decision::{Decision, Vote};
pub use notice::{Channel, NoticeFault, NoticeStanding, notice_may_be_placed, notice_standing};

text_enum! {
    /// On what ground something is closed: a closed list (605-НҚ ¶ 2(3), ¶ 4).
    pub enum Ground {
        /// State secrets.
        StateSecrets = "state_secrets",
        /// A personal secret.
        PersonalSecret = "personal_secret",
        /// A family secret.
        FamilySecret = "family_secret",
        /// A banking secret.
        BankingSecret = "banking_secret",
        /// A commercial secret.
        CommercialSecret = "commercial_secret",
        /// A medical worker's secret.
        MedicalSecret = "medical_secret",
        /// Another secret that a law protects; which law is named.
        OtherSecret = "other_secret",
        /// Personal data of restricted access.
        RestrictedPersonalData = "restricted_personal_data",
        /// Official information of limited distribution.
        LimitedDistribution = "limited_distribution",
        /// Another case set by a law, never by a by-law or an agenda; which law is named.
        OtherCase = "other_case",
    }
}

impl Ground {
    /// The paragraph behind it.
    #[must_use]
    pub const fn paragraph(self) -> Paragraph {
        match self {
            Self::OtherCase => Paragraph::Rules4,
            _ => Paragraph::Rules2_3,
        }
    }

    /// Whether it says too little without a law and its article.
    #[must_use]
    pub const fn names_a_law(self) -> bool {
        matches!(self, Self::OtherSecret | Self::OtherCase)
    }
}

text_enum! {
    /// What may never be restricted (Access Law art. 6).
    pub enum Topic {
        /// Emergencies and disasters, natural and man-made.
        Emergencies = "emergencies",
        /// Public health, sanitary and epidemiological conditions.
        Health = "health",
        /// The environment, fire and radiation safety.
        Environment = "environment",
        /// The state of crime.
        Crime = "crime",
        /// Facts of terrorist acts.
        Terrorism = "terrorism",
        /// How budgets are formed and spent.
        Budgets = "budgets",
        /// Privileges, compensation and benefits granted by the state.
        Privileges = "privileges",
        /// Violations of rights, and of the law by information holders.
        Violations = "violations",
        /// Texts and drafts of legal acts.
        LegalActs = "legal_acts",
        /// Anything else that article 6 names.
        Other = "other",
    }
}

/// A decision to close a session, or some of its items, as it stands before it takes effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closing<'a> {
    /// On what grounds.
    pub grounds: &'a [Ground],
    /// The law and its article, for grounds that need one.
    pub named_law: &'a str,
    /// The whole session, or items of it.
    pub whole: bool,
    /// How many items, where it is not the whole session.
    pub items: usize,
    /// Why closing a part would not suffice, where it is the whole session.
    pub why_not_part: Texts<'a>,
    /// The last day of the restriction.
    pub ends_on: Option<NaiveDate>,
    /// The event that ends it.
    pub ends_with: Texts<'a>,
    /// By whose decision; that of a maslikhat may be still to come.
    pub decision: Decision<'a>,
    /// The topics of article 6 that were looked at and do not apply.
    pub cleared: &'a [Topic],
    /// The day of the session, until the end of which it is closed at least.
    pub session_day: NaiveDate,
}

text_enum! {
    /// What a decision to close must have, and what cannot be.
    pub enum Item {
        /// One ground or more.
        Grounds = "grounds",
        /// The law and the article.
        NamedLaw = "named_law",
        /// Which items.
        Items = "items",
        /// Why a part would not suffice.
        WhyNotPart = "why_not_part",
        /// A date or an event that ends the restriction.
        Ends = "ends",
        /// An end of the restriction not before the session.
        EndsTooSoon = "ends_too_soon",
        /// Number.
        Number = "number",
        /// Date.
        DecidedOn = "decided_on",
        /// A day of the decision that has come.
        DecidedLater = "decided_later",
        /// Who decided.
        Decider = "decider",
        /// The vote, with a majority of those present.
        Vote = "vote",
        /// The check against article 6, topic by topic.
        Article6 = "article_6",
    }
}

/// Something that is missing, or cannot be as it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Missing {
    /// What.
    pub item: Item,
    /// Where, such as `why_not_part.ru` or `article_6.budgets`.
    pub field: String,
    /// The paragraph that asks for it.
    pub paragraph: Paragraph,
}

impl Missing {
    /// Its field; where it is filled in and cannot be so, with what is wrong.
    #[must_use]
    pub fn named(&self) -> String {
        match self.item {
            Item::EndsTooSoon => format!("{} not before the session", self.field),
            Item::DecidedLater => format!("{} not after today", self.field),
            _ => self.field.clone(),
        }
    }
}

impl Item {
    /// The paragraph that asks for it.
    #[must_use]
    pub const fn paragraph(self) -> Paragraph {
        match self {
            Self::Grounds | Self::NamedLaw => Paragraph::Rules4,
            Self::Items | Self::WhyNotPart => Paragraph::Access5_3,
            Self::Ends | Self::EndsTooSoon => Paragraph::Access5_2,
            Self::Number | Self::DecidedOn | Self::DecidedLater | Self::Decider => {
                Paragraph::Access13_2
            }
            Self::Vote => Paragraph::LocalGovernment11_6,
            Self::Article6 => Paragraph::Access6,
        }
    }

    fn lacks(self, field: impl Into<String>) -> Missing {
        Missing {
            item: self,
            field: field.into(),
            paragraph: self.paragraph(),
        }
    }
}

impl Closing<'_> {
    /// Everything that is missing or cannot be, in the order of the form; nothing when it may take effect.
    #[must_use]
    pub fn missing(&self) -> Vec<Missing> {
        let mut missing = Vec::new();
        if self.grounds.is_empty() {
            missing.push(Item::Grounds.lacks("grounds"));
        }
        if self.grounds.iter().any(|one| one.names_a_law()) && !is_filled(self.named_law) {
            missing.push(Item::NamedLaw.lacks("named_law"));
        }
        if self.whole {
            missing.extend(in_both(Item::WhyNotPart, "why_not_part", self.why_not_part));
        } else if self.items == 0 {
            missing.push(Item::Items.lacks("items"));
        }
        missing.extend(self.end_missing());
        missing.extend(self.decision.missing_so_far());
        let left = Topic::ALL.iter().filter(|one| !self.cleared.contains(one));
        missing.extend(left.map(|topic| Item::Article6.lacks(format!("article_6.{topic}"))));
        missing
    }

    /// A definite time (art. 5(2)): until a day, or until an event, told in both languages.
    fn end_missing(&self) -> Vec<Missing> {
        let (kk, ru) = (is_filled(self.ends_with.kk), is_filled(self.ends_with.ru));
        let too_soon = self.ends_on.is_some_and(|day| day < self.session_day);
        let mut missing = match (self.ends_on, kk || ru) {
            (None, false) => vec![Item::Ends.lacks("ends_on")],
            (_, true) => in_both(Item::Ends, "ends_with", self.ends_with),
            (Some(_), false) => Vec::new(),
        };
        missing.extend(too_soon.then(|| Item::EndsTooSoon.lacks("ends_on")));
        missing
    }
}

fn is_filled(text: &str) -> bool {
    !text.trim().is_empty()
}

/// What the public reads stands in both languages.
fn in_both(item: Item, field: &str, texts: Texts<'_>) -> Vec<Missing> {
    [("kk", texts.kk), ("ru", texts.ru)]
        .into_iter()
        .filter(|(_, text)| !is_filled(text))
        .map(|(language, _)| item.lacks(format!("{field}.{language}")))
        .collect()
}
