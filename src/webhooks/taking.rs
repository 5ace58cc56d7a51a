//! Which calls are made next, taken from the outbox with what they say. Something may have been closed since that was
//! written down (605-4): whatever was ordered meanwhile, waits to be repeated or is sent again by hand then says how the
//! session stands now. The event, the id and the revision of the event stay, so that nobody misses what happened.

use chrono::{DateTime, Utc};

use super::record::Webhook;
use super::store::{self, Fares};
use super::telling::told_anew;
use crate::database::{Broken, Id, Work};
use crate::outbox;
use crate::outbox::record::Row;
use crate::sessions::card;
use crate::sessions::store::last_closed;

/// Takes turns for webhooks, at most `room`, each with the call that is due first, and holds them until `until`.
pub(super) fn turns(
    work: &mut Work,
    fares: Fares,
    (now, until): (DateTime<Utc>, DateTime<Utc>),
    room: usize,
    origin: &str,
) -> Result<Vec<(Webhook, Row)>, Broken> {
    let (mut webhooks, mut rows) = (Vec::new(), Vec::new());
    for webhook in store::take_turns(work, fares, (now, until), room)? {
        match outbox::store::claim_call(work, webhook.id, now, until)? {
            Some(row) => {
                webhooks.push(webhook);
                rows.push(row);
            }
            None => store::release(work, &webhook)?,
        }
    }
    as_it_stands(work, now, origin, &mut rows)?;
    Ok(webhooks.into_iter().zip(rows).collect())
}

/// Goes on with a turn: takes the next call of the same webhook, or ends the turn where none is due.
pub(super) fn next_call(
    work: &mut Work,
    held: Webhook,
    (now, until): (DateTime<Utc>, DateTime<Utc>),
    origin: &str,
) -> Result<Option<(Webhook, Row)>, Broken> {
    let Some(mut row) = outbox::store::claim_call(work, held.id, now, until)? else {
        store::release(work, &held)?;
        return Ok(None);
    };
    as_it_stands(work, now, origin, std::slice::from_mut(&mut row))?;
    Ok(Some((held, row)))
}

/// Writes what calls say anew where something of their session was closed since. One query where nothing was, however
/// many they are.
fn as_it_stands(
    work: &mut Work,
    now: DateTime<Utc>,
    origin: &str,
    rows: &mut [Row],
) -> Result<(), Broken> {
    let sessions: Vec<Id> = rows.iter().filter_map(|row| row.session_id).collect();
    let closed = last_closed(work.connection, &sessions)?;
    let former = |row: &&mut Row| {
        let closed = row.session_id.and_then(|id| closed.get(&id));
        closed.is_some_and(|closed| revision_said(row).is_none_or(|said| said < i64::from(*closed)))
    };
    let former: Vec<&mut Row> = rows.iter_mut().filter(former).collect();
    if former.is_empty() {
        return Ok(());
    }
    let ids: Vec<Id> = former.iter().filter_map(|row| row.session_id).collect();
    let cards = card::load_many(work.connection, &ids, now)?;
    for row in former {
        let card = cards
            .iter()
            .find(|card| row.session_id == Some(card.session.id));
        row.payload = told_anew(row, card, origin)?;
        outbox::store::reword(work, row)?;
    }
    Ok(())
}

/// The revision of the session that a call holds.
fn revision_said(row: &Row) -> Option<i64> {
    row.payload.get("session")?.get("revision")?.as_i64()
}
