//! What a person sends: the closed list of 605-9.2, the consent, the needs, and no other field.
//!
//! The page and the API bring the same [`Sent`]; it becomes a [`Submission`], or a list of everything that is
//! wrong with it at once.

mod partial;
mod reader;
mod rules;
mod words;

use chrono::{DateTime, Utc};
use validator::{Validate, ValidationError};

use super::record::Need;
use crate::language::{self, Language};
use crate::web::tokens;
use reader::Reader;
use rules::{a_consent_for_needs, a_contact, a_name, a_phone, an_email, given};

pub use crate::web::submitted::{Sent, Value};
pub use partial::{Contacts, Partial, contacts, partial, sent_of};
pub use words::in_words;

/// The names under which something may be sent.
pub const FIELDS: [&str; 10] = [
    "surname",
    "given_name",
    "patronymic",
    "birth_year",
    "email",
    "phone",
    "language",
    "needs",
    "needs_consent",
    "consent",
];

/// An application whose every field has its right shape.
#[expect(
    clippy::duplicated_attributes,
    reason = "two rules over several fields, each with its own fault"
)]
#[derive(Debug, Clone, PartialEq, Eq, Validate)]
#[validate(schema(function = "a_contact", skip_on_field_errors = false))]
#[validate(schema(function = "a_consent_for_needs", skip_on_field_errors = false))]
pub struct Submission {
    /// Surname.
    #[validate(custom(function = "a_name"))]
    pub surname: String,
    /// First name.
    #[validate(custom(function = "a_name"))]
    pub given_name: String,
    /// Patronymic, if the person has one.
    #[validate(custom(function = "a_name"))]
    pub patronymic: Option<String>,
    /// Year of birth, never the date.
    pub birth_year: i16,
    /// E-mail for a reply.
    #[validate(custom(function = "an_email"))]
    pub email: Option<String>,
    /// Telephone for a reply.
    #[validate(custom(function = "a_phone"))]
    pub phone: Option<String>,
    /// The language to answer in.
    pub language: Language,
    /// What the person needs.
    pub needs: Vec<Need>,
    /// Consent to keeping the needs, which tell of health.
    pub needs_consent: bool,
    /// Consent to keeping the rest.
    #[validate(custom(function = "given"))]
    pub consent: bool,
}

impl Submission {
    /// What the person is found and known again by. The patronymic does not count for being the same: with it left
    /// away the second time, it is still the same person.
    #[must_use]
    pub fn known_by(&self) -> KnownBy {
        KnownBy::of(&Named {
            surname: &self.surname,
            given_name: Some(&self.given_name),
            patronymic: self.patronymic.as_deref(),
            birth_year: Some(self.birth_year),
            email: self.email.as_deref(),
            phone: self.phone.as_deref(),
        })
    }
}

/// What is known of a person, as far as it is.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// Surname.
    pub surname: &'a str,
    /// First name.
    pub given_name: Option<&'a str>,
    /// Patronymic.
    pub patronymic: Option<&'a str>,
    /// Year of birth.
    pub birth_year: Option<i16>,
    /// E-mail.
    pub email: Option<&'a str>,
    /// Telephone.
    pub phone: Option<&'a str>,
}

/// What a person is found and known again by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownBy {
    /// The name as it is searched by.
    pub name_search: String,
    /// The person by folded name, year of birth and e-mail.
    pub same_email: Option<String>,
    /// The person by folded name, year of birth and telephone.
    pub same_phone: Option<String>,
}

impl KnownBy {
    /// Of one whose name or year is missing nobody can tell who it is.
    #[must_use]
    pub fn of(person: &Named<'_>) -> Self {
        let whole = person.given_name.zip(person.birth_year);
        let same = |contact: String| {
            let (given_name, year) = whole?;
            let folded = language::fold_name(&format!("{} {given_name}", person.surname));
            Some(tokens::digest([&*folded, &*year.to_string(), &*contact]))
        };
        let name = [Some(person.surname), person.given_name, person.patronymic];
        let name: Vec<&str> = name.into_iter().flatten().collect();
        Self {
            name_search: language::fold(&name.join(" ")),
            same_email: person.email.and_then(|email| same(email.to_lowercase())),
            same_phone: person.phone.and_then(|phone| same(digits(phone))),
        }
    }
}

/// The digits of a telephone number, with the trunk prefix 8 read as the country's 7.
fn digits(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    match digits.strip_prefix('8') {
        Some(rest) if digits.len() == 11 => format!("7{rest}"),
        _ => digits,
    }
}

/// A field and what is wrong with it; the sentence comes from [`in_words`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The field as sent.
    pub field: String,
    /// A word for machines.
    pub code: &'static str,
}

/// Reads what was sent: a submission, or every fault of it.
///
/// # Errors
/// All faults, in the order of the form; unknown fields last.
pub fn read(sent: &Sent, language: Language, now: DateTime<Utc>) -> Result<Submission, Vec<Fault>> {
    let mut reader = Reader::of(sent);
    let submission = Submission {
        surname: reader.required("surname"),
        given_name: reader.required("given_name"),
        patronymic: reader.text("patronymic"),
        birth_year: reader.birth_year(now),
        email: reader.text("email"),
        phone: reader.text("phone"),
        language: reader.language(language),
        needs: reader.needs(),
        needs_consent: reader.yes("needs_consent"),
        consent: reader.yes("consent"),
    };
    let mut faults = reader.faults();
    for name in sent.keys().filter(|name| !FIELDS.contains(&name.as_str())) {
        faults.push(Fault {
            field: name.clone(),
            code: "unknown",
        });
    }
    if let Err(more) = submission.validate() {
        for (field, kinds) in more.field_errors() {
            // The schema's own faults come under `__all__` with the field they belong to as their message.
            for kind in kinds {
                let field = kind.message.as_deref().unwrap_or(field.as_ref()).to_owned();
                if !faults.iter().any(|fault| fault.field == field) {
                    faults.push(Fault {
                        code: code_of(kind),
                        field,
                    });
                }
            }
        }
    }
    if faults.is_empty() {
        return Ok(submission);
    }
    faults.sort_by_key(|fault| {
        FIELDS
            .iter()
            .position(|name| *name == fault.field)
            .unwrap_or(FIELDS.len())
    });
    Err(faults)
}

fn code_of(error: &ValidationError) -> &'static str {
    [
        "required", "too_long", "name", "email", "phone", "contact", "consent",
    ]
    .into_iter()
    .find(|code| *code == error.code)
    .unwrap_or("invalid")
}
