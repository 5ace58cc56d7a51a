//! The applicant's own page, and the first step of withdrawing.

use maud::{Markup, html};

use super::pass::pass_card;
use super::{has_seat, occasion_card, pass_holds, state_word, watch};
use crate::applications::reading::Mine;
use crate::applications::record::{Application, Hall};
use crate::args;
use crate::language::{Multilingual, Speech, clock_time};
use crate::law::application_course::{ApplicationAct, ApplicationState};
use crate::law::session_course::{Access, SessionStatus};
use crate::sessions::{self, course_words};
use crate::web::Visit;
use crate::web::layout::{self, Head, translated};
use crate::web::signs::{self, Tone};

/// The applicant's own page.
#[must_use]
pub fn receipt(visit: &Visit, mine: &Mine) -> Markup {
    let speech = visit.speech();
    let (application, occasion) = (&mine.application, &mine.occasion);
    let zone = occasion.session.zone;
    let received = speech.date_time(zone.local(application.received_at.utc()));
    let status = sessions::now::status(&occasion.session, visit.now);
    let called_off = status == SessionStatus::Cancelled;
    let stands = withdrawable(application);
    let shut_out = occasion.session.access == Access::Closed;
    let content = html! {
        h1 { (speech.t("application-title")) }
        (course_words::notice(speech, &occasion.session, status))
        @if status == SessionStatus::Postponed && stands { p { (speech.t("application-stays-when-moved")) } }
        @if called_off && stands {
            p { (speech.t("application-of-cancelled")) }
        } @else if shut_out && stands {
            (signs::notice(Tone::Bad, html! { strong { (speech.t("session-closed-says")) } }))
            p { (speech.t("closing-letter-hall")) }
            p { (speech.t("closing-letter-application")) }
            p { (speech.t("complain-how")) }
        } @else {
            (state(speech, mine))
        }
        p { (speech.tf("app-received", &args! { "no" => application.number.as_str(), "datetime" => received })) }
        @if has_seat(application) && !called_off {
            div.with-aside {
                div.aside { (pass_card(visit, application)) }
                div.beside.flow {
                    (occasion_card(visit, occasion))
                    (pass_holds(speech, &occasion.session))
                    p { (speech.t("entry-note")) }
                    @if let Some(access) = &occasion.session.venue_access { p { (translated(visit.language, access)) } }
                    p { a href=(format!("/sessions/{}.ics?lang={}", occasion.session.id, visit.language.code())) { (speech.t("button-calendar-add")) } }
                }
            }
        } @else {
            (occasion_card(visit, occasion))
        }
        @if !called_off { (watch(speech, occasion)) }
        @if application.state == ApplicationState::Refused { p { (speech.t("complain-how")) } }
        @if stands {
            p { a.button-quiet href=(format!("/{}/applications/{}/withdraw", visit.language.code(), application.secret)) { (speech.t("withdraw-application")) } }
            p.hint { (speech.t("keep-this-address")) }
        }
    };
    layout::page(
        visit,
        &Head::titled(speech.t("application-title")),
        &content,
    )
}

fn withdrawable(application: &Application) -> bool {
    application.state.allows(ApplicationAct::Withdraw)
}

/// The state in a sentence; waiting never looks like being seated.
fn state(speech: Speech<'_>, mine: &Mine) -> Markup {
    let session = &mine.occasion.session;
    let start = session.zone.local(session.starts_at.utc());
    let place = |place: Option<&Multilingual>| {
        place
            .map(|place| place.in_language(speech.language()).0.to_owned())
            .unwrap_or_default()
    };
    let main = place(session.place.as_deref());
    let sentence = match (mine.application.state, mine.application.hall) {
        (ApplicationState::Waiting, _) => speech.tf(
            "app-waiting",
            &args! { "n" => mine.queue_place.unwrap_or(1) },
        ),
        (ApplicationState::Withdrawn, _) => speech.t("app-withdrawn"),
        (ApplicationState::MovedOnline, _) => speech.t("app-moved-online"),
        (ApplicationState::Refused, _) => speech.t("app-refused"),
        (ApplicationState::Incomplete, _) => speech.t("app-incomplete-here"),
        (_, Some(Hall::Overflow)) => {
            let overflow = place(mine.occasion.seating.overflow_place.as_deref());
            speech.tf(
                "app-overflow",
                &args! { "place" => if overflow.is_empty() { main } else { overflow } },
            )
        }
        (_, _) => {
            let time = clock_time(start.time());
            speech.tf("app-seat", &args! { "place" => main, "time" => time })
        }
    };
    let tone = match mine.application.state {
        ApplicationState::Waiting => Tone::Warn,
        ApplicationState::Withdrawn | ApplicationState::Refused => Tone::Bad,
        _ => Tone::Good,
    };
    signs::state(tone, state_word(speech, mine.application.state), sentence)
}

/// The first step of withdrawing: what it means.
#[must_use]
pub fn ask_withdrawal(visit: &Visit, mine: &Mine) -> Markup {
    let speech = visit.speech();
    let own = format!(
        "/{}/applications/{}",
        visit.language.code(),
        mine.application.secret
    );
    let content = html! {
        h1 { (speech.t("withdraw-application")) }
        (occasion_card(visit, &mine.occasion))
        @if withdrawable(&mine.application) {
            @let status = sessions::now::status(&mine.occasion.session, visit.now);
            p { (speech.t(if status == SessionStatus::Cancelled { "withdraw-means-cancelled" } else { "withdraw-means" })) }
            form method="post" action=(format!("{own}/withdraw")) {
                button.button-warning type="submit" { (speech.t("withdraw-confirm")) }
            }
        } @else {
            p { (speech.t("application-not-changeable")) }
        }
        p { a href=(own) { (speech.t("back-to-application")) } }
    };
    layout::page(
        visit,
        &Head::titled(speech.t("withdraw-application")),
        &content,
    )
}
