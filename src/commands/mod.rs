//! The command line: one file a command. No command = `serve`.
//!
//! Exit 0: done. Exit 1: the work failed, one clear line on standard error (for files one line a fault).
//! Exit 2: wrong use.

mod attendees;
mod backup;
mod calendar;
mod deadlines;
pub mod demo;
mod doctor;
mod fill;
mod import;
mod migrate;
mod office;
mod opening;
mod openness;
mod people;
mod progress;
mod serve;
mod staff;
mod test_letter;
mod worker;

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use opening::{Opening, open};

/// Open sessions of collegial bodies: announcements, applications to attend, attendee lists.
#[derive(Debug, Parser)]
#[command(name = "otyrys", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// The web server with its background worker
    Serve(serve::Arguments),
    /// Background jobs alone, for deployments of several nodes
    Worker(worker::Arguments),
    /// Send one letter at once, to see whether the way out is open
    TestLetter(test_letter::Arguments),
    /// The legal clocks of a session that starts at a given time
    Deadlines(deadlines::Arguments),
    /// The working-day calendar
    Calendar(calendar::Arguments),
    /// A complete office with invented bodies, to look around in
    Demo(demo::Arguments),
    /// Bodies and sessions from a JSON file
    Import(import::Arguments),
    /// The attendee list of a session
    Attendees(attendees::Arguments),
    /// What bodies owed for their sessions of a year, and what was done in time
    Openness(openness::Arguments),
    /// Who works at the desk
    Staff(staff::Arguments),
    /// An invented office of a chosen size, for trials
    Fill(fill::Arguments),
    /// Bring the database up to date
    Migrate(migrate::Arguments),
    /// Copy the embedded database into a file
    Backup(backup::Arguments),
    /// Whether everything that the office needs is there
    Doctor(doctor::Arguments),
}

/// Why a command failed: lines for standard error, and the exit code.
#[derive(Debug)]
pub struct Failure {
    lines: Vec<String>,
    code: u8,
}

impl Failure {
    /// The work failed: one line.
    pub fn work(line: impl Into<String>) -> Self {
        Self::faults(vec![line.into()])
    }

    /// The work failed: one line a fault.
    #[must_use]
    pub fn faults(lines: Vec<String>) -> Self {
        Self { lines, code: 1 }
    }

    /// Wrong use: one line.
    pub fn usage(line: impl Into<String>) -> Self {
        Self {
            lines: vec![line.into()],
            code: 2,
        }
    }
}

impl From<crate::database::Broken> for Failure {
    fn from(broken: crate::database::Broken) -> Self {
        Self::work(broken.to_string())
    }
}

/// Prints to standard output; whoever stops reading early has read enough.
fn print(text: &str) -> Result<(), Failure> {
    match writeln!(io::stdout(), "{}", text.trim_end()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::work(error.to_string()))
        }
        _ => Ok(()),
    }
}

/// Prints the one document of `--json`.
fn print_json(value: &impl serde::Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string(value).map_err(|error| Failure::work(error.to_string()))?;
    print(&text)
}

/// Runs the command line.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli
        .command
        .unwrap_or(Command::Serve(serve::Arguments::default()))
    {
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Worker(arguments) => worker::run(&arguments),
        Command::TestLetter(arguments) => test_letter::run(&arguments),
        Command::Deadlines(arguments) => deadlines::run(&arguments),
        Command::Calendar(arguments) => calendar::run(&arguments),
        Command::Demo(arguments) => demo::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Attendees(arguments) => attendees::run(&arguments),
        Command::Openness(arguments) => openness::run(&arguments),
        Command::Staff(arguments) => staff::run(&arguments),
        Command::Fill(arguments) => fill::run(&arguments),
        Command::Migrate(arguments) => migrate::run(&arguments),
        Command::Backup(arguments) => backup::run(&arguments),
        Command::Doctor(arguments) => doctor::run(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            for line in &failure.lines {
                eprintln!("{line}");
            }
            ExitCode::from(failure.code)
        }
    }
}
