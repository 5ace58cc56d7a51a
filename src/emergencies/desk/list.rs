//! `GET /desk/emergencies`: those that stand, those that are over.

use actix_web::HttpResponse;
use maud::{Markup, html};

use super::{LIST, address_of, badge, title_of};
use crate::bodies;
use crate::bodies::store::Names;
use crate::database::{Broken, Id};
use crate::language::Speech;
use crate::sessions::emergency::Declared;
use crate::sessions::emergency_words;
use crate::sessions::store;
use crate::web::Problem;
use crate::web::desk::{self, Right, Section, SignedIn, table_head};
use crate::web::layout::{today_in_the_capital, translated};
use crate::web::signs;

pub(super) async fn list(desk: SignedIn) -> Result<HttpResponse, Problem> {
    let reach = desk.person.reach(Right::SeeEmergencies);
    let read = move |connection: &mut _| {
        let mut all = store::emergencies(connection)?;
        all.retain(|one| one.emergency.body_id.is_none_or(|body| reach.holds(body)));
        let mut ids: Vec<Id> = all.iter().filter_map(|one| one.emergency.body_id).collect();
        ids.sort_unstable();
        ids.dedup();
        let names = bodies::store::names_of(connection, &ids)?;
        Ok::<_, Broken>((all, names))
    };
    let (all, names) = desk.visit.app.database.read(read).await?;
    Ok(desk::shown(page(&desk, &all, &names)))
}

fn page(desk: &SignedIn, all: &[Declared], names: &Names) -> Markup {
    let speech = desk.visit.speech();
    let title = speech.t("desk-emergencies");
    let now = desk.visit.now;
    let (stand, over): (Vec<&Declared>, Vec<&Declared>) =
        all.iter().partition(|one| one.stands(now));
    let content = html! {
        div.page-head {
            h1 { (title) }
            @if desk.person.may_somewhere(Right::DeclareEmergencies) {
                a.button href=(format!("{LIST}/new")) { (speech.t("emergency-new")) }
            }
        }
        p { (speech.t("emergencies-what")) }
        section aria-labelledby="stand-title" {
            h2 id="stand-title" { (speech.t("emergencies-stand")) }
            @if stand.is_empty() {
                (signs::empty(speech.t("emergencies-none-stand")))
            } @else {
                (table(desk, "emergencies-stand", &stand, names))
            }
        }
        @if !over.is_empty() {
            section aria-labelledby="over-title" {
                h2 id="over-title" { (speech.t("emergencies-over")) }
                (table(desk, "emergencies-over", &over, names))
            }
        }
    };
    desk::page(desk, Section::Emergencies, &title, &content)
}

/// A table that is called what the heading above it says.
fn table(desk: &SignedIn, caption: &str, all: &[&Declared], names: &Names) -> Markup {
    let speech = desk.visit.speech();
    html! {
        table.fits.cards {
            caption.visually-hidden { (speech.t(caption)) }
            (table_head(speech, &["emergency-kind", "emergency-scope", "emergency-for", "emergency-period", "emergency-basis", "emergency-state"]))
            tbody {
                @for one in all {
                    tr {
                        th scope="row" { a href=(address_of(one.emergency.id)) { (title_of(speech, one)) } }
                        td data-label=(speech.t("emergency-scope")) { (emergency_words::scope(speech, one)) }
                        td data-label=(speech.t("emergency-for")) { (whose(desk, speech, one, names)) }
                        td data-label=(speech.t("emergency-period")) { (emergency_words::period(speech, &one.emergency)) }
                        td data-label=(speech.t("emergency-basis")) { (translated(speech.language(), &one.emergency.basis)) }
                        td data-label=(speech.t("emergency-state")) { (badge(desk, one)) }
                    }
                }
            }
        }
    }
}

fn whose(desk: &SignedIn, speech: Speech<'_>, one: &Declared, names: &Names) -> Markup {
    let (today, _) = today_in_the_capital(desk.visit.now);
    html! {
        @match one.emergency.body_id {
            Some(body) => (translated(speech.language(), &names.on(body, today))),
            None => (speech.t("emergency-all-bodies")),
        }
    }
}
