//! The second factor, and its set-up where it is compulsory and there is none yet.

use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, HttpResponse};

use super::arriving::{
    Arriving, count, next_of, next_page, seconds_until, shown_to_wait, with_next,
};
use super::sign_in_views::{self as views, CodeForm, EnrolForm};
use super::{CODE, ENROL};
use crate::database::Lane;
use crate::staff::actions::{self, Completing, Proof, SecondFactorSet};
use crate::staff::record::{Member, SignIn};
use crate::staff::throttle::{Admission, Attempt};
use crate::staff::{second_factor, tokens};
use crate::web::desk::{self, Fields, SIGN_IN};
use crate::web::limits::Limits;
use crate::web::problem::FieldFault;
use crate::web::{Problem, Visit};

/// GET: asks for a code.
pub(super) async fn form(request: HttpRequest, visit: Visit) -> Result<HttpResponse, Problem> {
    let arriving = Arriving::at_page(&request, visit);
    let next = next_of(&arriving.visit);
    let Some((_, member)) = arriving.half_way().await? else {
        return Ok(desk::see(&with_next(SIGN_IN, &next)));
    };
    if member.totp_secret.is_none() {
        return Ok(desk::see(&with_next(ENROL, &next)));
    }
    let form = CodeForm {
        next: &next,
        faults: &[],
        wait: None,
    };
    Ok(desk::shown(views::code(&arriving, &form)))
}

/// POST: looks at a code of the app, or one on paper.
pub(super) async fn show(
    request: HttpRequest,
    visit: Visit,
    limits: Data<Limits>,
    body: Bytes,
) -> Result<HttpResponse, Problem> {
    let arriving = Arriving::with_form(&request, visit, &limits)?;
    let fields = Fields::decode(&body);
    let next = next_page(fields.text("next"));
    let Some((sign_in, member)) = arriving.half_way().await? else {
        return Ok(desk::see(&with_next(SIGN_IN, &next)));
    };
    let visit = &arriving.visit;
    let page = |faults: &[FieldFault], wait| {
        let next = &next;
        views::code(&arriving, &CodeForm { next, faults, wait })
    };
    let attempt = match count(visit, &arriving.trying(&member.email)).await? {
        Admission::Counted(attempt) => attempt,
        Admission::Wait(until) => {
            let seconds = seconds_until(until, visit.now);
            return Ok(shown_to_wait(page(&[], Some(seconds)), seconds));
        }
    };
    let completing = completing(&arriving, sign_in, Some(attempt));
    let (secret, now, id) = (completing.secret.clone(), visit.now, member.id);
    let proof = proof(&fields, &member, visit);
    let right = visit
        .app
        .database
        .write(Lane::SigningIn, move |work| {
            if let Some(proof) = proof
                && actions::complete(work, now, &completing, &proof)?
            {
                return Ok(true);
            }
            actions::failed(work, now, id);
            Ok::<_, crate::database::Broken>(false)
        })
        .await?;
    if right {
        return arriving.carrying(desk::see(&next), &secret, &member);
    }
    let (field, word) = match fields.given("recovery") {
        Some(_) => ("recovery", "sign-in-recovery-wrong"),
        None => ("code", "sign-in-code-wrong"),
    };
    let fault = FieldFault {
        field: field.to_owned(),
        code: "wrong",
        message: visit.speech().t(word),
    };
    Ok(desk::shown_again(page(&[fault], None)))
}

fn proof(fields: &Fields, member: &Member, visit: &Visit) -> Option<Proof> {
    if let Some(code) = fields.given("recovery") {
        return second_factor::recovery_digest(member.id, code).map(Proof::Recovery);
    }
    let secret = member.totp_secret.as_deref()?;
    second_factor::step_of(secret, fields.text("code"), visit.app.clock.on_telephones())
        .map(Proof::Step)
}

fn completing(arriving: &Arriving, sign_in: SignIn, attempt: Option<Attempt>) -> Completing {
    Completing {
        sign_in,
        attempt,
        secret: tokens::secret(),
        longest: arriving.visit.app.settings.staff.longest,
    }
}

/// GET: a new secret for the app.
pub(super) async fn enrol_form(
    request: HttpRequest,
    visit: Visit,
) -> Result<HttpResponse, Problem> {
    let arriving = Arriving::at_page(&request, visit);
    let next = next_of(&arriving.visit);
    let Some((_, member)) = arriving.half_way().await? else {
        return Ok(desk::see(&with_next(SIGN_IN, &next)));
    };
    if member.totp_secret.is_some() {
        return Ok(desk::see(&with_next(CODE, &next)));
    }
    let form = EnrolForm {
        next: &next,
        email: &member.email,
        secret: &second_factor::new_secret(),
        faults: &[],
    };
    Ok(desk::shown(views::enrol(&arriving, &form)))
}

/// POST: the first code of the app; then the codes for paper are shown, once.
pub(super) async fn enrol(
    request: HttpRequest,
    visit: Visit,
    limits: Data<Limits>,
    body: Bytes,
) -> Result<HttpResponse, Problem> {
    let arriving = Arriving::with_form(&request, visit, &limits)?;
    let fields = Fields::decode(&body);
    let next = next_page(fields.text("next"));
    let Some((sign_in, member)) = arriving.half_way().await? else {
        return Ok(desk::see(&with_next(SIGN_IN, &next)));
    };
    let visit = &arriving.visit;
    let secret = fields.text("secret").to_owned();
    if member.totp_secret.is_some() || !second_factor::is_secret(&secret) {
        return Ok(desk::see(&with_next(ENROL, &next)));
    }
    if let Some(step) = second_factor::step_of(
        &secret,
        fields.text("code"),
        visit.app.clock.on_telephones(),
    ) {
        let set = SecondFactorSet {
            secret: secret.clone(),
            step,
            codes: second_factor::new_recovery_codes(),
        };
        let completing = completing(&arriving, sign_in, None);
        let (cookie, now, codes) = (completing.secret.clone(), visit.now, set.codes.clone());
        let done = visit
            .app
            .database
            .write(Lane::SigningIn, move |work| {
                actions::enrol(work, now, &completing, &set)
            })
            .await?;
        if done {
            let page = views::recovery_codes(visit, &codes, &next);
            return arriving.carrying(desk::shown(page), &cookie, &member);
        }
    }
    let fault = FieldFault {
        field: "code".to_owned(),
        code: "wrong",
        message: visit.speech().t("sign-in-code-wrong"),
    };
    let form = EnrolForm {
        next: &next,
        email: &member.email,
        secret: &secret,
        faults: &[fault],
    };
    Ok(desk::shown_again(views::enrol(&arriving, &form)))
}
