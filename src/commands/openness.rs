//! `openness`: the figures of a year, from the tables or from the journal alone, and where the two differ.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use clap::Args;

use super::office::Office;
use super::{Failure, print};
use crate::bodies;
use crate::bodies::reading::{self, Named};
use crate::database::Broken;
use crate::law::openness::{Measure, Verdict};
use crate::openness::asked::{this_year, year_of};
use crate::openness::differing::differences;
use crate::openness::figures::Figures;
use crate::openness::known::{Known, Scope, from_tables};
use crate::openness::replay::from_journal;
use crate::web::layout::today_in_the_capital;

/// What may stand behind `openness`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The year of the sessions; the present one where none is given
    #[arg(long, value_name = "YEAR", value_parser = year)]
    year: Option<i32>,
    /// One body, by the last part of its address
    #[arg(long, value_name = "SLUG")]
    body: Option<String>,
    /// Count by the journal alone, and tell where the tables say something else
    #[arg(long)]
    from_journal: bool,
    #[command(flatten)]
    office: Office,
}

fn year(text: &str) -> Result<i32, String> {
    year_of(text).ok_or_else(|| "not a year, such as 2026".to_owned())
}

/// Prints the table.
///
/// # Errors
/// An unknown body; with `--from-journal` one line for everything that differs.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let app = arguments.office.open()?;
    let now = app.now();
    let (today, _) = today_in_the_capital(now);
    let known = app
        .database
        .read_here(|connection| reading::all(connection, today))?;
    let body = match &arguments.body {
        None => None,
        Some(slug) => Some(
            app.database
                .read_here(|connection| bodies::store::by_slug(connection, slug))?
                .ok_or_else(|| Failure::work(format!("{slug}: no such body")))?
                .id,
        ),
    };
    let scope = Scope {
        year: arguments.year.unwrap_or_else(|| this_year(now)),
        body,
    };
    let (tables, journal) = app.database.read_here(|connection| {
        let tables = from_tables(connection, scope)?;
        let journal = if arguments.from_journal {
            Some(from_journal(connection, scope)?)
        } else {
            None
        };
        Ok::<_, Broken>((tables, journal))
    })?;
    print(&table(
        scope,
        &known,
        journal.as_ref().unwrap_or(&tables),
        now,
    ))?;
    let Some(journal) = journal else {
        return Ok(());
    };
    let differing = differences(&tables, &journal, now);
    if differing.is_empty() {
        return print("The journal and the tables say the same.");
    }
    let mut lines = vec![format!(
        "the tables differ from the journal in {} places",
        differing.len()
    )];
    lines.extend(differing.iter().map(ToString::to_string));
    Err(Failure::faults(lines))
}

/// A line a measure, first of all that was asked for, then body by body.
fn table(scope: Scope, bodies: &[Named], known: &[Known], now: DateTime<Utc>) -> String {
    let mut text = format!("{:<24}{:<15}{:>8}", scope.year, "measure", "judged");
    for verdict in Verdict::ALL {
        let _ = write!(text, "{:>10}", verdict.as_str());
    }
    text.push('\n');
    let mut each = Figures::by_body(known, now);
    if scope.body.is_none() {
        lines(&mut text, "all", &Figures::of(known, now));
    }
    for one in bodies {
        if scope.body.is_none_or(|body| body == one.body.id) {
            let figures = each.remove(&one.body.id).unwrap_or_default();
            lines(&mut text, &one.body.slug, &figures);
        }
    }
    text
}

fn lines(text: &mut String, name: &str, figures: &Figures) {
    for measure in Measure::ALL {
        let judged = figures.judged(*measure);
        let _ = write!(text, "{name:<24}{:<15}{judged:>8}", measure.as_str());
        for verdict in Verdict::ALL {
            let _ = write!(text, "{:>10}", figures.count(*measure, *verdict));
        }
        text.push('\n');
    }
}
