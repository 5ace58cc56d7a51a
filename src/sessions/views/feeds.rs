//! How to subscribe to sessions: an address for any calendar, a link that opens one, and a feed of news.

use maud::{Markup, html};

use crate::args;
use crate::language::Speech;
use crate::sessions::feeds::address::{Feed, Form};
use crate::sessions::wish::Wish;
use crate::web::Visit;
use crate::web::layout::Alternate;

/// The feed that comes nearest to a list: of its body, else of what is searched for, else of its region, else of
/// all. What else narrows a list is for the moment.
#[must_use]
pub fn nearest(wish: &Wish) -> Feed {
    let body = Some(wish.of("body")).filter(|slug| !slug.is_empty());
    body.map(|slug| Feed::Body(slug.to_owned()))
        .or_else(|| Feed::of_topic(wish.of("q")))
        .or_else(|| wish.region().map(Feed::Region))
        .unwrap_or(Feed::All)
}

/// The way to letters, and that to calendars, folded away until it is asked for; `title` says which sessions the feed
/// holds, `letters` which ones letters are about.
#[must_use]
pub fn subscribe(visit: &Visit, feed: &Feed, title: &str, letters: &[(&str, &str)]) -> Markup {
    let speech = visit.speech();
    let address = feed.url(&visit.origin, Form::Calendar, visit.language);
    // Calendars know by this scheme that they are to come back.
    let opening = address
        .split_once("://")
        .map(|(_, rest)| format!("webcal://{rest}"));
    html! {
        p.subscribe { a.button-quiet href=(by_letter(visit, letters)) { (speech.t("subscribe-by-letter")) } }
        details.subscribe {
            summary { (speech.t("subscribe-title")) }
            div.flow {
                p { (title) }
                @if let Some(opening) = &opening {
                    p { a.button-quiet href=(opening) { (speech.t("subscribe-open")) } }
                }
                div.field {
                    label for="feed-address" { (speech.t("subscribe-address")) }
                    p.hint id="feed-address-hint" { (speech.t("subscribe-address-hint")) }
                    input id="feed-address" type="url" readonly value=(address)
                        aria-describedby="feed-address-hint";
                }
                p.hint { (speech.t("subscribe-lag")) }
                ul.plain-links {
                    li { a href=(address) { (speech.t("subscribe-file")) } }
                    li { a href=(feed.url(&visit.origin, Form::Atom, visit.language)) { (speech.t("subscribe-atom")) } }
                }
            }
        }
    }
}

/// Where one asks for letters about such sessions: parameters of that page and their values.
fn by_letter(visit: &Visit, chosen: &[(&str, &str)]) -> String {
    let page = format!("/{}/subscribe", visit.language.code());
    let mut chosen = chosen
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .peekable();
    if chosen.peek().is_none() {
        return page;
    }
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    format!("{page}?{}", query.extend_pairs(chosen).finish())
}

/// What of a list letters can be about, as parameters of the page where one asks for them.
#[must_use]
pub fn letters_like(wish: &Wish) -> [(&'static str, &str); 3] {
    let words = Some(wish.of("q")).filter(|words| Feed::of_topic(words).is_some());
    [
        ("body", wish.of("body")),
        ("region", wish.of("region")),
        ("topic", words.unwrap_or_default()),
    ]
}

/// What a feed of all holds, in words.
#[must_use]
pub fn title_of_list(speech: Speech<'_>, wish: &Wish) -> String {
    match nearest(wish) {
        Feed::All => speech.t("feed-all"),
        Feed::Body(_) => speech.t("feed-of-chosen-body"),
        Feed::Region(region) => {
            let name = region.name.in_language(speech.language()).0;
            title_of(speech, name)
        }
        Feed::Topic(_) => speech.tf("feed-topic", &args! { "words" => wish.of("q") }),
    }
}

/// What the feed of a body or a region holds, by its name.
#[must_use]
pub fn title_of(speech: Speech<'_>, name: &str) -> String {
    speech.tf("feed-of", &args! { "what" => name })
}

/// The feed for programs that look for one in the head of a page.
#[must_use]
pub fn alternates(visit: &Visit, feed: &Feed, title: &str) -> [Alternate; 2] {
    let alternate = |media_type, form| Alternate {
        title: title.to_owned(),
        media_type,
        address: feed.url(&visit.origin, form, visit.language),
    };
    [
        alternate("application/atom+xml", Form::Atom),
        alternate("text/calendar", Form::Calendar),
    ]
}
