//! `GET /desk/emergencies/{emergency}`: one with its sessions, and what is still to be done.

use actix_web::HttpResponse;
use actix_web::web::Path;

use super::{one_views, opened};
use crate::bodies;
use crate::database::Broken;
use crate::emergencies::report::{self, Report};
use crate::emergencies::{self, Afterwards, InHall};
use crate::language::Multilingual;
use crate::sessions::emergency::Declared;
use crate::staff;
use crate::web::Problem;
use crate::web::desk::{self, Right, SignedIn};
use crate::web::layout::today_in_the_capital;

/// What the page shows.
pub(super) struct Shown {
    /// The emergency.
    pub(super) declared: Declared,
    /// The body for whose sessions alone it is.
    pub(super) body: Option<Multilingual>,
    /// Who declared it here.
    pub(super) declared_by: String,
    /// What became of its sessions and people, as far as the person sees them.
    pub(super) report: Report,
    /// Sessions that sit in the hall again while it stands.
    pub(super) in_hall: Vec<InHall>,
}

impl Shown {
    pub(super) async fn of(desk: &SignedIn, declared: Declared) -> Result<Self, Problem> {
        let reach = desk.person.reach(Right::SeeEmergencies);
        let now = desk.visit.now;
        let (today, _) = today_in_the_capital(desk.visit.now);
        let read = move |connection: &mut _| {
            let emergency = &declared.emergency;
            let body = match emergency.body_id {
                Some(body) => Some(bodies::store::names_of(connection, &[body])?.on(body, today)),
                None => None,
            };
            let member = staff::store::by_id(connection, emergency.declared_by)?;
            let report = report::gather(connection, emergency.id, &reach)?;
            let mut in_hall = emergencies::in_hall(connection, now, &declared)?;
            in_hall.retain(|one| reach.holds(one.session.body_id));
            Ok::<_, Broken>(Self {
                body,
                declared_by: member.map_or_else(|| "–".to_owned(), |member| member.name),
                report,
                in_hall,
                declared,
            })
        };
        Ok(desk.visit.app.database.read(read).await?)
    }
}

pub(super) async fn page(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let declared = opened(&desk, &path, Right::SeeEmergencies).await?;
    let (now, id) = (desk.visit.now, declared.emergency.id);
    let afterwards = if declared.stands(now) {
        Afterwards::default()
    } else {
        let read = move |connection: &mut _| emergencies::ending_preview(connection, now, id);
        let halls = desk.visit.app.database.read(read).await?;
        halls.unwrap_or_default()
    };
    let shown = Shown::of(&desk, declared).await?;
    Ok(desk::shown(one_views::page(&desk, &shown, &afterwards)))
}
