//! Ending an emergency: what follows, confirmed, and then the act; and giving its hall again to one session.

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::web::Path;

use super::{address_of, ending_views, opened};
use crate::database::{Broken, Id, Lane};
use crate::emergencies::{self, Afterwards, Ending, Refusal};
use crate::law::emergency::StaysOnline;
use crate::sessions;
use crate::sessions::desk::seen;
use crate::sessions::desk_frame;
use crate::sessions::emergency::Declared;
use crate::sessions::record::Session;
use crate::web::Problem;
use crate::web::desk::{self, Fields, Right, Sent, SignedIn};
use crate::web::problem::FieldFault;

/// Whether sessions have their halls again.
pub(super) const RESTORE: &str = "restore";
/// What says that the person means it.
pub(super) const CONFIRM: &str = "confirm";

/// What would follow.
pub(super) struct Foreseen {
    /// What becomes of the sessions.
    pub(super) afterwards: Afterwards,
    sessions: HashMap<Id, Session>,
}

impl Foreseen {
    async fn of(desk: &SignedIn, emergency: Id) -> Result<Self, Problem> {
        let now = desk.visit.now;
        let read = move |connection: &mut _| {
            let foreseen = emergencies::ending_preview(connection, now, emergency)?;
            let afterwards = foreseen.unwrap_or_default();
            let stays = afterwards.stays.iter().map(|(id, _)| *id);
            let ids: Vec<Id> = afterwards.restored.iter().copied().chain(stays).collect();
            let sessions = sessions::store::by_ids(connection, &ids)?;
            Ok::<_, Broken>(Self {
                afterwards,
                sessions,
            })
        };
        Ok(desk.visit.app.database.read(read).await?)
    }

    /// The sessions that would have their halls again, in the order of their starts.
    pub(super) fn restored(&self) -> Vec<&Session> {
        let ids = self.afterwards.restored.iter();
        let mut all: Vec<&Session> = ids.filter_map(|id| self.sessions.get(id)).collect();
        all.sort_by_key(|session| (session.starts_at, session.id));
        all
    }

    /// Those that stay online, and why.
    pub(super) fn stays(&self) -> Vec<(&Session, StaysOnline)> {
        let stays = self.afterwards.stays.iter();
        let known = stays.filter_map(|(id, why)| Some((self.sessions.get(id)?, *why)));
        let mut all: Vec<(&Session, StaysOnline)> = known.collect();
        all.sort_by_key(|(session, _)| (session.starts_at, session.id));
        all
    }
}

pub(super) async fn ask(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let declared = opened(&desk, &path, Right::DeclareEmergencies).await?;
    if let Some(over) = over_already(&declared) {
        return Ok(over);
    }
    let foreseen = Foreseen::of(&desk, declared.emergency.id).await?;
    let kept = desk.kept_fields().await?;
    let fields = kept.unwrap_or_else(|| ending_views::usual_fields(&declared));
    let page = ending_views::page(&desk, &declared, &foreseen, &fields, &[], false);
    Ok(desk::shown(page))
}

/// One that was ended before is not ended again.
fn over_already(declared: &Declared) -> Option<HttpResponse> {
    let ended = declared.emergency.ended_at.is_some();
    let here = address_of(declared.emergency.id);
    ended.then(|| desk::see_done(&here, "emergency-over-already"))
}

pub(super) async fn end(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let declared = opened(&desk, &path, Right::DeclareEmergencies).await?;
    let id = declared.emergency.id;
    if let Some(over) = over_already(&declared) {
        return Ok(over);
    }
    let faults = faults(&desk, &fields);
    if !faults.is_empty() {
        let foreseen = Foreseen::of(&desk, id).await?;
        let page = ending_views::page(&desk, &declared, &foreseen, &fields, &faults, false);
        return Ok(desk::shown_again(page));
    }
    let ending = Ending {
        id,
        seen: seen(&fields),
        restore: fields.text(RESTORE) == "yes",
        staff: desk.person.id,
    };
    let now = desk.visit.now;
    let database = &desk.visit.app.database;
    let done = database.write(Lane::All, move |work| emergencies::end(work, now, &ending));
    match done.await {
        Ok(_) => Ok(desk::see_done(&address_of(id), "emergency-ended")),
        Err(Refusal::Stale(now)) => stale(&desk, *now, fields).await,
        Err(Refusal::Over) => Ok(desk::see_done(&address_of(id), "emergency-over-already")),
        Err(refusal) => Err(as_problem(refusal)),
    }
}

fn faults(desk: &SignedIn, fields: &Fields) -> Vec<FieldFault> {
    let speech = desk.visit.speech();
    let fault = |field: &str, code, key: &str| FieldFault {
        field: field.to_owned(),
        code,
        message: speech.t(key),
    };
    let mut faults = Vec::new();
    if !["yes", "no"].contains(&fields.text(RESTORE)) {
        faults.push(fault(RESTORE, "choose", "emergency-end-fault-restore"));
    }
    if !fields.has(CONFIRM) {
        faults.push(fault(CONFIRM, "confirm", "emergency-end-fault-confirm"));
    }
    faults
}

/// The emergency is no longer the one that was looked at: it is shown as it stands, with what was chosen.
async fn stale(
    desk: &SignedIn,
    declared: Declared,
    fields: Fields,
) -> Result<HttpResponse, Problem> {
    if let Some(over) = over_already(&declared) {
        return Ok(over);
    }
    let foreseen = Foreseen::of(desk, declared.emergency.id).await?;
    let fields = ending_views::made_of(fields, &declared).without(&[CONFIRM]);
    let page = ending_views::page(desk, &declared, &foreseen, &fields, &[], true);
    Ok(desk::shown_stale(page))
}

/// Gives one session its hall again. One that has it already was changed by somebody else, or by a first press.
pub(super) async fn restore(
    sent: Sent,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let declared = opened(&desk, &path.0, Right::SeeEmergencies).await?;
    let session = desk_frame::opened(&desk, &path.1, Right::DeclareEmergencies).await?;
    let (now, id, staff, made_of) = (desk.visit.now, session.id, desk.person.id, seen(&fields));
    let database = &desk.visit.app.database;
    let done = database.write(Lane::All, move |work| {
        emergencies::restore(work, now, id, made_of, staff)
    });
    let here = address_of(declared.emergency.id);
    match done.await {
        Ok(()) => Ok(desk::see_done(&here, "emergency-hall-again")),
        Err(Refusal::StaysOnline(why)) => Ok(desk::shown_stale(ending_views::stays(
            &desk,
            &declared,
            &session,
            Some(why),
        ))),
        Err(Refusal::SessionChanged | Refusal::NotFound) => Ok(desk::shown_stale(
            ending_views::stays(&desk, &declared, &session, None),
        )),
        Err(refusal) => Err(as_problem(refusal)),
    }
}

fn as_problem(refusal: Refusal) -> Problem {
    match refusal {
        Refusal::NotFound => Problem::NotFound,
        Refusal::Broken(broken) => broken.into(),
        _ => Problem::Unavailable,
    }
}
