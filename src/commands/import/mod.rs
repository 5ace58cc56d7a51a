//! `import`: bodies and sessions from a JSON file (contract § 4), all or nothing.

mod act;
mod body_shape;
mod closing_shape;
mod faults;
mod fields;
mod json;
mod plausible;
mod report;
mod session_shape;
mod shape;
#[cfg(test)]
mod tests;

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::office::Office;
use super::{Failure, progress};
use crate::app::App;
use crate::database::{Broken, Lane};
use act::{Entering, Stopped};
use closing_shape::Barred;
use faults::Faults;
use report::Report;

pub(super) use shape::{File, SessionRead};

/// What may stand behind `import`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The file; - reads standard input
    file: PathBuf,
    /// Announce the sessions now
    #[arg(long)]
    announce: bool,
    /// Try everything and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    office: Office,
}

/// Imports a file.
///
/// # Errors
/// Every fault of the file with its place.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (file, faults) = read(&read_bytes(&arguments.file)?)
        .map_err(|fault| Failure::work(format!("{}: {fault}", arguments.file.display())))?;
    let app = arguments.office.open()?;
    let progress = progress::bar(file.bodies.len() + file.sessions.len(), "importing");
    let entering = Entering {
        app: Arc::clone(&app),
        now: app.now(),
        announce: arguments.announce,
        only_try: arguments.dry_run,
        progress: progress.clone(),
    };
    let done = app.database.write_here(Lane::All, move |work| {
        act::enter(work, &entering, &file, faults)
    });
    progress.finish_and_clear();
    let report = match done {
        Ok(report) => report,
        Err(Stopped::Tried(report)) => *report,
        Err(Stopped::Broken(broken)) => return Err(broken.into()),
        Err(Stopped::Faults(faults, barred)) => {
            if !arguments.dry_run && !barred.is_empty() {
                note(&app, barred)?;
            }
            return Err(Failure::faults(
                faults.iter().map(ToString::to_string).collect(),
            ));
        }
    };
    show(&report, arguments);
    Ok(())
}

/// Notes in the journal what was tried against article 6.
fn note(app: &App, barred: Vec<Barred>) -> Result<(), Broken> {
    let now = app.now();
    app.database.write_here(Lane::Any, move |work| {
        for one in &barred {
            one.note(work, now, &act::ACTOR);
        }
        Ok(())
    })
}

/// Reads an import file as far as it can be read.
///
/// # Errors
/// Line and column of what is no JSON.
pub(super) fn read(bytes: &[u8]) -> Result<(File, Faults), String> {
    let faults = Faults::default();
    let file = shape::read(&json::parse(bytes)?, &faults);
    Ok((file, faults))
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let read = if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(path)
    };
    read.map_err(|error| Failure::work(format!("{}: {error}", path.display())))
}

fn show(report: &Report, arguments: &Arguments) {
    if arguments.json {
        println!("{}", report.json(arguments.dry_run));
        return;
    }
    for line in report.lines(arguments.dry_run) {
        println!("{line}");
    }
    for note in report.notes() {
        eprintln!("{note}");
    }
}
