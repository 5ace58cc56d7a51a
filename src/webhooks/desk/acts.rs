//! What is done with a webhook by a button.

use actix_web::HttpResponse;
use actix_web::web::Path;

use super::one::{answer, revision};
use super::{new, opened};
use crate::database::{Id, Lane, Work};
use crate::journal::Actor;
use crate::web::Problem;
use crate::web::desk::{self, Right, Sent};
use crate::webhooks::actions;

/// POST: it is not called until somebody says so.
pub(super) async fn pause(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    set_active(sent, &path, false, "webhook-paused").await
}

/// POST: it is called again.
pub(super) async fn resume(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    set_active(sent, &path, true, "webhook-resumed").await
}

async fn set_active(
    Sent { desk, fields }: Sent,
    path: &str,
    active: bool,
    word: &str,
) -> Result<HttpResponse, Problem> {
    let webhook = opened(&desk, path, Right::KeepWebhooks).await?;
    let which = (webhook.id, revision(&fields));
    let (now, actor) = (desk.visit.now, Actor::Staff(desk.person.id));
    let act = move |work: &mut Work| actions::set_active(work, now, &actor, which, active);
    let done = desk.visit.app.database.write(Lane::Any, act).await;
    answer(&desk, path, &fields, done, word).await
}

/// POST: a new secret, shown once.
pub(super) async fn renew_secret(
    Sent { desk, fields }: Sent,
    path: Path<String>,
) -> Result<HttpResponse, Problem> {
    let webhook = opened(&desk, &path, Right::KeepWebhooks).await?;
    let which = (webhook.id, revision(&fields));
    let (now, actor) = (desk.visit.now, Actor::Staff(desk.person.id));
    let act = move |work: &mut Work| actions::renew_secret(work, now, &actor, which);
    match desk.visit.app.database.write(Lane::Any, act).await {
        Ok(secret) => {
            let page = new::secret(&desk, webhook.id, &secret, "webhook-secret-renewed");
            Ok(desk::shown(page))
        }
        Err(refusal) => answer(&desk, &path, &fields, Err(refusal), "").await,
    }
}

/// POST: a call that says nothing but that it arrives.
pub(super) async fn test(
    Sent { desk, fields }: Sent,
    path: Path<String>,
) -> Result<HttpResponse, Problem> {
    let webhook = opened(&desk, &path, Right::KeepWebhooks).await?;
    let (id, now) = (webhook.id, desk.visit.now);
    let act = move |work: &mut Work| actions::test(work, now, id);
    let done = desk.visit.app.database.write(Lane::Any, act).await;
    answer(&desk, &path, &fields, done, "webhook-tested").await
}

/// POST: another attempt at a call of the log.
pub(super) async fn resend(
    Sent { desk, fields }: Sent,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (path, call) = path.into_inner();
    let webhook = opened(&desk, &path, Right::KeepWebhooks).await?;
    let call = Id::parse(&call).ok_or(Problem::NotFound)?;
    let (id, now, actor) = (webhook.id, desk.visit.now, Actor::Staff(desk.person.id));
    let act = move |work: &mut Work| actions::resend(work, now, &actor, (id, call));
    let done = desk.visit.app.database.write(Lane::Any, act).await;
    answer(&desk, &path, &fields, done, "webhook-resent").await
}
