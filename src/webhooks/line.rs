//! The way to the neighbours: one client, which goes to addresses that were checked and to no others, follows nobody
//! elsewhere, and takes no proxy from the environment.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder};

use super::address;
use super::ended::{Ended, How};
use super::names::{Checked, Lookup};
use super::networks::Reachable;
use super::record::Webhook;
use super::signature::signatures;
use crate::outbox::record::Row;
use crate::settings::Webhooks;

const EVENT: HeaderName = HeaderName::from_static("otyrys-event");
const DELIVERY: HeaderName = HeaderName::from_static("otyrys-delivery");
const TIMESTAMP: HeaderName = HeaderName::from_static("otyrys-timestamp");
const SIGNATURE: HeaderName = HeaderName::from_static("otyrys-signature");
const JSON: HeaderValue = HeaderValue::from_static("application/json; charset=utf-8");
const NAME: &str = concat!("Otyrys/", env!("CARGO_PKG_VERSION"));

/// Calls neighbours.
#[derive(Clone)]
pub(super) struct Line {
    client: Client,
    settings: Arc<Webhooks>,
}

impl Line {
    /// # Errors
    /// One line: the machine's authorities cannot be read.
    pub(super) fn open(settings: &Webhooks, lookup: Lookup) -> Result<Self, String> {
        let checked = Checked {
            lookup,
            reachable: Reachable::by(settings),
        };
        let client = Client::builder()
            .user_agent(NAME)
            .dns_resolver(Arc::new(checked))
            .https_only(!settings.allow_http)
            .no_proxy()
            .redirect(Policy::none())
            .referer(false)
            .timeout(settings.timeout)
            // A connection that is kept was checked once; one that is opened is checked now.
            .pool_max_idle_per_host(0)
            .tcp_keepalive(None::<Duration>)
            .build()
            .map_err(|error| format!("neighbouring systems cannot be called: {error}"))?;
        Ok(Self {
            client,
            settings: Arc::new(settings.clone()),
        })
    }

    /// Calls once.
    pub(super) async fn call(&self, webhook: &Webhook, row: &Row, now: DateTime<Utc>) -> Ended {
        let Some(request) = self.request(webhook, row, now) else {
            return Ended::by(How::Refused);
        };
        match request.send().await {
            Ok(answer) => Ended::answered(&answer, now),
            Err(error) => Ended::failed(&error),
        }
    }

    /// `None` where the address may not be called: the settings are others than when it was entered.
    fn request(&self, webhook: &Webhook, row: &Row, now: DateTime<Utc>) -> Option<RequestBuilder> {
        let url = address::read(&webhook.address, &self.settings).ok()?;
        let (timestamp, body) = (now.timestamp(), row.payload.text());
        let signatures = signatures(webhook.secrets(now.into()), timestamp, body);
        let request = self
            .client
            .post(url)
            .header(CONTENT_TYPE, JSON)
            .header(EVENT, &row.kind)
            .header(DELIVERY, row.id.as_str())
            .header(TIMESTAMP, timestamp)
            .header(SIGNATURE, signatures)
            .body(body.to_owned());
        Some(request)
    }
}
