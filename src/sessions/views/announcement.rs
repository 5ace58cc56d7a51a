//! One session: what, when, where, who answers for it, how to take part (605-8).

use chrono::{Datelike as _, NaiveDateTime, TimeDelta};
use maud::{Markup, html};

use super::{
    access_badge, agenda, attending, broadcast, clocks, closing, feeds, status_badge, structured,
};
use crate::args;
use crate::language::{Language, Speech, clock_time};
use crate::law::session_course::{Access, SessionStatus};
use crate::sessions::card::SessionCard;
use crate::sessions::course_words;
use crate::sessions::emergency_words;
use crate::sessions::feeds::address::Feed;
use crate::sessions::record::Contact;
use crate::sessions::sittings_words;
use crate::web::Visit;
use crate::web::layout::{self, Head, translated};
use crate::web::reach;
use crate::web::signs::{self, Tone};

/// The page at `/{l}/sessions/{id}`.
#[must_use]
pub fn page(visit: &Visit, card: &SessionCard) -> Markup {
    page_under(visit, card, &html! {})
}

/// The same page under a banner, as its preview has one.
#[must_use]
pub fn page_under(visit: &Visit, card: &SessionCard, banner: &Markup) -> Markup {
    let (title, _) = card.session.title.in_language(visit.language);
    let head = if card.status.is_public() && card.session.announced_at.is_some() {
        let says = description(visit, card);
        let data = structured::event(visit, card, &says);
        Head::public(title.to_owned(), says).about(data)
    } else {
        Head::titled(title.to_owned())
    };
    let content = html! { (banner) (article(visit, card, Place::Page)) };
    layout::page(visit, &head, &content)
}

/// Where an announcement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// On a page of its own: its title is the page's.
    Page,
    /// Within a page that has a title of its own.
    Within,
}

/// The announcement.
#[must_use]
pub fn article(visit: &Visit, card: &SessionCard, place: Place) -> Markup {
    let speech = visit.speech();
    let session = &card.session;
    let title = translated(visit.language, &session.title);
    let (body, _) = card.body_name.in_language(visit.language);
    html! {
        article.announcement {
            header.announcement-head {
                p.kicker {
                    a href=(format!("/{}/bodies/{}", visit.language.code(), card.body.slug)) {
                        (translated(visit.language, &card.body_name))
                    }
                }
                @if place == Place::Page { h1 { (title) } } @else { h2.as-title { (title) } }
                p.badges {
                    (status_badge(speech, card.status))
                    (access_badge(speech, session.access))
                }
            }
            (notices(visit, card))
            (results(visit, card))
            div.with-aside {
                div.aside { (when_and_where(visit, card)) }
                div.beside.stack {
                    (agenda::section(visit, card))
                    @if card.status != SessionStatus::Cancelled {
                        (how_to_come(visit, card))
                        (broadcast::card(visit, card))
                    }
                    (responsible(visit, &session.contact))
                    (clocks::section(visit, card))
                }
            }
            (feeds::subscribe(visit, &Feed::Body(card.body.slug.clone()), &feeds::title_of(speech, body), &[("body", &card.body.slug)]))
            (stamps(visit, card))
        }
    }
}

/// A session in one sentence, for search engines and previews: whose, when, where, until when one can apply.
#[must_use]
pub fn description(visit: &Visit, card: &SessionCard) -> String {
    let speech = visit.speech();
    let (body, _) = card.body_name.in_language(visit.language);
    let starts = speech.date_time(card.starts_locally());
    let place = card.session.place.as_ref();
    let place = place.map(|place| place.in_language(visit.language).0);
    [Some(body), Some(starts.as_str()), place]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(". ")
}

/// What must be known before anything else.
fn notices(visit: &Visit, card: &SessionCard) -> Markup {
    let speech = visit.speech();
    let session = &card.session;
    html! {
        (course_words::notice(speech, session, card.status))
        (emergency_words::notice(speech, card, visit.now))
        (sittings_words::notice(speech, session, card.status, visit.now))
        @if broadcast::is_under_way(card) {
            (broadcast::notice(visit, card))
        } @else if card.status == SessionStatus::Live && !sittings_words::is_break(session, visit.now) {
            (signs::notice(Tone::Good, speech.t("session-live-says")))
        }
        (closing::notice(visit, card))
        @if session.announced_in_time == Some(false) && !card.body.exempt { (signs::notice(Tone::Warn, lateness(speech, card))) }
    }
}

/// The way to its results, once it has begun; what they say is of a slice above.
fn results(visit: &Visit, card: &SessionCard) -> Markup {
    let speech = visit.speech();
    let session = &card.session;
    let has_begun = matches!(card.status, SessionStatus::Live | SessionStatus::Held);
    let last_moment = card.clocks.results_before.utc() - TimeDelta::microseconds(1);
    let day = speech.date(session.zone.local(last_moment).date());
    html! {
        @if has_begun {
            section.card aria-labelledby="results-title" {
                h2 id="results-title" { (speech.t("results-title")) }
                @if !card.results.is_empty() { p { (speech.t("status-results-published")) } }
                @if session.owes_results() && !card.body.exempt { p { (speech.tf("results-due", &args! { "date" => day })) } }
                p {
                    a href=(format!("/{}/sessions/{}/results", visit.language.code(), session.id)) {
                        (speech.t("results-open"))
                    }
                }
            }
        }
    }
}

fn lateness(speech: Speech<'_>, card: &SessionCard) -> String {
    match &card.session.late_reason {
        Some(reason) => speech.tf(
            "published-late",
            &args! { "reason" => without_stop(reason) },
        ),
        None => speech.t("published-late-unexplained"),
    }
}

/// The sentence that it ends brings its own full stop.
fn without_stop(text: &str) -> &str {
    text.trim_end_matches('.')
}

fn when_and_where(visit: &Visit, card: &SessionCard) -> Markup {
    let speech = visit.speech();
    let session = &card.session;
    let start = session.starts_at.utc();
    let local = card.starts_locally();
    let ends = session.ends_at.map(|ends| session.zone.local(ends.utc()));
    // Of one with breaks the hours of the first sitting; all of them follow.
    let ends = session
        .several()
        .first()
        .map_or(ends, |first| Some(first.ends));
    html! {
        section.card aria-labelledby="when-title" {
            h2.visually-hidden id="when-title" { (speech.t("section-when")) }
            p.when {
                time datetime=(session.zone.rfc3339(start)) {
                    (speech.date(local.date())) br;
                    (speech.weekday(local.weekday())) ", " (hours(speech, local, ends))
                }
                br; span.soft { (speech.zone_label(session.zone.0, start)) }
            }
            (signs::facts(html! {
                (sittings_words::facts(speech, session))
                @if let Some(ends) = ends.filter(|ends| ends.date() != local.date() && session.several().is_empty()) {
                    dt { (speech.t("label-end")) } dd { (speech.date_time_with_weekday(ends)) }
                }
                @if let Some(place) = &session.place {
                    dt { (speech.t("label-place")) } dd { (translated(visit.language, place)) }
                }
                dt { (speech.t("format")) }
                dd {
                    (speech.t(&format!("format-{}", session.format.as_str())))
                    @if let Some(reason) = &session.format_reason {
                        p.hint { (speech.tf("format-reason", &args! { "reason" => reason.as_str() })) }
                    }
                }
                dt { (speech.t("label-languages")) } dd { (languages(speech, &session.languages)) }
            }))
            (attending::part(visit, card))
            @if card.status != SessionStatus::Held && card.status != SessionStatus::Cancelled {
                p {
                    a.button-quiet.button-wide
                        href=(format!("/sessions/{}.ics?lang={}", session.id, visit.language.code())) {
                        (speech.t("button-calendar-add"))
                    }
                }
            }
        }
    }
}

/// `10:00`, and until when where the session ends on the same day.
fn hours(speech: Speech<'_>, starts: NaiveDateTime, ends: Option<NaiveDateTime>) -> String {
    let from = clock_time(starts.time());
    match ends.filter(|ends| ends.date() == starts.date()) {
        Some(ends) => speech.tf(
            "time-from-to",
            &args! { "from" => from, "to" => clock_time(ends.time()) },
        ),
        None => from,
    }
}

fn languages(speech: Speech<'_>, languages: &[Language]) -> String {
    let names: Vec<String> = languages
        .iter()
        .map(|language| speech.t(&format!("language-name-{}", language.code())))
        .collect();
    speech.list(&names)
}

fn how_to_come(visit: &Visit, card: &SessionCard) -> Markup {
    let speech = visit.speech();
    let session = &card.session;
    let open_hall = session.format.has_hall() && session.access == Access::Open;
    html! {
        @if open_hall {
            section.flow aria-labelledby="come-title" {
                h2 id="come-title" { (speech.t("section-how-to-come")) }
                @if let Some(access) = &session.venue_access { p { (translated(visit.language, access)) } }
                p { (speech.t("entry-note")) }
                @if session.format.has_broadcast() { p { (speech.t("filming")) } }
            }
        }
    }
}

fn responsible(visit: &Visit, contact: &Contact) -> Markup {
    let speech = visit.speech();
    html! {
        section aria-labelledby="contact-title" {
            h2 id="contact-title" { (speech.t("label-responsible-person")) }
            p { strong { (contact.name) } }
            p.hint { (translated(visit.language, &contact.position)) }
            (reach::by(Some(&contact.phone), Some(&contact.email)))
        }
    }
}

fn stamps(visit: &Visit, card: &SessionCard) -> Markup {
    let speech = visit.speech();
    let session = &card.session;
    let stamp = |key: &str, instant: crate::database::Instant| {
        let local = session.zone.local(instant.utc());
        speech.tf(key, &args! { "datetime" => speech.date_time(local) })
    };
    html! {
        footer.stamps {
            @if let Some(announced_at) = session.announced_at { p { (stamp("stamp-published", announced_at)) } }
            p { (stamp("stamp-updated", session.updated_at)) }
            @if session.revision > 1 {
                p { (speech.tf("stamp-revision", &args! { "n" => session.revision })) }
            }
            p {
                a href=(format!("/{}/sessions/{}/history", visit.language.code(), session.id)) {
                    (speech.t("history-title"))
                }
            }
            p.on-paper { (visit.url(&visit.path_and_query)) }
        }
    }
}
