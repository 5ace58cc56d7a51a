//! What stands against an act, in words.

use super::form::label;
use crate::args;
use crate::broadcasts::actions::{Refusal, Seen, TimesFault};
use crate::broadcasts::webvtt::{Fault, NoCaptions};
use crate::language::Speech;
use crate::law::Paragraph;
use crate::law::broadcast::{BroadcastState, PARAGRAPH};
use crate::sessions::views::files::size;
use crate::web::Problem;
use crate::web::desk::SignedIn;
use crate::web::problem::FieldFault;

/// How the broadcast stands, in a word.
pub fn state(speech: Speech<'_>, state: BroadcastState) -> String {
    let word = state.as_str().replace('_', "-");
    speech.t(&format!("broadcast-state-{word}"))
}

/// How it stood when a form was made, as far as the form tells.
pub fn as_it_was(speech: Speech<'_>, seen: Seen) -> String {
    let was = match (seen.broadcast, seen.interruption) {
        (None, _) => BroadcastState::Before,
        (Some(_), None) => BroadcastState::OnAir,
        (Some(_), Some(_)) => BroadcastState::Interrupted,
    };
    state(speech, was)
}

/// A refusal beside the field that it is about; else as an answer.
///
/// # Errors
/// The answer.
pub fn as_faults(speech: Speech<'_>, refusal: Refusal) -> Result<Vec<FieldFault>, Problem> {
    let Refusal::Times(fault) = refusal else {
        return Err(as_problem(speech, refusal));
    };
    let (field, key) = match fault {
        TimesFault::TooEarly => ("began_time", "broadcast-fault-too-early"),
        TimesFault::EndsTooSoon => ("ended_time", "broadcast-fault-ends-too-soon"),
        TimesFault::NotYet => ("ended_time", "broadcast-fault-not-yet"),
        TimesFault::Overlaps => ("began_time", "broadcast-fault-overlaps"),
    };
    Ok(vec![FieldFault {
        field: field.to_owned(),
        code: "refused",
        message: format!("{}: {}", label(speech, field), speech.t(key)),
    }])
}

/// A refusal as an answer.
pub fn as_problem(speech: Speech<'_>, refusal: Refusal) -> Problem {
    let refused = |detail: String, paragraph: Paragraph| Problem::refused(Some(paragraph), detail);
    match refusal {
        Refusal::NotFound => Problem::NotFound,
        Refusal::Broken(broken) => broken.into(),
        Refusal::NotNow(status) => {
            let status = args! { "status" => speech.t(&format!("status-{status}")) };
            refused(speech.tf("broadcast-cannot-begin", &status), PARAGRAPH)
        }
        Refusal::TooSoon { from } => {
            let from = args! { "datetime" => speech.date_time(from) };
            refused(speech.tf("broadcast-can-begin-from", &from), PARAGRAPH)
        }
        Refusal::Closed => refused(speech.t("session-closed-says"), Paragraph::Rules4),
        Refusal::Paused => refused(speech.t("broadcast-closed-part"), Paragraph::Rules4),
        Refusal::Stale | Refusal::Times(_) => refused(speech.t("refusal-stale"), PARAGRAPH),
    }
}

/// Why a file of captions is not taken.
pub fn no_captions(desk: &SignedIn, why: NoCaptions) -> FieldFault {
    let speech = desk.visit.speech();
    let on = |key: &str, line: usize| speech.tf(key, &args! { "line" => line });
    let said = match why {
        NoCaptions::File(wrong) => {
            let most = desk.visit.app.settings.files.largest_bytes;
            let most = size(speech, i64::try_from(most).unwrap_or(i64::MAX));
            let key = format!("documents-wrong-{}", wrong.as_str());
            speech.tf(&key, &args! { "most" => most })
        }
        NoCaptions::Text => speech.t("broadcast-fault-vtt-text"),
        NoCaptions::Captions(Fault::Head) => speech.t("broadcast-fault-vtt-head"),
        NoCaptions::Captions(Fault::Time(line)) => on("broadcast-fault-vtt-time", line),
        NoCaptions::Captions(Fault::Order(line)) => on("broadcast-fault-vtt-order", line),
        NoCaptions::Captions(Fault::None) => speech.t("broadcast-fault-vtt-none"),
    };
    FieldFault {
        field: "file".to_owned(),
        code: "file",
        message: format!("{}: {said}", label(speech, "file")),
    }
}
