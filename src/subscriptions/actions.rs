//! What can be done with subscriptions. Acts on those of one address come one after another.

use chrono::{DateTime, TimeDelta, Utc};

use super::record::{Asks, Subscription};
use super::refusal::Refusal;
use super::wish::Wish;
use super::{ALL_LETTERS, letters, store};
use crate::database::{Broken, Id, Json, Work};
use crate::journal::{self, Actor, Entry};
use crate::outbox;
use crate::web::tokens;

/// Subscriptions of an address.
pub const MOST: usize = 20;

/// Letters to an address in a day that anybody can cause by asking.
pub const MOST_LETTERS: usize = 3;

/// How long a letter counts.
pub const COUNTED: TimeDelta = TimeDelta::hours(24);

/// So soon after a letter the same request is a second press of the button.
const SECOND_PRESS: TimeDelta = TimeDelta::minutes(1);

/// Somebody asks for letters to an address.
#[derive(Debug, Clone)]
pub struct Ask {
    /// The address, fit to be sent to.
    pub email: String,
    /// What it is known by.
    pub email_digest: String,
    /// What it is counted by, with its variants: see [`Trace::of_reader`](crate::outbox::trace::Trace::of_reader).
    pub reader_digest: String,
    /// Which letters.
    pub wish: Wish,
    /// How long it may stay unconfirmed.
    pub term: TimeDelta,
}

/// Asks for letters: the address gets one that asks to confirm, or tells what is there already. Who asks learns
/// nothing of which.
///
/// # Errors
/// [`Broken::Query`].
pub fn ask(work: &mut Work, now: DateTime<Utc>, ask: &Ask) -> Result<(), Broken> {
    let asks = store::locked_asks(work.connection, &ask.email_digest, now)?;
    let mut counted = counted_of(asks, now);
    let pressed_twice = counted.last().is_some_and(|at| *at + SECOND_PRESS > now);
    // Variants of an address are not taken for one, but their letters may all come to the same person. Locked after
    // the address, never before it.
    let asks = store::locked_asks(work.connection, &ask.reader_digest, now)?;
    let mut of_reader = counted_of(asks, now);
    if counted.len().max(of_reader.len()) >= MOST_LETTERS {
        return Ok(());
    }
    let mine = store::of_address(work.connection, &ask.email_digest)?;
    let confirmed = mine.iter().filter(|row| row.is_confirmed()).count();
    match mine.iter().find(|row| ask.wish.is_of(row)) {
        Some(same) if same.is_confirmed() && !pressed_twice => letters::known(work, now, same)?,
        Some(same) if same.is_confirmed() => return Ok(()),
        Some(same) if pressed_twice && same.created_at.utc() + SECOND_PRESS > now => return Ok(()),
        Some(same) => ask_again(work, now, same.clone(), ask)?,
        None if confirmed >= MOST && pressed_twice => return Ok(()),
        None if confirmed >= MOST => letters::full(work, now, &mine)?,
        None => enter(work, now, ask, &mine)?,
    }
    counted.push(now);
    of_reader.push(now);
    for (digest, letters) in [
        (&ask.email_digest, counted),
        (&ask.reader_digest, of_reader),
    ] {
        let asks = Asks {
            letters: Json::from(letters),
            last_at: now.into(),
        };
        store::set_asks(work.connection, digest, &asks)?;
    }
    Ok(())
}

/// The letters that still count.
fn counted_of(asks: Asks, now: DateTime<Utc>) -> Vec<DateTime<Utc>> {
    let mut counted = asks.letters.into_inner();
    counted.retain(|at| *at + COUNTED > now);
    counted
}

fn enter(
    work: &mut Work,
    now: DateTime<Utc>,
    ask: &Ask,
    mine: &[Subscription],
) -> Result<(), Broken> {
    let mut row = Subscription {
        id: Id::new(),
        secret: tokens::secret(),
        email: ask.email.clone(),
        email_digest: ask.email_digest.clone(),
        language: ask.wish.language,
        bodies: Json::from(Vec::new()),
        regions: Json::from(Vec::new()),
        topic: None,
        announcements: false,
        changes: false,
        results: false,
        often: ask.wish.often,
        created_at: now.into(),
        confirmed_at: None,
        updated_at: now.into(),
        revision: 1,
        known_by: mine.first().map_or_else(Id::new, |row| row.known_by),
        heard_before: Json::from(Vec::new()),
    };
    ask.wish.clone().write_into(&mut row);
    store::insert(work.connection, &row)?;
    note(work, now, Actor::Visitor, "subscription.asked", row.id);
    letters::confirm(work, now, &row, ask.term)
}

/// Asked for once more: the term begins anew, and so does the consent.
fn ask_again(
    work: &mut Work,
    now: DateTime<Utc>,
    row: Subscription,
    ask: &Ask,
) -> Result<(), Broken> {
    let row = Subscription {
        email: ask.email.clone(),
        topic: ask.wish.topic.clone(),
        created_at: now.into(),
        ..row
    };
    let row = written(work, now, row)?;
    note(work, now, Actor::Visitor, "subscription.asked", row.id);
    letters::confirm(work, now, &row, ask.term)
}

/// Confirms it: from now on letters come. A second time it changes nothing. Whoever has the link has read what came to
/// the address, so it is taken off the list of those that nobody reads.
///
/// # Errors
/// [`Refusal::Unknown`], [`Refusal::Full`], [`Refusal::Broken`].
pub fn confirm(
    work: &mut Work,
    now: DateTime<Utc>,
    secret: &str,
    term: TimeDelta,
) -> Result<(), Refusal> {
    let row = locked(work, now, secret)?;
    if row.is_confirmed() {
        if outbox::store::lift(work, &row.email_digest)? {
            note(work, now, Actor::Visitor, "subscription.confirmed", row.id);
        }
        return Ok(());
    }
    if row.has_lapsed(now, term) {
        return Err(Refusal::Unknown);
    }
    let mine = store::of_address(work.connection, &row.email_digest)?;
    if mine.iter().filter(|row| row.is_confirmed()).count() >= MOST {
        return Err(Refusal::Full);
    }
    let row = Subscription {
        confirmed_at: Some(now.into()),
        ..row
    };
    let row = written(work, now, row)?;
    outbox::store::lift(work, &row.email_digest)?;
    note(work, now, Actor::Visitor, "subscription.confirmed", row.id);
    Ok(())
}

/// Changes a confirmed one, of which the revision was seen. Another that is just the same and was never confirmed
/// gives way to it.
///
/// # Errors
/// Every [`Refusal`] but [`Refusal::Full`].
pub fn change(
    work: &mut Work,
    now: DateTime<Utc>,
    secret: &str,
    (wish, seen): (Wish, i32),
) -> Result<(), Refusal> {
    let mut row = locked(work, now, secret)?;
    if !row.is_confirmed() {
        return Err(Refusal::Unconfirmed);
    }
    if wish.is_of(&row) && wish.topic == row.topic {
        return Ok(());
    }
    if row.revision != seen {
        return Err(Refusal::Stale(Box::new(row)));
    }
    let mine = store::of_address(work.connection, &row.email_digest)?;
    let same = mine
        .into_iter()
        .find(|other| other.id != row.id && wish.is_of(other));
    match same {
        Some(same) if same.is_confirmed() => return Err(Refusal::Same),
        Some(same) => end(work, now, "subscription.left", &[same])?,
        None => {}
    }
    row.choose(wish.often, now);
    wish.write_into(&mut row);
    let row = written(work, now, row)?;
    note(work, now, Actor::Visitor, "subscription.changed", row.id);
    Ok(())
}

/// Ends it: the row is destroyed, and letters that wait are taken back. `false` when it was gone.
///
/// # Errors
/// [`Broken::Query`].
pub fn leave(work: &mut Work, now: DateTime<Utc>, secret: &str) -> Result<bool, Broken> {
    match locked(work, now, secret) {
        Ok(row) => {
            end(work, now, "subscription.left", &[row])?;
            Ok(true)
        }
        Err(Refusal::Broken(broken)) => Err(broken),
        Err(_) => Ok(false),
    }
}

/// Ends all of its address by which letters come just as often: they come together, under one name, and one click in
/// a mail program means them all.
///
/// # Errors
/// [`Broken::Query`].
pub fn leave_all(work: &mut Work, now: DateTime<Utc>, secret: &str) -> Result<(), Broken> {
    let row = match locked(work, now, secret) {
        Ok(row) => row,
        Err(Refusal::Broken(broken)) => return Err(broken),
        Err(_) => return Ok(()),
    };
    let mut mine = store::of_address(work.connection, &row.email_digest)?;
    let likewise = |other: &Subscription| other.is_confirmed() && other.often == row.often;
    mine.retain(|other| other.id == row.id || (row.is_confirmed() && likewise(other)));
    end(work, now, "subscription.left", &mine)
}

/// Ends one that nobody confirmed since an instant; `false` when there is no such one any more.
///
/// # Errors
/// [`Broken::Query`].
pub fn lapse(
    work: &mut Work,
    now: DateTime<Utc>,
    id: Id,
    asked_until: DateTime<Utc>,
) -> Result<bool, Broken> {
    let Some(row) = store::by_id(work.connection, id)? else {
        return Ok(false);
    };
    if !store::delete_lapsed(work.connection, id, asked_until)? {
        return Ok(false);
    }
    forget(work, now, &[row])?;
    note(work, now, Actor::Office, "subscription.lapsed", id);
    Ok(true)
}

/// Ends some of one address.
fn end(
    work: &mut Work,
    now: DateTime<Utc>,
    act: &str,
    rows: &[Subscription],
) -> Result<(), Broken> {
    let mut ended = Vec::with_capacity(rows.len());
    for row in rows {
        if store::delete(work.connection, row.id)? {
            note(work, now, Actor::Visitor, act, row.id);
            ended.push(row.clone());
        }
    }
    forget(work, now, &ended)
}

/// Takes the letters of those of one address that have ended back. Of an address without others nothing is left: letters
/// about news know it by an id that went with the last of them. As many queries for all as for one: anybody may leave.
fn forget(work: &mut Work, now: DateTime<Utc>, ended: &[Subscription]) -> Result<(), Broken> {
    let Some(first) = ended.first() else {
        return Ok(());
    };
    let subscriptions: Vec<Id> = ended.iter().map(|one| one.id).collect();
    let others = store::of_address(work.connection, &first.email_digest)?;
    let readers = if others.iter().any(Subscription::is_confirmed) {
        Vec::new()
    } else {
        vec![first.known_by]
    };
    outbox::store::take_back(work, now, &subscriptions, &readers)?;
    if others.is_empty() {
        outbox::store::forget_in_list(work, &first.email_digest, ALL_LETTERS)?;
    }
    Ok(())
}

/// The subscription of a secret, while nobody else acts on those of its address.
fn locked(work: &mut Work, now: DateTime<Utc>, secret: &str) -> Result<Subscription, Refusal> {
    let seen = store::by_secret(work.connection, secret)?.ok_or(Refusal::Unknown)?;
    store::locked_asks(work.connection, &seen.email_digest, now)?;
    // Somebody may have been quicker.
    store::by_secret(work.connection, secret)?.ok_or(Refusal::Unknown)
}

/// Writes it over with its next revision.
fn written(work: &mut Work, now: DateTime<Utc>, row: Subscription) -> Result<Subscription, Broken> {
    let row = Subscription {
        revision: row.revision.saturating_add(1),
        updated_at: now.into(),
        ..row
    };
    if store::update(work.connection, &row)? {
        Ok(row)
    } else {
        // Ending what nobody confirmed waits for nobody.
        Err(Broken::Busy)
    }
}

fn note(work: &mut Work, now: DateTime<Utc>, actor: Actor, act: &str, id: Id) {
    let entry = Entry {
        actor,
        act,
        object_kind: "subscription",
        object: id,
        body: None,
        before: None,
        after: None,
        calendar_version: None,
    };
    journal::record(work, now, entry);
}
