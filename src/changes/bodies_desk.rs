//! Changing a body at the desk. What it is in law is the system admin's to say; the rest is its own admin's too.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::web::Path;
use chrono::NaiveDate;

use super::bodies::{self as acts, NotChanged};
use crate::args;
use crate::bodies::actions::{NotRevised, Refusal};
use crate::bodies::card_form::{self, LEGAL, Reader};
use crate::bodies::desk_views::{Shown, card};
use crate::bodies::{Opened, opened};
use crate::database::{Id, Lane};
use crate::journal::Actor;
use crate::web::Problem;
use crate::web::desk::{self, Difference, Fields, Right, Sent, SignedIn, Ways};
use crate::web::problem::FieldFault;

/// The addresses.
pub fn desk_routes(ways: &mut Ways<'_>) {
    ways.post("/desk/bodies/{body}", Right::KeepBodies, sent);
}

/// Why the page is shown again.
enum Again {
    Faults(Vec<FieldFault>),
    Stale,
}

async fn sent(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let body = opened(&desk, &path, Right::KeepBodies).await?;
    let id = body.named.body.id;
    let (done, word) = match fields.text("act") {
        "name" => (rename(&desk, &fields, id).await?, "body-renamed"),
        "remove-name" => (remove(&desk, &fields, id).await?, "body-name-removed"),
        _ => (revise(&desk, &fields, &body).await?, "body-updated"),
    };
    match done {
        Ok(()) => Ok(desk::see_done(&format!("/desk/bodies/{id}"), word)),
        Err(Again::Faults(faults)) => {
            let shown = Shown::of(&desk, body, Some(&fields));
            Ok(desk::shown_again(card(&desk, &shown, &faults, &[])))
        }
        Err(Again::Stale) => stale(&desk, &fields, id).await,
    }
}

type Done = Result<Result<(), Again>, Problem>;

async fn revise(desk: &SignedIn, fields: &Fields, opened: &Opened) -> Done {
    let body = &opened.named.body;
    let mut reader = Reader::of(fields, desk.visit.speech());
    let order = if desk.person.can(Right::AddBodies, body.id) {
        reader.card()
    } else if LEGAL.iter().any(|name| fields.has(name)) {
        return Err(Problem::Forbidden);
    } else {
        reader.own_part(card_form::order_of(body))
    };
    let order = match reader.finish(order) {
        Ok(order) => order,
        Err(faults) => return Ok(Err(Again::Faults(faults))),
    };
    let of = (body.id, card_form::made_of(fields));
    let (app, now) = (Arc::clone(&desk.visit.app), desk.visit.now);
    let actor = Actor::Staff(desk.person.id);
    let write = desk.visit.app.database.write(Lane::All, move |work| {
        acts::revise(work, &app, now, &actor, of, &order)
    });
    told(desk, write.await.map(drop))
}

async fn rename(desk: &SignedIn, fields: &Fields, id: Id) -> Done {
    let mut reader = Reader::of(fields, desk.visit.speech());
    let new = reader.new_name();
    let new = match reader.finish(new) {
        Ok(new) => new,
        Err(faults) => return Ok(Err(Again::Faults(faults))),
    };
    let (of, now) = ((id, card_form::made_of(fields)), desk.visit.now);
    let actor = Actor::Staff(desk.person.id);
    let write = desk.visit.app.database.write(Lane::All, move |work| {
        acts::rename(work, now, &actor, of, &new)
    });
    told(desk, write.await.map(drop))
}

async fn remove(desk: &SignedIn, fields: &Fields, id: Id) -> Done {
    let day: NaiveDate = fields.text("day").parse().map_err(|_| Problem::NotFound)?;
    let (of, now) = ((id, card_form::made_of(fields)), desk.visit.now);
    let actor = Actor::Staff(desk.person.id);
    let write = desk.visit.app.database.write(Lane::All, move |work| {
        acts::remove_name(work, now, &actor, of, day)
    });
    told(desk, write.await.map(drop))
}

fn told(desk: &SignedIn, done: Result<(), NotChanged>) -> Done {
    let speech = desk.visit.speech();
    let fault = |field: &str, message: String| {
        let fault = FieldFault {
            field: field.to_owned(),
            code: "refused",
            message,
        };
        Ok(Err(Again::Faults(vec![fault])))
    };
    match done {
        Ok(()) => Ok(Ok(())),
        Err(NotChanged::NoCalendar(no)) => {
            let year = args! { "year" => no.year.to_string() };
            fault("week", speech.tf("body-fault-no-calendar", &year))
        }
        Err(NotChanged::Body(not)) => match not {
            NotRevised::Stale => Ok(Err(Again::Stale)),
            NotRevised::Refused(Refusal::Broken(broken)) => Err(broken.into()),
            NotRevised::Refused(Refusal::Circle) => fault("parent", speech.t("body-fault-circle")),
            NotRevised::Refused(Refusal::Card(faults)) => {
                let faults = faults.into_iter();
                let faults = faults.map(|fault| card_form::law_fault(speech, fault));
                Ok(Err(Again::Faults(faults.collect())))
            }
            NotRevised::FirstName => fault("valid-from", speech.t("body-fault-first-name")),
            NotRevised::NotFound | NotRevised::SlugTaken => Err(Problem::NotFound),
        },
    }
}

/// Somebody else was faster: both states, and the form with what was typed.
async fn stale(desk: &SignedIn, fields: &Fields, id: Id) -> Result<HttpResponse, Problem> {
    let speech = desk.visit.speech();
    let body = opened(desk, id.as_str(), Right::KeepBodies).await?;
    let shown = Shown::of(desk, body, Some(fields)).made_anew();
    let mut differences = match fields.text("act") {
        "card" => shown.differences(speech, fields),
        _ => Vec::new(),
    };
    if differences.is_empty() {
        // The card is as it was sent; a name was changed.
        let (theirs, _) = shown.opened.named.name.in_language(speech.language());
        differences.push(Difference {
            label: speech.t("body-name"),
            yours: fields.text("name-kk").to_owned(),
            theirs: theirs.to_owned(),
        });
    }
    Ok(desk::shown_stale(card(desk, &shown, &[], &differences)))
}
