//! What stands in the head of a page: its name and one sentence for people who search, where it is found for good, the
//! same in other languages and forms, and what programs are told of it.

use maud::{Markup, PreEscaped, html};
use serde_json::Value;

use super::assets;
use super::visit::Visit;
use crate::language::{Language, Speech};

/// What stands in the head of a page.
pub struct Head {
    title: String,
    description: String,
    public: bool,
    alternates: Vec<Alternate>,
    query: String,
    data: Option<Value>,
    tables: bool,
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
            query: String::new(),
            data: None,
            tables: false,
        }
    }

    /// A page for everyone, with one sentence for search engines and previews.
    #[must_use]
    pub fn public(title: String, description: String) -> Self {
        Self {
            description,
            public: true,
            ..Self::titled(title)
        }
    }

    /// The same with other forms beside it.
    #[must_use]
    pub fn beside(mut self, alternates: impl IntoIterator<Item = Alternate>) -> Self {
        self.alternates.extend(alternates);
        self
    }

    /// That this query makes another page of the address; any other does not.
    #[must_use]
    pub fn of_query(mut self, query: impl Into<String>) -> Self {
        self.query = query.into();
        self
    }

    /// What programs are told: one object of schema.org (JSON-LD).
    #[must_use]
    pub fn about(mut self, data: Option<Value>) -> Self {
        self.data = data;
        self
    }

    /// That there are tables, whose rows are cards where a screen is narrow; on paper they stay rows.
    #[must_use]
    pub const fn with_tables(mut self) -> Self {
        self.tables = true;
        self
    }

    /// The path under which the page is found for good, in a language.
    fn path(&self, visit: &Visit, language: Language) -> String {
        let path = visit.in_language(language);
        let path = path.split('?').next().unwrap_or_default();
        if self.query.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{}", self.query)
        }
    }
}

/// The languages as Open Graph writes them.
fn locale(language: Language) -> &'static str {
    match language {
        Language::Kk => "kk_KZ",
        Language::Ru => "ru_KZ",
        Language::En => "en_GB",
    }
}

/// The picture that previews of a page show, 1200 by 630.
fn picture(language: Language) -> &'static str {
    match language {
        Language::Kk => "pictures/kk.png",
        Language::Ru => "pictures/ru.png",
        Language::En => "pictures/en.png",
    }
}

/// The whole address of the picture that stands for a page in previews.
#[must_use]
pub fn picture_of(visit: &Visit) -> String {
    visit.url(assets::path(picture(visit.language)))
}

/// The head of a page.
#[must_use]
pub fn of_page(visit: &Visit, head: &Head) -> Markup {
    let speech = visit.speech();
    html! {
        head {
            (first_in_head())
            title { (head.title) " – " (speech.t("site-name")) }
            @if head.public { (for_everyone(visit, speech, head)) } @else { meta name="robots" content="noindex"; }
            @for other in &head.alternates {
                link rel="alternate" type=(other.media_type) title=(other.title) href=(other.address);
            }
            (style())
            @if head.tables {
                link rel="stylesheet" href=(assets::path(assets::CARDS_STYLESHEET))
                    media=(format!("screen and {}", visit.view.cards_up_to()));
            }
        }
    }
}

fn for_everyone(visit: &Visit, speech: Speech<'_>, head: &Head) -> Markup {
    let url = |language| visit.url(&head.path(visit, language));
    html! {
        meta name="description" content=(head.description);
        link rel="canonical" href=(url(visit.language));
        @for language in Language::ALL {
            link rel="alternate" hreflang=(language.code()) href=(url(language));
        }
        link rel="alternate" hreflang="x-default" href=(url(Language::Kk));
        meta property="og:type" content="website";
        meta property="og:site_name" content=(speech.t("site-name"));
        meta property="og:title" content=(head.title);
        meta property="og:description" content=(head.description);
        meta property="og:url" content=(url(visit.language));
        meta property="og:locale" content=(locale(visit.language));
        @for language in Language::ALL {
            @if language != visit.language { meta property="og:locale:alternate" content=(locale(language)); }
        }
        meta property="og:image" content=(picture_of(visit));
        meta property="og:image:width" content="1200";
        meta property="og:image:height" content="630";
        meta property="og:image:alt" content=(speech.t("site-picture"));
        meta name="twitter:card" content="summary_large_image";
        @if let Some(data) = &head.data {
            script type="application/ld+json" { (PreEscaped(in_script(data))) }
        }
    }
}

/// JSON that can stand in a page: no letter of it ends the element or begins another.
fn in_script(data: &Value) -> String {
    data.to_string()
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

/// What stands in the head of a page of the desk.
#[must_use]
pub fn of_desk(title: &str) -> Markup {
    html! {
        (first_in_head())
        title { (title) }
        meta name="robots" content="noindex";
        (style())
    }
}

/// The head of a page of an information stand: it is for one place, and found by no search. A screen is
/// also asked for anew where scripts do not run, after so many seconds.
#[must_use]
pub fn of_stand(title: &str, again: Option<u32>) -> Markup {
    html! {
        head {
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn no_text_ends_the_element() {
        let hostile = json!({ "name": "</script><b>&\u{2028}" });
        let written = in_script(&hostile);
        assert!(!written.contains(['<', '>', '&', '\u{2028}']), "{written}");
        assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), hostile);
    }
}
