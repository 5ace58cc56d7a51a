//! The head of a body freezes the figures of a year.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::{Refusal, note};
use crate::bodies;
use crate::database::{Broken, Id, Work};
use crate::language::Multilingual;
use crate::openness::figures::Figures;
use crate::openness::known::{Scope, from_tables};
use crate::openness::record::ReportRow;
use crate::openness::report::{Report, ReportBody};
use crate::openness::{api, store};
use crate::web::hex::hex;

/// A report is to be frozen.
#[derive(Debug, Clone)]
pub struct Freezing {
    /// Of which body.
    pub body: Id,
    /// Of which year.
    pub year: i32,
    /// What is said of the figures, for the public.
    pub explanation: Option<Multilingual>,
}

/// The first day on which a year can be frozen: it is over.
///
/// `None` for a year that no calendar has.
#[must_use]
pub fn can_freeze_from(year: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year.checked_add(1)?, 1, 1)
}

/// Freezes the figures as they stand now; nobody changes them any more.
///
/// # Errors
/// [`Refusal::TooEarly`] before the year has ended where the body is, [`Refusal::Already`].
pub fn freeze(
    work: &mut Work,
    now: DateTime<Utc>,
    staff: Id,
    order: &Freezing,
) -> Result<ReportRow, Refusal> {
    let body = bodies::store::by_id(work.connection, order.body)?.ok_or(Refusal::NotFound)?;
    let from = can_freeze_from(order.year).ok_or(Refusal::NotFound)?;
    let today = body.zone.local(now).date();
    if today < from {
        return Err(Refusal::TooEarly { from });
    }
    let scope = Scope {
        year: order.year,
        body: Some(body.id),
    };
    let known = from_tables(work.connection, scope)?;
    let names = bodies::store::names_of(work.connection, &[body.id])?;
    let figures = Figures::of(&known, now);
    let report = Report {
        year: order.year,
        body: ReportBody {
            slug: body.slug.clone(),
            name: names.on(body.id, today),
            exempt: body.exempt,
        },
        frozen_at: now.to_rfc3339_opts(SecondsFormat::Secs, true),
        sessions: figures.sessions,
        measures: api::measures(&figures),
        explanation: order.explanation.clone(),
    };
    let text = serde_json::to_string(&report).map_err(|error| Broken::Data(error.to_string()))?;
    let row = ReportRow {
        body_id: body.id,
        year: order.year,
        sha256: hex(&Sha256::digest(&text)),
        report: text,
        frozen_at: now.into(),
        frozen_by: staff,
    };
    if !store::freeze(work.connection, &row)? {
        return Err(Refusal::Already);
    }
    let after = json!({ "year": row.year, "sha256": row.sha256 });
    let what = ("body", body.id, body.id);
    note(work, now, (staff, "openness.frozen"), what, (None, after));
    Ok(row)
}
