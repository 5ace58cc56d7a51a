//! Where reports arrive: a maildir, a folder of messages, or a file in the mbox format. Strangers can write there, so
//! one message is read at a time, and of each only its beginning.

use std::fs::{self, File, Metadata};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};

use super::mbox::{self, Mbox};

/// Messages read in one round; the others wait for the next.
pub(super) const AT_ONCE: usize = 500;

/// Bytes read of a message: a report names code and recipient before the letter that it returns.
pub(super) const BEGINNING: usize = 256 * 1024;

/// What did not change for so long is not being written.
const SETTLED: Duration = Duration::from_mins(1);

/// What is added to the name of a message of a folder that was read.
const READ: &str = "read";

/// A place where reports arrive.
#[derive(Debug)]
pub(super) struct Mailbox {
    path: PathBuf,
    /// How far a file was read.
    known: mbox::Known,
}

/// A message and where it is.
pub(super) struct Message {
    /// As much of it as is read.
    pub(super) content: Vec<u8>,
    pub(super) kept: Kept,
}

/// How a message is marked as read.
pub(super) enum Kept {
    /// By another name.
    Moved(PathBuf, PathBuf),
    /// It is part of a file, which was read so far.
    UpTo(mbox::Known),
}

/// Messages that are new, one after another.
pub(super) enum Arrived {
    Folder(std::vec::IntoIter<(PathBuf, PathBuf)>),
    File(Mbox),
}

impl Mailbox {
    pub(super) fn at(path: PathBuf) -> Self {
        Self {
            path,
            known: mbox::Known::default(),
        }
    }

    /// The file need not be read again up to there.
    pub(super) fn remember(&mut self, known: mbox::Known) {
        self.known = known;
    }

    pub(super) fn path(&self) -> PathBuf {
        self.path.clone()
    }

    pub(super) fn known(&self) -> mbox::Known {
        self.known.clone()
    }
}

impl Arrived {
    /// What is new at a place; one that is not there yet is empty.
    pub(super) fn at(path: &Path, known: mbox::Known, now: DateTime<Utc>) -> io::Result<Self> {
        let is_settled = |found: &Metadata| is_settled(found, now.into());
        let found = match fs::metadata(path) {
            Ok(found) => found,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Self::Folder(Vec::new().into_iter()));
            }
            Err(error) => return Err(error),
        };
        if found.is_file() {
            let file = File::open(path)?;
            return Ok(Self::File(Mbox::read_on(file, known, is_settled(&found))?));
        }
        let new = path.join("new");
        let list = if new.is_dir() {
            let cur = path.join("cur");
            fs::create_dir_all(&cur)?;
            // The mark of a message that was seen (maildir's "info"). Whole when it stands there.
            list_of(&new, |_| true, |name| cur.join(format!("{name}:2,S")))?
        } else {
            list_of(path, is_settled, |name| path.join(format!("{name}.{READ}")))?
        };
        Ok(Self::Folder(list.into_iter()))
    }

    /// The next message. One that cannot be read keeps nobody from the others.
    pub(super) fn next(&mut self) -> io::Result<Option<Message>> {
        let list = match self {
            Self::File(file) => return file.next(),
            Self::Folder(list) => list,
        };
        for (from, to) in list {
            match beginning_of(&from) {
                Ok(content) => {
                    let kept = Kept::Moved(from, to);
                    return Ok(Some(Message { content, kept }));
                }
                Err(error) => warn_of(&error),
            }
        }
        Ok(None)
    }
}

/// Without the name, which a stranger may have chosen.
fn warn_of(error: &io::Error) {
    tracing::warn!(%error, "a message in mail.bounces cannot be read and is passed over");
}

fn beginning_of(path: &Path) -> io::Result<Vec<u8>> {
    let mut content = Vec::new();
    let most = u64::try_from(BEGINNING).unwrap_or(u64::MAX);
    File::open(path)?.take(most).read_to_end(&mut content)?;
    Ok(content)
}

/// A file whose last change lies in the future tells nothing and is taken as it is.
fn is_settled(found: &Metadata, now: SystemTime) -> bool {
    let changed = found.modified().ok();
    let age = changed.and_then(|changed| now.duration_since(changed).ok());
    age.is_none_or(|age| age >= SETTLED)
}

/// Messages of a folder that can be read, and their names when they were read.
fn list_of(
    folder: &Path,
    is_whole: impl Fn(&Metadata) -> bool,
    read: impl Fn(&str) -> PathBuf,
) -> io::Result<Vec<(PathBuf, PathBuf)>> {
    let mut list = Vec::new();
    for entry in fs::read_dir(folder)? {
        if list.len() == AT_ONCE {
            break;
        }
        let entry = entry?;
        let (path, name) = (entry.path(), entry.file_name());
        let Some(name) = name.to_str() else { continue };
        let is_read = path.extension().is_some_and(|ending| ending == READ);
        if is_read || name.starts_with('.') {
            continue;
        }
        // Of a link this tells that it is none of ours to follow.
        let found = match entry.metadata() {
            Ok(found) if found.is_file() => found,
            Ok(_) => continue,
            Err(error) => {
                warn_of(&error);
                continue;
            }
        };
        if !is_whole(&found) {
            continue;
        }
        match File::open(&path) {
            Ok(_) => list.push((path.clone(), read(name))),
            Err(error) => warn_of(&error),
        }
    }
    Ok(list)
}
