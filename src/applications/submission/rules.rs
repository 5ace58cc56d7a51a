//! What each field must be, as the validator asks.

use validator::ValidationError;

use super::{Submission, digits};
use crate::web::email::can_be_sent_to;

const LONGEST_NAME: usize = 100;

pub(super) fn a_name(name: &str) -> Result<(), ValidationError> {
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

pub(super) fn an_email(email: &str) -> Result<(), ValidationError> {
    if can_be_sent_to(email) {
        Ok(())
    } else {
        Err(ValidationError::new("email"))
    }
}

pub(super) fn a_phone(phone: &str) -> Result<(), ValidationError> {
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
pub(super) fn given(consent: &bool) -> Result<(), ValidationError> {
    if *consent {
        Ok(())
    } else {
        Err(ValidationError::new("consent"))
    }
}

fn of_field(code: &'static str, field: &'static str) -> ValidationError {
    ValidationError::new(code).with_message(field.into())
}

pub(super) fn a_contact(person: &Submission) -> Result<(), ValidationError> {
    if person.email.is_none() && person.phone.is_none() {
        Err(of_field("contact", "email"))
    } else {
        Ok(())
    }
}

pub(super) fn a_consent_for_needs(person: &Submission) -> Result<(), ValidationError> {
    if person.needs.is_empty() || person.needs_consent {
        Ok(())
    } else {
        Err(of_field("consent", "needs_consent"))
    }
}
