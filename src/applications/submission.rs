//! What a person sends: the closed list of 605-9.2, the consent, the needs, and no other field.
//!
//! The page and the API bring the same [`Sent`]; it becomes a [`Submission`], or a list of everything that is
//! wrong with it at once.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Utc};
use validator::{Validate, ValidateEmail, ValidationError};

use super::record::Need;
use super::tokens;
use crate::args;
use crate::language::{self, Language, Speech};
use crate::web::problem::FieldFault;

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

/// A value as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Words, as a form sends everything.
    Text(String),
    /// A whole number of JSON.
    Number(i64),
    /// Yes or no of JSON.
    Truth(bool),
    /// A list of words.
    List(Vec<String>),
    /// Something of another type.
    Other,
}

/// Fields by name, as they were sent.
pub type Sent = BTreeMap<String, Value>;

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
    /// The name as it is searched by.
    #[must_use]
    pub fn name_search(&self) -> String {
        let name = format!(
            "{} {} {}",
            self.surname,
            self.given_name,
            self.patronymic.as_deref().unwrap_or_default()
        );
        language::fold(&name)
    }

    /// The person by folded name, year of birth and e-mail. The patronymic is left out: with it left away the
    /// second time, it is still the same person.
    #[must_use]
    pub fn same_email(&self) -> Option<String> {
        self.email
            .as_ref()
            .map(|email| self.same(&email.to_lowercase()))
    }

    /// The person by folded name, year of birth and telephone.
    #[must_use]
    pub fn same_phone(&self) -> Option<String> {
        self.phone.as_ref().map(|phone| self.same(&digits(phone)))
    }

    fn same(&self, contact: &str) -> String {
        let name = language::fold_name(&format!("{} {}", self.surname, self.given_name));
        tokens::digest([name.as_str(), &self.birth_year.to_string(), contact])
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
    let mut reader = Reader {
        sent,
        faults: Vec::new(),
    };
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
    let mut faults = reader.faults;
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

struct Reader<'a> {
    sent: &'a Sent,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn fault(&mut self, field: &str, code: &'static str) {
        self.faults.push(Fault {
            field: field.to_owned(),
            code,
        });
    }

    fn text(&mut self, field: &str) -> Option<String> {
        match self.sent.get(field) {
            None => None,
            Some(Value::Text(text)) => Some(tidy(text)).filter(|text| !text.is_empty()),
            Some(_) => {
                self.fault(field, "type");
                None
            }
        }
    }

    fn required(&mut self, field: &str) -> String {
        let before = self.faults.len();
        let text = self.text(field);
        if text.is_none() && self.faults.len() == before {
            self.fault(field, "required");
        }
        text.unwrap_or_default()
    }

    fn birth_year(&mut self, now: DateTime<Utc>) -> i16 {
        let year = match self.sent.get("birth_year") {
            None => return self.no_year("required"),
            Some(Value::Number(number)) => Some(*number),
            Some(Value::Text(text)) if text.trim().is_empty() => return self.no_year("required"),
            Some(Value::Text(text)) => text.trim().parse().ok(),
            Some(_) => return self.no_year("type"),
        };
        let this_year = i64::from(now.year());
        match year
            .filter(|year| (this_year - 120..=this_year).contains(year))
            .and_then(|year| year.try_into().ok())
        {
            Some(year) => year,
            None => self.no_year("year"),
        }
    }

    fn no_year(&mut self, code: &'static str) -> i16 {
        self.fault("birth_year", code);
        0
    }

    fn language(&mut self, otherwise: Language) -> Language {
        match self.text("language") {
            None => otherwise,
            Some(code) => Language::parse(&code).unwrap_or_else(|| {
                self.fault("language", "choice");
                otherwise
            }),
        }
    }

    fn needs(&mut self) -> Vec<Need> {
        let words = match self.sent.get("needs") {
            None => return Vec::new(),
            Some(Value::List(words)) => words.clone(),
            Some(Value::Text(word)) => vec![word.clone()],
            Some(_) => {
                self.fault("needs", "type");
                return Vec::new();
            }
        };
        let mut needs: Vec<Need> = words.iter().filter_map(|word| word.parse().ok()).collect();
        if needs.len() != words.len() {
            self.fault("needs", "choice");
        }
        needs.sort_unstable();
        needs.dedup();
        needs
    }

    fn yes(&mut self, field: &str) -> bool {
        match self.sent.get(field) {
            None => false,
            Some(Value::Truth(truth)) => *truth,
            Some(Value::Text(text)) if matches!(text.as_str(), "true" | "on" | "yes") => true,
            Some(Value::Text(text)) if matches!(text.as_str(), "" | "false" | "off" | "no") => {
                false
            }
            Some(_) => {
                self.fault(field, "type");
                false
            }
        }
    }
}

/// Blanks at the ends gone, blanks between words single.
fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn code_of(error: &ValidationError) -> &'static str {
    [
        "required", "too_long", "name", "email", "phone", "contact", "consent",
    ]
    .into_iter()
    .find(|code| *code == error.code)
    .unwrap_or("invalid")
}

const LONGEST_NAME: usize = 100;

fn a_name(name: &str) -> Result<(), ValidationError> {
    let fits = |letter: char| {
        letter.is_alphabetic() || matches!(letter, ' ' | '-' | '\'' | '’' | 'ʼ' | '.' | '`')
    };
    if name.is_empty() {
        // `required` was said already; a patronymic may be left out.
        return Ok(());
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(ValidationError::new("too_long"));
    }
    if !name.chars().all(fits) || !name.chars().any(char::is_alphabetic) {
        return Err(ValidationError::new("name"));
    }
    Ok(())
}

/// Stricter than the standard: what mail servers here take, so that a letter that we accept can arrive.
fn an_email(email: &str) -> Result<(), ValidationError> {
    let domain = email.rsplit_once('@').map_or("", |(_, domain)| domain);
    let fits =
        email.is_ascii() && email.len() <= 254 && email.validate_email() && domain.contains('.');
    if fits && email.parse::<lettre::Address>().is_ok() {
        Ok(())
    } else {
        Err(ValidationError::new("email"))
    }
}

fn a_phone(phone: &str) -> Result<(), ValidationError> {
    let fits = phone
        .chars()
        .all(|sign| sign.is_ascii_digit() || matches!(sign, '+' | ' ' | '-' | '(' | ')'));
    let count = digits(phone).len();
    if fits && (10..=15).contains(&count) {
        Ok(())
    } else {
        Err(ValidationError::new("phone"))
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the shape that the validator calls"
)]
fn given(consent: &bool) -> Result<(), ValidationError> {
    if *consent {
        Ok(())
    } else {
        Err(ValidationError::new("consent"))
    }
}

fn of_field(code: &'static str, field: &'static str) -> ValidationError {
    ValidationError::new(code).with_message(field.into())
}

fn a_contact(person: &Submission) -> Result<(), ValidationError> {
    if person.email.is_none() && person.phone.is_none() {
        Err(of_field("contact", "email"))
    } else {
        Ok(())
    }
}

fn a_consent_for_needs(person: &Submission) -> Result<(), ValidationError> {
    if person.needs.is_empty() || person.needs_consent {
        Ok(())
    } else {
        Err(of_field("consent", "needs_consent"))
    }
}

/// The faults in the visitor's language, each saying what to do.
#[must_use]
pub fn in_words(speech: Speech<'_>, faults: &[Fault]) -> Vec<FieldFault> {
    faults
        .iter()
        .map(|fault| field_fault(speech, fault))
        .collect()
}

fn field_fault(speech: Speech<'_>, fault: &Fault) -> FieldFault {
    let name = if FIELDS.contains(&fault.field.as_str()) {
        speech.t(&format!("field-{}", fault.field.replace('_', "-")))
    } else {
        // A name of the sender's own making is not repeated at length.
        fault.field.chars().take(40).collect()
    };
    let message = speech.tf(
        &format!("fault-{}", fault.code.replace('_', "-")),
        &args! { "field" => name },
    );
    FieldFault {
        field: fault.field.clone(),
        code: fault.code,
        message,
    }
}
