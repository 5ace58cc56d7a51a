//! `/desk/webhooks/new`: a new webhook, and its secret, which is shown once.

use actix_web::HttpResponse;
use maud::{Markup, html};

use super::{LIST, address_of, form, may};
use crate::bodies::reading::{self, Named};
use crate::database::{Id, Lane, Work};
use crate::journal::Actor;
use crate::language::Language;
use crate::web::Problem;
use crate::web::desk::{self, Fields, Reach, Right, Section, Sent, SignedIn};
use crate::web::form::{self as forms, Choice, Select};
use crate::web::layout::today_in_the_capital;
use crate::web::problem::FieldFault;
use crate::web::signs::{self, Tone};
use crate::webhooks::actions::{self, Refusal};
use crate::webhooks::record::Key;

/// The office, in the place of a body.
const OFFICE: &str = "all";

pub(super) async fn page(desk: SignedIn) -> Result<HttpResponse, Problem> {
    let kept = desk.kept_fields().await?;
    let fields = kept.unwrap_or_else(form::usual_fields);
    let bodies = own_bodies(&desk).await?;
    Ok(desk::shown(show(&desk, &fields, &bodies, &[])))
}

pub(super) async fn enter(sent: Sent) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let bodies = own_bodies(&desk).await?;
    let speech = desk.visit.speech();
    let fault = |field: &str, code: &'static str, key: &str| FieldFault {
        field: field.to_owned(),
        code,
        message: speech.t(key),
    };
    let mut faults = Vec::new();
    let body = whose(&desk, &fields, &bodies)?;
    if body.is_none() {
        faults.push(fault("body", "required", "webhook-fault-body"));
    }
    let order = form::read(&desk, &fields).await;
    faults.extend(order.as_ref().err().into_iter().flatten().cloned());
    if let (Some(body), Ok(order), true) = (body, order, faults.is_empty()) {
        let (now, actor) = (desk.visit.now, Actor::Staff(desk.person.id));
        let body = match body {
            Whose::Office => None,
            Whose::Body(body) => Some(body),
        };
        let add = move |work: &mut Work| actions::add(work, now, &actor, body, &order);
        // Alone: so that there are never more than there may be.
        match desk.visit.app.database.write(Lane::All, add).await {
            Ok(webhook) => {
                let page = secret(&desk, webhook.id, &webhook.secret, "webhook-added");
                return Ok(desk::shown(page));
            }
            Err(Refusal::Broken(broken)) => return Err(broken.into()),
            Err(_) => faults.push(fault("body", "too_many", "webhook-fault-too-many")),
        }
    }
    Ok(desk::shown_again(show(&desk, &fields, &bodies, &faults)))
}

/// The bodies for which the person may enter one.
async fn own_bodies(desk: &SignedIn) -> Result<Vec<Named>, Problem> {
    let reach = desk.person.reach(Right::KeepWebhooks);
    let (today, _) = today_in_the_capital(desk.visit.now);
    let read = move |connection: &mut _| reading::all(connection, today);
    let mut all = desk.visit.app.database.read(read).await?;
    all.retain(|one| reach.holds(one.body.id));
    Ok(all)
}

/// Whose a webhook is to be.
#[derive(Debug, Clone, Copy)]
enum Whose {
    Office,
    Body(Id),
}

/// Whose it is to be; `None` where nobody is chosen.
fn whose(desk: &SignedIn, fields: &Fields, bodies: &[Named]) -> Result<Option<Whose>, Problem> {
    let chosen = fields.text("body");
    if chosen == OFFICE {
        may(desk, Right::KeepWebhooks, None)?;
        return Ok(Some(Whose::Office));
    }
    let found = bodies.iter().find(|one| one.body.slug == chosen);
    Ok(found.map(|one| Whose::Body(one.body.id)))
}

fn show(desk: &SignedIn, fields: &Fields, bodies: &[Named], faults: &[FieldFault]) -> Markup {
    let speech = desk.visit.speech();
    let title = speech.t("webhook-new");
    let all_bodies = speech.t("webhook-all-bodies");
    let of_the_office = desk.person.reach(Right::KeepWebhooks) == Reach::All;
    let office = of_the_office.then(|| Choice {
        value: OFFICE,
        text: (all_bodies.as_str(), speech.language()),
    });
    let named = bodies.iter().map(|one| Choice {
        value: &one.body.slug,
        text: one.name.in_language(speech.language()),
    });
    let options: Vec<Choice<'_>> = office.into_iter().chain(named).collect();
    let only: Option<&str> = match options.as_slice() {
        [one] => Some(one.value),
        _ => None,
    };
    let select = Select {
        name: "body",
        label: speech.t("webhook-body"),
        any: speech.t("webhook-body-choose"),
        chosen: fields.given("body").or(only).unwrap_or_default(),
        options,
    };
    let content = html! {
        (forms::fault_summary(speech, faults))
        h1 { (title) }
        p { (speech.t("webhooks-what")) }
        form method="post" action=(format!("{LIST}/new")) {
            (desk::csrf_field(desk))
            (select.show(speech, faults))
            (form::inputs(speech, fields, faults))
            p.hint { (speech.t("webhook-secret-comes")) }
            p.actions { button { (speech.t("webhook-enter")) } }
        }
    };
    let title = forms::title(speech, title, faults);
    desk::page(desk, Section::Webhooks, &title, &content)
}

/// The secret: shown here and nowhere else, never again.
pub(super) fn secret(desk: &SignedIn, id: Id, secret: &Key, word: &str) -> Markup {
    let speech = desk.visit.speech();
    let title = speech.t("webhook-secret-title");
    let content = html! {
        h1 { (title) }
        (signs::told(Tone::Good, speech.t(&format!("done-{word}"))))
        p { (speech.t("webhook-secret-once")) }
        p.one-time-link { code lang=(Language::En.code()) { (secret.as_str()) } }
        p { (speech.t("webhook-secret-use")) }
        p.actions { a.button href=(address_of(id)) { (speech.t("webhook-secret-kept")) } }
    };
    desk::page(desk, Section::Webhooks, &title, &content)
}
