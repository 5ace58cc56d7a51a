//! What the law or the state of things says no to, in words: beside the field it is about, else as an answer.

use super::closing_form;
use super::form::{field_of, label};
use crate::args;
use crate::language::{Multilingual, Speech};
use crate::law::Paragraph;
use crate::law::announcement::Missing;
use crate::law::closing;
use crate::law::session_course::SessionStatus;
use crate::law::sittings::SittingFault;
use crate::sessions::actions::Refusal;
use crate::web::Problem;
use crate::web::problem::FieldFault;

/// The faults of a form that a refusal amounts to.
///
/// # Errors
/// The answer, where it is about no field.
pub fn as_faults(speech: Speech<'_>, refusal: Refusal) -> Result<Vec<FieldFault>, Problem> {
    let one = |field: &str, message: String| {
        let message = format!("{}: {message}", label(speech, field));
        vec![FieldFault {
            field: field.to_owned(),
            code: "refused",
            message,
        }]
    };
    let both = |fields: [&str; 2], key: &str| {
        let faults = fields.into_iter();
        faults.flat_map(|field| one(field, speech.t(key))).collect()
    };
    match refusal {
        Refusal::NoCalendar(no_calendar) => {
            let year = args! { "year" => no_calendar.year.to_string() };
            Ok(one("starts-day", speech.tf("editor-no-calendar", &year)))
        }
        Refusal::EndsTooSoon => Ok(one("ends-time", speech.t("editor-fault-ends-too-soon"))),
        Refusal::EndsTooLate => Ok(one("ends-day", speech.t("editor-fault-ends-too-late"))),
        Refusal::StartIsFixed => Ok(one("starts-day", speech.t("editor-start-fixed"))),
        Refusal::StartHasPassed => Ok(one("starts-day", speech.t("moving-fault-past"))),
        Refusal::SameStart => Ok(one("starts-day", speech.t("moving-fault-same"))),
        Refusal::WhyMissing => Ok(both(["why-kk", "why-ru"], "editor-fault-why")),
        Refusal::Sitting(fault) => {
            let (field, key) = sitting_fault(fault);
            Ok(one(field, speech.t(key)))
        }
        Refusal::ReasonMissing => {
            let fields = ["reason-kk", "reason-ru"];
            Ok(both(fields, "editor-fault-both-languages"))
        }
        Refusal::SeatsTaken { taken, .. } => {
            let said = speech.tf("editor-fault-seats-taken", &args! { "n" => taken });
            Ok(one("capacity", said))
        }
        Refusal::HallInUse { people } => {
            let people = args! { "n" => people };
            Ok(one(
                "format",
                speech.tf("editor-fault-hall-in-use", &people),
            ))
        }
        Refusal::Emergency { basis, .. } => {
            let said = resting_on(speech, "refusal-emergency", &basis);
            Ok(one("format", said))
        }
        Refusal::SittingInEmergency { basis } => {
            let said = resting_on(speech, "sittings-fault-emergency", &basis);
            Ok(one("starts-day", said))
        }
        Refusal::HallGivenBack => Ok(one("format", speech.t("refusal-hall-given-back"))),
        Refusal::Incomplete(missing) => Ok(of_missing(speech, &missing)),
        Refusal::ReasonsDue(due) => Ok(due
            .into_iter()
            .flat_map(|due| {
                let basis = args! { "paragraph" => speech.t(&due.paragraph().key()) };
                let message = speech.tf("editor-fault-reason-due", &basis);
                one(due.as_str(), message)
            })
            .collect()),
        other => of_what_is_closed(speech, other),
    }
}

/// The same of closing decisions, their notices, and what is closed on the agenda.
fn of_what_is_closed(speech: Speech<'_>, refusal: Refusal) -> Result<Vec<FieldFault>, Problem> {
    let of_agenda = |key: &str| {
        let field = "agenda-add";
        vec![FieldFault {
            field: field.to_owned(),
            code: "refused",
            message: format!("{}: {}", label(speech, field), speech.t(key)),
        }]
    };
    match refusal {
        Refusal::ClosingIncomplete(missing) => Ok(closing_missing(speech, &missing)),
        Refusal::NoticeCannotBe(fault) => Ok(vec![FieldFault {
            field: "placed".to_owned(),
            code: "refused",
            message: speech.t(match fault {
                closing::NoticeFault::ToCome => "closing-fault-to-come",
                closing::NoticeFault::BeforeDecision => "closing-fault-before-decision",
            }),
        }]),
        Refusal::NothingToOpen => Ok(vec![FieldFault {
            field: "open".to_owned(),
            code: "missing",
            message: speech.t("closing-nothing-to-open"),
        }]),
        Refusal::ClosedItemGone => Ok(of_agenda("closing-item-gone")),
        Refusal::NewInClosedSession => Ok(of_agenda("closing-new-matter")),
        other => Err(as_problem(speech, other)),
    }
}

/// What an emergency does not let happen, with the act on which it rests.
fn resting_on(speech: Speech<'_>, key: &str, basis: &Multilingual) -> String {
    let (basis, _) = basis.in_language(speech.language());
    speech.tf(key, &args! { "basis" => basis })
}

/// The field that a fault of sittings is about, and the words for it.
fn sitting_fault(fault: SittingFault) -> (&'static str, &'static str) {
    match fault {
        SittingFault::BreakTooSoon => ("breaks-time", "sittings-fault-break"),
        SittingFault::NextTooSoon => ("starts-day", "sittings-fault-next"),
        SittingFault::EndsTooSoon => ("ends-time", "editor-fault-ends-too-soon"),
        SittingFault::Over => ("ends-time", "sittings-fault-over"),
        SittingFault::Begun => ("what", "sittings-fault-begun"),
        SittingFault::StillToCome => ("what", "sittings-fault-to-come"),
    }
}

/// Why nothing is closed, or opened again, in this state.
#[must_use]
pub const fn too_late(status: SessionStatus) -> &'static str {
    match status {
        SessionStatus::Live => "closing-sitting",
        _ => "closing-over",
    }
}

/// The faults of the form of closing that a refusal amounts to, so that what was typed stays on the page.
///
/// # Errors
/// The answer, where it is about no field.
pub fn closing_refused(speech: Speech<'_>, refusal: Refusal) -> Result<Vec<FieldFault>, Problem> {
    let of_scope = |key: &str| {
        vec![FieldFault {
            field: "scope".to_owned(),
            code: "refused",
            message: speech.t(key),
        }]
    };
    match refusal {
        Refusal::Exempt => Ok(of_scope("refusal-exempt")),
        Refusal::NoSuchMove(no_move) => Ok(of_scope(too_late(no_move.status))),
        other => as_faults(speech, other),
    }
}

/// What a closing decision lacks, each with the field where it is filled in.
#[must_use]
pub fn closing_missing(speech: Speech<'_>, missing: &[closing::Missing]) -> Vec<FieldFault> {
    let faults = missing.iter().map(|one| {
        let field = closing_form::field_of(one);
        let says = args! {
            "field" => closing_form::label_of(speech, &field),
            "paragraph" => speech.t(&one.paragraph.key()),
        };
        let key = match one.item {
            closing::Item::Vote => "closing-fault-vote",
            closing::Item::Article6 => "closing-fault-topic",
            closing::Item::DecidedLater => "closing-fault-decided-later",
            closing::Item::EndsTooSoon => "closing-fault-ends-too-soon",
            _ => "editor-missing",
        };
        FieldFault {
            field,
            code: "missing",
            message: speech.tf(key, &says),
        }
    });
    faults.collect()
}

/// What an announcement lacks, each with the field where it is to be filled in.
pub fn of_missing(speech: Speech<'_>, missing: &[Missing]) -> Vec<FieldFault> {
    missing
        .iter()
        .map(|one| {
            let field = field_of(one);
            let message = missing_words(speech, one);
            FieldFault {
                field,
                code: "missing",
                message,
            }
        })
        .collect()
}

/// `Title (Russian): missing. Basis: …`.
pub fn missing_words(speech: Speech<'_>, missing: &Missing) -> String {
    let label = label(speech, &field_of(missing));
    let paragraph = speech.t(&missing.paragraph.key());
    speech.tf(
        "editor-missing",
        &args! { "field" => label, "paragraph" => paragraph },
    )
}

/// A refusal as an answer of its own.
#[must_use]
pub fn as_problem(speech: Speech<'_>, refusal: Refusal) -> Problem {
    let refused =
        |key: &str, paragraph: Option<Paragraph>| Problem::refused(paragraph, speech.t(key));
    match refusal {
        Refusal::NotFound => Problem::NotFound,
        Refusal::Broken(broken) => broken.into(),
        Refusal::Exempt => refused("refusal-exempt", Some(Paragraph::Rules3)),
        Refusal::ClosedMatter => refused("refusal-closed-matter", Some(Paragraph::Rules4)),
        Refusal::Stale => refused("refusal-stale", None),
        Refusal::NeverRestricted(_) => refused("closing-barred", Some(Paragraph::Access6)),
        Refusal::NothingClosed => refused("closing-nothing", Some(Paragraph::Rules3)),
        Refusal::HasSat => refused("refusal-has-sat", None),
        Refusal::NotSitting => refused("closing-not-sitting", None),
        Refusal::TooSoon { from } => {
            let from = args! { "datetime" => speech.date_time(from) };
            Problem::refused(None, speech.tf("refusal-too-soon", &from))
        }
        Refusal::NoSuchMove(no_move) => {
            let status = args! { "status" => speech.t(&format!("status-{}", no_move.status)) };
            Problem::refused(None, speech.tf("refusal-no-such-move", &status))
        }
        other => match as_faults(speech, other) {
            Ok(faults) => Problem::Invalid(faults),
            Err(problem) => problem,
        },
    }
}
