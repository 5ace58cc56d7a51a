//! Which feeds there are, and where.

use actix_web::HttpResponse;
use actix_web::http::header;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::bodies::regions::{self, Region};
use crate::language::Language;
use crate::sessions::search::Words;
use crate::web::paging::Cursor;

/// Words of a topic at the most: more is a search and no topic.
const MOST_WORDS: usize = 3;

/// A topic's words have so many letters at least; one letter begins half of all words.
const FEWEST_LETTERS: usize = 2;

/// As RFC 3986 has it: these need no encoding.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Sessions that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Feed {
    /// All of them.
    All,
    /// Those of a body, by its part of addresses; there may be no such body.
    Body(String),
    /// Those of the bodies of a region.
    Region(&'static Region),
    /// Those that a search for these words finds.
    Topic(Words),
}

/// How a feed is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// RFC 5545.
    Calendar,
    /// RFC 4287.
    Atom,
}

/// What an address asks for.
pub(super) struct Asked {
    pub(super) feed: Feed,
    /// Where it goes on.
    pub(super) after: Option<Cursor>,
}

impl Form {
    /// By the ending of an address.
    #[must_use]
    pub fn parse(ending: &str) -> Option<Self> {
        match ending {
            "ics" => Some(Self::Calendar),
            "atom" => Some(Self::Atom),
            _ => None,
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Self::Calendar => "ics",
            Self::Atom => "atom",
        }
    }
}

impl Feed {
    /// The feed of an address; `None` where there can be none.
    #[must_use]
    pub fn named(kind: &str, name: &str) -> Option<Self> {
        match kind {
            "bodies" => Some(Self::Body(name.to_owned())),
            "regions" => regions::by_kato(name).map(Self::Region),
            "topics" => Self::of_topic(name),
            _ => None,
        }
    }

    /// The feed of what was typed into the search; `None` for what is no topic.
    #[must_use]
    pub fn of_topic(typed: &str) -> Option<Self> {
        let words = Words::typed(typed);
        let is_topic = (1..=MOST_WORDS).contains(&words.iter().count())
            && words
                .iter()
                .all(|word| word.chars().count() >= FEWEST_LETTERS);
        is_topic.then_some(Self::Topic(words))
    }

    /// Its path, percent-encoded.
    #[must_use]
    pub fn path(&self, form: Form) -> String {
        let ending = form.ending();
        match self {
            Self::All => format!("/feeds/all.{ending}"),
            Self::Body(slug) => format!("/feeds/bodies/{}.{ending}", encoded(slug)),
            Self::Region(region) => format!("/feeds/regions/{}.{ending}", region.kato),
            Self::Topic(words) => {
                format!("/feeds/topics/{}.{ending}", encoded(&joined(words, "-")))
            }
        }
    }

    /// Its whole address in a language, on this origin.
    #[must_use]
    pub fn url(&self, origin: &str, form: Form, language: Language) -> String {
        format!("{origin}{}?lang={}", self.path(form), language.code())
    }

    /// The path and query of the page that shows a person the same.
    #[must_use]
    pub fn page(&self, language: Language) -> String {
        let code = language.code();
        match self {
            Self::All => format!("/{code}/"),
            Self::Body(slug) => format!("/{code}/bodies/{}", encoded(slug)),
            Self::Region(region) => format!("/{code}/?region={}", region.kato),
            Self::Topic(words) => format!("/{code}/?q={}", encoded(&joined(words, " "))),
        }
    }
}

pub(super) fn joined(words: &Words, by: &str) -> String {
    words.iter().collect::<Vec<_>>().join(by)
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

/// To the one address of a feed, with what was asked.
pub(super) fn moved(path: &str, query: &str) -> HttpResponse {
    let to = match query {
        "" => path.to_owned(),
        query => format!("{path}?{query}"),
    };
    HttpResponse::MovedPermanently()
        .insert_header((header::LOCATION, to))
        .finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_has_one_address_however_it_is_typed() {
        let path = |typed| Feed::of_topic(typed).map(|feed| feed.path(Form::Calendar));
        let water = path("су-шаруашылығы");
        assert_eq!(
            water.as_deref(),
            Some(
                "/feeds/topics/%D1%81%D1%83-%D1%88%D0%B0%D1%80%D1%83%D0%B0%D1%88%D1%8B%D0%BB%D1%8B%D0%B3%D1%8B.ics"
            )
        );
        assert_eq!(path("Су  ШАРУАШЫЛЫҒЫ!"), water);
        assert_eq!(path("су шаруашылыгы"), water, "from a Russian keyboard");
        for none in ["", "-", "а", "су а", "бір екі үш төрт"] {
            assert_eq!(path(none), None, "{none}");
        }
    }

    #[test]
    fn a_feed_has_a_page_beside_it() {
        let region = Feed::named("regions", "710000000").unwrap();
        assert_eq!(region.page(Language::Ru), "/ru/?region=710000000");
        assert_eq!(
            region.url("https://a.kz", Form::Atom, Language::Ru),
            "https://a.kz/feeds/regions/710000000.atom?lang=ru"
        );
        assert_eq!(Feed::named("regions", "71"), None);
        assert_eq!(
            Feed::of_topic("Су жоба").unwrap().page(Language::Kk),
            "/kk/?q=%D1%81%D1%83%20%D0%B6%D0%BE%D0%B1%D0%B0"
        );
    }
}
