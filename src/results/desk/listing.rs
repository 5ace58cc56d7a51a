//! What is published of a session and what is missing; and saying that there is none of something.

use actix_web::HttpResponse;
use actix_web::web::Path;
use maud::Markup;

use super::views::{self, Page};
use super::{Known, address, form, opened, refusals};
use crate::database::Lane;
use crate::results::actions::{self, Refusal};
use crate::sessions::desk::{SEEN, since_changed};
use crate::sessions::desk_frame::{self, Part};
use crate::web::Problem;
use crate::web::desk::{self, Fields, Right, Sent, SignedIn};
use crate::web::form::title_after;
use crate::web::problem::FieldFault;

/// `GET /desk/sessions/{session}/results`.
pub async fn list(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let known = opened(&desk, &path, Right::SeeSessions).await?;
    if let Some(fields) = desk.kept_fields().await? {
        return Ok(desk::shown(page(&desk, &known, &fields, &[], None)));
    }
    Ok(desk::shown(page(
        &desk,
        &known,
        &Fields::default(),
        &[],
        None,
    )))
}

/// The page with what was typed, and what stands against it.
pub fn page(
    desk: &SignedIn,
    known: &Known,
    typed: &Fields,
    faults: &[FieldFault],
    above: Option<Markup>,
) -> Markup {
    let speech = desk.visit.speech();
    let heading = speech.t("results-title");
    let title = title_after(speech, heading, above.is_some() || !faults.is_empty());
    let shown = Page {
        desk,
        known,
        typed,
        faults,
        above,
    };
    let content = views::content(&shown);
    desk_frame::page(desk, &known.session, Part::Overview, &title, &content)
}

/// `POST /desk/sessions/{session}/results/none`.
pub async fn state_none(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let known = opened(&desk, &path, Right::KeepSessions).await?;
    let speech = desk.visit.speech();
    let statement = match form::read_statement(speech, &fields, &known.session) {
        Ok(statement) => statement,
        Err(faults) => {
            return Ok(desk::shown_again(page(
                &desk, &known, &fields, &faults, None,
            )));
        }
    };
    let (id, now, staff) = (known.session.id, desk.visit.now, desk.person.id);
    let done = desk
        .visit
        .app
        .database
        .write(Lane::Session(id), move |work| {
            actions::state_none(work, now, staff, &statement)
        })
        .await;
    match done {
        Ok(_) => Ok(desk::see_done(&address(id), "result-none-stated")),
        Err(Refusal::Stale) => stale(&desk, &path, fields).await,
        Err(refusal) => {
            let reason = "none_late_reason";
            let faults = refusals::as_faults(speech, &known.session, reason, refusal)?;
            Ok(desk::shown_again(page(
                &desk, &known, &fields, &faults, None,
            )))
        }
    }
}

/// Somebody changed the session since the page was shown: it is shown as it stands, with what was typed.
pub async fn stale(
    desk: &SignedIn,
    session: &str,
    fields: Fields,
) -> Result<HttpResponse, Problem> {
    let known = opened(desk, session, Right::KeepSessions).await?;
    let speech = desk.visit.speech();
    let differences = [since_changed(speech, &known.session, &fields)];
    let both = desk::both_states(speech, &differences);
    let typed = fields.without(&[SEEN]);
    let page = page(desk, &known, &typed, &[], Some(both));
    Ok(desk::shown_stale(page))
}
