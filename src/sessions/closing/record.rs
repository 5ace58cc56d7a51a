//! Rows of closing decisions, of their notices, and of the times of closed parts.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::database::schema::{closed_parts, closing_notices, closings};
use crate::database::{Id, Instant, Json, text_column};
use crate::language::Multilingual;
use crate::law::closing::{Channel, Ground, Topic, Vote};
use crate::law::session_course::Access;
use crate::sessions::record::AgendaItem;

text_column!(Channel);

/// A decision by which a session, or items of it, are held closed.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = closings, treat_none_as_default_value = false)]
pub struct Closing {
    /// Ours.
    pub id: Id,
    /// Whose.
    pub session_id: Id,
    /// The whole session; otherwise the items alone.
    pub whole: bool,
    /// The items that it closes; where it is the whole session, also whatever no other decision names.
    pub items: Json<Vec<Id>>,
    /// On what grounds.
    pub grounds: Json<Vec<Ground>>,
    /// The law and the article, where a ground needs one.
    pub named_law: Option<String>,
    /// Why closing a part would not suffice.
    pub why_not_part: Option<Json<Multilingual>>,
    /// The last day of the restriction.
    pub ends_on: Option<NaiveDate>,
    /// The event that ends it.
    pub ends_with: Option<Json<Multilingual>>,
    /// The number of the decision; none before a maslikhat has voted.
    pub number: Option<String>,
    /// Its date.
    pub decided_on: Option<NaiveDate>,
    /// Who decided, or decides.
    pub decider: Json<Multilingual>,
    /// How many were for it, where it was voted on.
    pub votes_for: Option<i32>,
    /// How many were present then.
    pub present: Option<i32>,
    /// The topics of article 6 that were looked at and do not apply.
    pub cleared: Json<Vec<Topic>>,
    /// The instant before which its notice is to be placed (Access Law art. 13(2)).
    pub notice_before: Instant,
    /// When it was entered.
    pub entered_at: Instant,
    /// When it stood no more.
    pub ended_at: Option<Instant>,
}

impl Closing {
    /// Whether the vote on it is still to come.
    #[must_use]
    pub fn waits_for_its_vote(&self) -> bool {
        self.decided_on.is_none()
    }

    /// The matters that it closes, of the agenda as it stands beside the other decisions.
    #[must_use]
    pub fn closes<'a>(&self, agenda: &'a [AgendaItem], standing: &[Self]) -> Vec<&'a AgendaItem> {
        let others = || standing.iter().filter(|other| other.id != self.id);
        let elsewhere = |item: &AgendaItem| others().any(|other| other.items.contains(&item.id));
        let own =
            |item: &AgendaItem| self.items.contains(&item.id) || (self.whole && !elsewhere(item));
        let closed = agenda.iter().filter(|item| item.access == Access::Closed);
        closed.filter(|item| own(item)).collect()
    }

    /// The vote, where there was one.
    #[must_use]
    pub fn vote(&self) -> Option<Vote> {
        let (votes_for, present) = (self.votes_for?, self.present?);
        Some(Vote { votes_for, present })
    }
}

/// The notice of a decision on one channel.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = closing_notices, treat_none_as_default_value = false)]
pub struct Notice {
    /// Of which decision.
    pub closing_id: Id,
    /// Where.
    pub channel: Channel,
    /// The start that it names.
    pub starts_at: Instant,
    /// When it was placed.
    pub placed_at: Instant,
    /// Whether that was in time.
    pub in_time: bool,
    /// What was placed where.
    pub proof: Option<String>,
    /// When the desk entered it.
    pub entered_at: Instant,
}

/// Between these instants nobody but the members was in the hall, and the broadcast paused.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = closed_parts, treat_none_as_default_value = false)]
pub struct ClosedPart {
    /// Ours.
    pub id: Id,
    /// Of which session.
    pub session_id: Id,
    /// People were asked out.
    pub began_at: Instant,
    /// People were asked back in.
    pub ended_at: Option<Instant>,
}
