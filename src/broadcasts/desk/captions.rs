//! A form with its file becomes captions of the recording.

use actix_web::web::{Path, Payload};
use actix_web::{HttpRequest, HttpResponse};

use super::form::Reader;
use super::{address, again, opened, refusals};
use crate::broadcasts::actions::{self, NewCaptions, Refusal};
use crate::broadcasts::webvtt;
use crate::database::Lane;
use crate::sessions::desk::upload;
use crate::sessions::files::with_ending;
use crate::web::Problem;
use crate::web::desk::{self, Right, Sent};

/// `POST /desk/sessions/{session}/broadcast/captions`.
pub async fn add(
    request: HttpRequest,
    path: Path<String>,
    payload: Payload,
) -> Result<HttpResponse, Problem> {
    let begun = upload::begin(&request, payload, upload::FEW).await?;
    let known = opened(&begun.desk, &path, Right::KeepSessions).await?;
    let language = match Reader::of(begun.desk.visit.speech(), &begun.fields).language() {
        Ok(language) => language,
        Err(faults) => {
            let (desk, fields) = begun.hear_out().await;
            return Ok(again(&desk, &known, &fields, &faults));
        }
    };
    let (desk, fields, received) = begun.receive_as(webvtt::look).await?;
    let kept = match received.kept {
        Ok(kept) => kept,
        Err(why) => {
            let fault = refusals::no_captions(&desk, why);
            return Ok(again(&desk, &known, &fields, &[fault]));
        }
    };
    let new = NewCaptions {
        language,
        name: with_ending(&received.name, &["vtt"]),
        bytes: kept.bytes,
        sha256: kept.sha256,
        stored_as: kept.stored_as,
    };
    let lying = desk.visit.app.settings.files.folder.join(&new.stored_as);
    let (id, now, staff) = (known.session.id, desk.visit.now, desk.person.id);
    let done = desk
        .visit
        .app
        .database
        .write(Lane::Session(id), move |work| {
            actions::add_captions(work, now, staff, id, new)
        })
        .await;
    match done {
        Ok(_) => Ok(desk::see_done(&address(&known), "broadcast-captions")),
        Err(refusal) => {
            // A fault of the machine leaves it: whether the act came through is not known then.
            if !matches!(refusal, Refusal::Broken(_)) {
                upload::forget(lying).await;
            }
            Err(refusals::as_problem(desk.visit.speech(), refusal))
        }
    }
}

/// `POST /desk/sessions/{session}/broadcast/captions/remove`.
pub async fn remove(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let known = opened(&desk, &path, Right::KeepSessions).await?;
    let language = match Reader::of(desk.visit.speech(), &fields).language() {
        Ok(language) => language,
        Err(faults) => return Ok(again(&desk, &known, &fields, &faults)),
    };
    let (id, now, staff) = (known.session.id, desk.visit.now, desk.person.id);
    let done = desk
        .visit
        .app
        .database
        .write(Lane::Session(id), move |work| {
            actions::remove_captions(work, now, staff, id, language)
        })
        .await;
    match done {
        Ok(()) => Ok(desk::see_done(
            &address(&known),
            "broadcast-captions-removed",
        )),
        Err(refusal) => Err(refusals::as_problem(desk.visit.speech(), refusal)),
    }
}
