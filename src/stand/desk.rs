//! The sheet of a session at the desk: the way to print it, the note that it is on the stand, and earlier notes.

use actix_web::HttpResponse;
use actix_web::web::Path;
use maud::{Markup, html};

use super::actions::{self, Refusal};
use crate::args;
use crate::bodies;
use crate::database::{Broken, Lane};
use crate::language::{Language, Speech};
use crate::sessions;
use crate::sessions::closing::record::Closing;
use crate::sessions::desk_frame::{self, Part};
use crate::sessions::record::Session;
use crate::sessions::stand_log::{self, Hung};
use crate::web::Problem;
use crate::web::desk::{self, Difference, Right, Sent, SignedIn, Ways};
use crate::web::signs::{self, Tone};

/// The field with the version that was printed.
const REVISION: &str = "revision";

/// Mounts the page.
pub fn routes(ways: &mut Ways<'_>) {
    let sheet = "/desk/sessions/{session}/stand";
    ways.get(sheet, Right::SeeSessions, show);
    ways.post(sheet, Right::KeepSessions, hang_up);
}

/// A session with what is known of its sheet.
struct Known {
    session: Session,
    /// Of whose screen it is a part.
    slug: String,
    hung: Vec<Hung>,
    closings: Vec<Closing>,
}

async fn opened(desk: &SignedIn, id: &str, right: Right) -> Result<Known, Problem> {
    let session = desk_frame::opened(desk, id, right).await?;
    let known = desk.visit.app.database.read(move |connection| {
        let body = bodies::store::by_id(connection, session.body_id)?;
        Ok::<_, Broken>(Known {
            slug: body.map(|body| body.slug).unwrap_or_default(),
            hung: stand_log::hung(connection, session.id)?,
            closings: sessions::store::standing_of(connection, session.id)?,
            session,
        })
    });
    Ok(known.await?)
}

fn address(session: &Session) -> String {
    format!("/desk/sessions/{}/stand", session.id)
}

/// `GET /desk/sessions/{session}/stand`. Its form holds nothing that somebody types, so none is kept either.
async fn show(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let known = opened(&desk, &path, Right::SeeSessions).await?;
    desk.kept_fields().await?;
    Ok(desk::shown(page(&desk, &known, &[])))
}

/// `POST /desk/sessions/{session}/stand`.
async fn hang_up(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let known = opened(&desk, &path, Right::KeepSessions).await?;
    let printed: i32 = fields.text(REVISION).parse().unwrap_or(0);
    let words = args! { "n" => printed };
    // The desk's language is the reader's; what is proof is kept in the language of the state.
    let kazakh = desk.visit.app.speech(Language::Kk);
    let proof = kazakh.tf("desk-stand-proof", &words);
    let (id, now, staff) = (known.session.id, desk.visit.now, desk.person.id);
    let done = desk
        .visit
        .app
        .database
        .write(Lane::Session(id), move |work| {
            actions::hang_up(work, now, staff, (id, printed), &proof)
        })
        .await;
    let speech = desk.visit.speech();
    match done {
        Ok(()) => Ok(desk::see_done(&address(&known.session), "stand-hung")),
        Err(Refusal::Stale { stands, .. }) => {
            let difference = Difference {
                label: speech.t("desk-stand-version"),
                yours: printed.to_string(),
                theirs: stands.to_string(),
            };
            let known = opened(&desk, &path, Right::KeepSessions).await?;
            Ok(desk::shown_stale(page(&desk, &known, &[difference])))
        }
        Err(Refusal::NotFound) => Err(Problem::refused(None, speech.t("desk-stand-draft"))),
        Err(Refusal::Notice(refusal)) => Err(sessions::desk::as_problem(speech, refusal)),
        Err(Refusal::Broken(broken)) => Err(broken.into()),
    }
}

fn page(desk: &SignedIn, known: &Known, stale: &[Difference]) -> Markup {
    let speech = desk.visit.speech();
    let session = &known.session;
    let title = speech.t("desk-stand-title");
    let may_write = desk.person.can(Right::KeepSessions, session.body_id);
    let sheet = format!(
        "/{}/sessions/{}/stand",
        speech.language().code(),
        session.id
    );
    let content = html! {
        h1 { (title) }
        @if !stale.is_empty() { (desk::both_states(speech, stale)) }
        (desk::done_note(desk, &["stand-hung"]))
        @if session.status.is_public() {
            p.actions {
                a.button href=(sheet) { (speech.t("desk-stand-print")) }
                a.button-quiet href=(format!("/stand/{}", known.slug)) { (speech.t("desk-stand-screen")) }
            }
            (last(speech, known))
            @if may_write { (form(desk, known)) }
            (earlier(speech, known))
        } @else {
            (signs::notice(Tone::Plain, speech.t("desk-stand-draft")))
        }
    };
    desk_frame::page(desk, session, Part::Overview, &title, &content)
}

fn last(speech: Speech<'_>, known: &Known) -> Markup {
    let session = &known.session;
    html! {
        @match known.hung.first() {
            Some(hung) => {
                (signs::facts(html! { dt { (speech.t("desk-stand-on-stand")) } dd { (stand_log::said(speech, session, hung)) } }))
                @if hung.is_of_before(session) {
                    (signs::notice(Tone::Warn, speech.t("desk-stand-old")))
                }
            }
            None => (signs::notice(Tone::Warn, speech.t("desk-stand-not-hung"))),
        }
    }
}

fn form(desk: &SignedIn, known: &Known) -> Markup {
    let speech = desk.visit.speech();
    let session = &known.session;
    html! {
        form.stack method="post" action=(address(session)) {
            (desk::csrf_field(desk))
            input type="hidden" name=(REVISION) value=(session.revision);
            p { (speech.t("desk-stand-says")) }
            @if !known.closings.is_empty() { p.hint { (speech.t("desk-stand-closed")) } }
            div.actions { button { (speech.t("desk-stand-hung")) } }
        }
    }
}

fn earlier(speech: Speech<'_>, known: &Known) -> Markup {
    html! {
        @if known.hung.len() > 1 {
            section.flow aria-labelledby="log-title" {
                h2 id="log-title" { (speech.t("desk-stand-log")) }
                ul { @for hung in known.hung.iter().skip(1) { li { (stand_log::said(speech, &known.session, hung)) } } }
            }
        }
    }
}
