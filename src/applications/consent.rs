//! The wording of the consent to keeping personal data (law on personal data, art. 8). Its version is a digest
//! of the wording in all languages, so that a changed wording is a new version and old applications keep theirs.

use chrono::{DateTime, Utc};

use super::store;
use crate::args;
use crate::database::{Broken, Database, Lane};
use crate::language::{Language, Speech, Words};
use crate::web::tokens;

/// The wording in force.
#[derive(Debug, Clone)]
pub struct Consent {
    /// Twelve hexadecimal digits.
    pub version: String,
    /// Days after the session when the data is destroyed.
    pub retention_days: u32,
}

/// The lines of the consent, each a matter that art. 8(4) wants named.
const LINES: [&str; 9] = [
    "consent-operator",
    "consent-person",
    "consent-purpose",
    "consent-data",
    "consent-term",
    "consent-guard-line",
    "consent-abroad",
    "consent-publication",
    "consent-withdrawal",
];

impl Consent {
    /// Reads the wording in force out of the words.
    #[must_use]
    pub fn in_force(words: &Words, retention_days: u32) -> Self {
        let wordings: Vec<String> = Language::ALL
            .into_iter()
            .map(|language| wording(words.speech(language), retention_days))
            .collect();
        let mut version = tokens::digest(wordings.iter().map(String::as_str));
        version.truncate(12);
        Self {
            version,
            retention_days,
        }
    }

    /// Keeps the wording in the database before anybody can consent to it.
    ///
    /// # Errors
    /// [`Broken`] of the database.
    pub fn keep(
        &self,
        database: &Database,
        words: &Words,
        now: DateTime<Utc>,
    ) -> Result<(), Broken> {
        let version = self.version.clone();
        let wordings = Language::ALL.map(|language| {
            (
                language,
                wording(words.speech(language), self.retention_days),
            )
        });
        database.write_here(Lane::Any, move |work| {
            for (language, wording) in &wordings {
                store::keep_consent(work.connection, &version, *language, wording, now)?;
            }
            Ok(())
        })
    }

    /// The lines as the form shows them: who keeps what, why, how long, and how to take it back.
    #[must_use]
    pub fn lines(
        &self,
        speech: Speech<'_>,
        operator: &str,
        session: &str,
        contact: &str,
    ) -> Vec<String> {
        lines(speech, self.retention_days, operator, session, contact)
    }
}

fn lines(
    speech: Speech<'_>,
    retention_days: u32,
    operator: &str,
    session: &str,
    contact: &str,
) -> Vec<String> {
    let facts = args! {
        "operator" => operator,
        "session" => session,
        "contact" => contact,
        "days" => retention_days,
    };
    LINES
        .into_iter()
        .map(|line| speech.tf(line, &facts))
        .collect()
}

/// The wording with its blanks: what is the same for every session.
fn wording(speech: Speech<'_>, retention_days: u32) -> String {
    lines(speech, retention_days, "…", "…", "…").join("\n")
}
