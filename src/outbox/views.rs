//! The letters of the demonstration as a page.

use chrono_tz::Tz;
use maud::{Markup, html};

use super::html::body;
use super::kept::Kept;
use super::pages::Shelf;
use crate::database::Zone;
use crate::language::Speech;
use crate::web::Visit;
use crate::web::layout::{self, Head};
use crate::web::signs;

/// The demonstration's own time: a letter is of no body.
const OFFICE_ZONE: Zone = Zone(Tz::Asia__Almaty);

pub(super) fn letters(visit: &Visit, shelf: &Shelf) -> Markup {
    let speech = visit.speech();
    let title = speech.t("demo-mail-title");
    let content = html! {
        h1 { (title) }
        p { (speech.t("demo-mail-about")) }
        @if shelf.letters.is_empty() { (signs::empty(speech.t("demo-mail-none"))) }
        @for (number, kept) in &shelf.letters { (letter(speech, *number, kept)) }
        @if let (true, Some((last, _))) = (shelf.earlier, shelf.letters.last()) {
            p { a href=(format!("/demo/mail?before={last}")) { (speech.t("demo-mail-earlier")) } }
        }
    };
    layout::page(visit, &Head::titled(title), &content)
}

/// One letter, closed until it is opened: a mailbox is read by its subjects.
fn letter(speech: Speech<'_>, number: u32, kept: &Kept) -> Markup {
    let content = &kept.content;
    let code = content.language.code();
    html! {
        article.card id=(format!("letter-{number}")) {
            h2 lang=(code) { (content.subject) }
            (signs::facts(html! {
                dt { (speech.t("demo-mail-to")) } dd { (kept.to) }
                dt { (speech.t("demo-mail-at")) }
                dd {
                    time datetime=(OFFICE_ZONE.rfc3339(kept.at)) { (speech.date_time(OFFICE_ZONE.local(kept.at))) }
                    " (" (speech.zone_in_brackets(OFFICE_ZONE.0, kept.at)) ")"
                }
            }))
            details {
                summary lang=(code) { (content.heading) }
                div.flow lang=(code) { (body(content)) }
                @if let Some(calendar) = &content.calendar {
                    h3 { (speech.t("demo-mail-calendar")) }
                    pre tabindex="0" { (calendar.file) }
                }
            }
            p { a href=(format!("/demo/mail/{number}.eml")) { (speech.t("demo-mail-message")) } }
        }
    }
}
