//! That there is no broadcast, and why; where the recording is.

use actix_web::HttpResponse;
use actix_web::web::Path;

use super::form::{Reader, facts_seen_in};
use super::{Known, address, again, opened, refusals, stale};
use crate::broadcasts::actions::{self, Refusal};
use crate::database::{Lane, Work};
use crate::web::Problem;
use crate::web::desk::{self, Fields, Right, Sent, SignedIn};

/// `POST /desk/sessions/{session}/broadcast/impossible`.
pub async fn explain(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let known = opened(&desk, &path, Right::KeepSessions).await?;
    let of = (known.session.id, facts_seen_in(&fields));
    let (now, staff) = (desk.visit.now, desk.person.id);
    if fields.text("act") == "take_back" {
        let act = move |work: &mut Work| actions::take_back_explanation(work, now, staff, of);
        return said(&desk, &known, fields, "broadcast-possible", act).await;
    }
    let explanation = match Reader::of(desk.visit.speech(), &fields).explanation() {
        Ok(explanation) => explanation,
        Err(faults) => return Ok(again(&desk, &known, &fields, &faults)),
    };
    let act = move |work: &mut Work| actions::explain(work, now, staff, of, &explanation);
    said(&desk, &known, fields, "broadcast-explained", act).await
}

/// `POST /desk/sessions/{session}/broadcast/recording`.
pub async fn keep_recording(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let known = opened(&desk, &path, Right::KeepSessions).await?;
    let recording = match Reader::of(desk.visit.speech(), &fields).recording() {
        Ok(recording) => recording,
        Err(faults) => return Ok(again(&desk, &known, &fields, &faults)),
    };
    let of = (known.session.id, facts_seen_in(&fields));
    let (now, staff) = (desk.visit.now, desk.person.id);
    let act = move |work: &mut Work| actions::keep_recording(work, now, staff, of, recording);
    said(&desk, &known, fields, "broadcast-recording", act).await
}

async fn said(
    desk: &SignedIn,
    known: &Known,
    fields: Fields,
    word: &'static str,
    act: impl FnOnce(&mut Work) -> Result<(), Refusal> + Send + 'static,
) -> Result<HttpResponse, Problem> {
    let id = known.session.id;
    let done = desk.visit.app.database.write(Lane::Session(id), act).await;
    match done {
        Ok(()) => Ok(desk::see_done(&address(known), word)),
        // Meanwhile it was closed, or is over: it is shown as it stands, with what was typed.
        Err(Refusal::Stale | Refusal::Closed | Refusal::NotNow(_)) => {
            stale(desk, &id.to_string(), fields).await
        }
        Err(refusal) => Err(refusals::as_problem(desk.visit.speech(), refusal)),
    }
}
