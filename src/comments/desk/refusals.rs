//! What stands against an act, in words: beside the field it is about, else as an answer.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;

use super::form::fault;
use crate::args;
use crate::comments::actions::Refusal;
use crate::comments::views::entry;
use crate::language::Speech;
use crate::law::comments::PARAGRAPH;
use crate::web::Problem;
use crate::web::problem::{FieldFault, Refused};

/// The faults of a form that a refusal amounts to.
///
/// # Errors
/// The answer, where it is about no field.
pub fn as_faults(speech: Speech<'_>, refusal: Refusal) -> Result<Vec<FieldFault>, Problem> {
    let about_number = |key: &str| Ok(vec![fault(speech, "number", "refused", &speech.t(key))]);
    match refusal {
        Refusal::NoSuchNumber => about_number("comment-desk-fault-no-such-number"),
        Refusal::Itself => about_number("comment-desk-fault-itself"),
        Refusal::OtherHidden => about_number("comment-desk-fault-other-hidden"),
        Refusal::NotFound => Err(Problem::NotFound),
        Refusal::Broken(broken) => Err(broken.into()),
        Refusal::NoSuchAct(no_act) => {
            let state = args! { "state" => entry::state(speech, no_act.state) };
            Err(refused(speech.tf("comment-refusal-state", &state)))
        }
        Refusal::Stale | Refusal::NotOnAir(_) | Refusal::TooMany | Refusal::NoSuchMatter => {
            Err(refused(speech.t("refusal-stale")))
        }
    }
}

fn refused(detail: String) -> Problem {
    Problem::Refused(Refused {
        code: "refused",
        status: StatusCode::CONFLICT,
        paragraph: Some(PARAGRAPH.id()),
        detail,
        facts: BTreeMap::new(),
    })
}
