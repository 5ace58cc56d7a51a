//! One person: roles, and whether they come in.

use actix_web::HttpResponse;
use actix_web::web::Path;

use super::people::{Known, bodies_within, problem};
use super::people_views::{self as views, FormPage};
use super::roles_form;
use crate::database::{Id, Lane, Work};
use crate::staff::actions::{self, Authority, Link, Refusal, Roles};
use crate::staff::record::Member;
use crate::staff::store;
use crate::web::Problem;
use crate::web::desk::{self, Fields, Reach, Right, Sent, SignedIn};

/// GET: one person.
pub(super) async fn one(desk: SignedIn, staff: Path<String>) -> Result<HttpResponse, Problem> {
    let known = known(&desk, &staff, Right::SeeStaff).await?;
    let kept = desk.kept_fields().await?;
    let kept = kept.filter(|fields| fields.has(views::ROLES_FORM));
    let fields = kept.unwrap_or_else(|| stored(&known));
    let page = FormPage {
        fields: &fields,
        faults: &[],
        bodies: &known.bodies,
    };
    Ok(desk::shown(views::one(&desk, &known, &page, None)))
}

fn stored(known: &Known) -> Fields {
    let mut fields = Fields::default();
    roles_form::fill(&mut fields, &known.roles);
    fields.add("revision", known.member.revision.to_string());
    fields
}

/// The person of an address, if whoever asks may do this with one of their bodies.
async fn known(desk: &SignedIn, id: &str, right: Right) -> Result<Known, Problem> {
    let id = Id::parse(id).ok_or(Problem::NotFound)?;
    let (reach, now) = (desk.person.reach(right), desk.visit.now);
    let known = desk
        .visit
        .app
        .database
        .read(move |connection| {
            let member = store::by_id(connection, id)?.ok_or(Problem::NotFound)?;
            let rows = store::roles_of(connection, id)?;
            Ok::<_, Problem>(Known {
                roles: Roles::of(&member, &rows),
                bodies: bodies_within(connection, &reach, now)?,
                member,
            })
        })
        .await?;
    within_reach(desk, &known.roles, right)?;
    Ok(known)
}

fn within_reach(desk: &SignedIn, roles: &Roles, right: Right) -> Result<(), Problem> {
    if desk.person.reach(right) == Reach::All {
        return Ok(());
    }
    // Somebody of the own body is there; whether one may is the question of the first body that lets one.
    let mut answer = Err(Problem::NotFound);
    for (body, _) in &roles.bodies {
        match desk.person.may(right, *body) {
            Ok(()) => return Ok(()),
            Err(Problem::Forbidden) => answer = Err(Problem::Forbidden),
            Err(_) => {}
        }
    }
    answer
}

/// POST: makes the person what is ticked and chosen.
pub(super) async fn change_roles(
    Sent { desk, fields }: Sent,
    staff: Path<String>,
) -> Result<HttpResponse, Problem> {
    let known = known(&desk, &staff, Right::KeepStaff).await?;
    let by = Authority::of(&desk.person);
    let (roles, faults) = roles_form::read(desk.visit.speech(), &fields, &by, &known.bodies);
    if !faults.is_empty() {
        let page = FormPage {
            fields: &fields,
            faults: &faults,
            bodies: &known.bodies,
        };
        return Ok(desk::shown_again(views::one(&desk, &known, &page, None)));
    }
    let (whom, now) = (whom(&known, &fields), desk.visit.now);
    let wanted = roles.clone();
    let changed = act(&desk, move |work| {
        actions::change_roles(work, now, &by, whom, &wanted)
    });
    match changed.await {
        Ok(_) => Ok(desk::see_done(&views::address(known.member.id), "roles")),
        Err(Refusal::Stale) => {
            // Perhaps changed only after it was read above.
            let known = self::known(&desk, &staff, Right::KeepStaff).await?;
            let mut fields = fields.without(&["revision"]);
            fields.add("revision", known.member.revision.to_string());
            let page = FormPage {
                fields: &fields,
                faults: &[],
                bodies: &known.bodies,
            };
            Ok(desk::shown_stale(views::one(
                &desk,
                &known,
                &page,
                Some(&roles),
            )))
        }
        Err(other) => Err(problem(&desk, other)),
    }
}

/// Whom a form is about, and of which state it was made.
fn whom(known: &Known, fields: &Fields) -> (Id, Option<i32>) {
    let revision = fields.text("revision").parse().unwrap_or(-1);
    (known.member.id, Some(revision))
}

async fn act<T: Send + 'static>(
    desk: &SignedIn,
    act: impl FnOnce(&mut Work) -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    desk.visit.app.database.write(Lane::Any, act).await
}

/// POST: shuts the person out.
pub(super) async fn disable(
    Sent { desk, fields }: Sent,
    staff: Path<String>,
) -> Result<HttpResponse, Problem> {
    let known = known(&desk, &staff, Right::KeepStaff).await?;
    let (by, whom, now) = (
        Authority::of(&desk.person),
        whom(&known, &fields),
        desk.visit.now,
    );
    let done = act(&desk, move |work| actions::disable(work, now, &by, whom)).await;
    answer(&desk, &known, done, "disabled")
}

/// POST: lets the person in again.
pub(super) async fn enable(
    Sent { desk, fields }: Sent,
    staff: Path<String>,
) -> Result<HttpResponse, Problem> {
    let known = known(&desk, &staff, Right::KeepStaff).await?;
    let (by, whom, now) = (
        Authority::of(&desk.person),
        whom(&known, &fields),
        desk.visit.now,
    );
    let done = act(&desk, move |work| actions::enable(work, now, &by, whom)).await;
    answer(&desk, &known, done, "enabled")
}

/// POST: lets the person begin anew, and shows the one-time link, once.
pub(super) async fn reset(
    Sent { desk, fields }: Sent,
    staff: Path<String>,
) -> Result<HttpResponse, Problem> {
    let known = known(&desk, &staff, Right::KeepStaff).await?;
    let (by, whom, now) = (
        Authority::of(&desk.person),
        whom(&known, &fields),
        desk.visit.now,
    );
    let link = Link::new(now);
    let kept = link.clone();
    let done = act(&desk, move |work| {
        actions::reset(work, now, &by, whom, &kept)
    })
    .await;
    if done.is_ok() {
        let Member { name, email, .. } = &known.member;
        return Ok(desk::shown(views::link(&desk, name, email, &link)));
    }
    answer(&desk, &known, done, "reset")
}

fn answer(
    desk: &SignedIn,
    known: &Known,
    done: Result<(), Refusal>,
    word: &str,
) -> Result<HttpResponse, Problem> {
    match done {
        Ok(()) => Ok(desk::see_done(&views::address(known.member.id), word)),
        Err(Refusal::Stale) => {
            let fields = stored(known);
            let page = FormPage {
                fields: &fields,
                faults: &[],
                bodies: &known.bodies,
            };
            let roles = &known.roles;
            Ok(desk::shown_stale(views::one(
                desk,
                known,
                &page,
                Some(roles),
            )))
        }
        Err(other) => Err(problem(desk, other)),
    }
}
