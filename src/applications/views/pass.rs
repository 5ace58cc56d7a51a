//! The pass: for the person to carry, and as the guard's camera opens it.

use maud::{Markup, html};

use super::{has_seat, occasion_card, pass_holds, state_word};
use crate::applications::reading::Occasion;
use crate::applications::record::Application;
use crate::law::session_course::SessionStatus;
use crate::sessions::{self, course_words};
use crate::web::Visit;
use crate::web::layout::{self, Head};
use crate::web::qr::qr;
use crate::web::signs::{self, Tone};

/// The pass: number, seat, and a code for the guard's camera that shows nothing of the person.
pub(super) fn pass_card(visit: &Visit, application: &Application) -> Markup {
    let speech = visit.speech();
    let address = visit.url(&format!(
        "/{}/passes/{}",
        application.language.code(),
        application.pass
    ));
    html! {
        section.pass aria-labelledby="pass-title" {
            h2 id="pass-title" { (speech.t("pass-title")) }
            p.pass-number { (application.number) }
            (qr(&address, &speech.t("pass-picture")))
            p.hint { (speech.t("pass-hint")) }
        }
    }
}

/// What a scanned pass shows: that it is valid, for what, and nothing of the person.
#[must_use]
pub fn pass(visit: &Visit, application: &Application, occasion: &Occasion) -> Markup {
    let speech = visit.speech();
    let status = sessions::now::status(&occasion.session, visit.now);
    let sentence = if status == SessionStatus::Cancelled {
        "pass-cancelled"
    } else if has_seat(application) {
        "pass-valid"
    } else {
        "pass-void"
    };
    let content = html! {
        h1 { (speech.t("pass-title")) }
        (signs::state(if sentence == "pass-valid" { Tone::Good } else { Tone::Bad }, speech.t(sentence), ""))
        p.pass-number { (application.number) }
        @if status != SessionStatus::Cancelled { p { (state_word(speech, application.state)) } }
        @if sessions::now::is_in_emergency(&occasion.session) { p { (speech.t("emergency-says")) } }
        (course_words::notice(speech, &occasion.session, status))
        (occasion_card(visit, occasion))
        @if sentence == "pass-valid" { (pass_holds(speech, &occasion.session)) }
        p.hint {
            a href=(format!("/desk/passes/{}", application.pass)) rel="nofollow" { (speech.t("pass-for-guards")) }
        }
    };
    layout::page(visit, &Head::titled(speech.t("pass-title")), &content)
}
