//! A body with its sessions. It stands here and not among the bodies, which know nothing of sessions.

use maud::{Markup, html};

use super::{feeds, list, rows, structured};
use crate::args;
use crate::bodies::reading::Portrait;
use crate::bodies::views;
use crate::sessions::card::SessionCard;
use crate::sessions::emergency::Declared;
use crate::sessions::emergency_words;
use crate::sessions::feeds::address::Feed;
use crate::sessions::wish::Wish;
use crate::web::Visit;
use crate::web::layout::{self, Head, translated};
use crate::web::paging::Page;
use crate::web::signs;

/// The page at `/{l}/bodies/{slug}`.
#[must_use]
pub fn page(
    visit: &Visit,
    portrait: &Portrait,
    sessions: &Page<SessionCard>,
    emergencies: &[Declared],
) -> Markup {
    let speech = visit.speech();
    let (name, _) = portrait.name.in_language(visit.language);
    let name_of = |id| (id == portrait.body.id).then_some(&portrait.name);
    let feed = Feed::Body(portrait.body.slug.clone());
    let feed_title = feeds::title_of(speech, name);
    let content = html! {
        header.announcement-head {
            p.kicker { a href=(format!("/{}/bodies", visit.language.code())) { (speech.t("bodies-title")) } }
            h1 { (translated(visit.language, &portrait.name)) }
            (views::exemption(visit, portrait))
        }
        (emergency_words::banner(speech, emergencies, visit.now, name_of))
        div.with-aside {
            div.beside { (coming(visit, portrait, sessions)) }
            div.aside { (views::facts(visit, portrait)) }
        }
        (feeds::subscribe(visit, &feed, &feed_title, &[("body", &portrait.body.slug)]))
    };
    let description = speech.tf("body-says", &args! { "name" => name });
    let data = structured::organization(visit, portrait);
    let head = Head::public(name.to_owned(), description)
        .about(Some(data))
        .beside(feeds::alternates(visit, &feed, &feed_title));
    layout::page(visit, &head, &content)
}

fn coming(visit: &Visit, portrait: &Portrait, sessions: &Page<SessionCard>) -> Markup {
    let speech = visit.speech();
    let of_body = Wish::default().with("body", &portrait.body.slug);
    html! {
        section.flow aria-labelledby="coming-title" {
            h2 id="coming-title" { (speech.t("body-sessions")) }
            @if sessions.items.is_empty() {
                (signs::empty(speech.t("body-sessions-none")))
            }
            (rows::by_day(visit, &sessions.items, false))
            p.actions {
                @if sessions.next.is_some() {
                    a.button-quiet href=(of_body.address(visit.language.code())) { (speech.t("body-sessions-all")) }
                }
                a.button-quiet href=(list::past(visit, &of_body)) { (speech.t("body-sessions-past")) }
            }
        }
    }
}
