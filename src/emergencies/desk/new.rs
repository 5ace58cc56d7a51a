//! `/desk/emergencies/new`: the form, what it would come to, and then the act.

use actix_web::HttpResponse;

use super::preview::{self, Foreseen};
use super::wish::{self, CONFIRM};
use super::{address_of, form};
use crate::bodies::reading::{self, Named};
use crate::database::{Id, Lane};
use crate::emergencies::{Declaration, Refusal, declare};
use crate::language::{Speech, fold};
use crate::sessions::emergency::{Declared, Emergency};
use crate::web::Problem;
use crate::web::desk::{self, Fields, Reach, Right, Sent, SignedIn};
use crate::web::layout::today_in_the_capital;
use crate::web::problem::FieldFault;

pub(super) async fn page(desk: SignedIn) -> Result<HttpResponse, Problem> {
    let kept = desk.kept_fields().await?;
    let kept = kept.map(|fields| fields.without(&["act", CONFIRM]));
    let fields = kept.unwrap_or_else(|| wish::usual_fields(desk.visit.now));
    let fields = wish::with_key(fields);
    let bodies = own_bodies(&desk).await?;
    Ok(desk::shown(form::page(&desk, &bodies, &fields, &[])))
}

pub(super) async fn send(sent: Sent) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let act = fields.text("act").to_owned();
    let typed = fields.text(CONFIRM).to_owned();
    let fields = wish::with_key(fields.without(&["act", CONFIRM]));
    let bodies = own_bodies(&desk).await?;
    if act == "edit" {
        return Ok(desk::shown(form::page(&desk, &bodies, &fields, &[])));
    }
    let speech = desk.visit.speech();
    let declaration = match read(&desk, &bodies, &fields) {
        Ok(declaration) => declaration,
        Err(faults) => {
            return Ok(desk::shown_again(form::page(
                &desk, &bodies, &fields, &faults,
            )));
        }
    };
    if act != "declare" {
        return foresee(&desk, &fields, declaration, None).await;
    }
    if !confirms(speech, &typed) {
        let fault = wish::fault(speech, CONFIRM, "confirm");
        return foresee(&desk, &fields, declaration, Some((typed, fault))).await;
    }
    let now = desk.visit.now;
    let database = &desk.visit.app.database;
    let done = database.write(Lane::All, move |work| declare(work, now, &declaration));
    match done.await {
        Ok(outcome) => {
            let address = address_of(outcome.emergency.emergency.id);
            Ok(desk::see_done(&address, "emergency-declared"))
        }
        Err(refusal) => {
            let faults = [as_fault(speech, refusal)?];
            Ok(desk::shown_again(form::page(
                &desk, &bodies, &fields, &faults,
            )))
        }
    }
}

/// The word that is to be typed, in the reader's language; capitals are all the same.
fn confirms(speech: Speech<'_>, typed: &str) -> bool {
    fold(typed) == fold(&speech.t("emergency-confirm-word"))
}

/// The bodies among which a person chooses for whom to declare; none for whoever declares for all.
async fn own_bodies(desk: &SignedIn) -> Result<Vec<Named>, Problem> {
    let reach = desk.person.reach(Right::DeclareEmergencies);
    if reach == Reach::All {
        return Ok(Vec::new());
    }
    let (today, _) = today_in_the_capital(desk.visit.now);
    let read = move |connection: &mut _| reading::all(connection, today);
    let mut all = desk.visit.app.database.read(read).await?;
    all.retain(|one| reach.holds(one.body.id));
    Ok(all)
}

fn read(
    desk: &SignedIn,
    bodies: &[Named],
    fields: &Fields,
) -> Result<Declaration, Vec<FieldFault>> {
    let speech = desk.visit.speech();
    let is_of_office = desk.person.reach(Right::DeclareEmergencies) == Reach::All;
    let chosen = fields.text("body");
    let body: Option<Id> = bodies
        .iter()
        .find(|one| one.body.slug == chosen)
        .map(|one| one.body.id);
    let mut faults = Vec::new();
    if body.is_none() && !is_of_office {
        faults.push(wish::fault(speech, "body", "choose"));
    }
    let read = wish::read(speech, fields, (body, desk.person.id), desk.visit.now);
    match read {
        Ok(declaration) if faults.is_empty() => Ok(declaration),
        Ok(_) => Err(faults),
        Err(others) => {
            faults.extend(others);
            Err(faults)
        }
    }
}

/// What it would come to. Nothing is written.
async fn foresee(
    desk: &SignedIn,
    fields: &Fields,
    declaration: Declaration,
    confirmed: Option<(String, FieldFault)>,
) -> Result<HttpResponse, Problem> {
    let now = desk.visit.now;
    let asked = declaration.clone();
    let foreseen = desk
        .visit
        .app
        .database
        .read(move |connection| Foreseen::of(connection, now, &asked))
        .await
        .map_err(Problem::from)?;
    let declared = as_declared(&declaration, now);
    let (typed, faults) = match confirmed {
        Some((typed, fault)) => (typed, vec![fault]),
        None => (String::new(), Vec::new()),
    };
    let page = preview::page(desk, fields, &declared, &foreseen, (&typed, &faults));
    Ok(if faults.is_empty() {
        desk::shown(page)
    } else {
        desk::shown_again(page)
    })
}

/// The emergency as it would stand.
fn as_declared(declaration: &Declaration, now: chrono::DateTime<chrono::Utc>) -> Declared {
    Declared {
        emergency: Emergency {
            id: Id::new(),
            body_id: declaration.body,
            kind: declaration.kind,
            country: declaration.country,
            basis: declaration.basis.clone().into(),
            basis_url: declaration.basis_url.clone(),
            signer: declaration.signer.clone(),
            from_at: declaration.from.into(),
            until_at: declaration.until.map(Into::into),
            declared_at: now.into(),
            declared_by: declaration.staff,
            ended_at: None,
            ended_by: None,
            request_key: declaration.request_key.clone(),
            updated_at: now.into(),
        },
        regions: declaration.regions.clone(),
    }
}

/// What the act says no to, beside the field that it is about.
fn as_fault(speech: Speech<'_>, refusal: Refusal) -> Result<FieldFault, Problem> {
    match refusal {
        Refusal::NoScope => Ok(wish::fault(speech, wish::REGIONS, "regions")),
        Refusal::EndsBeforeItBegins => Ok(wish::fault(speech, "until-day", "before")),
        Refusal::Over => Ok(wish::fault(speech, "until-day", "over")),
        Refusal::NotFound => Err(Problem::NotFound),
        Refusal::Broken(broken) => Err(broken.into()),
        _ => Err(Problem::Unavailable),
    }
}
