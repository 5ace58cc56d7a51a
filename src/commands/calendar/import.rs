//! `calendar import`: a table of whole years as a new version.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use crate::changes::calendar::{Entered, Refusal, enter_table};
use crate::changes::recounting::Told;
use crate::commands::office::Office;
use crate::commands::opening::lines;
use crate::commands::{Failure, print};
use crate::database::{Broken, Lane};
use crate::journal::Actor;
use crate::law::working_days::{Calendar, DayChange, Row};
use crate::working_calendar::actions::Order;

/// What may stand behind `calendar import`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The table, in the form of config/calendar; its years replace the same years of the calendar in force
    file: PathBuf,
    /// Where it comes from: the order, who issued it and when; else the name of the file
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,
    /// Tell what would come of it and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// Why nothing was entered.
enum Stopped {
    /// It was only to be tried; this would have come of it.
    Tried(Box<Entered>),
    Refused(Refusal),
}

impl From<Broken> for Stopped {
    fn from(broken: Broken) -> Self {
        Self::Refused(broken.into())
    }
}

/// Imports a table.
///
/// # Errors
/// One line a fault of the file, each with its line.
pub fn run(arguments: &Arguments, config: Option<&Path>) -> Result<(), Failure> {
    let shown = arguments.file.display();
    let text = fs::read_to_string(&arguments.file)
        .map_err(|error| Failure::work(format!("{shown}: {error}")))?;
    let calendar = Calendar::parse("", &text).map_err(lines)?;
    let order = Order {
        source: source(arguments)?,
        author: "otyrys calendar import".to_owned(),
        calendar,
    };
    let app = Office::with(config).open()?;
    let (acting, now, only_try) = (Arc::clone(&app), app.now(), arguments.dry_run);
    let done = app.database.write_here(Lane::All, move |work| {
        let actor = Actor::Command("calendar");
        let entered = enter_table(work, &acting, now, &actor, order).map_err(Stopped::Refused)?;
        if only_try {
            Err(Stopped::Tried(Box::new(entered)))
        } else {
            Ok(entered)
        }
    });
    match done {
        Ok(entered) => print(&report(&entered, "entered")),
        Err(Stopped::Tried(entered)) => print(&report(&entered, "would be entered")),
        Err(Stopped::Refused(refusal @ Refusal::Unchanged)) => print(&refusal.to_string()),
        Err(Stopped::Refused(refusal)) => Err(Failure::work(refusal.to_string())),
    }
}

fn source(arguments: &Arguments) -> Result<String, Failure> {
    let of_file = || {
        let name = arguments.file.file_stem()?;
        Some(name.to_string_lossy().into_owned())
    };
    arguments
        .source
        .clone()
        .or_else(of_file)
        .map(|source| source.trim().to_owned())
        .filter(|source| !source.is_empty())
        .ok_or_else(|| Failure::usage("--source: say which order this is"))
}

fn report(entered: &Entered, done: &str) -> String {
    let foreseen = &entered.foreseen;
    let mut text = format!(
        "calendar {} {done} on top of {}, days that differ: {}\n",
        entered.version.version,
        foreseen.made_of,
        foreseen.days.len()
    );
    for day in &foreseen.days {
        let _ = writeln!(text, "  {}", changed(day));
    }
    let effects = &foreseen.effects;
    let _ = writeln!(
        text,
        "sessions with a deadline to come: {}, with deadlines that move: {}, drafts to be looked at: {}",
        effects.looked_at, effects.moved, effects.alerts
    );
    for told in &effects.told {
        text.push_str(&lines_of(told));
    }
    let left = effects.told_in_all.saturating_sub(effects.told.len());
    if left > 0 {
        let _ = writeln!(text, "  and {left} sessions more: see the journal");
    }
    text
}

fn changed(day: &DayChange) -> String {
    let state = |row: Option<&Row>| {
        row.map_or_else(
            || "by the week".to_owned(),
            |row| {
                let (five, six) = (u8::from(row.working_five), u8::from(row.working_six));
                let kind = row.mark.kind;
                format!("{kind} {five}{six} {}", row.mark.confidence)
            },
        )
    };
    let (before, after) = (state(day.before.as_ref()), state(day.after.as_ref()));
    format!("{}: {before} -> {after}", day.date)
}

fn lines_of(told: &Told) -> String {
    let session = &told.recounted.session;
    let mut text = format!(
        "  {} {} {}: {}\n",
        session.id, session.local_date, session.status, session.title.kk
    );
    for clock in &told.clocks {
        let at = |instant| session.zone.rfc3339(instant);
        let _ = writeln!(
            text,
            "    {}: {} -> {} ({})",
            clock.name,
            at(clock.before),
            at(clock.after),
            clock.outcome.as_str()
        );
    }
    text
}
