//! The legal clocks of a session as dates, each with its paragraph.

use chrono::{DateTime, TimeDelta, Utc};
use maud::{Markup, html};

use crate::args;
use crate::database::Instant;
use crate::language::Speech;
use crate::law::Paragraph;
use crate::law::deadlines::SessionKind;
use crate::law::session_course::{Access, SessionStatus};
use crate::sessions::card::SessionCard;
use crate::web::Visit;

/// The section with the clocks: announced in time or late, apply until, results until. What was called off has nothing
/// more to come.
pub fn section(visit: &Visit, card: &SessionCard) -> Markup {
    let speech = visit.speech();
    let clocks = &card.clocks;
    let takes_place = card.status != SessionStatus::Cancelled;
    let has_seats =
        takes_place && card.session.format.has_hall() && card.session.access == Access::Open;
    html! {
        section aria-labelledby="clocks-title" {
            h2 id="clocks-title" { (speech.t("label-deadlines")) }
            ul.clocks {
                (announced(visit, card))
                @if has_seats {
                    (clock(visit, card, "clock-apply-label", clocks.apply_before, Paragraph::Rules9))
                    (clock(visit, card, "clock-apply-by-hand-label", clocks.apply_by_hand_before, Paragraph::Rules9))
                }
                @if takes_place {
                    (clock(visit, card, "clock-results-label", clocks.results_before, Paragraph::Rules14))
                }
            }
            @if clocks.uncertain && takes_place { p.hint { (speech.t("calendar-uncertain")) } }
        }
    }
}

fn announced(visit: &Visit, card: &SessionCard) -> Markup {
    let speech = visit.speech();
    let session = &card.session;
    let in_time = session.announced_in_time.unwrap_or(true);
    let (word, class) = if in_time {
        ("timeliness-on-time", "badge badge-in-time")
    } else {
        ("timeliness-late", "badge badge-late")
    };
    let before = speech.until(session.zone.local(card.clocks.announce_before.utc()));
    html! {
        li {
            div.clock-head {
                h3 { (speech.t("clock-announce-label")) }
                span class=(class) { (speech.t(word)) }
            }
            @if let Some(announced_at) = session.dated_at() {
                @let local = session.zone.local(announced_at.utc());
                p { (speech.tf("clock-announced-at", &args! { "datetime" => speech.date_time(local) })) }
            }
            p { (speech.tf("clock-last", &args! { "datetime" => before })) }
            p.hint { (bases(speech, &paragraphs_of_announcing(card))) }
        }
    }
}

/// What binds the body to announce in time: the Rules or the Standard, and the law on maslikhats beside them.
fn paragraphs_of_announcing(card: &SessionCard) -> Vec<Paragraph> {
    let body = &card.body;
    let own = if body.rules_605 {
        Some(Paragraph::Rules8)
    } else {
        body.card().basis().ok().map(|(_, paragraph)| paragraph)
    };
    let maslikhat = matches!(
        card.session.kind,
        SessionKind::MaslikhatOrdinary | SessionKind::MaslikhatExtraordinary
    );
    let beside = maslikhat.then_some(Paragraph::LocalGovernment10_3);
    own.into_iter().chain(beside).collect()
}

fn clock(
    visit: &Visit,
    card: &SessionCard,
    label: &str,
    before: Instant,
    paragraph: Paragraph,
) -> Markup {
    let speech = visit.speech();
    let zone = card.session.zone;
    let before = before.utc();
    html! {
        li {
            div.clock-head {
                h3 { (speech.t(label)) }
                span.soft { (far_off(visit, card, before)) }
            }
            p {
                time datetime=(zone.rfc3339(before)) {
                    (speech.tf("clock-last", &args! { "datetime" => speech.until(zone.local(before)) }))
                }
            }
            p.hint { (bases(speech, &[paragraph])) }
        }
    }
}

/// "In 3 days", counted to the last day on which the act is in time; or that the time is over.
fn far_off(visit: &Visit, card: &SessionCard, before: DateTime<Utc>) -> String {
    let speech = visit.speech();
    if visit.now >= before {
        return speech.t("clock-over");
    }
    let zone = card.session.zone;
    let last_day = zone.local(before - TimeDelta::microseconds(1)).date();
    speech.days_left(zone.local(visit.now).date(), last_day)
}

fn bases(speech: Speech<'_>, paragraphs: &[Paragraph]) -> String {
    let cited: Vec<String> = paragraphs
        .iter()
        .map(|paragraph| speech.t(&paragraph.key()))
        .collect();
    speech.tf("basis", &args! { "paragraph" => speech.list(&cited) })
}
