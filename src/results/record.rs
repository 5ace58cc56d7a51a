//! Rows of results.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::database::schema::{result_files, result_words, results};
use crate::database::{Broken, Id, Instant, Json, text_column};
use crate::language::{Language, Multilingual};
use crate::law::closing::Ground;
use crate::law::results::ResultKind;
use crate::law::text_enum::text_enum;
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
    /// Of which matter of the agenda it is; none: of the session.
    pub agenda_item_id: Option<Id>,
    /// In which language its file is; none: in all of them, or nobody said.
    pub file_language: Option<Language>,
    /// On what ground a part of it is left out.
    pub withheld_ground: Option<Ground>,
    /// What is left out, and by which law.
    pub withheld: Option<Json<Multilingual>>,
}

/// The same document as a file in a further language. Written once.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = result_files)]
pub struct FurtherFile {
    /// Of which result.
    pub result_id: Id,
    /// In which language.
    pub language: Language,
    /// What it is called when a reader saves it.
    pub file_name: String,
    /// Its type by its content.
    pub media_type: String,
    /// Its size.
    pub bytes: i64,
    /// SHA-256 of its content, in hexadecimal digits.
    pub file_sha256: String,
    /// Its name in the folder of files.
    pub stored_as: String,
    /// When it was published.
    pub published_at: Instant,
}

text_enum! {
    /// Whether the words of a text or a file are known.
    pub enum Reading {
        /// Not yet.
        Waiting = "waiting",
        /// They are.
        Done = "done",
        /// It is a picture: it has no words.
        Scan = "scan",
        /// It cannot be read without a password.
        Encrypted = "encrypted",
        /// It cannot be read at all.
        Broken = "broken",
        /// The program that reads it is not there.
        Unavailable = "unavailable",
    }
}

text_column!(Reading);

/// By what words a text or a file is found.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = result_words, treat_none_as_default_value = false)]
pub struct Words {
    /// The id of the result for its text, the name in the folder for a file.
    pub place: String,
    /// Of which result.
    pub result_id: Id,
    /// Of which session.
    pub session_id: Id,
    /// Whether they are known.
    pub state: Reading,
    /// Folded, each once.
    pub words: String,
    /// When it was last looked at.
    pub looked_at: Option<Instant>,
}

/// What belongs to the results of a session in tables of its own.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    /// Files in further languages.
    pub files: Vec<FurtherFile>,
    /// Of each text and file, whether its words are known.
    pub readings: Vec<(String, Reading)>,
}

/// A file of a result as it is shown.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// The file.
    pub file: Lying<'a>,
    /// In which language it is, where it is in one.
    pub language: Option<Language>,
    /// Its address below that of the office.
    pub further: bool,
    /// Whether its words are known.
    pub reading: Reading,
}

impl Beside {
    /// The files of a result, the first published first.
    #[must_use]
    pub fn files_of<'a>(&'a self, outcome: &'a Outcome) -> Vec<Shown<'a>> {
        let reading = |place: &str| {
            let mut known = self.readings.iter();
            known
                .find(|(one, _)| one == place)
                .map_or(Reading::Waiting, |(_, state)| *state)
        };
        let first = outcome.file().map(|file| Shown {
            file,
            language: outcome.file_language,
            further: false,
            reading: reading(file.stored_as),
        });
        let mine = self.files.iter().filter(|one| one.result_id == outcome.id);
        let further = mine.map(|one| Shown {
            file: one.file(),
            language: Some(one.language),
            further: true,
            reading: reading(&one.stored_as),
        });
        first.into_iter().chain(further).collect()
    }

    /// Of Kazakh and Russian the languages in which a result is not published (2023 Standard 8.4). A file of no certain
    /// language counts for both.
    ///
    /// # Errors
    /// [`Broken::Data`] for a text that is none of ours.
    pub fn missing_of(&self, outcome: &Outcome) -> Result<Vec<Language>, Broken> {
        let words = outcome.words()?;
        let files = self.files_of(outcome);
        let is_there = |language: Language| {
            let text = words.as_ref().is_some_and(|words| {
                let (text, found) = words.in_language(language);
                found == language && !text.trim().is_empty()
            });
            text || files
                .iter()
                .any(|one| one.language.is_none_or(|of| of == language))
        };
        let both = [Language::Kk, Language::Ru].into_iter();
        Ok(both.filter(|language| !is_there(*language)).collect())
    }
}

impl FurtherFile {
    /// As it is handed out.
    #[must_use]
    pub fn file(&self) -> Lying<'_> {
        Lying {
            name: &self.file_name,
            media_type: &self.media_type,
            bytes: self.bytes,
            sha256: &self.file_sha256,
            stored_as: &self.stored_as,
            since: self.published_at,
        }
    }
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
