//! What stands against an act, in words: beside the field it is about, else as an answer.

use super::form::fault;
use crate::args;
use crate::language::Speech;
use crate::law::Paragraph;
use crate::law::results::PARAGRAPH;
use crate::results::actions::Refusal;
use crate::sessions::record::Session;
use crate::web::Problem;
use crate::web::problem::FieldFault;

/// The faults of a form that a refusal amounts to; `reason` is the field in which that form says why it is late.
///
/// # Errors
/// The answer, where it is about no field.
pub fn as_faults(
    speech: Speech<'_>,
    session: &Session,
    reason: &str,
    refusal: Refusal,
) -> Result<Vec<FieldFault>, Problem> {
    let one = |field: &str, message: &str| Ok(vec![fault(speech, field, "refused", message)]);
    match refusal {
        Refusal::NoCalendar(no_calendar) => {
            let year = args! { "year" => no_calendar.year.to_string() };
            one("created_on", &speech.tf("editor-no-calendar", &year))
        }
        Refusal::Empty => one("file", &speech.t("results-fault-empty")),
        Refusal::NoItem => one("item", &speech.t("results-fault-item")),
        Refusal::Times(language, fault) => {
            let (code, line) = fault.said();
            let line = args! { "line" => line };
            let message = speech.tf(&format!("results-fault-times-{code}"), &line);
            one(&format!("text-{}", language.code()), &message)
        }
        Refusal::NotMadeYet => one("created_on", &speech.t("results-fault-not-made-yet")),
        Refusal::MadeTooEarly => one("created_on", &speech.t("results-fault-made-too-early")),
        Refusal::ReasonDue(before) => {
            let until = speech.until(session.zone.local(before));
            let until = args! { "datetime" => until };
            one(reason, &speech.tf("results-fault-reason-due", &until))
        }
        other => Err(as_problem(speech, other)),
    }
}

fn as_problem(speech: Speech<'_>, refusal: Refusal) -> Problem {
    let refused = |detail: String, paragraph: Paragraph| Problem::refused(Some(paragraph), detail);
    match refusal {
        Refusal::NotFound => Problem::NotFound,
        Refusal::Broken(broken) => broken.into(),
        Refusal::NotHeld(status) => {
            let status = args! { "status" => speech.t(&format!("status-{status}")) };
            refused(speech.tf("results-refusal-not-held", &status), PARAGRAPH)
        }
        Refusal::CannotBeNone => refused(speech.t("results-refusal-none"), PARAGRAPH),
        Refusal::Replaced => refused(speech.t("results-refusal-replaced"), PARAGRAPH),
        Refusal::Stale
        | Refusal::NoCalendar(_)
        | Refusal::Empty
        | Refusal::NoItem
        | Refusal::Times(..)
        | Refusal::NotMadeYet
        | Refusal::MadeTooEarly
        | Refusal::ReasonDue(_) => refused(speech.t("refusal-stale"), PARAGRAPH),
    }
}
