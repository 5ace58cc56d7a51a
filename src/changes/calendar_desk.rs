//! Entering an order at the desk: the form, what it would come to, and then the act.

use std::sync::Arc;

use actix_web::HttpResponse;

use super::calendar::{self, Foreseen, Plan, Refusal};
use super::calendar_form::{self, Draft};
use super::calendar_preview::{self, Preview};
use super::calendar_views;
use crate::args;
use crate::database::Lane;
use crate::journal::Actor;
use crate::law::working_days::Calendar;
use crate::web::Problem;
use crate::web::desk::{self, Fields, Right, Sent, SignedIn, Ways};
use crate::web::problem::FieldFault;
use crate::working_calendar::actions::Order;

const NEW: &str = "/desk/calendar/new";

/// The addresses.
pub fn desk_routes(ways: &mut Ways<'_>) {
    ways.get(NEW, Right::KeepCalendar, form);
    ways.post(NEW, Right::KeepCalendar, sent);
}

/// The form; the calendar belongs to no body, so the right itself suffices.
async fn form(desk: SignedIn) -> Result<HttpResponse, Problem> {
    let fields = desk.kept_fields().await?.unwrap_or_default();
    Ok(desk::shown(calendar_views::form(&desk, &fields, &[])))
}

async fn sent(sent: Sent) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let act = fields.text("act").to_owned();
    let fields = fields.without(&["act"]);
    if let Some(row) = act.strip_prefix("remove-") {
        let gone = row.parse().map_err(|_| Problem::NotFound)?;
        let fields = calendar_form::without_row(&fields, gone);
        return Ok(desk::shown(calendar_views::form(&desk, &fields, &[])));
    }
    match act.as_str() {
        "add" => {
            let fields = calendar_form::with_a_row(fields);
            Ok(desk::shown(calendar_views::form(&desk, &fields, &[])))
        }
        "edit" => Ok(desk::shown(calendar_views::form(&desk, &fields, &[]))),
        "enter" => enter(desk, fields).await,
        _ => preview(&desk, fields, false).await,
    }
}

/// The version that a form would make of the one in force.
fn made(
    desk: &SignedIn,
    fields: &Fields,
    in_force: &Calendar,
) -> Result<(Draft, Calendar), Vec<FieldFault>> {
    let speech = desk.visit.speech();
    let draft = Draft::read(fields, speech)?;
    let calendar = draft.on(in_force, speech)?;
    Ok((draft, calendar))
}

fn again(desk: &SignedIn, fields: &Fields, faults: &[FieldFault]) -> HttpResponse {
    desk::shown_again(calendar_views::form(desk, fields, faults))
}

async fn preview(desk: &SignedIn, fields: Fields, stale: bool) -> Result<HttpResponse, Problem> {
    let in_force = desk.visit.app.calendar();
    let (draft, calendar) = match made(desk, &fields, &in_force) {
        Ok(made) => made,
        Err(faults) => return Ok(again(desk, &fields, &faults)),
    };
    let (app, now) = (Arc::clone(&desk.visit.app), desk.visit.now);
    let proposed = calendar.clone();
    let foreseen = desk
        .visit
        .app
        .database
        .read(move |connection| calendar::foresee(connection, &app, now, &in_force, &proposed));
    let foreseen = match foreseen.await {
        Ok(foreseen) => foreseen,
        Err(refusal) => return refused(desk, &fields, refusal),
    };
    let fields = with_version(fields, &foreseen);
    let preview = Preview {
        fields: &fields,
        source: &draft.source,
        foreseen: &foreseen,
        calendar: &calendar,
        stale,
    };
    let page = calendar_preview::page(desk, &preview);
    Ok(if stale {
        desk::shown_stale(page)
    } else {
        desk::shown(page)
    })
}

/// What was shown carries the version that it was made of.
fn with_version(fields: Fields, foreseen: &Foreseen) -> Fields {
    let mut fields = fields.without(&["made-of"]);
    fields.add("made-of", &*foreseen.made_of);
    fields
}

async fn enter(desk: SignedIn, fields: Fields) -> Result<HttpResponse, Problem> {
    let in_force = desk.visit.app.calendar();
    let made_of = fields.text("made-of").to_owned();
    if made_of != in_force.version() {
        return preview(&desk, fields, true).await;
    }
    let (draft, calendar) = match made(&desk, &fields, &in_force) {
        Ok(made) => made,
        Err(faults) => return Ok(again(&desk, &fields, &faults)),
    };
    let order = Order {
        source: draft.source,
        author: desk.person.name.clone(),
        calendar,
    };
    let plan = Plan { made_of, order };
    let (app, now) = (Arc::clone(&desk.visit.app), desk.visit.now);
    let actor = Actor::Staff(desk.person.id);
    let entered = desk.visit.app.database.write(Lane::All, move |work| {
        calendar::enter(work, &app, now, &actor, &plan)
    });
    match entered.await {
        Ok(_) => Ok(desk::see_done("/desk/calendar", "calendar-entered")),
        Err(Refusal::Stale) => {
            desk.visit.app.database.freshness().look().await;
            preview(&desk, fields, true).await
        }
        Err(refusal) => refused(&desk, &fields, refusal),
    }
}

fn refused(desk: &SignedIn, fields: &Fields, refusal: Refusal) -> Result<HttpResponse, Problem> {
    let speech = desk.visit.speech();
    let (field, message) = match refusal {
        Refusal::Unchanged => ("kind-0", speech.t("calendar-fault-unchanged")),
        Refusal::NoCalendar(no) => {
            let year = args! { "year" => no.year.to_string() };
            ("csv", speech.tf("calendar-fault-no-year", &year))
        }
        Refusal::Broken(broken) => return Err(broken.into()),
        Refusal::Stale => return Err(Problem::Unavailable),
    };
    let fault = FieldFault {
        field: field.to_owned(),
        code: "refused",
        message,
    };
    Ok(again(desk, fields, &[fault]))
}
