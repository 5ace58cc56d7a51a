//! Parameters of an address: each is read by its name, and everything wrong with them is told at once. Programs
//! get no guesses: a parameter that nobody knows is refused by its name, as it may be a known one misspelt.

use std::collections::BTreeMap;
use std::str::FromStr;

use actix_web::HttpRequest;
use chrono::{DateTime, NaiveDate, Utc};

use super::paging::{Cursor, within_reach};
use super::problem::{FieldFault, Problem};
use crate::args;
use crate::language::Speech;

/// Items of a list when nothing is said, and at the most.
pub const LIMITS: (usize, usize) = (50, 200);

/// The parameters that were not read yet, and the faults of those that were.
#[derive(Debug, Default)]
pub struct Query {
    given: BTreeMap<String, String>,
    faults: Vec<Fault>,
}

#[derive(Debug)]
struct Fault {
    field: String,
    code: &'static str,
    expected: String,
}

impl Query {
    /// What stands behind the question mark. A parameter without a value counts as not given.
    #[must_use]
    pub fn of(request: &HttpRequest) -> Self {
        let mut query = Self::default();
        for (name, value) in url::form_urlencoded::parse(request.query_string().as_bytes()) {
            if value.trim().is_empty() {
                query.given.entry(name.into_owned()).or_default();
            } else if let Some(first) = query
                .given
                .insert(name.clone().into_owned(), value.into_owned())
                && !first.is_empty()
            {
                query.fault(&name, "repeated", "");
            }
        }
        query
    }

    /// A parameter as it was written.
    pub fn text(&mut self, name: &str) -> Option<String> {
        self.given
            .remove(name)
            .map(|value| value.trim().to_owned())
            .filter(|value| !value.is_empty())
    }

    /// A parameter read by `read`; what it cannot read is a fault with this code.
    pub fn read<T>(
        &mut self,
        name: &str,
        code: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(name)?;
        let value = read(&text);
        if value.is_none() {
            self.fault(name, code, "");
        }
        value
    }

    /// As [`Query::read`], of a parameter that must be given.
    pub fn required<T>(
        &mut self,
        name: &str,
        code: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        if self.given.get(name).is_none_or(String::is_empty) {
            self.fault(name, "required", "");
        }
        self.read(name, code, read)
    }

    /// One of these words.
    pub fn choice<T: FromStr>(&mut self, name: &str, words: &[&str]) -> Option<T> {
        let text = self.text(name)?;
        let value = words
            .contains(&text.as_str())
            .then(|| text.parse().ok())
            .flatten();
        if value.is_none() {
            self.fault(name, "choice", &words.join(", "));
        }
        value
    }

    /// A day, as `2026-12-10`.
    pub fn date(&mut self, name: &str) -> Option<NaiveDate> {
        self.read(name, "date", |text| {
            let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
            within_reach(date).then_some(date)
        })
    }

    /// An instant with its offset, as `2026-12-10T10:00:00+05:00`; a plus sign may have come as a space.
    pub fn instant(&mut self, name: &str) -> Option<DateTime<Utc>> {
        self.read(name, "instant", |text| {
            let instant = DateTime::parse_from_rfc3339(&text.replace(' ', "+"))
                .ok()?
                .to_utc();
            within_reach(instant.date_naive()).then_some(instant)
        })
    }

    /// Where a list goes on.
    pub fn cursor(&mut self) -> Option<Cursor> {
        self.read("cursor", "cursor", Cursor::decode)
    }

    /// How many items of a list, as [`LIMITS`] have it.
    pub fn limit(&mut self, usual: usize) -> usize {
        let Some(text) = self.text("limit") else {
            return usual;
        };
        let (_, most) = LIMITS;
        let limit = text.parse().ok().filter(|limit| (1..=most).contains(limit));
        if limit.is_none() {
            self.fault("limit", "number", &format!("1–{most}"));
        }
        limit.unwrap_or(usual)
    }

    /// Notes a fault of a parameter; `expected` is what its sentence names as wanted.
    pub fn fault(&mut self, name: &str, code: &'static str, expected: &str) {
        self.faults.push(Fault {
            // A name of the sender's own making is not repeated at length.
            field: name.chars().take(40).collect(),
            code,
            expected: expected.to_owned(),
        });
    }

    /// Ends the reading: what was not read is unknown.
    ///
    /// # Errors
    /// [`Problem::Invalid`] with every fault, in the visitor's language.
    pub fn finish(mut self, speech: Speech<'_>) -> Result<(), Problem> {
        for name in std::mem::take(&mut self.given).into_keys() {
            self.fault(&name, "unknown", "");
        }
        if self.faults.is_empty() {
            return Ok(());
        }
        let told = self.faults.into_iter().map(|fault| fault.told(speech));
        Err(Problem::Invalid(told.collect()))
    }

    /// As [`Query::finish`], with what was made of the parameters; `None` where a fault was noted.
    ///
    /// # Errors
    /// As [`Query::finish`].
    pub fn finish_with<T>(self, made: Option<T>, speech: Speech<'_>) -> Result<T, Problem> {
        self.finish(speech)?;
        made.ok_or_else(|| Problem::Invalid(Vec::new()))
    }
}

impl Fault {
    fn told(self, speech: Speech<'_>) -> FieldFault {
        let args = args! { "field" => self.field.as_str(), "expected" => self.expected };
        let message = speech.tf(&format!("query-{}", self.code.replace('_', "-")), &args);
        FieldFault {
            field: self.field,
            code: self.code,
            message,
        }
    }
}
