//! Who works at the desk: seen by reach, changed by administrators.

use std::collections::HashMap;
use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use chrono::{DateTime, Utc};
use validator::ValidateEmail as _;

use super::account::{fault, fault_of_name};
use super::people_views::{self as views, FormPage, Row};
use super::roles_form;
use crate::database::{AnyConnection, Broken, Id, Lane};
use crate::language::Language;
use crate::staff::actions::{self, Authority, Link, New, Refusal, Roles};
use crate::staff::normal_email;
use crate::staff::record::Member;
use crate::staff::store::{self, Served};
use crate::web::Problem;
use crate::web::desk::{self, Fields, Reach, Right, Sent, SignedIn};
use crate::web::layout::CAPITAL_ZONE;
use crate::web::problem::Refused;

/// One person, and the bodies that a form about them names.
pub(super) struct Known {
    pub(super) member: Member,
    pub(super) roles: Roles,
    /// Those within the reach of whoever looks.
    pub(super) bodies: Vec<Served>,
}

/// GET: everybody within reach.
pub(super) async fn list(desk: SignedIn) -> Result<HttpResponse, Problem> {
    let app = Arc::clone(&desk.visit.app);
    let reach = desk.person.reach(Right::SeeStaff);
    let now = desk.visit.now;
    let (rows, bodies) = app
        .database
        .read(move |connection| {
            let people = store::people(connection, within(&reach))?;
            let ids: Vec<Id> = people.iter().map(|member| member.id).collect();
            let mut roles = store::roles_of_all(connection, &ids)?;
            let seen = store::last_seen(connection, &ids)?;
            let rows: Vec<Row> = people
                .into_iter()
                .map(|member| Row {
                    roles: Roles::of(&member, &roles.remove(&member.id).unwrap_or_default()),
                    seen: seen.get(&member.id).copied(),
                    member,
                })
                .collect();
            Ok::<_, Broken>((rows, bodies_within(connection, &reach, now)?))
        })
        .await?;
    let bodies: HashMap<Id, Served> = bodies.into_iter().map(|body| (body.id, body)).collect();
    Ok(desk::shown(views::list(&desk, &rows, &bodies)))
}

fn within(reach: &Reach) -> Option<&[Id]> {
    match reach {
        Reach::All => None,
        Reach::Only(bodies) => Some(bodies),
    }
}

pub(super) fn bodies_within(
    connection: &mut AnyConnection,
    reach: &Reach,
    now: DateTime<Utc>,
) -> Result<Vec<Served>, Broken> {
    let today = now.with_timezone(&CAPITAL_ZONE).date_naive();
    store::served_bodies(connection, within(reach), today)
}

/// GET: the form for somebody new.
pub(super) async fn new_form(desk: SignedIn) -> Result<HttpResponse, Problem> {
    let fields = if let Some(kept) = desk.kept_fields().await? {
        kept
    } else {
        let mut fields = Fields::default();
        fields.add("language", Language::Kk.code());
        fields
    };
    let page = FormPage {
        fields: &fields,
        faults: &[],
        bodies: &bodies_to_give(&desk).await?,
    };
    Ok(desk::shown(views::new(&desk, &page)))
}

async fn bodies_to_give(desk: &SignedIn) -> Result<Vec<Served>, Problem> {
    let (reach, now) = (desk.person.reach(Right::KeepStaff), desk.visit.now);
    let database = &desk.visit.app.database;
    let bodies = database.read(move |connection| bodies_within(connection, &reach, now));
    Ok(bodies.await?)
}

/// POST: enters somebody, and shows the one-time link, once.
pub(super) async fn add(Sent { desk, fields }: Sent) -> Result<HttpResponse, Problem> {
    let speech = desk.visit.speech();
    let bodies = bodies_to_give(&desk).await?;
    let by = Authority::of(&desk.person);
    let (email, name) = (normal_email(fields.text("email")), fields.text("name"));
    let mut faults = Vec::new();
    if !email.validate_email() {
        faults.push(fault(speech, "email", "invalid", "staff-fault-email"));
    }
    faults.extend(fault_of_name(speech, name));
    let language = Language::parse(fields.text("language"));
    if language.is_none() {
        faults.push(fault(
            speech,
            "language",
            "required",
            "staff-fault-language",
        ));
    }
    let (roles, wrong) = roles_form::read(speech, &fields, &by, &bodies);
    if wrong.is_empty() && roles == Roles::default() {
        faults.push(fault(speech, "body-1", "required", "staff-fault-no-role"));
    }
    faults.extend(wrong);
    if let (Some(language), true) = (language, faults.is_empty()) {
        let now = desk.visit.now;
        let new = New {
            email,
            name: name.to_owned(),
            language,
            roles,
        };
        let link = Link::new(now);
        let (order, kept) = (new.clone(), link.clone());
        let added = desk
            .visit
            .app
            .database
            .write(Lane::Any, move |work| {
                actions::add(work, now, &by, &order, &kept)
            })
            .await;
        match added {
            Ok(_) => {
                return Ok(desk::shown(views::link(
                    &desk, &new.name, &new.email, &link,
                )));
            }
            Err(Refusal::EmailKnown) => {
                faults.push(fault(speech, "email", "known", "staff-fault-email-known"));
            }
            Err(other) => return Err(problem(&desk, other)),
        }
    }
    let page = FormPage {
        fields: &fields,
        faults: &faults,
        bodies: &bodies,
    };
    Ok(desk::shown_again(views::new(&desk, &page)))
}

/// A refusal in the person's language.
pub(super) fn problem(desk: &SignedIn, refusal: Refusal) -> Problem {
    let (status, word) = match refusal {
        Refusal::Broken(broken) => return broken.into(),
        Refusal::Nobody => return Problem::NotFound,
        Refusal::EmailKnown => (StatusCode::CONFLICT, "staff-fault-email-known"),
        Refusal::Stale => (StatusCode::CONFLICT, "desk-stale"),
        Refusal::Own => (StatusCode::FORBIDDEN, "staff-refused-own"),
        Refusal::LastSystemAdmin => (StatusCode::CONFLICT, "staff-refused-last"),
        Refusal::Beyond => (StatusCode::FORBIDDEN, "staff-refused-beyond"),
    };
    Problem::Refused(Refused {
        code: "refused",
        status,
        paragraph: None,
        detail: desk.visit.speech().t(word),
        facts: std::collections::BTreeMap::new(),
    })
}
