//! What came on paper, by post or by e-mail, as far as it is there: incomplete is received, and completed later.

use chrono::{DateTime, Utc};

use super::reader::Reader;
use super::rules::{a_name, a_phone, an_email};
use super::{FIELDS, Fault, Sent, Value};
use crate::applications::record::Need;
use crate::language::Language;

/// Contacts of an applicant; neither may be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contacts {
    /// E-mail for a reply.
    pub email: Option<String>,
    /// Telephone for a reply.
    pub phone: Option<String>,
    /// The language to answer in.
    pub language: Language,
}

/// An application of which only the surname must be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partial {
    /// Surname.
    pub surname: String,
    /// First name.
    pub given_name: Option<String>,
    /// Patronymic, if the person has one.
    pub patronymic: Option<String>,
    /// Year of birth.
    pub birth_year: Option<i16>,
    /// Contacts.
    pub contacts: Contacts,
    /// What the person needs; kept only with the consent of its own.
    pub needs: Vec<Need>,
}

/// The fields of an application among those of a form, as they were typed.
#[must_use]
pub fn sent_of<'a>(fields: impl Iterator<Item = (&'a str, &'a str)>) -> Sent {
    let mut sent = Sent::new();
    for (name, value) in fields.filter(|(name, _)| FIELDS.contains(name)) {
        match (name, sent.get_mut(name)) {
            ("needs", Some(Value::List(needs))) => needs.push(value.to_owned()),
            ("needs", None) => {
                let needs = Value::List(vec![value.to_owned()]);
                sent.insert(name.to_owned(), needs);
            }
            (_, None) => drop(sent.insert(name.to_owned(), Value::Typed(value.to_owned()))),
            (_, Some(twice)) => *twice = Value::Other,
        }
    }
    sent
}

/// Reads contacts, with every fault of them.
///
/// # Errors
/// All faults.
pub fn contacts(sent: &Sent, otherwise: Language) -> Result<Contacts, Vec<Fault>> {
    let mut reader = Reader::of(sent);
    let contacts = Contacts {
        email: reader.text("email"),
        phone: reader.text("phone"),
        language: reader.language(otherwise),
    };
    let mut faults = reader.faults();
    check(&mut faults, "email", contacts.email.as_deref(), an_email);
    check(&mut faults, "phone", contacts.phone.as_deref(), a_phone);
    if faults.is_empty() {
        Ok(contacts)
    } else {
        Err(faults)
    }
}

/// Reads an application as far as it is there.
///
/// # Errors
/// All faults, in the order of the form.
pub fn partial(
    sent: &Sent,
    otherwise: Language,
    now: DateTime<Utc>,
) -> Result<Partial, Vec<Fault>> {
    let mut reader = Reader::of(sent);
    let has_year =
        matches!(sent.get("birth_year"), Some(Value::Typed(text)) if !text.trim().is_empty());
    let surname = reader.required("surname");
    let given_name = reader.text("given_name");
    let patronymic = reader.text("patronymic");
    let birth_year = has_year.then(|| reader.birth_year(now));
    let needs = reader.needs();
    let needs_consent = reader.yes("needs_consent");
    let mut faults = reader.faults();
    check(&mut faults, "surname", Some(&surname), a_name);
    check(&mut faults, "given_name", given_name.as_deref(), a_name);
    check(&mut faults, "patronymic", patronymic.as_deref(), a_name);
    if !needs.is_empty() && !needs_consent {
        faults.push(Fault {
            field: "needs_consent".to_owned(),
            code: "consent",
        });
    }
    match contacts(sent, otherwise) {
        Ok(contacts) if faults.is_empty() => Ok(Partial {
            surname,
            given_name,
            patronymic,
            birth_year,
            contacts,
            needs,
        }),
        Ok(_) => Err(faults),
        Err(more) => {
            faults.extend(more);
            Err(faults)
        }
    }
}

fn check(
    faults: &mut Vec<Fault>,
    field: &str,
    value: Option<&str>,
    rule: fn(&str) -> Result<(), validator::ValidationError>,
) {
    let known = faults.iter().any(|fault| fault.field == field);
    if let (false, Some(Err(error))) = (known, value.map(rule)) {
        faults.push(Fault {
            field: field.to_owned(),
            code: super::code_of(&error),
        });
    }
}
