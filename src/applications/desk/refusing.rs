//! Refusing one application in two steps: the ground with its words, then the letter as it will be read.

use actix_web::HttpResponse;
use actix_web::web::Path;

use super::act_forms::Form;
use super::opened::{Opened, act, opened, opened_to_act, told};
use super::parts::{Told, fault};
use super::refusing_views;
use crate::applications::actions::{self, Refuse};
use crate::language::Speech;
use crate::law::refusal::Ground;
use crate::web::Problem;
use crate::web::desk::{self, Fields, Right, Sent, SignedIn};
use crate::web::problem::FieldFault;

/// The longest reason, in letters.
const LONGEST: usize = 2000;

/// The form.
pub async fn form(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let opened = opened(&desk, &path, Right::Decide).await?;
    let fields = desk.kept_fields().await?.unwrap_or_default();
    let page = refusing_views::form(&desk, &opened, &Form::of(&fields));
    Ok(desk::shown(page))
}

/// The second step, and the act.
pub async fn send(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let opened = opened_to_act(&sent, &path).await?;
    let (speech, now) = (sent.desk.visit.speech(), sent.desk.visit.now);
    let (ground, words) = match read(speech, &sent.fields, &opened) {
        Ok(order) => order,
        Err(faults) => return Ok(again(&sent, &opened, &faults, Told::Nothing)),
    };
    if !sent.fields.has("confirmed") {
        let page = refusing_views::confirm(&sent.desk, &opened, &sent.fields, ground, words);
        return Ok(desk::shown(page));
    }
    let done = act(&sent, &opened, move |work, seen| {
        let order = Refuse {
            seen,
            ground,
            words,
        };
        actions::refuse(work, now, &order)
    })
    .await;
    let opened = opened_to_act(&sent, &path).await?;
    match done {
        Ok(_) => Ok(desk::see_done(&opened.address(), "refused")),
        Err(refusal) => {
            let told = told(&sent.desk, &sent.fields, refusal, |_| Vec::new())?;
            Ok(again(&sent, &opened, &[], told))
        }
    }
}

fn again(sent: &Sent, opened: &Opened, faults: &[FieldFault], told: Told) -> HttpResponse {
    let answer = match told {
        Told::Stale(_) => desk::shown_stale,
        _ => desk::shown_again,
    };
    let form = Form {
        fields: &sent.fields,
        faults,
        told,
    };
    answer(refusing_views::form(&sent.desk, opened, &form))
}

/// A ground that can hold, with words where it needs them.
fn read(
    speech: Speech<'_>,
    fields: &Fields,
    opened: &Opened,
) -> Result<(Ground, Option<String>), Vec<FieldFault>> {
    let words = fields.given("words").map(str::to_owned);
    let Ok(ground) = fields.text("ground").parse::<Ground>() else {
        return Err(vec![fault(speech, "ground", "refuse-ground-missing")]);
    };
    let too_long = words
        .as_ref()
        .is_some_and(|words| words.chars().count() > LONGEST);
    if !ground.holds(&opened.facts) {
        let key = "refuse-ground-does-not-hold";
        Err(vec![fault(speech, "ground", key)])
    } else if too_long || (ground.needs_words() && words.is_none()) {
        Err(vec![fault(speech, "words", "refuse-words-missing")])
    } else {
        Ok((ground, words))
    }
}
