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

/// The section with the clocks: announced in time or late, apply until, results until. What was called off has nothing
/// more to come.
pub fn section(visit: &Visit, card: &SessionCard) -> Markup {
    let speech = visit.speech();
    let clocks = &card.clocks;
    let takes_place = card.status != SessionStatus::Cancelled;
    let is_draft = card.status == SessionStatus::Draft;
    let has_seats = takes_place
        && !is_draft
        && card.session.format.has_hall()
        && card.session.access == Access::Open;
    html! {
        section aria-labelledby="clocks-title" {
            h2 id="clocks-title" { (speech.t("label-deadlines")) }
            @if card.body.exempt { (without_duties(speech, card)) }
            ul.clocks {
                @if !card.body.exempt { (announced(visit, card)) }
                @if has_seats {
                    (clock(visit, card, "clock-apply-label", clocks.apply_before, Paragraph::Rules9))
                    (clock(visit, card, "clock-apply-by-hand-label", clocks.apply_by_hand_before, Paragraph::Rules9))
                }
                @if takes_place && !card.body.exempt {
                    (clock(visit, card, "clock-results-label", clocks.results_before, Paragraph::Rules14))
                }
            }
            @if clocks.uncertain && takes_place { p.hint { (speech.t("calendar-uncertain")) } }
        }
    }
}

/// Why a body has no deadlines of its own. Whoever relied on the announcement keeps the time to apply.
fn without_duties(speech: Speech<'_>, card: &SessionCard) -> Markup {
    html! {
        p.notice { (speech.t("body-exempt")) ". " (speech.t("exempt-no-deadlines")) }
        @if let Some(basis) = &card.body.exempt_basis {
            p.hint { (speech.tf("basis", &args! { "paragraph" => basis.trim_end_matches('.') })) }
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
            @let two = announce_clocks::both(card);
            @if two.is_empty() {
                p { (speech.tf("clock-last", &args! { "datetime" => before })) }
                p.hint { (bases(speech, &announce_clocks::paragraphs(card))) }
            } @else {
                (beside_each_other(speech, card, &two))
            }
        }
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
