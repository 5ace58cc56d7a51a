//! Letters: from the outbox to a relay or a folder, what they say, and how they come back.

mod bouncing;
mod call_back;
mod commands;
mod decisions;
mod demo;
mod faults;
mod headers;
mod killing;
mod lanes;
mod opensmtpd;
mod outage;
mod outbox;
pub mod reading;
mod relay;
mod reports;
mod sending;
#[path = "../../servers/sink.rs"]
mod sink;
mod turns;
mod words;

use chrono::{DateTime, Utc};
use otyrys::database::{Broken, Id, Lane as WriteLane};
use otyrys::language::Language;
use otyrys::outbox::{Lane, Letter, store};
use serde_json::json;

use crate::harness::Office;

/// A receipt for `recipient` that can be put into words; `name` makes it one of its own.
fn receipt(session: &str, name: &str, lane: Lane, recipient: &str, until: DateTime<Utc>) -> Letter {
    Letter {
        once_key: name.to_owned(),
        lane,
        kind: "application-received",
        recipient: recipient.to_owned(),
        language: Language::Kk,
        session: Id::parse(session),
        payload: json!({
            "application": "a", "number": "T00001-0001", "secret": "s", "state": "waiting",
            "queue_place": 1, "received_at": "2026-12-07T04:00:00Z", "revision": 0,
        }),
        give_up_at: until,
    }
}

/// Puts letters into the outbox at an instant.
async fn put_at(office: &Office, now: DateTime<Utc>, letters: Vec<Letter>) {
    let done = office.app.database.write(WriteLane::Any, move |work| {
        for letter in letters {
            store::put(work, now, letter);
        }
        Ok::<_, Broken>(())
    });
    done.await.expect("letters put");
}
