//! The list for the guard as a thing that is taken out: on paper, as a workbook, as CSV. Each time is on record: who,
//! when, how many people, and the SHA-256 of the list, by which a sheet of paper is known again (OS-11).

use std::io;

use chrono::{DateTime, Utc};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::record::Entrant;
use super::store;
use crate::applications::attendees::{self, Attendee, Naming, Wanted};
use crate::database::{AnyConnection, Broken, Id, Work};
use crate::journal::{self, Actor, Entry};
use crate::language::sort_key;
use crate::law::text_enum::text_enum;
use crate::sessions::record::Session;
use crate::web::hex::hex;

text_enum! {
    /// In what form a list leaves the office.
    pub enum Form {
        /// A page to be printed.
        Print = "print",
        /// A workbook of Excel.
        Xlsx = "xlsx",
        /// A table as text.
        Csv = "csv",
    }
}

/// Who may come to a session, in Kazakh alphabetical order.
#[derive(Debug, Clone)]
pub struct PassList {
    /// The people.
    pub people: Vec<Entrant>,
    /// SHA-256 of the list in the form of the contract, in hexadecimal: its version.
    pub version: String,
}

/// How much of a version stands on paper.
const VERSION_SHOWN: usize = 12;

impl PassList {
    /// The list of a session as it is now.
    ///
    /// # Errors
    /// [`Broken::Query`].
    pub fn of(connection: &mut AnyConnection, session: Id) -> Result<Self, Broken> {
        let mut people = store::listed(connection, session)?;
        people.sort_by_cached_key(|one| (sort_key(&one.full_name()), one.ordinal));
        let mut digest = Digest(Sha256::new());
        let naming = Naming::of_the_contract(Wanted::default());
        let list = people.iter().cloned().map(Attendee::from);
        attendees::write_csv(&mut digest, list, &naming)
            .map_err(|error| Broken::Data(error.to_string()))?;
        let version = hex(&digest.0.finalize());
        Ok(Self { people, version })
    }

    /// The beginning of the version, as it stands on paper.
    #[must_use]
    pub fn version_on_paper(&self) -> String {
        self.version.chars().take(VERSION_SHOWN).collect()
    }

    /// The list as rows of a table.
    pub fn into_attendees(self) -> impl Iterator<Item = Attendee> {
        self.people.into_iter().map(Attendee::from)
    }
}

/// What is written here is digested and not kept.
struct Digest(Sha256);

impl io::Write for Digest {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Notes that somebody took a list out of the office.
pub fn note(
    work: &mut Work,
    now: DateTime<Utc>,
    by: Id,
    session: &Session,
    form: Form,
    list: (usize, &str),
) {
    let (people, version) = list;
    let entry = Entry {
        actor: Actor::Staff(by),
        act: "attendees.listed",
        object_kind: "session",
        object: session.id,
        body: Some(session.body_id),
        before: None,
        after: Some(json!({
            "people": people,
            "form": form,
            "sha256": version,
            "waiting": false,
            "contacts": false,
        })),
        calendar_version: None,
    };
    journal::record(work, now, entry);
}

/// The name of the file: `K7F3QX-2026-12-10.xlsx`.
#[must_use]
pub fn file_name(session: &Session, form: Form) -> String {
    format!("{}-{}.{form}", session.code, session.local_date)
}
