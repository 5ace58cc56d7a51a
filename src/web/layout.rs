//! The frame of every page: skip link, name of the office, language, ways, notices, foot.

use maud::{DOCTYPE, Markup, html};

use super::assets;
use super::visit::Visit;
use crate::app::Mode;
use crate::language::{Language, Multilingual};

/// What stands in the head of a page.
pub struct Head {
    /// The page's own title.
    pub title: String,
    /// One sentence for search engines and previews; empty = none.
    pub description: String,
    /// The page may be found by search engines.
    pub public: bool,
}

impl Head {
    /// A page that is nobody's business but the visitor's.
    #[must_use]
    pub fn titled(title: String) -> Self {
        Self {
            title,
            description: String::new(),
            public: false,
        }
    }

    /// A page for everyone.
    #[must_use]
    pub fn public(title: String, description: String) -> Self {
        Self {
            title,
            description,
            public: true,
        }
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
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (head.title) " – " (speech.t("site-name")) }
                @if !head.description.is_empty() { meta name="description" content=(head.description); }
                @if head.public {
                    @for language in Language::ALL {
                        link rel="alternate" hreflang=(language.code()) href=(visit.url(&visit.in_language(language)));
                    }
                } @else {
                    meta name="robots" content="noindex";
                }
                link rel="icon" href=(assets::path("icon.svg")) type="image/svg+xml";
                link rel="stylesheet" href=(assets::path("otyrys.css"));
            }
            body {
                a.skip-link href="#content" { (speech.t("skip-to-content")) }
                @if visit.app.mode == Mode::Demo { p.demo-note { (speech.t("demo-note")) } }
                header.site-header {
                    div.frame {
                        a.site-name href=(format!("/{code}/")) { (speech.t("site-name")) }
                        nav.languages aria-label=(speech.t("choose-language")) {
                            ul { @for language in Language::ALL { li { (language_link(visit, language)) } } }
                        }
                        nav.ways aria-label=(speech.t("site-ways")) {
                            ul {
                                li { a href=(format!("/{code}/")) { (speech.t("way-sessions")) } }
                                li { a href=(format!("/{code}/bodies")) { (speech.t("way-bodies")) } }
                            }
                        }
                    }
                }
                main.frame id="content" { (content) }
                footer.site-footer { div.frame { p { (speech.t("site-foot")) } } }
            }
        }
    }
}

fn language_link(visit: &Visit, language: Language) -> Markup {
    let name = visit.app.words.say(language, "language-own-name");
    let code = language.code();
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
