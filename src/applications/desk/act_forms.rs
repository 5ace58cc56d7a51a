//! Reading the forms of acts: what was typed, or every fault of it.

use chrono::{DateTime, Utc};

use super::parts::{Told, fault};
use crate::applications::record::Application;
use crate::applications::submission::{self, Contacts, Fault, Sent, Value};
use crate::language::{self, Speech};
use crate::law::application_course::ApplicationState;
use crate::web::desk::Fields;
use crate::web::problem::FieldFault;

/// A form as it stands: what is in its fields, what is wrong with them, and what the act came back with.
pub(super) struct Form<'a> {
    pub(super) fields: &'a Fields,
    pub(super) faults: &'a [FieldFault],
    pub(super) told: Told,
}

impl<'a> Form<'a> {
    /// A form that nothing was sent from.
    pub(super) fn of(fields: &'a Fields) -> Self {
        Self {
            fields,
            faults: &[],
            told: Told::Nothing,
        }
    }
}

/// Contacts; an application that is whole keeps one at least.
pub(super) fn read_contacts(
    speech: Speech<'_>,
    fields: &Fields,
    application: &Application,
) -> Result<Contacts, Vec<FieldFault>> {
    let sent = submission::sent_of(fields.iter());
    let contacts = submission::contacts(&sent, application.language)
        .map_err(|faults| submission::in_words(speech, &faults))?;
    let none = contacts.email.is_none() && contacts.phone.is_none();
    if none && application.state != ApplicationState::Incomplete {
        let missing = missing("email", "contact");
        return Err(submission::in_words(speech, &[missing]));
    }
    Ok(contacts)
}

fn missing(field: &str, code: &'static str) -> Fault {
    Fault {
        field: field.to_owned(),
        code,
    }
}

/// The longest reason, in letters.
const LONGEST: usize = 2000;

/// A place in the queue and the reason. The reason stands in the journal, so it may not name the applicant.
pub(super) fn read_order(
    speech: Speech<'_>,
    fields: &Fields,
    application: &Application,
) -> Result<(i64, String), Vec<FieldFault>> {
    let mut faults = Vec::new();
    let place = fields.text("place").parse::<i64>().ok();
    let place = place.filter(|place| *place >= 1);
    if place.is_none() {
        faults.push(fault(speech, "place", "order-place-missing"));
    }
    let reason = fields.text("reason");
    if reason.is_empty() || reason.chars().count() > LONGEST {
        faults.push(fault(speech, "reason", "order-reason-missing"));
    } else if names_the_person(reason, application) {
        faults.push(fault(speech, "reason", "order-reason-names"));
    }
    match place {
        Some(place) if faults.is_empty() => Ok((place, reason.to_owned())),
        _ => Err(faults),
    }
}

fn names_the_person(reason: &str, application: &Application) -> bool {
    let words = language::fold_words(reason);
    let named = |name: &Option<String>| {
        let name = name
            .as_deref()
            .map(language::fold_words)
            .unwrap_or_default();
        name.iter()
            .any(|part| part.chars().count() > 1 && words.contains(part))
    };
    let contact =
        |contact: &Option<String>| contact.as_ref().is_some_and(|one| reason.contains(one));
    named(&application.surname)
        || named(&application.given_name)
        || contact(&application.email)
        || contact(&application.phone)
}

/// An application made whole.
pub(super) struct Whole {
    pub(super) given_name: String,
    pub(super) patronymic: Option<String>,
    pub(super) birth_year: i16,
    pub(super) contacts: Contacts,
}

/// What was missing.
pub(super) fn read_completion(
    speech: Speech<'_>,
    fields: &Fields,
    application: &Application,
    now: DateTime<Utc>,
) -> Result<Whole, Vec<FieldFault>> {
    let mut sent: Sent = submission::sent_of(fields.iter());
    let surname = application.surname.clone().unwrap_or_default();
    sent.insert("surname".to_owned(), Value::Typed(surname));
    let person = submission::partial(&sent, application.language, now)
        .map_err(|faults| submission::in_words(speech, &faults))?;
    let mut faults = Vec::new();
    if person.given_name.is_none() {
        faults.push(missing("given_name", "required"));
    }
    if person.birth_year.is_none() {
        faults.push(missing("birth_year", "required"));
    }
    if person.contacts.email.is_none() && person.contacts.phone.is_none() {
        faults.push(missing("email", "contact"));
    }
    match (person.given_name, person.birth_year) {
        (Some(given_name), Some(birth_year)) if faults.is_empty() => Ok(Whole {
            given_name,
            patronymic: person.patronymic,
            birth_year,
            contacts: person.contacts,
        }),
        _ => Err(submission::in_words(speech, &faults)),
    }
}
