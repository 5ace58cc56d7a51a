//! The person responsible for a session hears of new applications (OS-09d), as the body wishes.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::store::{self, Untold};
use crate::app::App;
use crate::applications::letters::{DIGEST, NEW};
use crate::bodies::record::ApplicationsLetters;
use crate::database::{AnyConnection, Broken, Id, Lane, Work};
use crate::language::Language;
use crate::law::deadlines::zone::{Twice, instant};
use crate::law::warnings::MORNING;
use crate::outbox::{self, Letter};
use crate::staff;

/// Of one session there is at most one letter in this time.
const BETWEEN: TimeDelta = TimeDelta::minutes(10);

/// A letter is of use for so long.
const USEFUL_FOR: TimeDelta = TimeDelta::days(3);

/// Sessions told of in one letter.
const MOST_SESSIONS: usize = 50;

/// Applications to a session that are told of: those after one and up to another, in the order of receipt.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Told {
    /// Which session.
    pub session: String,
    /// Told of before.
    pub after: i32,
    /// Told of now.
    pub upto: i32,
}

/// A letter to be ordered.
struct Order {
    kind: &'static str,
    recipient: String,
    language: Language,
    told: Vec<(Untold, i32)>,
}

/// Orders the letters that are due; their number.
///
/// # Errors
/// [`Broken`] of the database.
pub async fn tell(app: Arc<App>) -> Result<usize, Broken> {
    let now = app.now();
    let orders = app
        .database
        .read(move |connection| due(connection, now))
        .await?;
    let mut ordered = 0;
    for order in orders {
        let act = move |work: &mut Work| put(work, now, order);
        ordered += usize::from(app.database.write(Lane::Any, act).await?);
    }
    Ok(ordered)
}

fn due(connection: &mut AnyConnection, now: DateTime<Utc>) -> Result<Vec<Order>, Broken> {
    let mut orders = Vec::new();
    let mut of_the_day: BTreeMap<(Id, String), Vec<(Untold, i32)>> = BTreeMap::new();
    for one in store::untold(connection, now)? {
        let recipient = one.contact.email.trim().to_owned();
        if recipient.is_empty() {
            continue;
        }
        match one.letters {
            ApplicationsLetters::Never => {}
            ApplicationsLetters::AtOnce => {
                let told_at = one.told_at.map(crate::database::Instant::utc);
                if told_at.is_none_or(|told_at| told_at <= now - BETWEEN) {
                    let upto = one.received;
                    orders.push((NEW, recipient, vec![(one, upto)]));
                }
            }
            ApplicationsLetters::Daily => {
                let upto = until_this_morning(connection, &one, now)?;
                if upto > one.told.unwrap_or(0) {
                    let key = (one.body, recipient.to_ascii_lowercase());
                    of_the_day.entry(key).or_default().push((one, upto));
                }
            }
        }
    }
    for ((_, recipient), told) in of_the_day {
        for some in told.chunks(MOST_SESSIONS) {
            orders.push((DIGEST, recipient.clone(), some.to_vec()));
        }
    }
    orders
        .into_iter()
        .map(|(kind, recipient, told)| {
            Ok(Order {
                language: language_of(connection, &recipient)?,
                kind,
                recipient,
                told,
            })
        })
        .collect()
}

/// How many applications came before this morning began where the body is; none were told of since midnight.
fn until_this_morning(
    connection: &mut AnyConnection,
    one: &Untold,
    now: DateTime<Utc>,
) -> Result<i32, Broken> {
    let today = one.zone.local(now).date();
    let morning = instant(one.zone.0, today.and_time(MORNING), Twice::First);
    if now < morning {
        return Ok(0);
    }
    store::received_before(connection, one.session, morning)
}

/// A person of the desk reads in the language chosen there; of others it is not known.
fn language_of(connection: &mut AnyConnection, address: &str) -> Result<Language, Broken> {
    let member = staff::store::by_email(connection, &address.to_ascii_lowercase())?;
    Ok(member.map_or(Language::Kk, |member| member.language))
}

fn put(work: &mut Work, now: DateTime<Utc>, order: Order) -> Result<bool, Broken> {
    let mut told = Vec::with_capacity(order.told.len());
    for (one, upto) in order.told {
        if store::note_told(work.connection, one.session, (one.told, upto), now)? {
            told.push(Told {
                session: one.session.to_string(),
                after: one.told.unwrap_or(0),
                upto,
            });
        }
    }
    let Some(first) = told.first() else {
        return Ok(false);
    };
    let only = (told.len() == 1).then(|| Id::parse(&first.session));
    let letter = Letter {
        once_key: format!("{} {} {}", order.kind, first.session, first.upto),
        lane: outbox::Lane::Ordinary,
        kind: order.kind,
        recipient: order.recipient,
        language: order.language,
        session: only.flatten(),
        payload: serde_json::to_value(&told).map_err(|error| Broken::Data(error.to_string()))?,
        give_up_at: now + USEFUL_FOR,
    };
    outbox::store::put(work, now, letter);
    Ok(true)
}
