//! What stands at the door, in words.

pub mod list;
pub mod paper;
pub mod pass;
pub mod print;
pub mod today;

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use maud::{Markup, html};

use super::actions::Refusal;
use super::record::{Entrant, Tally};
use super::verdict::Bar;
use crate::applications::record::Hall;
use crate::args;
use crate::database::Instant;
use crate::language::{Speech, clock_time};
use crate::law::application_course::ApplicationState;
use crate::law::session_course::SessionStatus;
use crate::sessions;
use crate::sessions::record::Session;
use crate::web::Problem;
use crate::web::desk::SignedIn;
use crate::web::problem::Refused;

/// A refusal as the edge shows it.
pub fn said(speech: Speech<'_>, refusal: Refusal) -> Problem {
    let (code, detail) = match refusal {
        Refusal::NotFound => return Problem::NotFound,
        Refusal::Broken(broken) => return broken.into(),
        Refusal::Barred(bar) => ("not_allowed", bar_in_words(speech, bar)),
        Refusal::Changed(_) => ("not_allowed", speech.t("door-changed")),
        Refusal::TooEarly => ("not_allowed", speech.t("door-too-early")),
    };
    Problem::Refused(Refused {
        code,
        status: StatusCode::CONFLICT,
        paragraph: None,
        detail,
        facts: BTreeMap::new(),
    })
}

/// What the guard is to do.
fn bar_in_words(speech: Speech<'_>, bar: Bar) -> String {
    speech.t(&format!("door-bar-{}", bar.as_str().replace('_', "-")))
}

fn state_word(speech: Speech<'_>, state: ApplicationState) -> String {
    let word = state.as_str().replace('_', "-");
    speech.t(&format!("application-state-{word}"))
}

/// Year of birth, number, seat: what is compared with the person who stands there.
fn marks(speech: Speech<'_>, entrant: &Entrant) -> Markup {
    html! {
        span.door-marks {
            @if let Some(year) = entrant.birth_year { (speech.tf("door-born", &args! { "year" => year.to_string() })) " · " }
            (entrant.number)
            @if let Some(seat) = seat(speech, entrant) { " · " (seat) }
        }
    }
}

/// `hall, seat 12`.
fn seat(speech: Speech<'_>, entrant: &Entrant) -> Option<String> {
    let key = match entrant.hall? {
        Hall::Main => "door-seat",
        Hall::Overflow => "door-seat-overflow",
    };
    Some(speech.tf(key, &args! { "seat" => entrant.seat?.to_string() }))
}

/// When somebody came, by the clock of the session; on one of several days with the date.
fn moment(speech: Speech<'_>, session: &Session, at: Instant) -> String {
    let local = session.zone.local(at.utc());
    if local.date() == session.local_date {
        clock_time(local.time())
    } else {
        speech.date_time(local)
    }
}

/// That somebody who came before comes in again, after a break of the same day or on another one.
fn back_in_words(desk: &SignedIn, session: &Session, at: Instant) -> String {
    let speech = desk.visit.speech();
    let came = session.zone.local(at.utc());
    let today = came.date() == session.zone.local(desk.visit.now).date();
    let key = if today {
        "door-back-today"
    } else {
        "door-back"
    };
    speech.tf(key, &args! { "datetime" => speech.date_time(came) })
}

/// `came 12 of 40`.
fn counts(speech: Speech<'_>, tally: Tally) -> String {
    let args = args! { "came" => tally.came, "expected" => tally.expected };
    speech.tf("door-counts", &args)
}

/// The person who knows what to do, with the telephone.
fn responsible(speech: Speech<'_>, session: &Session) -> Markup {
    let contact = &session.contact;
    let phone: String = contact
        .phone
        .chars()
        .filter(|one| one.is_ascii_digit() || *one == '+')
        .collect();
    html! {
        p.door-responsible {
            (speech.tf("door-responsible", &args! { "name" => contact.name.as_str() })) " "
            a.button-quiet href=(format!("tel:{phone}")) { (contact.phone) }
        }
    }
}

fn is_over(desk: &SignedIn, session: &Session) -> bool {
    sessions::now::status(session, desk.visit.now) == SessionStatus::Held
}
