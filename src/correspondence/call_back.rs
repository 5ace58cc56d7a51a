//! Letters to many taken back while they wait: asked first, and told afterwards how many were taken back in time.

use actix_web::HttpResponse;
use actix_web::web::Path;
use chrono::{DateTime, TimeDelta, Utc};
use maud::{Markup, html};

use super::actions;
use crate::args;
use crate::database::{Lane, Zone};
use crate::language::Speech;
use crate::outbox::CalledBack;
use crate::outbox::store::{ToMany, to_many_of};
use crate::sessions::desk_frame::{self, Part};
use crate::sessions::record::Session;
use crate::web::Problem;
use crate::web::desk::{self, Right, Sent, SignedIn};
use crate::web::signs::{self, Tone};

/// `GET /desk/sessions/{session}/call-back`.
pub async fn ask(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let session = desk_frame::opened(&desk, &path, Right::KeepSessions).await?;
    let id = session.id;
    let waiting = desk
        .visit
        .app
        .database
        .read(move |connection| to_many_of(connection, id))
        .await?;
    Ok(desk::shown(page(&desk, &session, waiting, None)))
}

/// `POST /desk/sessions/{session}/call-back`.
pub async fn call_back(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let desk = sent.desk;
    let session = desk_frame::opened(&desk, &path, Right::KeepSessions).await?;
    let (staff, now, of) = (desk.person.id, desk.visit.now, session.clone());
    let act = desk.visit.app.database.write(Lane::Any, move |work| {
        actions::call_back(work, now, staff, &of)
    });
    let done = act.await?;
    Ok(desk::shown(page(&desk, &session, None, Some(done))))
}

/// Until when letters ordered at an instant can be called back, in words.
pub(super) fn until(
    speech: Speech<'_>,
    zone: Zone,
    since: DateTime<Utc>,
    delay: TimeDelta,
) -> String {
    speech.date_time(zone.local(since + delay))
}

fn page(
    desk: &SignedIn,
    session: &Session,
    waiting: Option<ToMany>,
    done: Option<CalledBack>,
) -> Markup {
    let speech = desk.visit.speech();
    let title = speech.t("call-back-title");
    let here = format!("/desk/sessions/{}", session.id);
    let delay = desk.visit.app.settings.mail.bulk_delay;
    let content = html! {
        h1 { (title) }
        @if let Some(done) = done {
            (signs::told(Tone::Good, html! {
                p { (speech.tf("call-back-done", &args! { "count" => done.letters })) }
                @if done.too_late > 0 {
                    p { (speech.tf("call-back-too-late", &args! { "count" => done.too_late })) }
                }
            }))
        } @else if let Some(waiting) = waiting {
            p { (speech.tf("call-back-waiting", &args! { "count" => waiting.letters })) }
            p {
                (speech.tf("call-back-until", &args! {
                    "datetime" => until(speech, session.zone, waiting.since, delay),
                }))
            }
            p { (speech.t("call-back-means")) }
            form method="post" action=(format!("{here}/call-back")) {
                (desk::csrf_field(desk))
                div.actions {
                    button.button-warning type="submit" { (speech.t("call-back")) }
                    a.button-quiet href=(here) { (speech.t("editor-leave")) }
                }
            }
        } @else {
            (signs::notice(Tone::Plain, speech.t("call-back-nothing")))
        }
        @if done.is_some() || waiting.is_none() {
            p { a href=(here) { (speech.t("call-back-to-session")) } }
        }
    };
    desk_frame::page(desk, session, Part::Overview, &title, &content)
}
