//! What visitors see of openness.
//!
//! | file | what it shows |
//! |---|---|
//! | `page` | the figures of all bodies, or of one |
//! | `table` | the figures as a table |
//! | `picture` | the same as a picture |
//! | `list` | what stands behind a number |
//! | `plan` | the yearly plan of sessions |
//! | `published` | a report that is frozen, standing answers |

mod list;
pub mod page;
mod picture;
pub mod plan;
pub mod published;
pub mod table;

use maud::{Markup, html};

use super::known::Reason;
use crate::args;
use crate::bodies::reading::Named;
use crate::language::Speech;
use crate::law::Paragraph;
use crate::law::openness::{Measure, Verdict};
use crate::web::layout::translated;

pub use list::list;

/// A word of the figures as part of a key.
fn as_key(word: &str) -> String {
    word.replace('_', "-")
}

/// What is judged.
#[must_use]
pub fn measure(speech: Speech<'_>, measure: Measure) -> String {
    speech.t(&format!("openness-measure-{measure}"))
}

/// How it stands.
#[must_use]
pub fn verdict(speech: Speech<'_>, verdict: Verdict) -> String {
    speech.t(&format!("openness-verdict-{}", as_key(verdict.as_str())))
}

/// Where it is ordered.
#[must_use]
pub fn basis(speech: Speech<'_>, paragraph: Paragraph) -> String {
    speech.tf(
        "basis",
        &args! { "paragraph" => speech.t(&paragraph.key()) },
    )
}

/// A reason that was given.
fn reason(speech: Speech<'_>, reason: &Reason) -> Markup {
    match reason {
        Reason::Given(text) => html! { (text) },
        Reason::Both(words) => translated(speech.language(), words),
    }
}

/// Where the figures of a body stand, or of all.
#[must_use]
pub fn address(speech: Speech<'_>, body: Option<&Named>) -> String {
    let code = speech.language().code();
    body.map_or_else(
        || format!("/{code}/openness"),
        |one| format!("/{code}/openness/{}", one.body.slug),
    )
}

/// The list behind a number.
#[must_use]
pub fn list_address(
    speech: Speech<'_>,
    body: Option<&Named>,
    year: i32,
    (measure, verdict): (Measure, Verdict),
) -> String {
    let here = address(speech, body);
    format!("{here}?year={year}&measure={measure}&verdict={verdict}")
}

/// Where the report of a body for a year stands.
#[must_use]
pub fn report_address(speech: Speech<'_>, body: &Named, year: i32) -> String {
    format!("{}/reports/{year}", address(speech, Some(body)))
}

/// Where its plan stands.
#[must_use]
pub fn plan_address(speech: Speech<'_>, body: &Named, year: i32) -> String {
    format!("{}/plan/{year}", address(speech, Some(body)))
}

/// Where its standing answers stand.
#[must_use]
pub fn questions_address(speech: Speech<'_>, body: &Named) -> String {
    format!("{}/questions", address(speech, Some(body)))
}
