//! The frame of every page: skip link, name of the office, language, ways, notices, foot.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use maud::{DOCTYPE, Markup, html};

use super::assets;
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

/// What stands in the head of a page.
pub struct Head {
    /// The page's own title.
    pub title: String,
    /// One sentence for search engines and previews; empty = none.
    pub description: String,
    /// The page may be found by search engines.
    pub public: bool,
    /// The same in other forms, for programs that look for them.
    pub alternates: Vec<Alternate>,
}

/// A page in another form.
pub struct Alternate {
    /// What it is called.
    pub title: String,
    /// What it is.
    pub media_type: &'static str,
    /// Its whole address.
    pub address: String,
}

impl Head {
    /// A page that is nobody's business but the visitor's.
    #[must_use]
    pub fn titled(title: String) -> Self {
        Self {
            title,
            description: String::new(),
            public: false,
            alternates: Vec::new(),
        }
    }

    /// A page for everyone.
    #[must_use]
    pub fn public(title: String, description: String) -> Self {
        Self {
            title,
            description,
            public: true,
            alternates: Vec::new(),
        }
    }

    /// The same with other forms beside it.
    #[must_use]
    pub fn beside(mut self, alternates: impl IntoIterator<Item = Alternate>) -> Self {
        self.alternates.extend(alternates);
        self
    }
}

/// A whole page around `content`, which begins with the page's one `h1`.
#[must_use]
pub fn page(visit: &Visit, head: &Head, content: &Markup) -> Markup {
    let speech = visit.speech();
    let code = visit.language.code();
    html! {
        (DOCTYPE)
        html lang=(code) {
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
                        nav.ways aria-label=(speech.t("site-ways")) {
                            ul { @for way in WAYS { li { (way_link(visit, way)) } } }
                        }
                    }
                }
                main.frame id="content" { (content) }
                footer.site-footer {
                    div.frame {
                        p { (speech.t("site-foot")) }
                        p { a href=(format!("/{code}/subscribe")) { (speech.t("subscription-title")) } }
                    }
                }
            }
        }
    }
}

/// What stands in the head of a page of the desk.
#[must_use]
pub fn head_of_desk(title: &str) -> Markup {
    html! {
        (first_in_head())
        title { (title) }
        meta name="robots" content="noindex";
        (style())
    }
}

/// What stands in the head of a page of an information stand: it is for one place, and found by no search. A screen is
/// also asked for anew where scripts do not run, after so many seconds.
#[must_use]
pub fn head_of_stand(title: &str, again: Option<u32>) -> Markup {
    html! {
        (first_in_head())
        title { (title) }
        meta name="robots" content="noindex";
        @if let Some(seconds) = again {
            noscript { meta http-equiv="refresh" content=(seconds); }
        }
        (style())
        link rel="stylesheet" href=(assets::path(assets::STAND_STYLESHEET));
    }
}

fn first_in_head() -> Markup {
    html! {
        meta charset="utf-8";
        meta name="viewport" content="width=device-width, initial-scale=1";
        meta name="color-scheme" content="light dark";
    }
}

fn style() -> Markup {
    html! {
        link rel="icon" href=(assets::path(assets::ICON)) type="image/svg+xml";
        @for font in assets::FONTS {
            link rel="preload" href=(assets::path(font)) as="font" type="font/woff2" crossorigin;
        }
        link rel="stylesheet" href=(assets::path(assets::STYLESHEET));
    }
}

fn head_of(visit: &Visit, head: &Head) -> Markup {
    let speech = visit.speech();
    html! {
        head {
            (first_in_head())
            title { (head.title) " – " (speech.t("site-name")) }
            @if !head.description.is_empty() { meta name="description" content=(head.description); }
            @if head.public {
                @for language in Language::ALL {
                    link rel="alternate" hreflang=(language.code()) href=(visit.url(&visit.in_language(language)));
                }
            } @else {
                meta name="robots" content="noindex";
            }
            @for other in &head.alternates {
                link rel="alternate" type=(other.media_type) title=(other.title) href=(other.address);
            }
            (style())
        }
    }
}

/// Says, in the demo, that the office is invented and, where its clock was set, to what.
#[must_use]
pub fn demo_note(visit: &Visit) -> Markup {
    let speech = visit.speech();
    html! {
        @if visit.app.mode == Mode::Demo { aside.demo-note {
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
