//! `/desk/webhooks/{webhook}`: one, with what is done with it and its log.

use actix_web::HttpResponse;
use actix_web::web::Path;
use maud::{Markup, html};

use super::{LIST, address_of, form, list, log, opened};
use crate::args;
use crate::bodies;
use crate::database::{Broken, Instant, Lane, Work};
use crate::journal::Actor;
use crate::language::{Multilingual, Speech};
use crate::web::Problem;
use crate::web::desk::{self, Difference, Fields, Right, Section, Sent, SignedIn};
use crate::web::form as forms;
use crate::web::layout::{CAPITAL_ZONE, today_in_the_capital, translated};
use crate::web::problem::FieldFault;
use crate::web::signs::{self, Tone};
use crate::webhooks::actions::{self, Refusal};
use crate::webhooks::record::{State, Webhook};

/// What the page may say was done just now.
const DONE: [&str; 7] = [
    "webhook-changed",
    "webhook-paused",
    "webhook-resumed",
    "webhook-tested",
    "webhook-resent",
    "webhook-under-way",
    "webhook-is-paused",
];

/// A webhook and what its page shows beside it.
pub(super) struct Shown {
    webhook: Webhook,
    body: Option<Multilingual>,
    calls: Vec<log::Line>,
    /// The person may change it.
    keeps: bool,
}

impl Shown {
    pub(super) async fn of(desk: &SignedIn, webhook: Webhook) -> Result<Self, Problem> {
        let (id, body) = (webhook.id, webhook.body_id);
        let (today, _) = today_in_the_capital(desk.visit.now);
        let read = move |connection: &mut _| {
            let named = match body {
                Some(body) => Some(bodies::store::names_of(connection, &[body])?.on(body, today)),
                None => None,
            };
            Ok::<_, Broken>((named, log::read(connection, id)?))
        };
        let (named, calls) = desk.visit.app.database.read(read).await?;
        Ok(Self {
            keeps: super::may(desk, Right::KeepWebhooks, body).is_ok(),
            body: named,
            calls,
            webhook,
        })
    }
}

pub(super) async fn page(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let webhook = opened(&desk, &path, Right::SeeWebhooks).await?;
    let kept = desk.kept_fields().await?;
    let kept = kept.filter(|fields| fields.has("address"));
    let fields = kept.unwrap_or_else(|| form::fields_of(&webhook));
    let shown = Shown::of(&desk, webhook).await?;
    Ok(desk::shown(show(&desk, &shown, &fields, &[], &[])))
}

pub(super) async fn change(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let webhook = opened(&desk, &path, Right::KeepWebhooks).await?;
    let which = (webhook.id, revision(&fields));
    let order = match form::read(&desk, &fields).await {
        Ok(order) => order,
        Err(faults) => {
            let shown = Shown::of(&desk, webhook).await?;
            return Ok(desk::shown_again(show(
                &desk,
                &shown,
                &fields,
                &faults,
                &[],
            )));
        }
    };
    let (now, actor) = (desk.visit.now, Actor::Staff(desk.person.id));
    let change = move |work: &mut Work| actions::change(work, now, &actor, which, &order);
    let done = desk.visit.app.database.write(Lane::Any, change).await;
    answer(&desk, &path, &fields, done, "webhook-changed").await
}

/// The revision that a form was made of.
pub(super) fn revision(fields: &Fields) -> i32 {
    fields.text("revision").parse().unwrap_or(-1)
}

/// What an act answers: back to the page with a word, or both states.
pub(super) async fn answer(
    desk: &SignedIn,
    path: &str,
    sent: &Fields,
    done: Result<(), Refusal>,
    word: &str,
) -> Result<HttpResponse, Problem> {
    match done {
        Ok(()) => Ok(desk::see_done(&format!("{LIST}/{path}"), word)),
        Err(Refusal::Stale) => {
            let webhook = opened(desk, path, Right::KeepWebhooks).await?;
            let differences = form::differences(desk.visit.speech(), sent, &webhook);
            let mut fields = if sent.has("address") {
                sent.clone()
            } else {
                form::fields_of(&webhook)
            };
            // Sent again, it replaces what stands now.
            fields = fields.without(&["revision"]);
            fields.add("revision", webhook.revision.to_string());
            let shown = Shown::of(desk, webhook).await?;
            let page = show(desk, &shown, &fields, &[], &differences);
            Ok(desk::shown_stale(page))
        }
        Err(Refusal::Paused) => Ok(desk::see_done(
            &format!("{LIST}/{path}"),
            "webhook-is-paused",
        )),
        Err(Refusal::UnderWay) => Ok(desk::see_done(
            &format!("{LIST}/{path}"),
            "webhook-under-way",
        )),
        Err(Refusal::NotFound | Refusal::TooMany) => Err(Problem::NotFound),
        Err(Refusal::Broken(broken)) => Err(broken.into()),
    }
}

/// An instant by the clock of the capital.
pub(super) fn instant(speech: Speech<'_>, at: Instant) -> String {
    speech.date_time(at.utc().with_timezone(&CAPITAL_ZONE).naive_local())
}

fn show(
    desk: &SignedIn,
    shown: &Shown,
    fields: &Fields,
    faults: &[FieldFault],
    differences: &[Difference],
) -> Markup {
    let speech = desk.visit.speech();
    let webhook = &shown.webhook;
    let title = webhook.host();
    let content = html! {
        (forms::fault_summary(speech, faults))
        @if !differences.is_empty() { (desk::both_states(speech, differences)) }
        h1 { (title) }
        (desk::done_note(desk, &DONE))
        p.badges { (list::badge(speech, webhook)) }
        (standing(speech, webhook))
        (signs::facts(html! {
            dt { (speech.t("webhook-body")) }
            dd {
                @match &shown.body {
                    Some(name) => (translated(speech.language(), name)),
                    None => (speech.t("webhook-all-bodies")),
                }
            }
            @if !shown.keeps {
                dt { (speech.t("webhook-events")) }
                dd {
                    ul { @for kind in webhook.events.iter() { li { (form::event(speech, *kind)) } } }
                }
            }
        }))
        @if shown.keeps {
            form method="post" action=(address_of(webhook.id)) {
                (desk::csrf_field(desk))
                input type="hidden" name="revision" value=(fields.text("revision"));
                (form::inputs(speech, fields, faults))
                p.actions { button { (speech.t("webhook-save")) } }
            }
            (acts(desk, webhook))
        }
        (log::section(desk, webhook, &shown.calls, shown.keeps))
    };
    let went_wrong = !faults.is_empty() || !differences.is_empty();
    let title = forms::title_after(speech, title, went_wrong);
    desk::page(desk, Section::Webhooks, &title, &content)
}

/// What is to be known of a webhook that does not simply work.
fn standing(speech: Speech<'_>, webhook: &Webhook) -> Markup {
    let since = webhook.failing_since.map(|since| instant(speech, since));
    html! {
        @match (webhook.state, since) {
            (State::Active, None) => {}
            (State::Active, Some(since)) => {
                (signs::notice(Tone::Warn, html! {
                    (speech.tf("webhook-fails-since", &args! { "since" => since }))
                    @if let Some(until) = webhook.rests_until {
                        " " (speech.tf("webhook-rests-until", &args! { "until" => instant(speech, until) }))
                    }
                }))
            }
            (state, _) => (signs::notice(Tone::Warn, speech.t(&format!("webhook-stands-{state}")))),
        }
    }
}

fn acts(desk: &SignedIn, webhook: &Webhook) -> Markup {
    let speech = desk.visit.speech();
    let here = address_of(webhook.id);
    let button = |below: &str, word: &str| {
        html! {
            form method="post" action=(format!("{here}/{below}")) {
                (desk::csrf_field(desk))
                input type="hidden" name="revision" value=(webhook.revision);
                button.button-quiet { (speech.t(word)) }
            }
        }
    };
    html! {
        section aria-labelledby="acts" {
            h2 id="acts" { (speech.t("webhook-acts")) }
            @if webhook.state == State::Active {
                p { (speech.t("webhook-test-what")) }
                (button("test", "webhook-test"))
                p { (speech.t("webhook-pause-what")) }
                (button("pause", "webhook-pause"))
            } @else {
                p { (speech.t("webhook-resume-what")) }
                (button("resume", "webhook-resume"))
            }
            p { (speech.t("webhook-renew-what")) }
            (button("secret", "webhook-renew"))
            p.actions { a href=(format!("{here}/remove")) { (speech.t("webhook-remove")) } }
        }
    }
}
