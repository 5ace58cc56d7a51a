//! A session that breaks off and goes on later, at the desk: the form, what follows from it, and then the act.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::web::Path;

use super::sittings_views::{self, Asked, Foreseen};
use crate::applications::store::reach::reached;
use crate::bodies;
use crate::database::{Broken, Lane};
use crate::journal::Actor;
use crate::law::session_course::SessionAct;
use crate::sessions::actions::{self, Adjournment, Refusal};
use crate::sessions::deadlines::Counting;
use crate::sessions::desk::{
    SEEN, as_faults, as_problem, seen, seen_field, since_changed, sittings_form,
};
use crate::sessions::desk_frame::opened_with_details;
use crate::sessions::now as present;
use crate::sessions::record::Session;
use crate::sessions::store::Details;
use crate::web::Problem;
use crate::web::desk::{self, Difference, Fields, Right, Sent, SignedIn, Ways};
use crate::web::problem::FieldFault;

/// The address.
pub fn desk_routes(ways: &mut Ways<'_>) {
    let path = "/desk/sessions/{session}/sittings";
    ways.get(path, Right::KeepSessions, ask);
    ways.post(path, Right::KeepSessions, send);
}

/// One session that may break off.
struct Case {
    desk: SignedIn,
    session: Session,
    details: Details,
}

impl Case {
    /// The session, if the person may do this and its course allows it.
    async fn open(desk: SignedIn, path: &str) -> Result<Self, Problem> {
        let (session, details) = opened_with_details(&desk, path, Right::KeepSessions).await?;
        if !actions::may_adjourn(&session, desk.visit.now) {
            let status = present::status(&session, desk.visit.now);
            let act = SessionAct::Adjourn;
            let no_move = crate::law::session_course::NoSuchMove { status, act };
            return Err(as_problem(desk.visit.speech(), no_move.into()));
        }
        Ok(Self {
            desk,
            session,
            details,
        })
    }

    fn asked(&self) -> Asked<'_> {
        Asked {
            desk: &self.desk,
            session: &self.session,
        }
    }

    fn again(&self, fields: &Fields, faults: &[FieldFault]) -> HttpResponse {
        desk::shown_again(sittings_views::form(&self.asked(), fields, faults, &[]))
    }

    fn refused(&self, fields: &Fields, refusal: Refusal) -> Result<HttpResponse, Problem> {
        let faults = as_faults(self.desk.visit.speech(), refusal)?;
        Ok(self.again(fields, &faults))
    }

    /// The session is no longer the one that was looked at: it is shown as it stands, with what was typed.
    fn stale(&self, fields: Fields) -> HttpResponse {
        let speech = self.desk.visit.speech();
        let differences: Vec<Difference> = vec![since_changed(speech, &self.session, &fields)];
        let mut fields = fields.without(&[SEEN]);
        fields.add(SEEN, seen_field(self.session.updated_at));
        let page = sittings_views::form(&self.asked(), &fields, &[], &differences);
        desk::shown_stale(page)
    }
}

async fn ask(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let case = Case::open(desk, &path).await?;
    let fields = match case.desk.kept_fields().await? {
        Some(kept) => kept.without(&["act"]),
        None => sittings_form::begin(&case.session, case.desk.visit.now),
    };
    let page = sittings_views::form(&case.asked(), &fields, &[], &[]);
    Ok(desk::shown(page))
}

async fn send(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let case = Case::open(desk, &path).await?;
    let act = fields.text("act").to_owned();
    let fields = fields.without(&["act"]);
    if act == "edit" {
        let page = sittings_views::form(&case.asked(), &fields, &[], &[]);
        return Ok(desk::shown(page));
    }
    let speech = case.desk.visit.speech();
    let order = match sittings_form::read(speech, &fields, &case.session) {
        Ok(order) => order,
        Err(faults) => return Ok(case.again(&fields, &faults)),
    };
    if seen(&fields) != case.session.updated_at {
        return Ok(case.stale(fields));
    }
    if act != "do" {
        return foresee(&case, &fields, &order).await;
    }
    let (app, now) = (Arc::clone(&case.desk.visit.app), case.desk.visit.now);
    let actor = Actor::Staff(case.desk.person.id);
    let database = &case.desk.visit.app.database;
    let done = database
        .write(Lane::Session(case.session.id), move |work| {
            let counting = Counting::in_act(work, &app)?;
            actions::adjourn(work, now, &counting, &actor, &order)
        })
        .await;
    match done {
        Ok(_) => {
            let address = format!("/desk/sessions/{}", case.session.id);
            Ok(desk::see_done(&address, "session-adjourned"))
        }
        Err(Refusal::Stale) => Ok(Case::open(case.desk, &path).await?.stale(fields)),
        Err(refusal) => case.refused(&fields, refusal),
    }
}

/// What would follow, shown before it is done.
async fn foresee(
    case: &Case,
    fields: &Fields,
    order: &Adjournment,
) -> Result<HttpResponse, Problem> {
    let (app, now) = (&case.desk.visit.app, case.desk.visit.now);
    let (id, body_id) = (case.session.id, case.session.body_id);
    let (body, reached) = app
        .database
        .read(move |connection| {
            let body = bodies::store::by_id(connection, body_id)?
                .ok_or_else(|| Broken::Data(format!("no body {body_id}")))?;
            Ok::<_, Broken>((body, reached(connection, id)?))
        })
        .await
        .map_err(Problem::from)?;
    let counting = Counting::of(app);
    let known = (&case.session, &case.details);
    let adjourned = match actions::as_adjourned(now, &counting, &body, known, order) {
        Ok(adjourned) => adjourned,
        Err(refusal) => return case.refused(fields, refusal),
    };
    let (session, change) = (adjourned.session.clone(), order.change);
    let barred = app
        .database
        .read(move |connection| actions::sitting_in_emergency(connection, &session, change, now))
        .await;
    if let Err(refusal) = barred {
        return case.refused(fields, refusal);
    }
    let foreseen = Foreseen {
        adjourned: &adjourned,
        bound: !body.exempt,
        why: &order.why,
        reached,
    };
    Ok(desk::shown(sittings_views::preview(
        &case.asked(),
        fields,
        &foreseen,
    )))
}
