//! Rows of reports, plans and standing answers.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::database::schema::{openness_reports, plan_items, standing_answers};
use crate::database::{Id, Instant, Json};
use crate::language::Multilingual;
use crate::law::deadlines::SessionKind;

/// A yearly report as it was frozen.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = openness_reports)]
pub struct ReportRow {
    /// Of which body.
    pub body_id: Id,
    /// Of which year.
    pub year: i32,
    /// The very text that the digest is of: JSON.
    pub report: String,
    /// SHA-256 of it, in hexadecimal digits.
    pub sha256: String,
    /// When it was frozen.
    pub frozen_at: Instant,
    /// By whom.
    pub frozen_by: Id,
}

/// A question that is asked repeatedly, with its answer.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = standing_answers, treat_none_as_default_value = false)]
pub struct StandingAnswer {
    /// Ours.
    pub id: Id,
    /// Who answers.
    pub body_id: Id,
    /// The comment under which like ones were joined.
    pub comment_id: Id,
    /// The question, in the words of the body.
    pub question: Json<Multilingual>,
    /// The answer.
    pub answer: Json<Multilingual>,
    /// When it was published.
    pub published_at: Instant,
    /// By whom.
    pub published_by: Id,
    /// When it was taken back.
    pub withdrawn_at: Option<Instant>,
}

/// A version of an item of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = plan_items, treat_none_as_default_value = false)]
pub struct PlanItem {
    /// The item, the same in each version.
    pub item_id: Id,
    /// From 1 on.
    pub revision: i32,
    /// Whose plan.
    pub body_id: Id,
    /// Of which year.
    pub year: i32,
    /// The month, 1–12.
    pub month: i32,
    /// The day, where it is known.
    pub day: Option<NaiveDate>,
    /// What kind of session.
    pub kind: SessionKind,
    /// What it is called.
    pub title: Json<Multilingual>,
    /// What it is about.
    pub topic: Option<Json<Multilingual>>,
    /// The session that it became.
    pub session_id: Option<Id>,
    /// It is not to take place any more.
    pub dropped: bool,
    /// Why this version differs from the one before.
    pub reason: Option<Json<Multilingual>>,
    /// When it was entered.
    pub at: Instant,
    /// By whom.
    pub entered_by: Id,
}
