//! Where a session that sits can be watched, said while it sits.

use actix_web::HttpResponse;
use actix_web::web::Path;

use super::form::{Reader, session_seen_in};
use super::{address, again, opened, refusals, stale};
use crate::broadcasts::actions::{self, Refusal};
use crate::database::Lane;
use crate::sessions::actions::Address;
use crate::web::Problem;
use crate::web::desk::{self, Right, Sent};

/// `POST /desk/sessions/{session}/broadcast/address`.
pub async fn announce(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let known = opened(&desk, &path, Right::KeepSessions).await?;
    let speech = desk.visit.speech();
    let (url, why) = match Reader::of(speech, &fields).address() {
        Ok(read) => read,
        Err(faults) => return Ok(again(&desk, &known, &fields, &faults)),
    };
    let id = known.session.id;
    let seen = session_seen_in(&fields);
    let order = Address { id, seen, url, why };
    let (now, staff) = (desk.visit.now, desk.person.id);
    let done = desk
        .visit
        .app
        .database
        .write(Lane::Session(id), move |work| {
            actions::announce_address(work, now, staff, &order)
        })
        .await;
    match done {
        Ok(()) => Ok(desk::see_done(&address(&known), "broadcast-address")),
        Err(Refusal::Stale) => stale(&desk, &path, fields).await,
        Err(refusal) => Err(refusals::as_problem(speech, refusal)),
    }
}
