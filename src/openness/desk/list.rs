//! The person's bodies, and what can be done for each.

use actix_web::HttpResponse;
use maud::html;

use crate::bodies::reading;
use crate::openness::views;
use crate::web::Problem;
use crate::web::desk::{self, Right, Section, SignedIn};
use crate::web::layout::{today_in_the_capital, translated};

/// `GET /desk/openness`.
pub async fn list(desk: SignedIn) -> Result<HttpResponse, Problem> {
    let speech = desk.visit.speech();
    let (today, _) = today_in_the_capital(desk.visit.now);
    let reach = desk.person.reach(Right::SeeSessions);
    let read = move |connection: &mut _| reading::all(connection, today);
    let mut bodies = desk.visit.app.database.read(read).await?;
    bodies.retain(|one| reach.holds(one.body.id));
    let title = speech.t("desk-openness");
    let ways = [
        ("plan", Right::SeeSessions, "openness-plan"),
        ("questions", Right::SeeComments, "openness-questions"),
        ("report", Right::FreezeReports, "openness-report"),
    ];
    let content = html! {
        h1 { (title) }
        p { a href=(views::address(speech, None)) { (speech.t("openness-title")) } }
        @for one in &bodies {
            section {
                h2 { (translated(speech.language(), &one.name)) }
                ul {
                    li { a href=(views::address(speech, Some(one))) { (speech.t("openness-title")) } }
                    @for (below, right, word) in ways {
                        @if desk.person.can(right, one.body.id) {
                            li { a href=(format!("/desk/openness/{}/{below}", one.body.id)) { (speech.t(word)) } }
                        }
                    }
                }
            }
        }
    };
    Ok(desk::shown(desk::page(
        &desk,
        Section::Openness,
        &title,
        &content,
    )))
}
