//! The broadcast begins, ends, breaks off and goes on by the desk's word; one that was is entered; the stream's key is
//! made.

use actix_web::HttpResponse;
use actix_web::web::Path;

use super::form::{self, Reader};
use super::{address, again, opened, refusals, stale};
use crate::broadcasts::actions::{self, Refusal};
use crate::database::Lane;
use crate::web::Problem;
use crate::web::desk::{self, Right, Sent};

/// `POST /desk/sessions/{session}/broadcast`.
pub async fn stamp(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let known = opened(&desk, &path, Right::KeepSessions).await?;
    let speech = desk.visit.speech();
    let act = fields.text("act").to_owned();
    let word = match act.as_str() {
        "begin" => "broadcast-began",
        "end" => "broadcast-ended",
        "interrupt" => "broadcast-interrupted",
        "resume" => "broadcast-resumed",
        _ => return Ok(desk::see(&address(&known))),
    };
    let why = match Reader::of(speech, &fields).why() {
        Ok(why) => why,
        Err(faults) if act == "interrupt" => return Ok(again(&desk, &known, &fields, &faults)),
        Err(_) => None,
    };
    let of = (known.session.id, form::seen_in(&fields));
    let (now, staff) = (desk.visit.now, desk.person.id);
    let done = desk
        .visit
        .app
        .database
        .write(Lane::Session(of.0), move |work| match act.as_str() {
            "begin" => actions::begin(work, now, staff, of).map(drop),
            "end" => actions::end(work, now, staff, of),
            "interrupt" => actions::interrupt(work, now, staff, of, why),
            _ => actions::resume(work, now, staff, of),
        })
        .await;
    match done {
        Ok(()) => Ok(desk::see_done(&address(&known), word)),
        Err(Refusal::Stale) => stale(&desk, &path, fields).await,
        Err(refusal) => Err(refusals::as_problem(speech, refusal)),
    }
}

/// `POST /desk/sessions/{session}/broadcast/past`.
pub async fn enter_past(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let known = opened(&desk, &path, Right::KeepSessions).await?;
    let speech = desk.visit.speech();
    let past = match Reader::of(speech, &fields).past(&known.session) {
        Ok(past) => past,
        Err(faults) => return Ok(again(&desk, &known, &fields, &faults)),
    };
    let (now, staff) = (desk.visit.now, desk.person.id);
    let done = desk
        .visit
        .app
        .database
        .write(Lane::Session(past.session), move |work| {
            actions::enter_past(work, now, staff, past)
        })
        .await;
    match done {
        Ok(_) => Ok(desk::see_done(&address(&known), "broadcast-entered")),
        Err(refusal) => {
            let faults = refusals::as_faults(speech, refusal)?;
            Ok(again(&desk, &known, &fields, &faults))
        }
    }
}

/// `POST /desk/sessions/{session}/broadcast/key`.
pub async fn make_key(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let Sent { desk, .. } = sent;
    let known = opened(&desk, &path, Right::KeepSessions).await?;
    let (id, now, staff) = (known.session.id, desk.visit.now, desk.person.id);
    let done = desk
        .visit
        .app
        .database
        .write(Lane::Session(id), move |work| {
            actions::new_key(work, now, staff, id)
        })
        .await;
    match done {
        Ok(_) => Ok(desk::see_done(&address(&known), "broadcast-key")),
        Err(refusal) => Err(refusals::as_problem(desk.visit.speech(), refusal)),
    }
}
