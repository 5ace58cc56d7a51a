//! The sessions of today.

use maud::{Markup, html};

use super::counts;
use crate::applications::door::desk::today::AtTheDoor;
use crate::language::clock_time;
use crate::web::desk::{self, Section, SignedIn};
use crate::web::layout::translated;
use crate::web::signs;

/// The page.
pub fn page(desk: &SignedIn, today: &[AtTheDoor]) -> Markup {
    let speech = desk.visit.speech();
    let title = speech.t("door-today");
    let content = html! {
        h1 { (title) }
        @if today.is_empty() {
            (signs::empty(html! { p { (speech.t("door-none-today")) } p.hint { (speech.t("door-none-today-detail")) } }))
        } @else {
            ul.door-sessions { @for one in today { (session(desk, one)) } }
            p.hint { (speech.t("door-scan-hint")) }
        }
    };
    desk::page(desk, Section::Door, &title, &content)
}

fn session(desk: &SignedIn, one: &AtTheDoor) -> Markup {
    let speech = desk.visit.speech();
    let session = &one.session;
    let language = desk.visit.language;
    let local = session.zone.local(session.starts_at.utc());
    html! {
        li.card {
            h2 {
                a href=(format!("/desk/sessions/{}/door", session.id)) { (translated(language, &session.title)) }
            }
            p {
                time datetime=(session.zone.rfc3339(session.starts_at.utc())) {
                    @if local.date() == session.zone.local(desk.visit.now).date() {
                        (clock_time(local.time()))
                    } @else {
                        (speech.date_time(local))
                    }
                }
                ", " (translated(language, &one.body_name))
            }
            @if let Some(place) = &session.place { p { (translated(language, place)) } }
            p.door-counts { strong { (counts(speech, one.tally)) } }
        }
    }
}
