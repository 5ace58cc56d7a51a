//! Tables for people's own tools: marked as UTF-8, without formulas.

use chrono::{DateTime, Utc};

use super::figures::Figures;
use super::known::{Known, Scope};
use crate::bodies::reading::Named;
use crate::database::Broken;
use crate::law::openness::{Measure, Verdict};
use crate::web::spreadsheet::{UTF_8_MARK, no_formula};

/// A table that is being written.
pub struct Table(::csv::Writer<Vec<u8>>);

impl Table {
    /// Begins with the names of the columns.
    ///
    /// # Errors
    /// [`Broken::Data`], as all here.
    pub fn with_head(columns: &[&str]) -> Result<Self, Broken> {
        let mut table = Self(::csv::Writer::from_writer(UTF_8_MARK.as_bytes().to_vec()));
        table.line(columns.iter().map(|column| (*column).to_owned()))?;
        Ok(table)
    }

    /// Adds a line.
    ///
    /// # Errors
    /// [`Broken::Data`].
    pub fn line(&mut self, cells: impl IntoIterator<Item = String>) -> Result<(), Broken> {
        let cells = cells.into_iter().map(no_formula);
        self.0
            .write_record(cells)
            .map_err(|error| Broken::Data(error.to_string()))
    }

    /// The whole table.
    ///
    /// # Errors
    /// [`Broken::Data`].
    pub fn finish(self) -> Result<Vec<u8>, Broken> {
        self.0
            .into_inner()
            .map_err(|error| Broken::Data(error.to_string()))
    }
}

/// A line a measure: of all bodies together, where all were asked for, and of each.
///
/// # Errors
/// [`Broken::Data`].
pub fn figures(
    scope: Scope,
    bodies: &[Named],
    known: &[Known],
    now: DateTime<Utc>,
) -> Result<Vec<u8>, Broken> {
    let mut columns = vec![
        "year", "body", "name_kk", "name_ru", "sessions", "measure", "judged",
    ];
    columns.extend(Verdict::WORDS);
    columns.push("share");
    let mut table = Table::with_head(&columns)?;
    let mut each = Figures::by_body(known, now);
    if scope.body.is_none() {
        lines(&mut table, scope.year, None, &Figures::of(known, now))?;
    }
    for one in bodies {
        let figures = each.remove(&one.body.id).unwrap_or_default();
        lines(&mut table, scope.year, Some(one), &figures)?;
    }
    table.finish()
}

fn lines(
    table: &mut Table,
    year: i32,
    body: Option<&Named>,
    figures: &Figures,
) -> Result<(), Broken> {
    let of = |read: fn(&Named) -> &str| body.map(read).unwrap_or_default().to_owned();
    for measure in Measure::ALL {
        let mut cells = vec![
            year.to_string(),
            of(|one| &one.body.slug),
            of(|one| &one.name.kk),
            of(|one| &one.name.ru),
            figures.sessions.to_string(),
            measure.to_string(),
            figures.judged(*measure).to_string(),
        ];
        let count = |verdict: &Verdict| figures.count(*measure, *verdict).to_string();
        cells.extend(Verdict::ALL.iter().map(count));
        let share = figures.share(*measure).map(|share| share.to_string());
        cells.push(share.unwrap_or_default());
        table.line(cells)?;
    }
    Ok(())
}
