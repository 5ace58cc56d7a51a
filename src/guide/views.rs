//! The steps of the walk.

use maud::{Markup, html};

use super::pages::Stations;
use crate::staff::demo::ENTER;
use crate::web::Visit;
use crate::web::desk::Role;
use crate::web::layout::{self, Head};
use crate::web::signs::{self, Tone};

/// Where a step leads.
enum Way {
    /// To a page for everybody.
    Page(String),
    /// To a page of the desk, as somebody who works there.
    As(Role, String),
    /// Nowhere: with this clock its session is not there.
    Closed,
}

/// The page.
pub(super) fn page(visit: &Visit, stations: Stations) -> Markup {
    let speech = visit.speech();
    let title = speech.t("guide-title");
    let content = html! {
        article.text.flow {
            h1 { (title) }
            p.lead { (speech.t("guide-lead")) }
            ol.guide {
                @for (number, (step, way)) in (1..).zip(steps(visit, stations)) {
                    (station(visit, number, step, &way))
                }
            }
            p { a href="/demo/mail" { (speech.t("guide-letters")) } }
        }
    };
    layout::page(visit, &Head::titled(title.clone()), &content)
}

fn steps(visit: &Visit, stations: Stations) -> [(&'static str, Way); 8] {
    let code = visit.language.code();
    let public = |id: Option<_>, rest: &str| {
        id.map_or(Way::Closed, |id| {
            Way::Page(format!("/{code}/sessions/{id}{rest}"))
        })
    };
    let desk = |role, id: Option<_>, rest: &str| {
        id.map_or(Way::Closed, |id| {
            Way::As(role, format!("/desk/sessions/{id}{rest}"))
        })
    };
    [
        ("citizen", public(stations.to_come, "/apply")),
        (
            "secretary",
            desk(Role::Secretary, stations.to_come, "/applicants"),
        ),
        ("guard", desk(Role::Guard, stations.live, "/door")),
        ("viewer", public(stations.live, "/live")),
        (
            "moderator",
            desk(Role::Moderator, stations.live, "/comments"),
        ),
        ("results", desk(Role::BodyAdmin, stations.held, "/results")),
        ("openness", Way::Page(format!("/{code}/openness"))),
        (
            "emergency",
            Way::As(Role::SystemAdmin, "/desk/emergencies/new".to_owned()),
        ),
    ]
}

fn station(visit: &Visit, number: u8, step: &str, way: &Way) -> Markup {
    let speech = visit.speech();
    let go = speech.t(&format!("guide-{step}-go"));
    html! {
        li.card.flow {
            h2 { span.guide-number aria-hidden="true" { (number) } (speech.t(&format!("guide-{step}"))) }
            p { (speech.t(&format!("guide-{step}-says"))) }
            @match way {
                Way::Page(address) => p { a.button href=(address) { (go) } },
                Way::As(role, next) => form method="post" action=(ENTER) {
                    input type="hidden" name="role" value=(role.as_str());
                    input type="hidden" name="next" value=(next);
                    button type="submit" { (go) }
                },
                Way::Closed => (signs::notice(Tone::Plain, speech.t("guide-closed"))),
            }
        }
    }
}
