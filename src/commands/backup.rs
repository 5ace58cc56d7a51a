//! `backup`: a copy of the embedded database, whole and of one moment, while the server goes on; and after it the
//! files that it names, in a folder beside.

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
    let settings = arguments.office.settings()?;
    let options = database_options(&settings);
    let path = &arguments.file;
    let said = |what: &dyn std::fmt::Display| Failure::work(format!("{}: {what}", path.display()));
    let name = path
        .to_str()
        .ok_or_else(|| said(&"the name is not UTF-8"))?;
    let beside = PathBuf::from(format!("{name}.files"));
    if beside.exists() {
        return Err(Failure::work(format!(
            "{}: is there already",
            beside.display()
        )));
    }
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
    let copied = copy_files(&settings.files.folder, &beside)
        .map_err(|error| Failure::work(format!("{}: {error}", beside.display())))?;
    if copied > 0 {
        println!("{} ({copied} files)", beside.display());
    }
    Ok(())
}

/// Copies the files of agendas and results; a file is there before the database names it, and is never taken from the folder, so
/// those of the copied database are all among them. What is still being received is left out.
fn copy_files(from: &Path, to: &Path) -> std::io::Result<usize> {
    if !from.exists() {
        return Ok(0);
    }
    let mut copied = 0;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let received = !entry.file_name().to_string_lossy().starts_with('.');
        if !received || !entry.file_type()?.is_file() {
            continue;
        }
        if copied == 0 {
            private_folder(to)?;
        }
        let copy = to.join(entry.file_name());
        fs::copy(entry.path(), &copy)?;
        File::open(&copy)?.sync_all()?;
        copied += 1;
    }
    Ok(copied)
}

/// A new folder that only its owner can read; one that is there already is left alone.
fn private_folder(path: &Path) -> std::io::Result<()> {
    let mut options = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut options, 0o700);
    options.create(path)
}

/// A new empty file that only its owner can read: there are personal data in it soon.
fn private_file(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
