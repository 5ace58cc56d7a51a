//! News become calls: one for each active webhook of the body, or of the office, that wants to hear of it. What is
//! sent is written down here, so that an attempt, and whoever sends it again, sends the same to the byte – unless
//! something of the session is closed meanwhile: then it is written anew before the next attempt (see `taking`).

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use serde_json::Value;

use super::record::Webhook;
use super::store;
use crate::app::App;
use crate::database::{Broken, Id, Json, Lane, Work, Zone};
use crate::news::{self, Audience, News};
use crate::outbox::record::Row;
use crate::outbox::{self, Call};
use crate::sessions::card::{self, SessionCard};
use crate::sessions::json::SessionJson;
use crate::web::layout::CAPITAL_ZONE;

/// How long a call is tried: what happened is of use to a neighbour after the session too.
pub const GIVE_UP_AFTER: TimeDelta = TimeDelta::hours(72);

/// How events of sessions begin.
pub const OF_SESSION: &str = "session.";

/// The event by which the desk tries a webhook.
pub const TEST: &str = "test";

/// What is sent.
#[derive(Debug, Serialize)]
struct Told<'a> {
    id: Id,
    event: &'a str,
    at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    revision: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    session: Option<SessionJson<'a>>,
}

impl Told<'_> {
    fn body(&self) -> Result<String, Broken> {
        serde_json::to_string(self).map_err(|error| Broken::Data(error.to_string()))
    }

    fn call(&self, webhook: Id, once_key: String, now: DateTime<Utc>) -> Result<Call, Broken> {
        Ok(Call {
            id: self.id,
            once_key,
            kind: self.event.to_owned(),
            webhook,
            session: self.session.as_ref().map(SessionJson::id),
            body: self.body()?,
            give_up_at: now + GIVE_UP_AFTER,
        })
    }
}

/// Orders the calls for all news that neighbouring systems have not been told yet; the number of those news.
///
/// # Errors
/// [`Broken`]: what was not ordered is ordered the next time.
pub async fn tell(app: &Arc<App>) -> Result<usize, Broken> {
    let mut told = 0;
    loop {
        let due = |connection: &mut _| news::store::due(connection, Audience::Systems);
        let Some((news, _)) = app.database.read(due).await? else {
            return Ok(told);
        };
        let (now, origin, of) = (app.now(), app.public_origin(), news.clone());
        let ordered = app
            .database
            .write(Lane::Session(news.session_id), move |work| {
                order(work, now, &origin, &of)
            });
        match ordered.await {
            Ok(true) => {}
            // Another worker is at it.
            Ok(false) => return Ok(told),
            // What cannot be read must not keep everything behind it from being told.
            Err(Broken::Data(fault)) => {
                tracing::error!(news = %news.id, fault, "neighbouring systems cannot be told of this");
                let pass_over = move |work: &mut Work| {
                    news::store::finish(work, (news.id, Audience::Systems), now)
                };
                if !app.database.write(Lane::Any, pass_over).await? {
                    return Ok(told);
                }
            }
            Err(broken) => return Err(broken),
        }
        told += 1;
    }
}

/// Orders the calls for one; `false` where another worker was quicker.
fn order(work: &mut Work, now: DateTime<Utc>, origin: &str, news: &News) -> Result<bool, Broken> {
    if !news::store::finish(work, (news.id, Audience::Systems), now)? {
        return Ok(false);
    }
    let webhooks = store::wanting(work.connection, news.body_id, news.kind)?;
    if webhooks.is_empty() {
        return Ok(true);
    }
    // As it is in public at this moment: what is not public any more is told to nobody.
    let Some(card) = card::load(work.connection, news.session_id, now)? else {
        return Ok(true);
    };
    for webhook in webhooks {
        store::forgive(work.connection, &webhook)?;
        let call = call_of(&webhook, news, &card, origin, now)?;
        outbox::store::order(work, now, call)?;
    }
    Ok(true)
}

fn call_of(
    webhook: &Webhook,
    news: &News,
    card: &SessionCard,
    origin: &str,
    now: DateTime<Utc>,
) -> Result<Call, Broken> {
    let told = Told {
        id: Id::new(),
        event: &event(news.kind),
        at: card.session.zone.rfc3339(news.at.utc()),
        revision: Some(news.revision),
        session: Some(SessionJson::of(card, origin)),
    };
    told.call(
        webhook.id,
        format!("webhook:{}:{}", webhook.id, news.id),
        now,
    )
}

/// What a call says that holds words which are not public any more: the same event, of the session as it stands.
///
/// # Errors
/// [`Broken::Data`].
pub(super) fn told_anew(
    row: &Row,
    card: Option<&SessionCard>,
    origin: &str,
) -> Result<Json<Value>, Broken> {
    let revision = row.payload.get("revision").and_then(Value::as_i64);
    let at = row.payload.get("at").and_then(Value::as_str);
    let told = Told {
        id: row.id,
        event: &row.kind,
        at: at.unwrap_or_default().to_owned(),
        revision: revision.and_then(|revision| i32::try_from(revision).ok()),
        session: card.map(|card| SessionJson::of(card, origin)),
    };
    Json::read(told.body()?).map_err(|error| Broken::Data(error.to_string()))
}

/// A kind of news as neighbours read it.
#[must_use]
pub fn event(kind: news::Kind) -> String {
    format!("{OF_SESSION}{kind}")
}

/// A call that says nothing but that it arrived.
///
/// # Errors
/// [`Broken::Data`].
pub fn test_call(webhook: Id, now: DateTime<Utc>) -> Result<Call, Broken> {
    let id = Id::new();
    let told = Told {
        id,
        event: TEST,
        at: Zone(CAPITAL_ZONE).rfc3339(now),
        revision: None,
        session: None,
    };
    told.call(webhook, format!("webhook:{webhook}:test:{id}"), now)
}
