//! `migrate`: brings the database up to date, or says whether it is.

use std::fmt;

use clap::Args;

use super::Failure;
use super::office::Office;
use super::opening::database_options;
use crate::database::{Broken, Database, MigrationState, Options, inspect, migration_state};

/// What may stand behind `migrate`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Change nothing: exit 0 when the database is up to date, 1 when it is not
    #[arg(long)]
    check: bool,
    #[command(flatten)]
    office: Office,
}

/// Migrates, or looks.
///
/// # Errors
/// A database that cannot be reached, or is newer than this program; with `--check` one that is behind.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let options = database_options(&arguments.office.settings()?);
    if !arguments.check {
        Database::open(&options)?;
    }
    match standing(&options)? {
        up_to_date @ Standing::UpToDate => {
            println!("{up_to_date}");
            Ok(())
        }
        other => Err(Failure::work(format!(
            "{other}; `otyrys migrate` brings it up to date"
        ))),
    }
}

/// Where a database stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// There is none yet.
    Missing,
    /// So many migrations wait.
    Behind(usize),
    /// Nothing is to do.
    UpToDate,
}

impl fmt::Display for Standing {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => to.write_str("there is no database yet"),
            Self::Behind(1) => to.write_str("one migration waits"),
            Self::Behind(count) => write!(to, "{count} migrations wait"),
            Self::UpToDate => to.write_str("the database is up to date"),
        }
    }
}

/// Looks where a database stands and changes nothing.
///
/// # Errors
/// A database that cannot be reached, or is newer than this program.
pub fn standing(options: &Options) -> Result<Standing, Broken> {
    Ok(match inspect(options, migration_state)? {
        None => Standing::Missing,
        Some(MigrationState::Behind(count)) => Standing::Behind(count),
        Some(MigrationState::UpToDate) => Standing::UpToDate,
    })
}
