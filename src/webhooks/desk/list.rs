//! `GET /desk/webhooks`: whom we tell.

use actix_web::HttpResponse;
use maud::{Markup, html};

use super::{LIST, address_of, form};
use crate::bodies;
use crate::bodies::store::Names;
use crate::database::{Broken, Id};
use crate::language::Speech;
use crate::web::Problem;
use crate::web::desk::{self, Right, Section, SignedIn, table_head};
use crate::web::layout::{today_in_the_capital, translated};
use crate::web::signs::{self, Tone};
use crate::webhooks::record::{State, Webhook};
use crate::webhooks::store;

pub(super) async fn list(desk: SignedIn) -> Result<HttpResponse, Problem> {
    let reach = desk.person.reach(Right::SeeWebhooks);
    let read = move |connection: &mut _| {
        let all = store::within(connection, &reach)?;
        let mut ids: Vec<Id> = all.iter().filter_map(|one| one.body_id).collect();
        ids.sort_unstable();
        ids.dedup();
        let names = bodies::store::names_of(connection, &ids)?;
        Ok::<_, Broken>((all, ids, names))
    };
    let (all, ids, names) = desk.visit.app.database.read(read).await?;
    Ok(desk::shown(page(&desk, &all, &ids, &names)))
}

fn page(desk: &SignedIn, all: &[Webhook], bodies: &[Id], names: &Names) -> Markup {
    let speech = desk.visit.speech();
    let title = speech.t("webhooks-title");
    let (today, _) = today_in_the_capital(desk.visit.now);
    let of = |body: Option<Id>| all.iter().filter(move |one| one.body_id == body);
    let content = html! {
        div.page-head {
            h1 { (title) }
            @if desk.person.may_somewhere(Right::KeepWebhooks) {
                a.button href=(format!("{LIST}/new")) { (speech.t("webhook-new")) }
            }
        }
        (desk::done_note(desk, &["webhook-removed"]))
        p { (speech.t("webhooks-what")) }
        @if all.is_empty() { (signs::empty(speech.t("webhooks-none"))) }
        @if of(None).next().is_some() {
            section aria-labelledby="of-office" {
                h2 id="of-office" { (speech.t("webhook-all-bodies")) }
                (table(speech, of(None)))
            }
        }
        @for body in bodies {
            @let heading = format!("of-{body}");
            section aria-labelledby=(heading) {
                h2 id=(heading) { (translated(speech.language(), &names.on(*body, today))) }
                (table(speech, of(Some(*body))))
            }
        }
    };
    desk::page(desk, Section::Webhooks, &title, &content)
}

fn table<'a>(speech: Speech<'_>, all: impl Iterator<Item = &'a Webhook>) -> Markup {
    let events = |webhook: &Webhook| {
        let words: Vec<String> = webhook
            .events
            .iter()
            .map(|kind| form::event(speech, *kind))
            .collect();
        words.join(", ")
    };
    html! {
        table.fits.cards {
            (table_head(speech, &["webhook-address", "webhook-events", "webhook-state"]))
            tbody {
                @for webhook in all {
                    tr {
                        th scope="row" { a href=(address_of(webhook.id)) { (webhook.host()) } }
                        td data-label=(speech.t("webhook-events")) { (events(webhook)) }
                        td data-label=(speech.t("webhook-state")) { (badge(speech, webhook)) }
                    }
                }
            }
        }
    }
}

/// Whether it is called, and whether that goes well.
pub(super) fn badge(speech: Speech<'_>, webhook: &Webhook) -> Markup {
    let fails = webhook.state == State::Active && webhook.failing_since.is_some();
    let tone = match webhook.state {
        State::Active => Tone::good_if(!fails),
        State::Paused => Tone::Plain,
        State::Gone | State::Failing => Tone::Bad,
    };
    let word = if fails {
        "webhook-state-fails".to_owned()
    } else {
        format!("webhook-state-{}", webhook.state)
    };
    signs::badge(tone, speech.t(&word))
}
