//! One's own second factor: set up, put on another telephone, taken away.

use actix_web::HttpResponse;

use super::account::{Check, Own, check, fault, renewed, under, unless_right};
use super::account_views::{self as views, FactorPage};
use super::arriving::shown_to_wait;
use super::{ACCOUNT, OWN_FACTOR};
use crate::database::Lane;
use crate::staff::actions::{self, Renewal, SecondFactorSet};
use crate::staff::second_factor;
use crate::web::Problem;
use crate::web::desk::{self, Sent, SignedIn};
use crate::web::problem::FieldFault;

/// GET: a new secret for the app.
pub(super) async fn form(desk: SignedIn) -> Result<HttpResponse, Problem> {
    let own = Own::of(&desk).await?;
    let page = FactorPage {
        secret: &second_factor::new_secret(),
        faults: &[],
        wait: None,
    };
    Ok(desk::shown(views::factor(&desk, &own, &page)))
}

/// POST: the first code of the app, and the password; then the codes for paper are shown, once.
pub(super) async fn set(Sent { desk, fields }: Sent) -> Result<HttpResponse, Problem> {
    let own = Own::of(&desk).await?;
    let secret = fields.text("secret").to_owned();
    if !second_factor::is_secret(&secret) {
        // Sent again after signing in anew: the secret was not kept, and there is a new one.
        return Ok(desk::see(OWN_FACTOR));
    }
    let again = |faults: &[FieldFault], wait| {
        let secret = &secret;
        views::factor(
            &desk,
            &own,
            &FactorPage {
                secret,
                faults,
                wait,
            },
        )
    };
    match check(&desk, &own, &fields, "password").await? {
        Check::Right => {}
        Check::Wrong(fault) => return Ok(desk::shown_again(again(&[fault], None))),
        Check::Wait(seconds) => return Ok(shown_to_wait(again(&[], Some(seconds)), seconds)),
    }
    let (id, now, this) = (
        desk.person.id,
        desk.visit.now,
        Renewal::of(desk.person.sign_in),
    );
    if let Some(step) = second_factor::step_of(
        &secret,
        fields.text("code"),
        desk.visit.app.clock.on_telephones(),
    ) {
        let set = SecondFactorSet {
            secret: secret.clone(),
            step,
            codes: second_factor::new_recovery_codes(),
        };
        let (codes, fresh) = (set.codes.clone(), this.clone());
        let done = desk
            .visit
            .app
            .database
            .write(Lane::SigningIn, move |work| {
                actions::set_second_factor(work, now, id, &fresh, &set)
            })
            .await?;
        if done {
            let desk = under(desk, &this);
            let page = desk::shown(views::codes(&desk, &codes));
            return renewed(&desk, &this, page);
        }
    }
    let wrong = fault(desk.visit.speech(), "code", "wrong", "sign-in-code-wrong");
    Ok(desk::shown_again(again(&[wrong], None)))
}

/// POST: takes it away, where it is not compulsory.
pub(super) async fn remove(Sent { desk, fields }: Sent) -> Result<HttpResponse, Problem> {
    let own = Own::of(&desk).await?;
    if own.needs_factor {
        return Err(Problem::Forbidden);
    }
    if let Some(answer) = unless_right(&desk, &own, &fields, "password_remove").await? {
        return Ok(answer);
    }
    let (id, now, this) = (
        desk.person.id,
        desk.visit.now,
        Renewal::of(desk.person.sign_in),
    );
    let fresh = this.clone();
    desk.visit
        .app
        .database
        .write(Lane::SigningIn, move |work| {
            actions::remove_second_factor(work, now, id, &fresh)
        })
        .await?;
    renewed(&desk, &this, desk::see_done(ACCOUNT, "factor-removed"))
}

/// POST: new codes for paper, shown once; those before no longer open.
pub(super) async fn new_codes(Sent { desk, fields }: Sent) -> Result<HttpResponse, Problem> {
    let own = Own::of(&desk).await?;
    if own.member.totp_secret.is_none() {
        return Ok(desk::see(OWN_FACTOR));
    }
    if let Some(answer) = unless_right(&desk, &own, &fields, "password_codes").await? {
        return Ok(answer);
    }
    let codes = second_factor::new_recovery_codes();
    let (id, now, shown) = (desk.person.id, desk.visit.now, codes.clone());
    let this = Renewal::of(desk.person.sign_in);
    let fresh = this.clone();
    desk.visit
        .app
        .database
        .write(Lane::SigningIn, move |work| {
            actions::new_recovery_codes(work, now, id, &fresh, &codes)
        })
        .await?;
    let desk = under(desk, &this);
    let page = desk::shown(views::codes(&desk, &shown));
    renewed(&desk, &this, page)
}
