//! The form by which an announced session breaks off and goes on later.

use chrono::{DateTime, NaiveDateTime, Utc};
use maud::{Markup, html};

use super::fields_view::Filled;
use super::form::{self, SEEN};
use super::reading::Reader;
use crate::language::Speech;
use crate::law::session_course::SessionStatus;
use crate::law::sittings::{Continuation, Sitting};
use crate::law::text_enum::text_enum;
use crate::sessions::actions::Adjournment;
use crate::sessions::record::Session;
use crate::sessions::sittings_words;
use crate::web::desk::Fields;
use crate::web::form::fault_of;
use crate::web::problem::FieldFault;
use crate::web::signs;

text_enum! {
    /// What is to become of the sittings.
    pub enum What {
        /// One more, after a break.
        Add = "add",
        /// The last one is at another time.
        Change = "change",
        /// The last one does not take place.
        Drop = "drop",
    }
}

/// Whether the last sitting is still to come, so that it can be another one or none.
#[must_use]
pub fn last_to_come(session: &Session, now: DateTime<Utc>) -> Option<Sitting> {
    let last = session.several().last().copied();
    last.filter(|last| session.zone.local(now) < last.starts)
}

/// The form as it begins: the break where it is known, else now; a sitting that is still to come as it was announced.
#[must_use]
pub fn begin(session: &Session, now: DateTime<Utc>) -> Fields {
    let mut fields = Fields::default();
    let mut moment = |name: &str, at: Option<NaiveDateTime>| {
        let day = at.map(|at| at.date().to_string());
        let time = at.map(|at| at.format("%H:%M").to_string());
        fields.add(format!("{name}-day"), day.unwrap_or_default());
        fields.add(format!("{name}-time"), time.unwrap_or_default());
    };
    let to_come = last_to_come(session, now);
    let local = session.zone.local(now);
    let ends = session.ends_at.map(|ends| session.zone.local(ends.utc()));
    let sits_now = session.status == SessionStatus::Live;
    moment("breaks", if sits_now { Some(local) } else { ends });
    moment("starts", to_come.map(|last| last.starts));
    moment("ends", to_come.map(|last| last.ends));
    let what = to_come.map_or(What::Add, |_| What::Change);
    fields.add("what", what.as_str());
    fields.add(SEEN, form::seen_field(session.updated_at));
    fields
}

/// Reads when it breaks off and goes on, and why.
///
/// # Errors
/// Everything that is wrong, each fault with its field.
pub fn read(
    speech: Speech<'_>,
    fields: &Fields,
    session: &Session,
) -> Result<Adjournment, Vec<FieldFault>> {
    let mut reader = Reader::of(speech, fields);
    let change = match reader.word("what") {
        None => None,
        Some(What::Add) => {
            let breaks = reader.moment("breaks");
            let next = sitting(&mut reader);
            breaks
                .zip(next)
                .map(|(breaks, next)| Continuation::Add { breaks, next })
        }
        Some(What::Change) => sitting(&mut reader).map(Continuation::Change),
        Some(What::Drop) => Some(Continuation::Drop),
    };
    let why = super::course_form::why(&mut reader);
    match (change, why) {
        (Some(change), Some(why)) if reader.faults.is_empty() => Ok(Adjournment {
            id: session.id,
            seen: form::seen(fields),
            change,
            why,
        }),
        _ => Err(reader.faults),
    }
}

/// An end without a day is on the day of the start; its time is always said.
fn sitting(reader: &mut Reader<'_>) -> Option<Sitting> {
    let starts = reader.moment("starts");
    let faults = reader.faults.len();
    let ends = reader.ends(starts.map(|starts| starts.date()));
    if ends.is_none() && reader.faults.len() == faults {
        reader.fault("ends-time", "time");
    }
    let (starts, ends) = starts.zip(ends)?;
    Some(Sitting { starts, ends })
}

/// The fields.
#[must_use]
pub fn view(
    speech: Speech<'_>,
    (session, now): (&Session, DateTime<Utc>),
    fields: &Fields,
    faults: &[FieldFault],
) -> Markup {
    let filled = Filled {
        speech,
        fields,
        faults,
        focus: None,
    };
    // What was chosen stays chosen, with its fault, also where it is possible no more.
    let chosen = fields.text("what").parse::<What>().ok();
    let choose = last_to_come(session, now).is_some() || chosen != Some(What::Add);
    html! {
        @if choose { (choice(speech, chosen, faults)) } @else { input type="hidden" name="what" value=(What::Add); }
        fieldset.group {
            legend { h2 { (speech.t("sittings-break")) } }
            @if choose { p.hint { (speech.t("sittings-break-hint")) } }
            div.side-by-side {
                (filled.line("breaks-day", "date", None))
                (filled.line("breaks-time", "time", None))
            }
        }
        fieldset.group {
            legend { h2 { (speech.t("sittings-next")) } }
            div.side-by-side {
                (filled.line("starts-day", "date", None))
                (filled.line("starts-time", "time", None))
            }
            div.side-by-side {
                (filled.line("ends-day", "date", Some("sittings-hint-ends-day")))
                (filled.line("ends-time", "time", Some("sittings-hint-ends-time")))
            }
        }
        (super::course_form::reason(&filled))
    }
}

fn choice(speech: Speech<'_>, chosen: Option<What>, faults: &[FieldFault]) -> Markup {
    let fault = fault_of(faults, "what");
    html! {
        fieldset.choices.field-wrong[fault.is_some()] id="field-what" tabindex="-1" {
            legend { (speech.t("editor-field-what")) }
            @if let Some(fault) = fault {
                p.fault id="fault-what" { span.visually-hidden { (speech.t("form-fault")) " " } (fault.message) }
            }
            @for what in What::ALL {
                @let id = format!("field-what-{what}");
                div.checkbox {
                    input id=(id) name="what" type="radio" value=(what) checked[chosen == Some(*what)]
                        aria-describedby=[fault.map(|_| "fault-what")];
                    label for=(id) { (speech.t(&format!("sittings-what-{what}"))) }
                }
            }
        }
    }
}

/// The sittings as they stand, as rows of a list of facts.
#[must_use]
pub fn as_announced(speech: Speech<'_>, session: &Session) -> Markup {
    let starts = session.zone.local(session.starts_at.utc());
    signs::facts(html! {
        @if session.several().is_empty() {
            dt { (speech.t("label-start")) } dd { (speech.date_time_with_weekday(starts)) }
            @if let Some(ends) = session.ends_at {
                dt { (speech.t("label-end")) }
                dd { (speech.date_time_with_weekday(session.zone.local(ends.utc()))) }
            }
        } @else {
            (sittings_words::facts(speech, session))
        }
    })
}
