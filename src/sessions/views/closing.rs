//! What the public reads of what is closed: that it is, on which ground, by whose decision, until when; and that the rest
//! is open. Nothing else (CL-6).

use maud::{Markup, html};

use crate::args;
use crate::language::Speech;
use crate::law::Paragraph;
use crate::law::session_course::Access;
use crate::sessions::card::SessionCard;
use crate::sessions::closing::words;
use crate::sessions::desk::closing_form::label_of;
use crate::web::Visit;
use crate::web::layout::translated;

/// The notice at the head of the announcement; nothing where all is open.
pub fn notice(visit: &Visit, card: &SessionCard) -> Markup {
    let speech = visit.speech();
    let whole = card.session.access == Access::Closed;
    let Some(closing) = &card.closing else {
        return html! { @if whole { p.notice.notice-bad { (speech.t("session-closed-says")) } } };
    };
    let (ground, decision) = words::said(speech, closing);
    let facts = args! { "items" => numbers(card), "ground" => ground, "decision" => decision };
    let basis = args! { "paragraph" => speech.t(&Paragraph::Rules4.key()) };
    let ground = args! { "ground" => words::said(speech, closing).0 };
    html! {
        @if card.closed_part { p.notice.notice-warn { strong { (speech.tf("closed-item-now", &ground)) } } }
        div.notice.notice-bad[whole].notice-warn[!whole] {
            @if whole {
                p { strong { (speech.t("session-closed-says")) } }
                p { (speech.tf("closed-notice", &facts)) }
                @if let Some(why) = closing.why_not_part.as_deref() {
                    p { (label_of(speech, "why_not_part")) ": " (translated(speech.language(), why)) }
                }
            } @else {
                p { strong { (speech.tf("closed-items-notice", &facts)) } }
                p { (speech.t("closing-rest-is-open")) }
            }
            p { (speech.tf("closing-until", &args! { "end" => words::end(speech, closing) })) }
            p.hint { (speech.tf("basis", &basis)) }
        }
    }
}

/// At the head of the results: which part of them is restricted, named as such (CL-8); nothing where all was open.
pub fn of_results(speech: Speech<'_>, card: &SessionCard) -> Markup {
    let whole = card.session.access == Access::Closed;
    let key = if whole {
        "closing-results-whole"
    } else {
        "closing-results-items"
    };
    html! {
        @if let Some(closing) = &card.closing {
            @let facts = args! { "items" => numbers(card), "ground" => words::said(speech, closing).0 };
            p.notice { (speech.tf(key, &facts)) }
        }
    }
}

fn numbers(card: &SessionCard) -> String {
    let closed = card
        .agenda
        .iter()
        .filter(|item| item.access == Access::Closed);
    let numbers: Vec<&str> = closed.map(|item| item.number.as_str()).collect();
    numbers.join(", ")
}

/// Beside a session that is held closed, in a list.
pub fn ground_in_list(speech: Speech<'_>, card: &SessionCard) -> Markup {
    let whole = card.session.access == Access::Closed;
    html! {
        @if let Some(closing) = card.closing.as_ref().filter(|_| whole) {
            p.course-reason { (speech.tf("closing-ground", &args! { "ground" => words::said(speech, closing).0 })) }
        }
    }
}
