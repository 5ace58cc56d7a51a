//! What is written in a file, for search: of PDF by poppler's `pdftotext`, in a process of its own with little time and
//! memory; of DOCX and ODT by what is packed in them, so far as a document reaches.

mod packed;
mod pdf;

use std::io;
use std::path::Path;

use super::record::Reading;
use crate::sessions::files::Kind;

pub use pdf::{PROGRAM, is_there};

/// Bytes of text that are read of one file.
const MOST_TEXT: usize = 16 * 1024 * 1024;

/// What was found in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Its text.
    Text(String),
    /// None, and why.
    Nothing(Reading),
}

/// The text of a file; `program` reads PDF.
///
/// # Errors
/// What the disk says.
pub fn text_of(path: &Path, kind: Kind, program: &str) -> io::Result<Found> {
    let found = match kind {
        Kind::Pdf => pdf::text(path, program)?,
        Kind::Docx | Kind::Odt => packed::text(path, kind)?,
        Kind::Png | Kind::Jpeg => Found::Nothing(Reading::Scan),
    };
    Ok(match found {
        Found::Text(text) if !text.chars().any(char::is_alphanumeric) => {
            Found::Nothing(Reading::Scan)
        }
        found => found,
    })
}
