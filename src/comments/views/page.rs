//! The pages: all comments of a session, and one of them.

use maud::{Markup, html};

use super::entry;
use super::form::Form;
use super::{address, section};
use crate::args;
use crate::comments::reading::{Entry, Section, place_of};
use crate::law::comments::PARAGRAPH;
use crate::sessions::card::SessionCard;
use crate::sessions::views::announcement;
use crate::web::form::title_after;
use crate::web::layout::{self, Head, translated};
use crate::web::{Visit, assets};

/// All comments of a session, and the form.
#[must_use]
pub fn all(visit: &Visit, card: &SessionCard, shown: &Section, typed: &Form) -> Markup {
    let speech = visit.speech();
    let went_wrong = typed.notice.is_some() || !typed.faults.is_empty();
    let heading = speech.t("comments-page-title");
    let (title, _) = card.session.title.in_language(visit.language);
    let basis = args! { "paragraph" => speech.t(&PARAGRAPH.key()) };
    let content = html! {
        article.flow {
            (head(visit, card, &heading))
            (section(visit, card, shown, typed))
            p.hint { (speech.tf("basis", &basis)) }
        }
        script src=(assets::path(assets::LIVE_SCRIPT)) defer {}
    };
    let title = title_after(speech, format!("{heading}: {title}"), went_wrong);
    let head = if went_wrong {
        Head::titled(title)
    } else {
        let says = format!("{heading}. {}", announcement::description(visit, card));
        Head::public(title, says)
    };
    layout::page(visit, &head, &content)
}

/// One comment, wherever it stands in the list.
#[must_use]
pub fn one(visit: &Visit, card: &SessionCard, shown: &Entry) -> Markup {
    let speech = visit.speech();
    let number = entry::number(speech, shown.comment.number);
    let heading = speech.tf("comment-page-title", &args! { "number" => number });
    let (title, _) = card.session.title.in_language(visit.language);
    let place = place_of(card);
    let content = html! {
        article.flow {
            (head(visit, card, &heading))
            div.comment.card {
                (entry::head(speech, place, &shown.comment))
                (entry::content(speech, place, shown))
            }
            p { a href=(format!("{}#comments", address(visit.language, card.session.id))) { (speech.t("comments-all")) } }
        }
    };
    let head = Head::titled(format!("{heading}: {title}"));
    layout::page(visit, &head, &content)
}

/// The way back to the session, and the heading.
fn head(visit: &Visit, card: &SessionCard, heading: &str) -> Markup {
    let speech = visit.speech();
    html! {
        header.announcement-head {
            p.kicker {
                a href=(format!("/{}/sessions/{}", visit.language.code(), card.session.id)) {
                    (translated(visit.language, &card.session.title))
                }
            }
            h1 { (heading) }
            p.soft {
                (translated(visit.language, &card.body_name)) ", "
                (speech.date_time(card.starts_locally()))
            }
        }
    }
}
