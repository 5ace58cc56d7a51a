//! Reports that are frozen.

use diesel::prelude::*;

use crate::database::schema::openness_reports;
use crate::database::{AnyConnection, Broken, Id, both};
use crate::openness::record::ReportRow;

/// The report of a body for a year.
///
/// # Errors
/// [`Broken::Query`].
pub fn report_of(
    connection: &mut AnyConnection,
    body: Id,
    year: i32,
) -> Result<Option<ReportRow>, Broken> {
    Ok(openness_reports::table
        .find((body, year))
        .select(ReportRow::as_select())
        .get_result(connection)
        .optional()?)
}

/// Years of which a body has a report, the last first.
///
/// # Errors
/// [`Broken::Query`].
pub fn reported_years(connection: &mut AnyConnection, body: Id) -> Result<Vec<i32>, Broken> {
    Ok(openness_reports::table
        .filter(openness_reports::body_id.eq(body))
        .order(openness_reports::year.desc())
        .select(openness_reports::year)
        .load(connection)?)
}

/// Puts a report down; `false` when there is one already.
///
/// # Errors
/// [`Broken::Query`].
pub fn freeze(connection: &mut AnyConnection, report: &ReportRow) -> Result<bool, Broken> {
    let frozen = both!(connection, own => diesel::insert_into(openness_reports::table)
        .values(report)
        .on_conflict_do_nothing()
        .execute(own))?;
    Ok(frozen == 1)
}
