//! How a file comes into the folder: written beside, made durable, and renamed before the act that names it. A file
//! whose act never came does no harm.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use super::kind::{Kind, Wrong};
use crate::web::hex::hex;

/// How the name of a file begins that is being received.
pub(super) const INCOMING: &str = ".incoming-";

/// A file that is being received.
pub struct Incoming {
    file: NamedTempFile,
    folder: PathBuf,
    hash: Sha256,
    bytes: usize,
    most: usize,
}

/// A file that lies in the folder.
#[derive(Debug, Clone)]
pub struct Kept<K = Kind> {
    /// What it is.
    pub kind: K,
    /// Its size.
    pub bytes: i64,
    /// SHA-256 of its content, in hexadecimal digits.
    pub sha256: String,
    /// Its name there.
    pub stored_as: String,
}

impl Incoming {
    /// Begins to receive into a folder, which is made if it is missing; more bytes than `most` are not kept.
    ///
    /// # Errors
    /// What the disk says.
    pub fn begin(folder: &Path, most: usize) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let file = tempfile::Builder::new()
            .prefix(INCOMING)
            .tempfile_in(folder)?;
        Ok(Self {
            file,
            folder: folder.to_owned(),
            hash: Sha256::new(),
            bytes: 0,
            most,
        })
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    /// What the disk says.
    pub fn take(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.bytes = self.bytes.saturating_add(bytes.len());
        if self.bytes > self.most {
            return Ok(());
        }
        self.hash.update(bytes);
        self.file.write_all(bytes)
    }

    /// Whether more was sent than is taken, and how much that is by now.
    #[must_use]
    pub fn received(&self) -> (bool, usize) {
        (self.bytes > self.most, self.bytes)
    }

    /// Ends: the file is looked at, made durable and given a name by chance.
    ///
    /// # Errors
    /// What the disk says; inside, why the file is not taken: nothing stays of it then.
    pub fn keep(self) -> io::Result<Result<Kept, Wrong>> {
        self.keep_as(Kind::of)
    }

    /// The same of files of another kind, at which `look` looks.
    ///
    /// # Errors
    /// As [`Incoming::keep`].
    pub fn keep_as<K, W: From<Wrong>>(
        mut self,
        look: impl FnOnce(&mut File) -> io::Result<Result<K, W>>,
    ) -> io::Result<Result<Kept<K>, W>> {
        if self.bytes > self.most {
            return Ok(Err(Wrong::TooLarge.into()));
        }
        let kind = match look(self.file.as_file_mut())? {
            Ok(kind) => kind,
            Err(wrong) => return Ok(Err(wrong)),
        };
        let stored_as = hex(&rand::random::<[u8; 16]>());
        self.file.as_file().sync_all()?;
        let path = self.folder.join(&stored_as);
        self.file
            .persist_noclobber(&path)
            .map_err(|error| error.error)?;
        sync_folder(&self.folder)?;
        Ok(Ok(Kept {
            kind,
            bytes: i64::try_from(self.bytes).unwrap_or(i64::MAX),
            sha256: hex(&self.hash.finalize()),
            stored_as,
        }))
    }
}

/// The new name is durable once the folder is.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// Whether files can be put into a folder; what is written for it is taken away at once.
///
/// # Errors
/// What the disk says.
pub fn is_writable(folder: &Path) -> io::Result<()> {
    tempfile::tempfile_in(folder).map(drop)
}
