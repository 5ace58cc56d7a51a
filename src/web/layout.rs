//! The frame of every page: skip link, name of the office, language, ways, notices, foot.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use maud::{DOCTYPE, Markup, html};

use super::assets;
use super::head::of_page as head_of;
pub use super::head::{Alternate, Head, of_desk as head_of_desk, of_stand as head_of_stand};
use super::view;
use super::visit::Visit;
use crate::app::Mode;
use crate::args;
use crate::language::{Language, Multilingual};
use crate::law::deadlines::zone::end_of_day;

/// Where the time is told that belongs to no body.
pub const CAPITAL_ZONE: Tz = Tz::Asia__Almaty;

/// Today in the capital, by which lists say "today", and the midnight at which that is over.
#[must_use]
pub fn today_in_the_capital(now: DateTime<Utc>) -> (NaiveDate, DateTime<Utc>) {
    let today = now.with_timezone(&CAPITAL_ZONE).date_naive();
    (today, end_of_day(CAPITAL_ZONE, today))
}

/// A whole page around `content`, which begins with the page's one `h1`.
#[must_use]
pub fn page(visit: &Visit, head: &Head, content: &Markup) -> Markup {
    let speech = visit.speech();
    let code = visit.language.code();
    html! {
        (DOCTYPE)
        html lang=(code) data-view=[visit.view.mark()] {
            (head_of(visit, head))
            body {
                a.skip-link href="#content" { (speech.t("skip-to-content")) }
                (demo_note(visit))
                header.site-header {
                    div.frame {
                        a.site-name href=(format!("/{code}/")) {
                            img src=(assets::path(assets::ICON)) alt="" width="32" height="32";
                            (speech.t("site-name"))
                        }
                        nav.languages aria-label=(speech.t("choose-language")) {
                            ul { @for language in Language::ALL { li { (language_link(visit, language)) } } }
                        }
                        (view::link(visit))
                        nav.ways aria-label=(speech.t("site-ways")) {
                            ul { @for way in WAYS { li { (way_link(visit, way)) } } }
                        }
                    }
                }
                main.frame id="content" { (content) }
                footer.site-footer {
                    div.frame {
                        p { (speech.t("site-foot")) }
                        ul.foot-ways {
                            @for (word, way) in FOOT_WAYS {
                                li { a href=(format!("/{code}{way}")) { (speech.t(word)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Says, in the demo, that the office is invented and, where its clock was set, to what; with the way to the walk.
#[must_use]
pub fn demo_note(visit: &Visit) -> Markup {
    let address = format!("/{}/demo", visit.language.code());
    noted(
        visit,
        &html! { " " a href=(address) { (visit.speech().t("guide-link")) } },
    )
}

/// The same on a screen that nobody touches.
#[must_use]
pub fn demo_note_of_stand(visit: &Visit) -> Markup {
    noted(visit, &html! {})
}

fn noted(visit: &Visit, way: &Markup) -> Markup {
    let speech = visit.speech();
    html! {
        @if visit.app.mode == Mode::Demo { aside.demo-note aria-label=(speech.t("demo-label")) {
            p.frame {
                (speech.t("demo-note"))
                @if let Some(set_to) = visit.app.clock.set_to() {
                    @let local = set_to.with_timezone(&CAPITAL_ZONE).naive_local();
                    " "
                    (speech.tf("demo-clock", &args! {
                        "datetime" => speech.date_time(local),
                        "zone" => speech.zone_in_brackets(CAPITAL_ZONE, set_to),
                    }))
                }
                (way)
            }
        } }
    }
}

/// The main ways through the public pages: the word and what follows the language in the address.
const WAYS: [(&str, &str); 4] = [
    ("way-sessions", "/"),
    ("way-calendar", "/calendar"),
    ("way-bodies", "/bodies"),
    ("way-openness", "/openness"),
];

/// What stands at the foot of each page, in the same order.
const FOOT_WAYS: [(&str, &str); 4] = [
    ("help-attending-title", "/help"),
    ("subscription-title", "/subscribe"),
    ("help-access-title", "/accessibility"),
    ("help-privacy-title", "/privacy"),
];

fn way_link(visit: &Visit, (word, way): (&str, &str)) -> Markup {
    let path = visit.path_and_query.split('?').next().unwrap_or_default();
    let rest = path
        .trim_start_matches('/')
        .split_once('/')
        .map_or("", |(_, rest)| rest);
    let here = match way.trim_start_matches('/') {
        "" => rest.is_empty() || rest.starts_with("sessions/"),
        way => rest.split('/').next() == Some(way),
    };
    html! {
        a href=(format!("/{}{way}", visit.language.code())) aria-current=[here.then_some("true")] {
            (visit.speech().t(word))
        }
    }
}

/// This page in another language.
#[must_use]
pub fn language_link(visit: &Visit, language: Language) -> Markup {
    let code = language.code();
    let name = visit.speech().t(&format!("language-{code}"));
    html! {
        @if language == visit.language {
            span aria-current="true" lang=(code) { (name) }
        } @else {
            a href=(visit.in_language(language)) lang=(code) hreflang=(code) { (name) }
        }
    }
}

/// Words of a body in the reader's language, marked with the language they really are in.
#[must_use]
pub fn translated(reader: Language, words: &Multilingual) -> Markup {
    let (text, language) = words.in_language(reader);
    html! {
        @if language == reader { (text) } @else { span lang=(language.code()) { (text) } }
    }
}
