//! The legal clocks of a session as dates, each with its paragraph.

use chrono::{DateTime, TimeDelta, Utc};
use maud::{Markup, html};

use crate::args;
use crate::database::Instant;
use crate::language::Speech;
use crate::law::Paragraph;
use crate::law::session_course::{Access, SessionStatus};
use crate::sessions::announce_clocks::{self, AnnounceClock};
use crate::sessions::card::SessionCard;
use crate::sessions::clock_words;
use crate::web::Visit;
use crate::web::signs::{self, Tone, When};

/// One step of the session's time.
struct Step {
    at: DateTime<Utc>,
    title: String,
    beside: Markup,
    says: Markup,
}

/// The section with the clocks and the session among them, in the order of their time: announced in time or late, apply
/// until, the session, results until. What was called off has nothing more to come.
pub fn section(visit: &Visit, card: &SessionCard) -> Markup {
    let speech = visit.speech();
    let mut steps = steps(visit, card);
    steps.sort_by_key(|step| step.at);
    let next = steps.iter().position(|step| visit.now < step.at);
    let when = |number: usize| match next {
        Some(next) if number == next => When::Next,
        Some(next) if number > next => When::ToCome,
        _ => When::Over,
    };
    html! {
        section aria-labelledby="clocks-title" {
            h2 id="clocks-title" { (speech.t("label-deadlines")) }
            @if card.body.exempt { (without_duties(speech, card)) }
            @if !steps.is_empty() {
                (signs::timeline(html! {
                    @for (number, step) in steps.iter().enumerate() {
                        (signs::step(when(number), &step.title, &step.beside, &step.says))
                    }
                }))
            }
            @if card.clocks.uncertain && card.status != SessionStatus::Cancelled {
                p.hint { (speech.t("calendar-uncertain")) }
            }
        }
    }
}

fn steps(visit: &Visit, card: &SessionCard) -> Vec<Step> {
    let clocks = &card.clocks;
    let takes_place = card.status != SessionStatus::Cancelled;
    let is_draft = card.status == SessionStatus::Draft;
    let is_open = card.session.access == Access::Open;
    let has_seats = takes_place && !is_draft && card.session.format.has_hall() && is_open;
    let mut steps = Vec::new();
    if !card.body.exempt {
        steps.push(announced(visit, card));
    }
    if has_seats {
        let by_hand = ("clock-apply-by-hand-label", clocks.apply_by_hand_before);
        let electronic = ("clock-apply-label", clocks.apply_before);
        steps.extend(
            [by_hand, electronic].map(|clock| until(visit, card, clock, Paragraph::Rules9)),
        );
    }
    if takes_place {
        steps.push(begins(visit, card));
    }
    if takes_place && !card.body.exempt {
        let results = ("clock-results-label", clocks.results_before);
        steps.push(until(visit, card, results, Paragraph::Rules14));
    }
    steps
}

/// The session itself.
fn begins(visit: &Visit, card: &SessionCard) -> Step {
    let speech = visit.speech();
    let zone = card.session.zone;
    let at = card.session.starts_at.utc();
    let day = |instant| zone.local(instant).date();
    Step {
        at,
        title: speech.t("label-start"),
        beside: html! {
            @if visit.now < at { span.soft { (speech.days_left(day(visit.now), day(at))) } }
        },
        says: html! { p { time datetime=(zone.rfc3339(at)) { (speech.date_time_with_weekday(zone.local(at))) } } },
    }
}

/// Why a body has no deadlines of its own. Whoever relied on the announcement keeps the time to apply.
fn without_duties(speech: Speech<'_>, card: &SessionCard) -> Markup {
    html! {
        (signs::notice(Tone::Plain, html! { (speech.t("body-exempt")) ". " (speech.t("exempt-no-deadlines")) }))
        @if let Some(basis) = &card.body.exempt_basis {
            p.hint { (speech.tf("basis", &args! { "paragraph" => basis.trim_end_matches('.') })) }
        }
    }
}

fn announced(visit: &Visit, card: &SessionCard) -> Step {
    let speech = visit.speech();
    let session = &card.session;
    let in_time = session.announced_in_time.unwrap_or(true);
    let word = if in_time {
        "timeliness-on-time"
    } else {
        "timeliness-late"
    };
    let before = speech.until(session.zone.local(card.clocks.announce_before.utc()));
    let two = announce_clocks::both(card);
    let announced_at = session.dated_at();
    Step {
        at: announced_at.unwrap_or(card.clocks.announce_before).utc(),
        title: speech.t("clock-announce-label"),
        beside: signs::badge(Tone::in_time(in_time), speech.t(word)),
        says: html! {
            @if let Some(at) = announced_at {
                @let local = session.zone.local(at.utc());
                p { (speech.tf("clock-announced-at", &args! { "datetime" => speech.date_time(local) })) }
            }
            @if two.is_empty() {
                p { (speech.tf("clock-last", &args! { "datetime" => before })) }
                p.hint { (bases(speech, &announce_clocks::paragraphs(card))) }
            } @else {
                (beside_each_other(speech, card, &two))
            }
        },
    }
}

/// The two clocks of a maslikhat session, and which of them governs: the earlier.
fn beside_each_other(speech: Speech<'_>, card: &SessionCard, two: &[AnnounceClock]) -> Markup {
    let zone = card.session.zone;
    html! {
        ul.two-clocks {
            @for one in two {
                @let before = one.before.utc();
                li {
                    p {
                        (clock_words::label(speech, one.name)) ". "
                        time datetime=(zone.rfc3339(before)) {
                            (speech.tf("clock-last", &args! { "datetime" => speech.until(zone.local(before)) }))
                        }
                    }
                    p.hint { (bases(speech, &[one.paragraph])) }
                    @if one.governs { p { strong { (speech.t("clock-governs")) } } }
                }
            }
        }
    }
}

fn until(
    visit: &Visit,
    card: &SessionCard,
    (label, before): (&str, Instant),
    paragraph: Paragraph,
) -> Step {
    let speech = visit.speech();
    let zone = card.session.zone;
    let before = before.utc();
    Step {
        at: before,
        title: speech.t(label),
        beside: html! { span.soft { (far_off(visit, card, before)) } },
        says: html! {
            p {
                time datetime=(zone.rfc3339(before)) {
                    (speech.tf("clock-last", &args! { "datetime" => speech.until(zone.local(before)) }))
                }
            }
            p.hint { (bases(speech, &[paragraph])) }
        },
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
