//! How to take part: the button and the seats, or why not and what to do instead.

use maud::{Markup, html};

use crate::args;
use crate::law::admission::{Bar, NotOpen, Verdict};
use crate::law::deadlines::Clock;
use crate::sessions::card::SessionCard;
use crate::web::Visit;
use crate::web::signs::{self, Tone};

/// The part of the card that says whether one can apply now.
pub fn part(visit: &Visit, card: &SessionCard) -> Markup {
    match &card.admission {
        Verdict::Open(clock) => open(visit, card, clock),
        Verdict::Barred(bar) => barred(visit, card, bar),
    }
}

fn open(visit: &Visit, card: &SessionCard, clock: &Clock) -> Markup {
    let speech = visit.speech();
    let session = &card.session;
    let until = speech.until(session.zone.local(clock.before));
    let zone = speech.zone_in_brackets(session.zone.0, clock.before);
    html! {
        p {
            a.button.button-wide href=(format!("/{}/sessions/{}/apply", visit.language.code(), session.id)) {
                (speech.t("button-apply"))
            }
        }
        p.hint { (speech.tf("cutoff-info", &args! { "datetime" => until, "zone" => zone })) }
        (seats(visit, card))
    }
}

/// A full hall refuses nobody (605-10): it says where the next applicant comes instead.
fn seats(visit: &Visit, card: &SessionCard) -> Markup {
    let speech = visit.speech();
    let seating = &card.seating;
    let left = card.seats_left().unwrap_or(0);
    let overflow = seating
        .overflow_capacity
        .saturating_sub(seating.overflow_seated);
    html! {
        @if left > 0 {
            p.seats { (speech.tf("seats-left", &args! { "n" => left })) }
        } @else {
            (signs::notice(Tone::Plain, html! {
                @if overflow > 0 {
                    p { (speech.tf("hall-full-overflow", &args! { "n" => overflow })) }
                } @else {
                    p { (speech.tf("hall-full", &args! { "waiting" => seating.waiting })) }
                }
                p.hint { (speech.t("hall-full-basis")) }
            }))
        }
    }
}

fn barred(visit: &Visit, card: &SessionCard, bar: &Bar) -> Markup {
    let speech = visit.speech();
    let session = &card.session;
    let sentence = match bar {
        Bar::CutoffPassed(clock) => {
            let passed = args! { "datetime" => speech.until(session.zone.local(clock.before)) };
            if session.format.has_broadcast() {
                speech.tf("cutoff-passed", &passed)
            } else {
                speech.tf("cutoff-passed-no-broadcast", &passed)
            }
        }
        Bar::OnlineOnly { .. } => speech.t("online-only"),
        // The notices at the head of the page have said it already.
        Bar::NotOpen(NotOpen::Cancelled | NotOpen::Closed | NotOpen::NotAnnounced) => {
            return html! {};
        }
        Bar::NotOpen(NotOpen::Held) => {
            let day = session.zone.local(card.clocks.results_before.utc());
            let until = speech.until(day);
            return html! {
                p { (speech.t("session-held-says")) }
                @if !card.body.exempt { p.hint { (speech.tf("results-due", &args! { "date" => until })) } }
            };
        }
    };
    let live = format!("/{}/sessions/{}/live", visit.language.code(), session.id);
    html! {
        (signs::notice(Tone::Plain, html! {
            p { (sentence) }
            p.hint { (speech.tf("basis", &args! { "paragraph" => speech.t(&bar.paragraph().key()) })) }
        }))
        @if session.broadcast_url.is_some() {
            p { a.button.button-wide href=(live) { (speech.t("button-watch")) } }
        }
    }
}
