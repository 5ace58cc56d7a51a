//! The matters of a session with their files.

use maud::{Markup, html};

use super::files;
use crate::law::session_course::Access;
use crate::sessions::card::SessionCard;
use crate::sessions::record::AgendaItem;
use crate::web::Visit;
use crate::web::layout::translated;
use crate::web::signs::{self, Tone};

/// The section with the agenda.
pub fn section(visit: &Visit, card: &SessionCard) -> Markup {
    let speech = visit.speech();
    html! {
        section aria-labelledby="agenda-title" {
            h2 id="agenda-title" { (speech.t("label-agenda")) }
            @if card.agenda.is_empty() {
                p { (speech.t("agenda-none")) }
            } @else {
                ol.agenda { @for item in &card.agenda { (matter(visit, card, item)) } }
            }
        }
    }
}

fn matter(visit: &Visit, card: &SessionCard, item: &AgendaItem) -> Markup {
    let speech = visit.speech();
    let mut files = card.documents_of(item.id).peekable();
    html! {
        li {
            span.number { (item.number) }
            div {
                p { (translated(visit.language, &item.title)) }
                @if let Some(speaker) = &item.speaker {
                    p.speaker { (speech.t("label-speaker")) ": " (speaker) }
                }
                @if item.access == Access::Closed { (signs::badge(Tone::Bad, speech.t("agenda-closed"))) }
                @if files.peek().is_some() {
                    ul.plain-links { @for file in files { li { (files::link(speech, file)) } } }
                }
            }
        }
    }
}
