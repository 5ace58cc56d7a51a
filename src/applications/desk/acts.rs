//! Acts on one application, but for refusing it. Each has a page with its form, which comes back with what was typed
//! if it cannot be taken; admitting is one button.

use actix_web::HttpResponse;
use actix_web::web::Path;
use maud::Markup;

use super::act_forms::{Form, read_completion, read_contacts, read_order};
use super::opened::{Opened, act, opened, opened_to_act, told};
use super::parts::Told;
use super::{act_views, one_views};
use crate::applications::actions::{self, MoveOnline};
use crate::applications::record::Application;
use crate::applications::refusal::Refusal;
use crate::language::Language;
use crate::web::Problem;
use crate::web::desk::{self, Difference, Fields, Right, Sent, SignedIn};
use crate::web::problem::FieldFault;

type Shown = fn(&SignedIn, &Opened, &Form<'_>) -> Markup;

/// The page to go back to, and what it compares where somebody else was faster.
type Back = (Shown, fn(&Sent, &Application) -> Vec<Difference>);

/// A page with a form: filled with what is stored, or with what was typed before a sign-in ran out.
async fn form(
    desk: SignedIn,
    path: Path<String>,
    filled: fn(&Opened) -> Fields,
    show: Shown,
) -> Result<HttpResponse, Problem> {
    let opened = opened(&desk, &path, Right::Decide).await?;
    let kept = desk.kept_fields().await?;
    let fields = kept.unwrap_or_else(|| filled(&opened));
    let page = show(&desk, &opened, &Form::of(&fields));
    Ok(desk::shown(page))
}

fn again(sent: &Sent, opened: &Opened, show: Shown, faults: &[FieldFault]) -> HttpResponse {
    let form = Form {
        fields: &sent.fields,
        faults,
        told: Told::Nothing,
    };
    desk::shown_again(show(&sent.desk, opened, &form))
}

/// Where an act leads: on to the application, or back to its form with the reason.
async fn ended(
    sent: &Sent,
    id: &str,
    done: Result<Application, Refusal>,
    word: &str,
    (show, differences): Back,
) -> Result<HttpResponse, Problem> {
    // What stands now, whether the act was done or somebody else's was.
    let opened = opened_to_act(sent, id).await?;
    let Err(refusal) = done else {
        return Ok(desk::see_done(&opened.address(), word));
    };
    let more = |now: &Application| differences(sent, now);
    let told = told(&sent.desk, &sent.fields, refusal, more)?;
    let answer = match told {
        Told::Stale(_) => desk::shown_stale,
        _ => desk::shown_again,
    };
    let form = Form {
        fields: &sent.fields,
        faults: &[],
        told,
    };
    Ok(answer(show(&sent.desk, &opened, &form)))
}

fn nothing_more(_: &Sent, _: &Application) -> Vec<Difference> {
    Vec::new()
}

/// Admits.
pub async fn admit(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let opened = opened_to_act(&sent, &path).await?;
    let now = sent.desk.visit.now;
    let done = act(&sent, &opened, move |work, seen| {
        actions::admit(work, now, seen)
    })
    .await;
    if done.is_ok() && sent.fields.text("then") == "list" {
        return Ok(desk::see_done(&opened.list_address(), "admitted"));
    }
    let show: Shown = |desk, opened, form| one_views::page(desk, opened, &form.told);
    ended(&sent, &path, done, "admitted", (show, nothing_more)).await
}

/// The form of moving to the broadcast.
pub async fn move_online_form(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    form(desk, path, |_| Fields::default(), act_views::move_online).await
}

/// Moves to the broadcast.
pub async fn move_online(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let opened = opened_to_act(&sent, &path).await?;
    let now = sent.desk.visit.now;
    let agreed = sent.fields.has("agreed");
    let done = act(&sent, &opened, move |work, seen| {
        actions::move_online(work, now, MoveOnline { seen, agreed })
    })
    .await;
    let back: Back = (act_views::move_online, nothing_more);
    ended(&sent, &path, done, "moved-online", back).await
}

/// The form of correcting contacts.
pub async fn contacts_form(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    form(desk, path, stored_contacts, act_views::contacts).await
}

fn stored_contacts(opened: &Opened) -> Fields {
    let application = &opened.application;
    let mut fields = Fields::default();
    fields.add("email", application.email.clone().unwrap_or_default());
    fields.add("phone", application.phone.clone().unwrap_or_default());
    fields.add("language", application.language.code());
    fields
}

/// Corrects contacts.
pub async fn contacts(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let opened = opened_to_act(&sent, &path).await?;
    let (speech, now) = (sent.desk.visit.speech(), sent.desk.visit.now);
    let contacts = match read_contacts(speech, &sent.fields, &opened.application) {
        Ok(contacts) => contacts,
        Err(faults) => return Ok(again(&sent, &opened, act_views::contacts, &faults)),
    };
    let send_again = sent.fields.has("send_again");
    let done = act(&sent, &opened, move |work, seen| {
        let order = actions::Correct {
            seen,
            email: contacts.email,
            phone: contacts.phone,
            language: contacts.language,
            send_again,
        };
        actions::correct(work, now, &order)
    })
    .await;
    let back: Back = (act_views::contacts, contacts_that_differ);
    ended(&sent, &path, done, "corrected", back).await
}

fn contacts_that_differ(sent: &Sent, now: &Application) -> Vec<Difference> {
    let speech = sent.desk.visit.speech();
    let language = |language: Language| speech.t(&format!("language-{language}"));
    let typed = Language::parse(sent.fields.text("language"));
    vec![
        Difference {
            label: speech.t("field-email"),
            yours: sent.fields.text("email").to_owned(),
            theirs: now.email.clone().unwrap_or_default(),
        },
        Difference {
            label: speech.t("field-phone"),
            yours: sent.fields.text("phone").to_owned(),
            theirs: now.phone.clone().unwrap_or_default(),
        },
        Difference {
            label: speech.t("field-language"),
            yours: typed.map(language).unwrap_or_default(),
            theirs: language(now.language),
        },
    ]
}

/// The first step of withdrawing on behalf.
pub async fn withdraw_form(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    form(desk, path, |_| Fields::default(), act_views::withdraw).await
}

/// Withdraws on behalf.
pub async fn withdraw(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let opened = opened_to_act(&sent, &path).await?;
    let now = sent.desk.visit.now;
    let done = act(&sent, &opened, move |work, seen| {
        actions::withdraw_for(work, now, seen)
    })
    .await;
    let back: Back = (act_views::withdraw, nothing_more);
    ended(&sent, &path, done, "withdrawn", back).await
}

/// The form of the order.
pub async fn order_form(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    form(desk, path, |_| Fields::default(), act_views::order).await
}

/// Changes the order.
pub async fn order(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let opened = opened_to_act(&sent, &path).await?;
    let (speech, now) = (sent.desk.visit.speech(), sent.desk.visit.now);
    let (place, reason) = match read_order(speech, &sent.fields, &opened.application) {
        Ok(order) => order,
        Err(faults) => return Ok(again(&sent, &opened, act_views::order, &faults)),
    };
    let done = act(&sent, &opened, move |work, seen| {
        let order = actions::Reorder {
            seen,
            place,
            reason,
        };
        actions::reorder(work, now, &order)
    })
    .await;
    let back: Back = (act_views::order, nothing_more);
    ended(&sent, &path, done, "reordered", back).await
}

/// The form of what is missing.
pub async fn complete_form(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    form(desk, path, stored_person, act_views::complete).await
}

fn stored_person(opened: &Opened) -> Fields {
    let application = &opened.application;
    let mut fields = Fields::default();
    let texts = [
        ("given_name", &application.given_name),
        ("patronymic", &application.patronymic),
        ("email", &application.email),
        ("phone", &application.phone),
    ];
    for (name, value) in texts {
        fields.add(name, value.clone().unwrap_or_default());
    }
    let year = application.birth_year.map(|year| year.to_string());
    fields.add("birth_year", year.unwrap_or_default());
    fields
}

/// Adds what was missing.
pub async fn complete(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let opened = opened_to_act(&sent, &path).await?;
    let (speech, now) = (sent.desk.visit.speech(), sent.desk.visit.now);
    let person = match read_completion(speech, &sent.fields, &opened.application, now) {
        Ok(person) => person,
        Err(faults) => return Ok(again(&sent, &opened, act_views::complete, &faults)),
    };
    let done = act(&sent, &opened, move |work, seen| {
        let order = actions::Complete {
            seen,
            given_name: person.given_name,
            patronymic: person.patronymic,
            birth_year: person.birth_year,
            email: person.contacts.email,
            phone: person.contacts.phone,
        };
        actions::complete(work, now, &order)
    })
    .await;
    let back: Back = (act_views::complete, nothing_more);
    ended(&sent, &path, done, "completed", back).await
}
