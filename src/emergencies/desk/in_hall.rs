//! Sessions that have begun and are to sit in the hall again while an emergency stands: what a person has to decide.

use maud::{Markup, html};

use crate::emergencies::InHall;
use crate::web::desk::{Right, SignedIn};
use crate::web::layout::translated;
use crate::web::signs::{self, Tone};

/// The section; nothing where there is none.
pub(super) fn section(desk: &SignedIn, sessions: &[InHall]) -> Markup {
    let speech = desk.visit.speech();
    html! {
        @if !sessions.is_empty() {
            (signs::titled_notice(Tone::Bad, "in-hall-title", html! {
                h2 id="in-hall-title" { (speech.t("emergency-in-hall")) }
                p { (speech.t("emergency-in-hall-says")) }
                ul { @for one in sessions { li { (line(desk, one)) } } }
            }))
        }
    }
}

fn line(desk: &SignedIn, one: &InHall) -> Markup {
    let speech = desk.visit.speech();
    let session = &one.session;
    html! {
        (translated(speech.language(), &session.title)) ", " (speech.date_time(session.zone.local(one.sits_at)))
        @if desk.person.can(Right::KeepSessions, session.body_id) {
            " " a href=(format!("/desk/sessions/{}/sittings", session.id)) { (speech.t("emergency-change-sittings")) }
        }
    }
}
