//! Where reports arrive: a maildir, a folder of messages, or a file in the mbox format.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Messages read in one round; the others wait for the next.
const AT_ONCE: usize = 500;

/// A larger message is no report.
const LARGEST_MESSAGE: u64 = 8 * 1024 * 1024;

/// A file that has grown beyond this is to be rotated.
const LARGEST_FILE: u64 = 256 * 1024 * 1024;

/// What is added to the name of a message of a folder that was read.
const READ: &str = "read";

/// A place where reports arrive.
#[derive(Debug, Clone)]
pub(super) struct Mailbox {
    path: PathBuf,
    /// The file as it was when all of it was noted.
    known: Option<Stamp>,
}

/// A state of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    bytes: u64,
    changed: Option<SystemTime>,
}

/// A message and where it is.
pub(super) struct Message {
    pub(super) content: Vec<u8>,
    pub(super) kept: Kept,
}

/// How a message is marked as read.
pub(super) enum Kept {
    /// By another name.
    Moved(PathBuf, PathBuf),
    /// Not at all: it is part of a file.
    InFile,
}

/// What is new.
#[derive(Default)]
pub(super) struct Arrived {
    pub(super) messages: Vec<Message>,
    pub(super) stamp: Option<Stamp>,
}

impl Mailbox {
    pub(super) fn at(path: PathBuf) -> Self {
        Self { path, known: None }
    }

    /// The file need not be read again until it changes.
    pub(super) fn remember(&mut self, stamp: Option<Stamp>) {
        self.known = stamp;
    }

    /// What is new; a place that is not there yet is empty.
    pub(super) fn arrived(&self) -> io::Result<Arrived> {
        let found = match fs::metadata(&self.path) {
            Ok(found) => found,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Arrived::default()),
            Err(error) => return Err(error),
        };
        if found.is_file() {
            return self.of_file(&found);
        }
        let new = self.path.join("new");
        let messages = if new.is_dir() {
            let cur = self.path.join("cur");
            fs::create_dir_all(&cur)?;
            // The mark of a message that was seen (maildir's "info").
            of_folder(&new, |name| cur.join(format!("{name}:2,S")))?
        } else {
            of_folder(&self.path, |name| self.path.join(format!("{name}.{READ}")))?
        };
        Ok(Arrived {
            messages,
            stamp: None,
        })
    }

    fn of_file(&self, found: &Metadata) -> io::Result<Arrived> {
        let stamp = Some(Stamp {
            bytes: found.len(),
            changed: found.modified().ok(),
        });
        if stamp == self.known {
            return Ok(Arrived {
                messages: Vec::new(),
                stamp,
            });
        }
        if found.len() > LARGEST_FILE {
            return Err(io::Error::other(
                "the file is too large and is to be rotated",
            ));
        }
        let content = fs::read(&self.path)?;
        let messages = split(&content)
            .into_iter()
            .map(|content| Message {
                content,
                kept: Kept::InFile,
            })
            .collect();
        Ok(Arrived { messages, stamp })
    }
}

impl Kept {
    pub(super) fn done(&self) -> io::Result<()> {
        match self {
            Self::Moved(from, to) => fs::rename(from, to),
            Self::InFile => Ok(()),
        }
    }
}

fn of_folder(folder: &Path, read: impl Fn(&str) -> PathBuf) -> io::Result<Vec<Message>> {
    let mut messages = Vec::new();
    for entry in fs::read_dir(folder)? {
        if messages.len() == AT_ONCE {
            break;
        }
        let entry = entry?;
        let (path, name) = (entry.path(), entry.file_name());
        let Some(name) = name.to_str() else { continue };
        let is_read = path.extension().is_some_and(|ending| ending == READ);
        let found = entry.metadata()?;
        if is_read || name.starts_with('.') || !found.is_file() || found.len() > LARGEST_MESSAGE {
            continue;
        }
        messages.push(Message {
            content: fs::read(&path)?,
            kept: Kept::Moved(path.clone(), read(name)),
        });
    }
    Ok(messages)
}

/// The messages of a file: each begins with a line "From ", which stands after an empty one.
fn split(content: &[u8]) -> Vec<Vec<u8>> {
    let mut messages: Vec<Vec<u8>> = Vec::new();
    let mut after_empty = true;
    for line in content.split_inclusive(|byte| *byte == b'\n') {
        if after_empty && line.starts_with(b"From ") {
            messages.push(Vec::new());
        } else if let Some(message) = messages.last_mut() {
            message.extend_from_slice(line);
        }
        after_empty = matches!(line, b"\n" | b"\r\n");
    }
    messages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_holds_messages_one_after_another() {
        let file = b"From a@b Mon\nA: 1\n\nOne\nFrom here on\n\nFrom c@d Tue\nA: 2\n\nTwo\n";
        let messages = split(file);
        let messages: Vec<&str> = messages
            .iter()
            .map(|message| std::str::from_utf8(message).unwrap())
            .collect();
        assert_eq!(messages, ["A: 1\n\nOne\nFrom here on\n\n", "A: 2\n\nTwo\n"]);
        assert!(split(b"no message").is_empty());
    }
}
