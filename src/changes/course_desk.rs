//! Moving a session and calling it off at the desk: the form, what follows from it, and then the act.

use std::cmp::Ordering;
use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::web::Path;
use chrono::{DateTime, Utc};

use super::course;
use super::course_views::{self, Asked, Foreseen};
use crate::applications::store::reach::{Reached, reached};
use crate::bodies;
use crate::database::{Broken, Lane};
use crate::journal::Actor;
use crate::law::announcement::ReasonDue;
use crate::law::session_course::SessionAct;
use crate::sessions::actions::{self, Announced, Postponement, Refusal, reasons_due};
use crate::sessions::deadlines::Counting;
use crate::sessions::desk::{
    SEEN, as_faults, as_problem, course_form, seen, seen_field, since_changed,
};
use crate::sessions::desk_frame::opened_with_details;
use crate::sessions::record::Session;
use crate::sessions::store::Details;
use crate::web::Problem;
use crate::web::desk::{self, Difference, Fields, Right, Sent, SignedIn, Ways};
use crate::web::problem::FieldFault;

/// The addresses.
pub fn desk_routes(ways: &mut Ways<'_>) {
    let postpone = "/desk/sessions/{session}/postpone";
    ways.get(postpone, Right::KeepSessions, ask_postponing);
    ways.post(postpone, Right::KeepSessions, send_postponing);
    let cancel = "/desk/sessions/{session}/cancel";
    ways.get(cancel, Right::KeepSessions, ask_cancelling);
    ways.post(cancel, Right::KeepSessions, send_cancelling);
}

/// One of the two acts on one session.
struct Case {
    desk: SignedIn,
    act: SessionAct,
    session: Session,
    details: Details,
}

impl Case {
    /// The session, if the person may do this and its course allows it.
    async fn open(desk: SignedIn, path: &str, act: SessionAct) -> Result<Self, Problem> {
        let (session, details) = opened_with_details(&desk, path, Right::KeepSessions).await?;
        let allowed = actions::allowed(&session, act, desk.visit.now);
        allowed.map_err(|refusal| as_problem(desk.visit.speech(), refusal))?;
        Ok(Self {
            desk,
            act,
            session,
            details,
        })
    }

    fn asked(&self) -> Asked<'_> {
        Asked {
            desk: &self.desk,
            act: self.act,
            session: &self.session,
        }
    }

    async fn ask(self) -> Result<HttpResponse, Problem> {
        let fields = match self.desk.kept_fields().await? {
            Some(kept) => kept.without(&["act"]),
            None if self.act == SessionAct::Cancel => course_form::to_cancel(&self.session),
            None => course_form::to_postpone(&self.session, &self.details),
        };
        Ok(desk::shown(course_views::form(
            &self.asked(),
            &fields,
            &[],
            &[],
        )))
    }

    fn again(&self, fields: &Fields, faults: &[FieldFault]) -> HttpResponse {
        desk::shown_again(course_views::form(&self.asked(), fields, faults, &[]))
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
        let page = course_views::form(&self.asked(), &fields, &[], &differences);
        desk::shown_stale(page)
    }

    fn was_seen(&self, fields: &Fields) -> bool {
        seen(fields) == self.session.updated_at
    }

    async fn reached(&self) -> Result<Reached, Problem> {
        let id = self.session.id;
        let database = &self.desk.visit.app.database;
        Ok(database
            .read(move |connection| reached(connection, id))
            .await?)
    }

    fn done(&self, word: &str) -> HttpResponse {
        desk::see_done(&format!("/desk/sessions/{}", self.session.id), word)
    }
}

async fn ask_postponing(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    Case::open(desk, &path, SessionAct::Postpone)
        .await?
        .ask()
        .await
}

async fn ask_cancelling(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    Case::open(desk, &path, SessionAct::Cancel)
        .await?
        .ask()
        .await
}

async fn send_postponing(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let case = Case::open(desk, &path, SessionAct::Postpone).await?;
    let act = fields.text("act").to_owned();
    let fields = fields.without(&["act"]);
    if act == "edit" {
        return Ok(desk::shown(course_views::form(
            &case.asked(),
            &fields,
            &[],
            &[],
        )));
    }
    let speech = case.desk.visit.speech();
    let order = match course_form::read_postponement(speech, &fields, &case.session) {
        Ok(order) => order,
        Err(faults) => return Ok(case.again(&fields, &faults)),
    };
    if !case.was_seen(&fields) {
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
            course::postpone(work, now, &counting, &actor, &order)
        })
        .await;
    match done {
        Ok(_) => Ok(case.done("session-postponed")),
        Err(Refusal::Stale) => {
            let case = Case::open(case.desk, &path, SessionAct::Postpone).await?;
            Ok(case.stale(fields))
        }
        Err(refusal) => case.refused(&fields, refusal),
    }
}

/// What would follow, shown before it is done.
async fn foresee(
    case: &Case,
    fields: &Fields,
    order: &Postponement,
) -> Result<HttpResponse, Problem> {
    let (app, now) = (&case.desk.visit.app, case.desk.visit.now);
    let body_id = case.session.body_id;
    let body = app
        .database
        .read(move |connection| {
            bodies::store::by_id(connection, body_id)?
                .ok_or_else(|| Broken::Data(format!("no body {body_id}")))
        })
        .await
        .map_err(Problem::from)?;
    let counting = Counting::of(app);
    let known = (&case.session, &case.details);
    let moved = match actions::as_postponed(now, &counting, &body, known, order) {
        Ok(moved) => moved,
        Err(refusal) => return case.refused(fields, refusal),
    };
    let due: Vec<_> = reasons_due(&moved.session)
        .into_iter()
        .filter(|due| *due == ReasonDue::Late)
        .collect();
    if !due.is_empty() {
        return case.refused(fields, Refusal::ReasonsDue(due));
    }
    let foreseen = Foreseen {
        cutoff: Cutoff::of(case, &moved, now),
        moved: Some(&moved),
        why: &order.why,
        reached: case.reached().await?,
    };
    Ok(desk::shown(course_views::preview(
        &case.asked(),
        fields,
        &foreseen,
    )))
}

/// What becomes of the time to apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cutoff {
    /// Counted to the new day.
    Counted,
    /// The published one stays: it is later, and people rely on it.
    Kept,
    /// The new day comes before it: the time ends as that day begins.
    Shortened,
    /// It has passed, and is open again for the new day.
    Reopened,
    /// It has passed, and so has that of the new day.
    Passed,
}

impl Cutoff {
    fn of(case: &Case, moved: &Announced, now: DateTime<Utc>) -> Self {
        let (before, after) = (
            case.details.clocks.apply_before.utc(),
            moved.details.clocks.apply_before.utc(),
        );
        if now >= before {
            if now >= after {
                Self::Passed
            } else {
                Self::Reopened
            }
        } else {
            match after.cmp(&before) {
                Ordering::Less => Self::Shortened,
                Ordering::Equal => Self::Kept,
                Ordering::Greater => Self::Counted,
            }
        }
    }
}

async fn send_cancelling(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let case = Case::open(desk, &path, SessionAct::Cancel).await?;
    let act = fields.text("act").to_owned();
    let fields = fields.without(&["act"]);
    if act == "edit" {
        return Ok(desk::shown(course_views::form(
            &case.asked(),
            &fields,
            &[],
            &[],
        )));
    }
    let speech = case.desk.visit.speech();
    let order = match course_form::read_cancellation(speech, &fields, &case.session) {
        Ok(order) => order,
        Err(faults) => return Ok(case.again(&fields, &faults)),
    };
    if !case.was_seen(&fields) {
        return Ok(case.stale(fields));
    }
    if act != "do" {
        let foreseen = Foreseen {
            cutoff: Cutoff::Passed,
            moved: None,
            why: &order.why,
            reached: case.reached().await?,
        };
        let page = course_views::preview(&case.asked(), &fields, &foreseen);
        return Ok(desk::shown(page));
    }
    let (now, actor) = (case.desk.visit.now, Actor::Staff(case.desk.person.id));
    let database = &case.desk.visit.app.database;
    let done = database
        .write(Lane::Session(case.session.id), move |work| {
            actions::cancel(work, now, &actor, &order)
        })
        .await;
    match done {
        Ok(_) => Ok(case.done("session-cancelled")),
        Err(Refusal::Stale) => {
            let case = Case::open(case.desk, &path, SessionAct::Cancel).await?;
            Ok(case.stale(fields))
        }
        Err(refusal) => case.refused(&fields, refusal),
    }
}
