//! E-mail and password; signing out.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, HttpResponse};

use super::arriving::{
    Arriving, count, next_of, next_page, seconds_until, shown_as, shown_to_wait, with_next,
};
use super::sign_in_views::{self as views, SignInForm};
use super::{CODE, ENROL};
use crate::database::{Broken, Lane};
use crate::staff::actions::{self, Roles};
use crate::staff::record::Member;
use crate::staff::sign_ins::InDatabase;
use crate::staff::throttle::{Admission, Attempt};
use crate::staff::{normal_email, passwords, second_factor, store};
use crate::web::desk::{self, Fields, Found, SIGN_IN, Sent, SignIns as _, Signing};
use crate::web::limits::Limits;
use crate::web::problem::FieldFault;
use crate::web::{Problem, Visit};

/// GET: the form; whoever is signed in goes on.
pub(super) async fn form(request: HttpRequest, visit: Visit) -> Result<HttpResponse, Problem> {
    let arriving = Arriving::at_page(&request, visit);
    let visit = &arriving.visit;
    let next = next_of(visit);
    if arriving.signing == Signing::Refused {
        return Ok(refused(visit));
    }
    if let Some(secret) = arriving.secret() {
        let (app, secret) = (Arc::clone(&visit.app), secret.to_owned());
        if let Found::In(_) = InDatabase.found(app, secret, visit.now).await? {
            return Ok(desk::see(&next));
        }
    }
    let form = SignInForm {
        next: &next,
        email: "",
        faults: &[],
        wait: None,
    };
    Ok(desk::shown(views::sign_in(&arriving, &form)))
}

/// POST: looks at e-mail and password.
pub(super) async fn sign_in(
    request: HttpRequest,
    visit: Visit,
    limits: Data<Limits>,
    body: Bytes,
) -> Result<HttpResponse, Problem> {
    let arriving = Arriving::with_form(&request, visit, &limits)?;
    let visit = &arriving.visit;
    if arriving.signing == Signing::Refused {
        return Ok(refused(visit));
    }
    let fields = Fields::decode(&body);
    let next = next_page(fields.text("next"));
    let email = normal_email(fields.text("email"));
    let again = |faults: &[FieldFault], wait| {
        let form = SignInForm {
            next: &next,
            email: fields.text("email"),
            faults,
            wait,
        };
        views::sign_in(&arriving, &form)
    };
    let attempt = match count(visit, &arriving.trying(&email)).await? {
        Admission::Counted(attempt) => attempt,
        Admission::Wait(until) => {
            let seconds = seconds_until(until, visit.now);
            return Ok(shown_to_wait(again(&[], Some(seconds)), seconds));
        }
    };
    let admitted = admitted(&arriving, attempt, &email, fields.raw("password")).await?;
    if let Some((member, secret, complete)) = admitted {
        let to = match (complete, &member.totp_secret) {
            (true, _) => next.clone(),
            (false, Some(_)) => with_next(CODE, &next),
            (false, None) => with_next(ENROL, &next),
        };
        return arriving.carrying(desk::see(&to), &secret, &member);
    }
    let fault = FieldFault {
        field: "email".to_owned(),
        code: "wrong",
        message: visit.speech().t("sign-in-wrong"),
    };
    Ok(desk::shown_again(again(&[fault], None)))
}

/// Whose password it is, the secret of the sign-in that begins, and whether it is whole. Whether the account is not
/// there, closed, without a password, or has another one, takes the same time and answers the same.
async fn admitted(
    arriving: &Arriving,
    attempt: Attempt,
    email: &str,
    password: &str,
) -> Result<Option<(Member, String, bool)>, Problem> {
    let visit = &arriving.visit;
    let (database, now) = (&visit.app.database, visit.now);
    let wanted = email.to_owned();
    let member = database
        .read(move |connection| {
            let Some(member) = store::by_email(connection, &wanted)? else {
                return Ok::<_, Broken>(None);
            };
            let roles = store::roles_of(connection, member.id)?;
            Ok(Some((Roles::of(&member, &roles), member)))
        })
        .await?;
    let stored = member
        .as_ref()
        .and_then(|(_, member)| member.password_hash.clone());
    let right = passwords::matches(password.to_owned(), stored).await?;
    let known = member.as_ref().map(|(_, member)| member.id);
    let open = member.filter(|(_, member)| right && member.disabled_at.is_none());
    if let Some((roles, member)) = open {
        let setting = visit.app.settings.staff.second_factor;
        let complete =
            member.totp_secret.is_none() && !second_factor::is_needed(setting, roles.kinds());
        let beginning = arriving.beginning(Some(attempt));
        let secret = beginning.secret.clone();
        let person = member.clone();
        let begun = database
            .write(Lane::SigningIn, move |work| {
                actions::begin(work, now, &person, complete, &beginning)
            })
            .await?;
        if begun {
            return Ok(Some((member, secret, complete)));
        }
    }
    // An act for nobody, too: the time tells nothing.
    database
        .write(Lane::SigningIn, move |work| {
            if let Some(id) = known {
                actions::failed(work, now, id);
            }
            Ok::<_, Broken>(())
        })
        .await?;
    Ok(None)
}

/// Why nobody can sign in here.
pub(super) fn refused(visit: &Visit) -> HttpResponse {
    shown_as(StatusCode::FORBIDDEN, views::refused(visit))
}

/// POST: ends this sign-in.
pub(super) async fn sign_out(Sent { desk, .. }: Sent) -> Result<HttpResponse, Problem> {
    let visit = &desk.visit;
    let (member, sign_in, now) = (desk.person.id, desk.person.sign_in, visit.now);
    visit
        .app
        .database
        .write(Lane::Any, move |work| {
            actions::sign_out(work, now, member, sign_in)
        })
        .await?;
    let mut answer = desk::see(SIGN_IN);
    if let Some(removed) = desk::removed(&visit.app) {
        answer
            .add_cookie(&removed)
            .map_err(|error| Broken::Data(error.to_string()))?;
    }
    Ok(answer)
}
