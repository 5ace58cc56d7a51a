//! The part of a page on which comments are read and written.

use maud::{Markup, html};

use super::address;
use super::entry::entry;
use super::form::{Form, form};
use crate::args;
use crate::comments::reading::Section;
use crate::sessions::card::SessionCard;
use crate::web::Visit;

/// Form, list and script; its heading is an `h2`. A page with it is made of `Topic::Comments` too, and its form of
/// `tokens::secret()` where nothing was typed.
#[must_use]
pub fn section(visit: &Visit, card: &SessionCard, shown: &Section, typed: &Form) -> Markup {
    let speech = visit.speech();
    let own = address(visit.language, shown.place.session);
    // Whoever reads earlier ones, or of a session that does not sit, is sent no new ones.
    let follows = !shown.is_earlier && shown.taking.is_followed();
    let stream = format!("{own}/stream?after={}", shown.last_change);
    let earlier = |before: i32| format!("{own}?before={before}#comments");
    html! {
        section.flow id="comments" aria-labelledby="comments-title"
            data-events=[follows.then_some(stream)] data-news=(speech.t("comments-news")) {
            h2 id="comments-title" { (speech.t("comments-title")) }
            p.hint { (summed(visit, shown)) }
            @if !shown.is_earlier { (form(visit, card, shown, typed)) }
            p.visually-hidden id="comments-news" role="status" {}
            @if shown.is_earlier { p { a href=(format!("{own}#comments")) { (speech.t("comments-newest")) } } }
            ol.comments id="comment-list" reversed {
                @for one in &shown.entries { (entry(speech, shown.place, one)) }
            }
            @if let Some(before) = shown.more { p { a href=(earlier(before)) { (speech.t("comments-earlier")) } } }
            @if follows {
                noscript { p.hint { a href=(format!("{own}#comments")) { (speech.t("comments-refresh")) } } }
            }
        }
    }
}

/// How many there are, and how many are answered.
fn summed(visit: &Visit, shown: &Section) -> String {
    let speech = visit.speech();
    if shown.counts.all() == 0 {
        return speech.t("comments-none");
    }
    let counts = args! {
        "all" => shown.counts.all(),
        "answered" => shown.counts.answered,
        "hidden" => shown.counts.hidden,
    };
    speech.tf("comments-summed", &counts)
}
