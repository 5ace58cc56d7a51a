//! Rows of results.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::database::schema::results;
use crate::database::{Broken, Id, Instant, Json};
use crate::language::Multilingual;
use crate::law::results::ResultKind;
use crate::sessions::files::Lying;

/// A result as it was published, or the statement that there is none of the kind. Only by what it was replaced is ever
/// written later.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = results, treat_none_as_default_value = false)]
pub struct Outcome {
    /// Ours.
    pub id: Id,
    /// Of which session.
    pub session_id: Id,
    /// What it is.
    pub kind: ResultKind,
    /// It says that there is none of the kind; it has neither title nor content then.
    pub stated_none: bool,
    /// What it is called.
    pub title: Option<Json<Multilingual>>,
    /// Its text in several languages, as JSON: the very text that the digest is of.
    pub text: Option<String>,
    /// SHA-256 of this text, in hexadecimal digits.
    pub text_sha256: Option<String>,
    /// What its file is called when a reader saves it.
    pub file_name: Option<String>,
    /// The type of the file by its content.
    pub media_type: Option<String>,
    /// The size of the file.
    pub bytes: Option<i64>,
    /// SHA-256 of the file's content, in hexadecimal digits.
    pub file_sha256: Option<String>,
    /// Its name in the folder of files.
    pub stored_as: Option<String>,
    /// Its registration number.
    pub number: Option<String>,
    /// Who signed it, with the position, as it is to be printed.
    pub signer: Option<String>,
    /// The day on which it was signed or received.
    pub created_on: Option<NaiveDate>,
    /// The instant before which it was to be published.
    pub due_before: Instant,
    /// Whether it was.
    pub in_time: bool,
    /// Why not.
    pub late_reason: Option<String>,
    /// When it was published, by the server's clock.
    pub published_at: Instant,
    /// By whom.
    pub published_by: Id,
    /// What stands instead of it.
    pub replaced_by: Option<Id>,
}

impl Outcome {
    /// It stands: nothing has replaced it.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.replaced_by.is_none()
    }

    /// Its text in the languages that it has.
    ///
    /// # Errors
    /// [`Broken::Data`] for a text that is none of ours.
    pub fn words(&self) -> Result<Option<Multilingual>, Broken> {
        let read = |text: &String| {
            serde_json::from_str(text)
                .map_err(|error| Broken::Data(format!("the text of result {}: {error}", self.id)))
        };
        self.text.as_ref().map(read).transpose()
    }

    /// Its file, if it has one.
    #[must_use]
    pub fn file(&self) -> Option<Lying<'_>> {
        Some(Lying {
            name: self.file_name.as_deref()?,
            media_type: self.media_type.as_deref()?,
            bytes: self.bytes?,
            sha256: self.file_sha256.as_deref()?,
            stored_as: self.stored_as.as_deref()?,
            since: self.published_at,
        })
    }
}
