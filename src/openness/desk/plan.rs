//! The yearly plan of sessions: items are entered, corrected with a reason, tied to the sessions that they became, and
//! dropped.

use actix_web::HttpResponse;
use actix_web::web::Path;
use chrono::{Datelike as _, NaiveDate};

use super::plan_views::{self, Page};
use super::{asked, form, opened, year_there};
use crate::bodies::reading::Named;
use crate::database::{Id, Lane};
use crate::law::deadlines::SessionKind;
use crate::openness::actions::{Change, NewItem, Refusal, add_item, change_item};
use crate::openness::asked::year_of;
use crate::openness::plan::{self, Plan};
use crate::sessions::typed_day;
use crate::web::Problem;
use crate::web::desk::{self, Fields, Right, Sent, SignedIn};
use crate::web::problem::FieldFault;

async fn known(
    desk: &SignedIn,
    (id, right): (&str, Right),
    year: Option<&str>,
) -> Result<(Named, i32, Plan), Problem> {
    let body = opened(desk, id, right).await?;
    let year = year
        .and_then(year_of)
        .unwrap_or_else(|| year_there(desk, &body));
    let (of, now) = ((body.body.id, year), desk.visit.now);
    let plan = desk
        .visit
        .app
        .database
        .read(move |connection| plan::of(connection, of, now))
        .await?;
    Ok((body, year, plan))
}

/// `GET /desk/openness/{body}/plan?year=&item=`.
pub async fn show(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let kept = desk.kept_fields().await?;
    let year = kept.as_ref().and_then(|kept| kept.given("year"));
    let year = year.map(str::to_owned).or_else(|| asked(&desk, "year"));
    let (body, year, plan) = known(&desk, (&path, Right::SeeSessions), year.as_deref()).await?;
    let item = asked(&desk, "item").and_then(|item| Id::parse(&item));
    let chosen = plan
        .items
        .iter()
        .find(|one| Some(one.item.item_id) == item)
        .map(|one| plan_views::filled(&one.item));
    let fields = kept.or(chosen).unwrap_or_default();
    let page = Page {
        desk: &desk,
        body: &body,
        year,
        plan: &plan,
        fields: &fields,
        faults: &[],
        stale: false,
    };
    Ok(desk::shown(page.show()))
}

/// What was typed of an item.
fn read(
    desk: &SignedIn,
    (body, year): (Id, i32),
    fields: &Fields,
    faults: &mut Vec<FieldFault>,
) -> Option<NewItem> {
    let speech = desk.visit.speech();
    let title = form::both(speech, fields, ("title", true), faults);
    let topic = form::both(speech, fields, ("topic", false), faults);
    let kind: Option<SessionKind> = fields.text("kind").parse().ok();
    if kind.is_none() {
        faults.push(form::fault(
            speech,
            "kind",
            &speech.t("editor-fault-choice"),
        ));
    }
    let day: Option<NaiveDate> = match fields.given("day") {
        None => None,
        Some(text) => {
            let day = typed_day(text).filter(|day| day.year() == year);
            if day.is_none() {
                faults.push(form::fault(speech, "day", &speech.t("openness-fault-day")));
            }
            day
        }
    };
    let typed = fields.text("month").parse().ok();
    let month = day
        .and_then(|day| i32::try_from(day.month()).ok())
        .or_else(|| typed.filter(|month| (1..=12).contains(month)));
    if month.is_none() {
        faults.push(form::fault(
            speech,
            "month",
            &speech.t("editor-fault-choice"),
        ));
    }
    Some(NewItem {
        body,
        year,
        month: month?,
        day,
        kind: kind?,
        title: title?,
        topic,
    })
    .filter(|_| faults.is_empty())
}

/// `POST /desk/openness/{body}/plan`: adds an item, or changes one.
pub async fn change(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let of = (path.as_str(), Right::KeepSessions);
    let (body, year, plan) = known(&desk, of, fields.given("year")).await?;
    let speech = desk.visit.speech();
    let mut faults = Vec::new();
    let new = read(&desk, (body.body.id, year), &fields, &mut faults);
    let item = fields.given("item").and_then(Id::parse);
    let reason = match item {
        Some(_) => form::both(speech, &fields, ("reason", true), &mut faults),
        None => None,
    };
    let mut stale = false;
    if let (Some(new), true) = (new, faults.is_empty()) {
        let (now, staff) = (desk.visit.now, desk.person.id);
        let change = item.zip(reason).map(|(item, reason)| Change {
            item,
            seen: fields.text("revision").parse().unwrap_or(0),
            new: new.clone(),
            session: fields.given("session").and_then(Id::parse),
            dropped: fields.given("dropped").is_some(),
            reason,
        });
        let done = desk
            .visit
            .app
            .database
            .write(Lane::Any, move |work| match &change {
                Some(change) => change_item(work, now, staff, change),
                None => add_item(work, now, staff, &new),
            })
            .await;
        let here = format!("/desk/openness/{}/plan?year={year}", body.body.id);
        match done {
            Ok(_) => return Ok(desk::see_done(&here, "openness-planned")),
            Err(Refusal::Stale) => stale = true,
            Err(Refusal::NoSuchSession) => faults.push(form::fault(
                speech,
                "session",
                &speech.t("editor-fault-choice"),
            )),
            Err(Refusal::Broken(broken)) => return Err(broken.into()),
            Err(_) => return Err(Problem::NotFound),
        }
    }
    if stale {
        return as_it_stands(&desk, of, (year, item), fields).await;
    }
    let page = Page {
        desk: &desk,
        body: &body,
        year,
        plan: &plan,
        fields: &fields,
        faults: &faults,
        stale: false,
    };
    Ok(desk::shown_again(page.show()))
}

/// Somebody else was faster: the plan as it stands now. What was typed stays, and replaces it when it is sent again.
async fn as_it_stands(
    desk: &SignedIn,
    of: (&str, Right),
    (year, item): (i32, Option<Id>),
    fields: Fields,
) -> Result<HttpResponse, Problem> {
    let (body, year, plan) = known(desk, of, Some(&year.to_string())).await?;
    let stands = plan.items.iter().find(|one| Some(one.item.item_id) == item);
    let mut typed = fields.without(&["revision"]);
    let revision = stands.map_or(1, |one| one.item.revision);
    typed.add("revision", revision.to_string());
    let page = Page {
        desk,
        body: &body,
        year,
        plan: &plan,
        fields: &typed,
        faults: &[],
        stale: true,
    };
    Ok(desk::shown_stale(page.show()))
}
