//! Rows of bodies and of their names.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::database::schema::{bodies, body_names};
use crate::database::{Id, Instant, Json, Zone, text_column};
use crate::language::Multilingual;
use crate::law::body::{BodyCard, BodyLevel, BodyType};
use crate::law::comments::Moderation;
use crate::law::deadlines::SessionKind;
use crate::law::text_enum::text_enum;
use crate::law::working_days::Week;

text_enum! {
    /// How the person responsible for a session hears of new applications.
    pub enum ApplicationsLetters {
        /// By a letter at once, and then at most one in ten minutes.
        AtOnce = "at_once",
        /// By one letter in the morning.
        Daily = "daily",
        /// At the desk alone.
        Never = "never",
    }
}

text_column!(ApplicationsLetters, Moderation);

/// A collegial body.
#[derive(
    Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable, AsChangeset,
)]
#[diesel(table_name = bodies, treat_none_as_null = true)]
pub struct Body {
    /// Ours.
    pub id: Id,
    /// Its part of addresses.
    pub slug: String,
    /// The body it belongs to, as a standing committee to its maslikhat.
    pub parent_id: Option<Id>,
    /// What it is in law.
    pub body_type: BodyType,
    /// What its sessions are unless said otherwise.
    pub kind: SessionKind,
    /// Its level of administration.
    pub level: BodyLevel,
    /// A code of the regions' table.
    pub region: Option<String>,
    /// The zone in which its days begin.
    pub zone: Zone,
    /// Days worked in its week.
    pub week: Week,
    /// When it stops taking papers, `HH:MM` up to `24:00` (Civil Code 176).
    pub closing_time: String,
    /// The orders bind it.
    pub rules_605: bool,
    /// Law-enforcement or special: no duties (605-3).
    pub exempt: bool,
    /// Why.
    pub exempt_basis: Option<String>,
    /// Business identification number: named as operator in the consent.
    pub bin: Option<String>,
    /// Its own site.
    pub site: Option<String>,
    /// Place in Kazakh alphabetical order.
    pub name_order: String,
    /// When it was entered.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
    /// How the person responsible for a session hears of new applications.
    pub applications_letters: ApplicationsLetters,
    /// Whether comments are looked at before they are shown, or after.
    pub comments: Moderation,
}

impl Body {
    /// The body as far as the law asks.
    #[must_use]
    pub fn card(&self) -> BodyCard<'_> {
        BodyCard {
            body_type: self.body_type,
            level: self.level,
            rules_605: self.rules_605,
            exempt: self.exempt,
            exempt_basis: self.exempt_basis.as_deref(),
        }
    }
}

/// A name and the day from which it counts.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = body_names)]
pub struct BodyName {
    /// Whose.
    pub body_id: Id,
    /// First day.
    pub valid_from: NaiveDate,
    /// The name.
    pub name: Json<Multilingual>,
}

/// The first day of a name that was there before the body was entered here.
pub const SINCE_EVER: NaiveDate = match NaiveDate::from_ymd_opt(1991, 12, 16) {
    Some(day) => day,
    None => NaiveDate::MIN,
};
