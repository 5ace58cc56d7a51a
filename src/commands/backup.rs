//! `backup`: a copy of the embedded database, whole and of one moment, while the server goes on.

use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};

use clap::Args;

use super::Failure;
use super::office::Office;
use super::opening::database_options;
use crate::database::{Broken, copy_into, inspect};

/// What may stand behind `backup`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The file to be made; one that is there already is left alone
    file: PathBuf,
    #[command(flatten)]
    office: Office,
}

/// Copies the database.
///
/// # Errors
/// A file that is there already, a full disk, a PostgreSQL database (`pg_dump` is for those).
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let options = database_options(&arguments.office.settings()?);
    let path = &arguments.file;
    let said = |what: &dyn std::fmt::Display| Failure::work(format!("{}: {what}", path.display()));
    let name = path
        .to_str()
        .ok_or_else(|| said(&"the name is not UTF-8"))?;
    let file = private_file(path).map_err(|error| said(&error))?;
    let copied = inspect(&options, |connection| copy_into(connection, name));
    let done = match copied {
        Ok(Some(())) => file.sync_all().map_err(|error| said(&error)),
        Ok(None) => Err(Failure::work("there is no database yet")),
        Err(Broken::Address(line)) => Err(Failure::work(line)),
        Err(broken) => Err(said(&broken)),
    };
    if done.is_err() {
        // Half a backup is worse than none; if it cannot even be taken away, the first fault says enough.
        drop(fs::remove_file(path));
    }
    done?;
    println!("{}", path.display());
    Ok(())
}

/// A new empty file that only its owner can read: there are personal data in it soon.
fn private_file(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
