//! Correcting the contacts of an applicant.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{Case, Noted, Seen, note};
use crate::applications::record::Application;
use crate::applications::refusal::Refusal;
use crate::applications::submission::{KnownBy, Named};
use crate::applications::{letters, reading, store};
use crate::database::{Topic, Work};
use crate::journal::Actor;
use crate::language::Language;

/// Contacts as they are to be, checked for their shape.
#[derive(Debug, Clone)]
pub struct Correct {
    /// Of which application.
    pub seen: Seen,
    /// E-mail for a reply.
    pub email: Option<String>,
    /// Telephone for a reply.
    pub phone: Option<String>,
    /// The language to answer in.
    pub language: Language,
    /// Send the receipt again, with the place as it is now.
    pub send_again: bool,
}

/// Corrects; the person is known by the new contacts from now on.
///
/// # Errors
/// [`Refusal::Stale`], [`Refusal::NotAllowed`] for one whose data is destroyed, [`Refusal::AlreadyApplied`] when the
/// person with these contacts has another application.
pub fn correct(
    work: &mut Work,
    now: DateTime<Utc>,
    order: &Correct,
) -> Result<Application, Refusal> {
    let Case {
        application,
        session,
        ..
    } = Case::seen(work, order.seen)?;
    if application.is_forgotten() {
        return Err(Refusal::NotAllowed);
    }
    let fields = changed(&application, order);
    let corrected = known_anew(Application {
        email: order.email.clone(),
        phone: order.phone.clone(),
        language: order.language,
        revision: application.revision.saturating_add(1),
        updated_at: now.into(),
        ..application
    });
    store::update(work.connection, &corrected)?;
    let actor = Actor::Staff(order.seen.staff);
    // Which contacts changed is told; what they are is personal data.
    let noted = Noted::new(&session, &corrected, actor, "application.corrected")
        .with(json!({ "fields": fields }));
    note(work, now, noted);
    work.touch(Topic::Session(session.id));
    if order.send_again {
        let queue_place = reading::queue_place(work.connection, &corrected)?;
        letters::corrected(work, now, &session, &corrected, queue_place)?;
    }
    Ok(corrected)
}

fn changed(application: &Application, order: &Correct) -> Vec<&'static str> {
    [
        ("email", application.email != order.email),
        ("phone", application.phone != order.phone),
        ("language", application.language != order.language),
    ]
    .into_iter()
    .filter_map(|(field, differs)| differs.then_some(field))
    .collect()
}

/// The same application with what the person is known by, worked out anew. A refused one keeps nobody from applying.
pub(super) fn known_anew(application: Application) -> Application {
    use crate::law::application_course::ApplicationState::Refused;
    let Some(surname) = application.surname.as_deref() else {
        return application;
    };
    let known = KnownBy::of(&Named {
        surname,
        given_name: application.given_name.as_deref(),
        patronymic: application.patronymic.as_deref(),
        birth_year: application.birth_year,
        email: application.email.as_deref(),
        phone: application.phone.as_deref(),
    });
    let stands = application.state != Refused;
    Application {
        name_search: Some(known.name_search),
        same_email: known.same_email.filter(|_| stands),
        same_phone: known.same_phone.filter(|_| stands),
        ..application
    }
}
