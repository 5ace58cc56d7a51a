//! The list on paper: A4, its head on each sheet, an empty column for the tick.

use maud::{Markup, html};

use super::{seat, state_word};
use crate::applications::door::lists::PassList;
use crate::args;
use crate::law::application_course::ApplicationState;
use crate::sessions::desk_frame::{self, Part};
use crate::sessions::record::Session;
use crate::web::desk::{BoxName, SignedIn, table_box};
use crate::web::layout::translated;

/// The page.
pub fn page(desk: &SignedIn, session: &Session, list: &PassList) -> Markup {
    let speech = desk.visit.speech();
    let title = speech.t("desk-session-door");
    let printed = session.zone.local(desk.visit.now);
    let content = html! {
        h1 { (title) }
        p.no-print { (speech.t("door-print-hint")) }
        @if let Some(place) = &session.place { p { (translated(desk.visit.language, place)) } }
        p { (speech.t("filming")) }
        p { (speech.t("entry-note")) }
        @if let Some(access) = &session.venue_access { p { (translated(desk.visit.language, access)) } }
        p.hint {
            (speech.tf("door-print-version", &args! {
                "datetime" => speech.date_time(printed),
                "people" => list.people.len(),
                "version" => list.version_on_paper(),
            }))
        }
        (table_box(BoxName::Words(&title), &table(desk, session, list)))
    };
    desk_frame::page(desk, session, Part::Door, &title, &content)
}

fn table(desk: &SignedIn, session: &Session, list: &PassList) -> Markup {
    let speech = desk.visit.speech();
    let start = session.zone.local(session.starts_at.utc());
    html! {
        table.door-print {
            thead {
                tr.door-print-title {
                    th colspan="6" scope="colgroup" {
                        (translated(desk.visit.language, &session.title)) ", " (speech.date_time(start))
                    }
                }
                tr {
                    th scope="col" { (speech.t("door-column-came")) }
                    th scope="col" { (speech.t("door-column-name")) }
                    th scope="col" { (speech.t("field-birth-year")) }
                    th scope="col" { (speech.t("door-column-number")) }
                    th scope="col" { (speech.t("door-column-seat")) }
                    th scope="col" { (speech.t("door-column-state")) }
                }
            }
            tbody {
                @for one in &list.people {
                    tr {
                        td.door-tick { @if one.state == ApplicationState::Attended { "✓" } }
                        th scope="row" { (one.full_name()) }
                        td { @if let Some(year) = one.birth_year { (year) } }
                        td { (one.number) }
                        td { @if let Some(seat) = seat(speech, one) { (seat) } }
                        td { (state_word(speech, one.state)) }
                    }
                }
            }
        }
    }
}
