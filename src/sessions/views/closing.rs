//! What the public reads of what is closed: that it is, on which ground, by whose decision, until when; and that the rest
//! is open. Nothing else (CL-6).

use maud::{Markup, html};

use crate::args;
use crate::language::Speech;
use crate::law::Paragraph;
use crate::law::session_course::{Access, SessionStatus};
use crate::sessions::card::SessionCard;
use crate::sessions::closing::record::Closing;
use crate::sessions::closing::words;
use crate::sessions::desk::closing_form::label_of;
use crate::sessions::record::AgendaItem;
use crate::web::Visit;
use crate::web::layout::translated;
use crate::web::signs::{self, Tone};

/// The notices at the head of the announcement, one for each decision; nothing where all is open.
pub fn notice(visit: &Visit, card: &SessionCard) -> Markup {
    let speech = visit.speech();
    let whole = card.session.access == Access::Closed;
    let closed_by = card.closed_by();
    if closed_by.is_empty() {
        return html! { @if whole { (signs::notice(Tone::Bad, speech.t("session-closed-says"))) } };
    }
    let ground = args! { "ground" => grounds(speech, card).unwrap_or_default() };
    let basis = args! { "paragraph" => speech.t(&Paragraph::Rules4.key()) };
    html! {
        @if card.closed_part { (signs::notice(Tone::Warn, html! { strong { (speech.tf("closed-item-now", &ground)) } })) }
        @for (closing, items) in &closed_by { (of_decision(speech, card, (closing, items))) }
        @if !whole { p { (speech.t("closing-rest-is-open")) } }
        p.hint { (speech.tf("basis", &basis)) }
    }
}

/// On which grounds it is closed, or items of it; `None` where all is open.
pub fn grounds(speech: Speech<'_>, card: &SessionCard) -> Option<String> {
    let closed_by = card.closed_by();
    let each = closed_by.iter();
    let grounds: Vec<String> = each
        .map(|(closing, _)| words::said(speech, closing).0)
        .collect();
    (!grounds.is_empty()).then(|| speech.list(&grounds))
}

fn of_decision(
    speech: Speech<'_>,
    card: &SessionCard,
    (closing, items): (&Closing, &[&AgendaItem]),
) -> Markup {
    let over = matches!(card.status, SessionStatus::Held | SessionStatus::Cancelled);
    let (ground, decision) = words::said(speech, closing);
    let facts = args! { "items" => numbers(items), "ground" => ground, "decision" => decision };
    signs::notice(
        if closing.whole { Tone::Bad } else { Tone::Warn },
        html! {
            @if closing.whole {
                p { strong { (speech.t("session-closed-says")) } }
                p { (speech.tf("closed-notice", &facts)) }
                @if let Some(why) = closing.why_not_part.as_deref() {
                    p { (label_of(speech, "why_not_part")) ": " (translated(speech.language(), why)) }
                }
            } @else {
                p { strong { (speech.tf("closed-items-notice", &facts)) } }
            }
            @if closing.waits_for_its_vote() && !over { p { (speech.t("closing-vote-to-come-says")) } }
            p { (speech.tf("closing-until", &args! { "end" => words::end(speech, closing) })) }
        },
    )
}

/// At the head of the results: which part of them is restricted, named as such (CL-8); nothing where all was open.
pub fn of_results(speech: Speech<'_>, card: &SessionCard) -> Markup {
    html! {
        @for (closing, items) in card.closed_by() {
            @let key = if closing.whole { "closing-results-whole" } else { "closing-results-items" };
            @let facts = args! { "items" => numbers(&items), "ground" => words::said(speech, closing).0 };
            (signs::notice(Tone::Plain, speech.tf(key, &facts)))
        }
    }
}

fn numbers(items: &[&AgendaItem]) -> String {
    let numbers: Vec<&str> = items.iter().map(|item| item.number.as_str()).collect();
    numbers.join(", ")
}

/// Beside a session that is held closed, in a list.
pub fn ground_in_list(speech: Speech<'_>, card: &SessionCard) -> Markup {
    let whole = card.closings.iter().find(|one| one.whole);
    html! {
        @if let Some(closing) = whole {
            p.course-reason { (speech.tf("closing-ground", &args! { "ground" => words::said(speech, closing).0 })) }
        }
    }
}
