//! `/desk/webhooks/{webhook}/remove`: asked first, since it is not taken back.

use actix_web::HttpResponse;
use actix_web::web::Path;
use maud::{Markup, html};

use super::one::{answer, revision};
use super::{LIST, address_of, opened};
use crate::database::{Lane, Work};
use crate::journal::Actor;
use crate::web::Problem;
use crate::web::desk::{self, Right, Section, Sent, SignedIn};
use crate::webhooks::actions;
use crate::webhooks::record::Webhook;

pub(super) async fn ask(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let webhook = opened(&desk, &path, Right::KeepWebhooks).await?;
    let kept = desk.kept_fields().await?;
    // What was meant was meant of the state that was shown then.
    let made_of = kept.map_or(webhook.revision, |fields| revision(&fields));
    Ok(desk::shown(page(&desk, &webhook, made_of)))
}

pub(super) async fn remove(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let webhook = opened(&desk, &path, Right::KeepWebhooks).await?;
    let which = (webhook.id, revision(&fields));
    let (now, actor) = (desk.visit.now, Actor::Staff(desk.person.id));
    let act = move |work: &mut Work| actions::remove(work, now, &actor, which);
    let done = desk.visit.app.database.write(Lane::Any, act).await;
    match done {
        Ok(()) => Ok(desk::see_done(LIST, "webhook-removed")),
        other => answer(&desk, &path, &fields, other, "").await,
    }
}

fn page(desk: &SignedIn, webhook: &Webhook, made_of: i32) -> Markup {
    let speech = desk.visit.speech();
    let title = speech.t("webhook-remove-title");
    let here = address_of(webhook.id);
    let content = html! {
        h1 { (title) }
        p { code { (webhook.host()) } }
        p { (speech.t("webhook-remove-what")) }
        form method="post" action=(format!("{here}/remove")) {
            (desk::csrf_field(desk))
            input type="hidden" name="revision" value=(made_of);
            div.actions {
                button.button-warning { (speech.t("webhook-remove")) }
                a.button-quiet href=(here) { (speech.t("webhook-keep")) }
            }
        }
    };
    desk::page(desk, Section::Webhooks, &title, &content)
}
