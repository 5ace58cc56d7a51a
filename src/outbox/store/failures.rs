//! Letters that did not arrive, and addresses that nobody reads.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::dsl::{count_star, min, sql};
use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::{MAIL, UNFINISHED};
use crate::database::schema::{office_facts, outbox, suppressions};
use crate::database::{AnyConnection, Broken, Database, Id, Instant, Lane, Work, both, fact};
use crate::outbox::record::{LetterState, NotArrived, Suppression};
use crate::outbox::trace::Trace;

/// Under this name the office keeps what its traces are made with.
pub(super) const KEY: &str = "letters-key";

/// What the office's traces are made with; it is made once.
///
/// # Errors
/// [`Broken::Query`], as all here.
pub async fn key_of(database: &Database) -> Result<String, Broken> {
    let known = database.read(|connection| fact(connection, KEY)).await?;
    if let Some(key) = known {
        return Ok(key);
    }
    let made = Trace::new_key();
    database
        .write(Lane::Any, move |work| {
            let row = (office_facts::name.eq(KEY), office_facts::value.eq(made));
            both!(work.connection, own => diesel::insert_into(office_facts::table)
                .values(row)
                .on_conflict(office_facts::name)
                .do_nothing()
                .execute(own))?;
            Ok(fact(work.connection, KEY)?.unwrap_or_default())
        })
        .await
}

/// What a mail server reports of a letter.
#[derive(Debug, Clone)]
pub struct Report {
    /// The letter.
    pub letter: Id,
    /// What is said of it; no personal data.
    pub reason: String,
    /// Whether the address itself is at fault, for good.
    pub dead: bool,
    /// Addresses that it names, each with its trace. The letter's own recipient is among them where its mail was
    /// not sent on to another.
    pub named: Vec<(String, String)>,
    /// Traces of the addresses that failed, where it names them.
    pub failed: Vec<String>,
}

/// What a report changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bounced {
    /// A delivered letter is known now not to have arrived.
    Noted,
    /// It is under way: ask again.
    Later,
    /// There is no such letter, or it was known before.
    Nothing,
}

/// Notes a report that a letter did not arrive, and suppresses its address if that is what is wrong, and not one that
/// it was sent on to. A second time it changes nothing. `retention` is how long an address is kept after the letter's use has ended.
///
/// # Errors
/// [`Broken::Query`].
pub fn bounced(
    work: &mut Work,
    now: DateTime<Utc>,
    report: &Report,
    retention: TimeDelta,
) -> Result<Bounced, Broken> {
    let found: Option<(LetterState, Instant, Option<String>)> = outbox::table
        .filter(outbox::id.eq(report.letter))
        .filter(sql::<Bool>(MAIL))
        .select((outbox::state, outbox::give_up_at, outbox::recipient_hash))
        .get_result(work.connection)
        .optional()?;
    let Some((state, give_up_at, hash)) = found else {
        return Ok(Bounced::Nothing);
    };
    match state {
        LetterState::Delivered => {}
        LetterState::Sending => return Ok(Bounced::Later),
        _ => return Ok(Bounced::Nothing),
    }
    let own = hash.as_ref().and_then(|hash| {
        let mut named = report.named.iter();
        named.find(|(_, trace)| trace == hash)
    });
    let address = own.map(|(address, _)| address.clone());
    diesel::update(outbox::table.filter(outbox::id.eq(report.letter)))
        .set((
            outbox::state.eq(LetterState::PermanentFailure),
            outbox::last_error.eq(Some(report.reason.clone())),
            outbox::recipient.eq(address.clone().unwrap_or_default()),
        ))
        .execute(work.connection)?;
    let is_own = |hash: &String| report.failed.is_empty() || report.failed.contains(hash);
    if let (true, Some(address_hash)) = (report.dead, hash.filter(is_own)) {
        let forget_at = give_up_at.utc() + retention;
        suppress(
            work,
            Suppression {
                address_hash,
                address,
                reason: report.reason.clone(),
                letter_id: report.letter,
                since: now.into(),
                forget_at: forget_at.into(),
            },
        )?;
    }
    Ok(Bounced::Noted)
}

/// Sends nothing more to an address; for one that is known already, the later end counts.
///
/// # Errors
/// [`Broken::Query`].
pub fn suppress(work: &mut Work, one: Suppression) -> Result<(), Broken> {
    let (hash, forget_at) = (one.address_hash.clone(), one.forget_at);
    both!(work.connection, own => diesel::insert_into(suppressions::table)
        .values(one)
        .on_conflict(suppressions::address_hash)
        .do_nothing()
        .execute(own))?;
    diesel::update(
        suppressions::table
            .filter(suppressions::address_hash.eq(hash))
            .filter(suppressions::forget_at.lt(forget_at)),
    )
    .set(suppressions::forget_at.eq(forget_at))
    .execute(work.connection)?;
    Ok(())
}

/// Which of these addresses (by their traces) nobody reads, and why.
///
/// # Errors
/// [`Broken::Query`].
pub fn suppressed(
    connection: &mut AnyConnection,
    hashes: &[String],
) -> Result<Vec<(String, String)>, Broken> {
    if hashes.is_empty() {
        return Ok(Vec::new());
    }
    Ok(suppressions::table
        .filter(suppressions::address_hash.eq_any(hashes))
        .select((suppressions::address_hash, suppressions::reason))
        .load(connection)?)
}

/// The list, the latest first; at most `most`.
///
/// # Errors
/// [`Broken::Query`].
pub fn suppressions(connection: &mut AnyConnection, most: i64) -> Result<Vec<Suppression>, Broken> {
    Ok(suppressions::table
        .order((suppressions::since.desc(), suppressions::address_hash))
        .limit(most)
        .select(Suppression::as_select())
        .load(connection)?)
}

/// Takes an address off the list: its owner says that it is read. `false` when it was not there.
///
/// # Errors
/// [`Broken::Query`].
pub fn lift(work: &mut Work, address_hash: &str) -> Result<bool, Broken> {
    let gone = diesel::delete(suppressions::table.find(address_hash)).execute(work.connection)?;
    Ok(gone == 1)
}

/// The letters of these sessions that did not arrive, the latest first; at most `most`.
///
/// # Errors
/// [`Broken::Query`].
pub fn not_arrived(
    connection: &mut AnyConnection,
    sessions: &[Id],
    most: i64,
) -> Result<Vec<NotArrived>, Broken> {
    let about = sessions.iter().copied().map(Some);
    Ok(outbox::table
        .filter(outbox::session_id.eq_any(about))
        .filter(sql::<Bool>(MAIL))
        .filter(outbox::state.eq_any(LetterState::LOST))
        .order((outbox::finished_at.desc(), outbox::id))
        .limit(most)
        .select((
            outbox::id,
            outbox::session_id,
            outbox::recipient,
            outbox::kind,
            outbox::once_key,
            outbox::state,
            outbox::last_error,
            outbox::finished_at,
        ))
        .load(connection)?)
}

/// How many letters wait, and since when the oldest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// All that are not finished.
    pub letters: i64,
    /// When the oldest was ordered.
    pub since: Option<DateTime<Utc>>,
}

/// How many letters wait.
///
/// # Errors
/// [`Broken::Query`].
pub fn waiting(connection: &mut AnyConnection) -> Result<Waiting, Broken> {
    let unfinished = outbox::table
        .filter(sql::<Bool>(UNFINISHED))
        .filter(sql::<Bool>(MAIL));
    let (letters, since): (i64, Option<Instant>) = unfinished
        .select((count_star(), min(outbox::created_at)))
        .get_result(connection)?;
    Ok(Waiting {
        letters,
        since: since.map(Instant::utc),
    })
}
