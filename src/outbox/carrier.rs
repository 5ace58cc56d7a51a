//! One letter's attempt: its words, its headers, the relay.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::time::{Instant, sleep};

use super::content::Content;
use super::delivery::Writer;
use super::fate::{Failure, Unwritable};
use super::hand::Claimed;
use super::message::{Addressed, Ready, Sender};
use super::post::{Post, Turns};
use super::record::{LetterState, Row, STOPPED, Suppression, UNTRIED};
use super::store::{self, Claim, Noted};
use super::trace::Trace;
use crate::app::App;
use crate::database::{Broken, Id, Lane};

/// How long to wait before a result that could not be noted is noted anew.
const BETWEEN_TRIES: Duration = Duration::from_millis(250);

/// What every attempt needs.
pub(super) struct Carrier {
    pub(super) app: Arc<App>,
    pub(super) writer_of: fn(&str) -> Option<Writer>,
    pub(super) sender: Sender,
}

impl Carrier {
    /// Claims letters for which there is room, and learns to whom nothing may be sent. The claim lasts for `lease`.
    pub(super) async fn claim(
        &self,
        trace: Trace,
        wanted: Claim,
        lease: Duration,
    ) -> Result<Vec<Claimed>, Broken> {
        let database = &self.app.database;
        let held_until = Instant::now() + lease;
        let look = wanted.clone();
        let due = database
            .read(move |connection| store::has_due(connection, &look))
            .await?;
        if !due {
            return Ok(Vec::new());
        }
        database
            .write(Lane::Any, move |work| {
                let rows = store::claim(work, &wanted)?;
                let hashes: Vec<String> = rows
                    .iter()
                    .map(|row| trace.of_address(&row.recipient))
                    .collect();
                let suppressed = store::suppressed(work.connection, &hashes)?;
                let reason = |hash: &String| {
                    let found = suppressed.iter().find(|(of, _)| of == hash);
                    found.map(|(_, reason)| reason.clone())
                };
                let claimed = rows.into_iter().zip(hashes).map(|(row, hash)| Claimed {
                    suppressed: reason(&hash),
                    row,
                    hash,
                    held_until,
                });
                Ok(claimed.collect())
            })
            .await
    }

    /// Why a letter is not even tried, if so.
    pub(super) fn futile(&self, claimed: &Claimed, now: DateTime<Utc>) -> Option<Failure> {
        let row = &claimed.row;
        if now >= self.give_up_at(row) {
            let reason = row.last_error.clone();
            let reason = reason.unwrap_or_else(|| UNTRIED.to_owned());
            return Some(Failure::new(LetterState::Expired, reason));
        }
        let why = claimed.suppressed.as_ref()?;
        let reason = format!("{STOPPED}{why}");
        Some(Failure::new(LetterState::PermanentFailure, reason))
    }

    /// Sends one letter.
    pub(super) async fn attempt(
        &self,
        trace: &Trace,
        turns: &Turns,
        post: &mut Post,
        claimed: &Claimed,
    ) -> Result<(), Failure> {
        let row = &claimed.row;
        let now = self.app.now();
        let until = self.handed_over_until(claimed, now);
        let content = self.put_into_words(row).await?;
        let ready = self.set(trace, row, &content, now)?;
        post.send(ready, turns, until).await?;
        Ok(())
    }

    /// Not later is the letter itself handed over: it is of no use any more, or the claim may end before the relay
    /// has answered, and another worker would send it too.
    fn handed_over_until(&self, claimed: &Claimed, now: DateTime<Utc>) -> Instant {
        let of_use = (self.give_up_at(&claimed.row) - now).to_std();
        let of_use = Instant::now() + of_use.unwrap_or_default();
        let patience = self.app.settings.mail.timeout;
        let held = claimed.held_until.checked_sub(patience);
        held.map_or(of_use, |held| held.min(of_use))
    }

    async fn put_into_words(&self, row: &Row) -> Result<Content, Failure> {
        let Some(write) = (self.writer_of)(&row.kind) else {
            // A newer program on another node may have ordered it, and will know.
            let reason = format!("this version knows no letter of the kind {}", row.kind);
            return Err(Failure::new(LetterState::TemporaryFailure, reason));
        };
        let (app, row) = (Arc::clone(&self.app), row.clone());
        let written = self
            .app
            .database
            .read(move |connection| {
                let mut content = write(&app, connection, &row)?;
                content.sign(&app);
                Ok::<_, Unwritable>(content)
            })
            .await;
        Ok(written?)
    }

    fn set(
        &self,
        trace: &Trace,
        row: &Row,
        content: &Content,
        now: DateTime<Utc>,
    ) -> Result<Ready, Failure> {
        let addressed = Addressed {
            id: row.id,
            recipient: &row.recipient,
            thread: row.session_id,
            at: now,
            trace: Some(trace),
        };
        self.sender
            .ready(addressed, content)
            .map_err(|reason| Failure::new(LetterState::TechnicalFailure, reason))
    }

    /// The letter's own time, and never longer than the office tries at all.
    pub(super) fn give_up_at(&self, row: &Row) -> DateTime<Utc> {
        let tried_until = row.created_at.utc() + delta(self.app.settings.mail.give_up_after);
        row.give_up_at.utc().min(tried_until)
    }

    /// Writes by one statement what became of letters, also whose address nobody reads, and gives the letters that
    /// were still held. A letter that is not noted is sent twice: while the database does not answer it is tried
    /// until the claim has ended.
    pub(super) async fn note(
        &self,
        noted: &[Noted],
        dead: Vec<Suppression>,
        held_until: Instant,
    ) -> Result<Vec<Id>, Broken> {
        loop {
            let (noted, dead) = (noted.to_vec(), dead.clone());
            let written = self
                .app
                .database
                .write(Lane::Any, move |work| {
                    let held = store::note(work, &noted)?;
                    dead.into_iter()
                        .try_for_each(|one| store::suppress(work, one))?;
                    Ok(held)
                })
                .await;
            match written {
                Err(_) if Instant::now() < held_until => sleep(BETWEEN_TRIES).await,
                done => return done,
            }
        }
    }

    /// What is kept of an address at which nobody reads.
    pub(super) fn suppression(&self, claimed: &Claimed, reason: &str) -> Suppression {
        let retention = retention(&self.app);
        Suppression {
            address_hash: claimed.hash.clone(),
            address: Some(claimed.row.recipient.clone()),
            reason: reason.to_owned(),
            letter_id: claimed.row.id,
            since: self.app.now().into(),
            forget_at: (claimed.row.give_up_at.utc() + retention).into(),
        }
    }
}

/// Addresses are kept as long as applications.
pub(super) fn retention(app: &App) -> TimeDelta {
    TimeDelta::days(i64::from(app.settings.applications.retention_days))
}

pub(super) fn delta(duration: Duration) -> TimeDelta {
    TimeDelta::from_std(duration).unwrap_or(TimeDelta::MAX)
}
