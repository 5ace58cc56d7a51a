//! The one-time link by which a person chooses a password.

use actix_web::http::StatusCode;
use actix_web::web::{Bytes, Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::arriving::{Arriving, shown_as, with_next};
use super::sign_in::refused;
use super::sign_in_views::{self as views, SetUpForm};
use super::{ENROL, account};
use crate::database::{Broken, Lane};
use crate::staff::actions::{self, Roles};
use crate::staff::record::Member;
use crate::staff::{passwords, second_factor, store, tokens};
use crate::web::desk::{self, Fields, Signing, TODAY};
use crate::web::limits::Limits;
use crate::web::problem::FieldFault;
use crate::web::{Problem, Visit};

/// GET: the form, while the link opens. Looking does not use it up.
pub(super) async fn form(
    request: HttpRequest,
    visit: Visit,
    link: Path<String>,
) -> Result<HttpResponse, Problem> {
    let arriving = Arriving::at_page(&request, visit);
    let visit = &arriving.visit;
    if arriving.signing == Signing::Refused {
        return Ok(refused(visit));
    }
    let Some((member, _)) = whose(visit, &link).await? else {
        return Ok(over(visit));
    };
    Ok(desk::shown(page(&arriving, &member, &[])))
}

/// POST: takes the password, and goes on to the second factor or the desk.
pub(super) async fn set_up(
    request: HttpRequest,
    visit: Visit,
    limits: Data<Limits>,
    link: Path<String>,
    body: Bytes,
) -> Result<HttpResponse, Problem> {
    let arriving = Arriving::with_form(&request, visit, &limits)?;
    let visit = &arriving.visit;
    if arriving.signing == Signing::Refused {
        return Ok(refused(visit));
    }
    let Some((member, roles)) = whose(visit, &link).await? else {
        return Ok(over(visit));
    };
    let fields = Fields::decode(&body);
    let owner = passwords::Owner {
        email: &member.email,
        name: &member.name,
    };
    let faults = account::faults_of_new_password(visit.speech(), &fields, owner);
    if !faults.is_empty() {
        return Ok(desk::shown_again(page(&arriving, &member, &faults)));
    }
    let hash = passwords::hash(fields.raw("new_password").to_owned()).await?;
    let setting = visit.app.settings.staff.second_factor;
    let complete =
        member.totp_secret.is_none() && !second_factor::is_needed(setting, roles.kinds());
    let beginning = arriving.beginning(None);
    let (secret, now, link) = (beginning.secret.clone(), visit.now, link.into_inner());
    let done = visit
        .app
        .database
        .write(Lane::SigningIn, move |work| {
            actions::set_up(work, now, &link, hash, (complete, &beginning))
        })
        .await?;
    let Some(member) = done else {
        return Ok(over(visit));
    };
    let to = if complete {
        TODAY.to_owned()
    } else {
        with_next(ENROL, TODAY)
    };
    arriving.carrying(desk::see(&to), &secret, &member)
}

/// Whose link it is, while it opens.
async fn whose(visit: &Visit, link: &str) -> Result<Option<(Member, Roles)>, Problem> {
    let (digest, now) = (tokens::digest(link), visit.now);
    let found = visit
        .app
        .database
        .read(move |connection| {
            let member = store::by_setup_digest(connection, &digest)?;
            let Some(member) = member.filter(|member| actions::link_is_open(member, now)) else {
                return Ok::<_, Broken>(None);
            };
            let roles = store::roles_of(connection, member.id)?;
            Ok(Some((Roles::of(&member, &roles), member)))
        })
        .await?;
    Ok(found.map(|(roles, member)| (member, roles)))
}

fn page(arriving: &Arriving, member: &Member, faults: &[FieldFault]) -> maud::Markup {
    let address = arriving.visit.path_and_query.split('?').next();
    let form = SetUpForm {
        address: address.unwrap_or_default(),
        email: &member.email,
        name: &member.name,
        faults,
    };
    views::set_up(arriving, &form)
}

fn over(visit: &Visit) -> HttpResponse {
    shown_as(StatusCode::NOT_FOUND, views::link_over(visit))
}
