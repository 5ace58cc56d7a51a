//! Webhooks at the desk: the list, a new one, one with its log, and what is done with it.

mod acts;
mod form;
mod list;
mod log;
mod new;
mod one;
mod remove;

use crate::database::Id;
use crate::web::Problem;
use crate::web::desk::{Reach, Right, SignedIn, Ways};
use crate::webhooks::record::Webhook;
use crate::webhooks::store;

/// Where the list stands.
const LIST: &str = "/desk/webhooks";

/// The addresses.
pub(super) fn routes(ways: &mut Ways<'_>) {
    ways.get(LIST, Right::SeeWebhooks, list::list);
    ways.get("/desk/webhooks/new", Right::KeepWebhooks, new::page);
    ways.post("/desk/webhooks/new", Right::KeepWebhooks, new::enter);
    let one = "/desk/webhooks/{webhook}";
    ways.get(one, Right::SeeWebhooks, one::page);
    ways.post(one, Right::KeepWebhooks, one::change);
    let keep = Right::KeepWebhooks;
    ways.post("/desk/webhooks/{webhook}/pause", keep, acts::pause);
    ways.post("/desk/webhooks/{webhook}/resume", keep, acts::resume);
    ways.post("/desk/webhooks/{webhook}/secret", keep, acts::renew_secret);
    ways.post("/desk/webhooks/{webhook}/test", keep, acts::test);
    ways.get("/desk/webhooks/{webhook}/remove", keep, remove::ask);
    ways.post("/desk/webhooks/{webhook}/remove", keep, remove::remove);
    ways.post(
        "/desk/webhooks/{webhook}/calls/{call}/resend",
        keep,
        acts::resend,
    );
}

/// Where one stands.
fn address_of(id: Id) -> String {
    format!("{LIST}/{id}")
}

/// Whether the person may do this with a webhook of this body; with one of the office, whoever may for all bodies.
fn may(desk: &SignedIn, right: Right, body: Option<Id>) -> Result<(), Problem> {
    match body {
        Some(body) => desk.person.may(right, body),
        None if desk.person.reach(right) == Reach::All => Ok(()),
        None if desk.person.reach(Right::SeeWebhooks) == Reach::All => Err(Problem::Forbidden),
        None => Err(Problem::NotFound),
    }
}

/// The webhook of an address, if the person may do this with it.
async fn opened(desk: &SignedIn, id: &str, right: Right) -> Result<Webhook, Problem> {
    let id = Id::parse(id).ok_or(Problem::NotFound)?;
    let read = move |connection: &mut _| store::by_id(connection, id);
    let webhook = desk.visit.app.database.read(read).await?;
    let webhook = webhook.ok_or(Problem::NotFound)?;
    may(desk, right, webhook.body_id)?;
    Ok(webhook)
}
