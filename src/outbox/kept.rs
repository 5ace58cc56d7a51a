//! Letters that are kept in a folder and not sent: each as the message itself (`0001.eml`), and beside it what
//! it says (`0001.json`), so that a page can show it without reading mail.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::content::Content;
use super::message::Ready;

/// What is kept of a letter beside the message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The recipient.
    pub to: String,
    /// When it was made.
    pub at: DateTime<Utc>,
    /// What it says.
    pub content: Content,
}

/// A folder of letters, numbered in order of arrival.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// A folder, which need not be there yet.
    #[must_use]
    pub fn at(path: PathBuf) -> Self {
        Self { path }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Keeps a letter and gives its number. Whoever sees the message sees all of it, and whoever sees what it
    /// says finds the message.
    ///
    /// # Errors
    /// What the file system says.
    pub fn keep(&self, ready: &Ready) -> io::Result<u32> {
        fs::create_dir_all(&self.path)?;
        let (number, mut file) = self.next_number()?;
        file.write_all(&ready.message.formatted())?;
        file.sync_all()?;
        // Under a name of its own: once the number's `part` is gone, another process may try and drop it.
        let said = self.file(number, "said");
        fs::write(&said, serde_json::to_vec_pretty(&ready.kept)?)?;
        fs::rename(self.part(number), self.file(number, "eml"))?;
        fs::rename(said, self.file(number, "json"))?;
        Ok(number)
    }

    /// The numbers of all letters, the latest first.
    ///
    /// # Errors
    /// What the file system says; a folder that is not there yet is empty.
    pub fn numbers(&self) -> io::Result<Vec<u32>> {
        let mut numbers = self.numbers_of("json")?;
        numbers.sort_unstable_by(|one, other| other.cmp(one));
        Ok(numbers)
    }

    /// What a letter says; `None` when there is none of this number.
    ///
    /// # Errors
    /// What the file system says.
    pub fn read(&self, number: u32) -> io::Result<Option<Kept>> {
        let found = found(fs::read(self.file(number, "json")))?;
        Ok(found
            .map(|text| serde_json::from_slice(&text))
            .transpose()?)
    }

    /// The whole message; `None` when there is none of this number.
    ///
    /// # Errors
    /// What the file system says.
    pub fn message(&self, number: u32) -> io::Result<Option<Vec<u8>>> {
        found(fs::read(self.file(number, "eml")))
    }

    /// Takes a number that nobody has: several processes may keep letters in one folder.
    fn next_number(&self) -> io::Result<(u32, File)> {
        let mut number = self.numbers_of("eml")?.into_iter().max().unwrap_or(0);
        loop {
            number = number.saturating_add(1);
            let taken = OpenOptions::new()
                .write(true)
                .create_new(true)
                .open(self.part(number));
            match taken {
                // Somebody may have finished the letter of this number since the folder was read.
                Ok(_) if self.file(number, "eml").exists() => fs::remove_file(self.part(number))?,
                Ok(file) => return Ok((number, file)),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn numbers_of(&self, extension: &str) -> io::Result<Vec<u32>> {
        let mut numbers = Vec::new();
        for entry in found(fs::read_dir(&self.path))?.into_iter().flatten() {
            let name = entry?.file_name();
            let number = name
                .to_str()
                .and_then(|name| name.split_once('.'))
                .filter(|(_, ending)| *ending == extension)
                .and_then(|(number, _)| number.parse::<u32>().ok());
            numbers.extend(number);
        }
        Ok(numbers)
    }

    fn file(&self, number: u32, extension: &str) -> PathBuf {
        self.path.join(format!("{number:04}.{extension}"))
    }

    /// A letter that is being written; also the sign that its number is taken.
    fn part(&self, number: u32) -> PathBuf {
        self.file(number, "part")
    }
}

fn found<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(there) => Ok(Some(there)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
